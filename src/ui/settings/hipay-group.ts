import { html } from 'lit';
import type { FormContext } from './form-context.ts';
import { flagSetting, selectSetting, textSetting } from './setting-field.ts';

export function hipayGroup(context: FormContext) {
  const { words } = context.texts;
  const { passwordSet, hashKeySet, route } = context.visible.hipay;
  const secret = (set: boolean) =>
    ({
      type: 'password',
      placeholder: set ? '••••••••' : '',
      hintFirst: set ? words.secretSet : words.secretNotSet,
    }) as const;
  return html`<div class="grid">
    ${selectSetting(context, 'environment', [
      ['dev', words.environmentDev],
      ['stage', words.environmentStage],
      ['prod', words.environmentProd],
    ])}
    ${textSetting(context, 'hipay.login')}
    ${
      route === 'relay'
        ? html`<p class="hint" ?hidden=${context.searching}>${words.secretsElsewhere}</p>`
        : html`${textSetting(context, 'hipay.password', secret(passwordSet))}
            ${textSetting(context, 'hipay.hashKey', secret(hashKeySet))}`
    }
  </div>`;
}

export function contractsGroup(context: FormContext) {
  return html`<p class="hint" ?hidden=${context.searching}>${context.texts.words.groupContractsHint}</p>
    ${(['proxy', 'nfc'] as const).map(
      (kind) => html`${flagSetting(context, `contracts.${kind}`)}
      ${
        context.draft[`contracts.${kind}`]
          ? html`<div class="grid indented">
              ${textSetting(context, `contracts.${kind}.merchantId`)}
              ${textSetting(context, `contracts.${kind}.paymentApplication`)}
              ${textSetting(context, `contracts.${kind}.rank`)}
            </div>`
          : ''
      }`,
    )}`;
}
