import { html } from 'lit';
import { caisseApVersions } from '../../core/terminal/caisse-ap/request.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { languageNames } from '../texts/language.ts';
import type { FormContext } from './form-context.ts';
import { flagSetting, selectSetting, textSetting } from './setting-field.ts';

const plain = (names: readonly string[]) => names.map((name) => [name, name] as const);

/** Which terminal, over what, in which language. Only what the chosen link and language have is asked for. */
export function terminalGroup(context: FormContext) {
  const { words, usb } = context.texts;
  const caisseAp = context.draft['terminal.language'] === 'caisse-ap-v3';
  return html`<div class="grid">
      ${selectSetting(context, 'terminal.link', [
        ['web-serial', words.linkSerial],
        ['web-usb', usb.link],
        ['tcp', words.linkTcp],
        ['simulated', words.linkSimulated],
      ])}
      ${linkDetails(context)}
      ${selectSetting(context, 'terminal.language', [
        ['concert-v2-e+', 'Concert V2 E+'],
        ['concert-v2-e', 'Concert V2 E'],
        ['caisse-ap-v3', 'Caisse-AP V3'],
      ])}
      ${caisseAp ? caisseApFields(context) : ''}
      ${textSetting(context, 'terminal.registerNumber')} ${textSetting(context, 'terminal.serialNumber')}
      ${selectSetting(context, 'terminal.receiptLanguage', receiptLanguages)}
    </div>
    ${caisseAp ? flagSetting(context, 'terminal.receipts') : flagSetting(context, 'terminal.longAnswer')}`;
}

/** French first: most receipts are. */
const receiptLanguages = (['fr', 'en', 'it', 'pt'] as const).map(
  (name) => [name, languageNames[name]] as const,
);

const caisseApFields = (context: FormContext) => [
  selectSetting(context, 'terminal.caisseAp.version', plain(caisseApVersions)),
  textSetting(context, 'terminal.caisseAp.protocolId', { numeric: true }),
];

function linkDetails(context: FormContext) {
  const script = context.draft['terminal.script'];
  const scripts = context.scripts.includes(script) ? context.scripts : [script, ...context.scripts];
  if (context.draft['terminal.link'] === 'simulated')
    return selectSetting(context, 'terminal.script', plain(scripts));
  return context.draft['terminal.link'] === 'tcp' && !context.searching ? address(context) : '';
}

/** A page must not be able to make the sidecar speak to any machine of the network, so it only shows which it is. */
function address({ visible, texts }: FormContext) {
  const { words } = texts;
  const { host, port } = visible.terminal.tcp;
  const parts = { id: 'terminal.tcp', label: words.address, hint: words.addressHow };
  return formField(
    parts,
    html`<input id=${parts.id} type="text" readonly aria-describedby=${describedBy(parts)}
      .value=${host === '' ? words.addressNone : `${host}:${port}`} />`,
  );
}
