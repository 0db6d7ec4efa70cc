import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { languageNames, receiptLanguages } from '../../core/language.ts';
import type { ListField } from '../../core/settings/setting-defs.ts';
import { settingDefOf } from '../../core/settings/setting-rows.ts';
import { caisseApVersions } from '../../core/terminal/caisse-ap/request.ts';
import { terminalLanguages, traitsOf } from '../../core/terminal/terminal-languages.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { type FormContext, flagSetting, selectSetting, textSetting } from './setting-form.ts';
import {
  type FieldName,
  type FlagField,
  fieldNames,
  flagFields,
  type Group,
  groupOf,
  isUsed,
  type SettingsDraft,
  type TextField,
} from './settings-draft.ts';

type Options = readonly (readonly [value: string, label: string])[];

const plain = (names: readonly string[]): Options => names.map((name) => [name, name]);

/** What each list offers, in its order. */
const optionsOf = ({ texts: { words, usb } }: FormContext): Readonly<Record<ListField, Options>> => ({
  environment: [
    ['dev', words.environmentDev],
    ['stage', words.environmentStage],
    ['prod', words.environmentProd],
  ],
  'terminal.link': [
    ['web-serial', words.linkSerial],
    ['web-usb', usb.link],
    ['tcp', words.linkTcp],
    ['simulated', words.linkSimulated],
  ],
  'terminal.language': terminalLanguages.map((name) => [name, traitsOf(name).label]),
  'terminal.caisseAp.version': plain(caisseApVersions),
  // French first: most receipts are.
  'terminal.receiptLanguage': receiptLanguages.map((name) => [name, languageNames[name]]),
  'terminal.serial.dataBits': plain(['7', '8']),
  'terminal.serial.parity': [
    ['none', words.parityNone],
    ['even', words.parityEven],
    ['odd', words.parityOdd],
  ],
  'terminal.serial.stopBits': plain(['1', '2']),
  'terminal.serial.flowControl': [
    ['none', words.flowNone],
    ['hardware', words.flowHardware],
  ],
});

const isFlag = (name: FieldName): name is FlagField => (flagFields as readonly string[]).includes(name);

function settingField(context: FormContext, name: FieldName) {
  if (isFlag(name)) return flagSetting(context, name);
  const options = name === 'terminal.script' ? scriptsOf(context) : optionsOf(context)[name as ListField];
  if (options) return selectSetting(context, name, options);
  const numeric = settingDefOf(name)?.kind.is === 'number' || name === 'terminal.caisseAp.protocolId';
  return textSetting(context, name, { numeric });
}

function scriptsOf({ draft, scripts }: FormContext): Options {
  const script = draft['terminal.script'];
  return plain(scripts.includes(script) ? scripts : [script, ...scripts]);
}

/** The fields of a group that are asked for now: these first, then the others in the order of the table. */
function groupFields({ draft, visible }: FormContext, group: Group, first: readonly FieldName[] = []) {
  const all = new Set([...first, ...fieldNames.filter((name) => groupOf(name) === group)]);
  return [...all].filter((name) => isUsed(name, draft, visible.hipay.route));
}

/** Each field keeps its own elements, because a list that a person has used does not follow what is drawn into it. */
const settingFields = (context: FormContext, names: readonly FieldName[]) =>
  repeat(
    names,
    (name) => name,
    (name) => settingField(context, name),
  );

export function hipayGroup(context: FormContext) {
  const { words } = context.texts;
  const { passwordSet, hashKeySet, route } = context.visible.hipay;
  const secret = (set: boolean) =>
    ({
      type: 'password',
      placeholder: set ? '••••••••' : '',
      hintFirst: set ? words.secretSet : words.secretNotSet,
    }) as const;
  const open = groupFields(context, 'hipay').filter((name) => settingDefOf(name)?.carrier !== 'secret');
  return html`<div class="grid">
    ${settingFields(context, open)}
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

export const paymentsGroup = (context: FormContext) => html`<div class="grid">
  ${settingFields(context, groupFields(context, 'payments', ['currencies']))}
</div>`;

/** Closed unless something in it is wrong: an error nobody sees cannot be mended. */
export function timersGroup(context: FormContext) {
  const timers = groupFields(context, 'timers');
  const wrong = timers.some((name) => context.problems[name]);
  if (!timers.some((name) => context.shown(name))) return nothing;
  return html`<details class="card" ?open=${wrong || context.searching}>
    <summary><h2>${context.texts.words.groupAdvanced}</h2></summary>
    <div class="grid">${settingFields(context, timers)}</div>
  </details>`;
}

type SerialField = Extract<TextField, `terminal.serial.${string}`>;

const line = (dataBits: string, parity: string): Record<SerialField, string> => ({
  'terminal.serial.baudRate': '9600',
  'terminal.serial.dataBits': dataBits,
  'terminal.serial.parity': parity,
  'terminal.serial.stopBits': '1',
  'terminal.serial.flowControl': 'none',
});

/** The two line settings that terminals come with, as their menus write them. */
export const serialPresets = {
  '9600 8N1': line('8', 'none'),
  '9600 7E1': line('7', 'even'),
} as const;

export type SerialPreset = keyof typeof serialPresets;

export const presetOf = (draft: SettingsDraft): SerialPreset | undefined =>
  (Object.keys(serialPresets) as SerialPreset[]).find((name) =>
    Object.entries(serialPresets[name]).every(([field, value]) => draft[field as SerialField] === value),
  );

/** A terminal on the network or a simulated one has no line. */
export const hasLine = ({ draft }: FormContext): boolean =>
  draft['terminal.link'] === 'web-serial' || draft['terminal.link'] === 'web-usb';

export function serialGroup(context: FormContext) {
  const { words } = context.texts;
  // Who looks for one part of the line has to see it.
  const preset = context.customLine || context.searching ? undefined : presetOf(context.draft);
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    context.showCustomLine(value === 'custom');
    if (value !== 'custom') context.change(serialPresets[value as SerialPreset]);
  };
  return html`<div class="grid" ?hidden=${context.searching}>
      ${formField(
        { id: 'preset', label: words.preset, hint: words.presetHint },
        html`<select id="preset" aria-describedby="preset-hint" @change=${choose}>
          ${Object.keys(serialPresets).map(
            (name) => html`<option value=${name} ?selected=${name === preset}>${name}</option>`,
          )}
          <option value="custom" ?selected=${preset === undefined}>${words.custom}</option>
        </select>`,
      )}
    </div>
    ${
      preset === undefined
        ? html`<div class="grid">${settingFields(context, groupFields(context, 'serial'))}</div>`
        : ''
    }`;
}

/** Asked for right after the link. */
const terminalFirst = [
  'terminal.script',
  'terminal.language',
  'terminal.caisseAp.version',
  'terminal.caisseAp.protocolId',
] as const satisfies FieldName[];

/** Which terminal, over what, in which language. Only what the chosen link and language have is asked for. */
export function terminalGroup(context: FormContext) {
  const fields = groupFields(context, 'terminal', terminalFirst);
  const others = fields.filter((name) => name !== 'terminal.link' && !isFlag(name));
  const onNetwork = context.draft['terminal.link'] === 'tcp';
  return html`<div class="grid">
      ${settingField(context, 'terminal.link')}
      ${onNetwork && !context.searching ? address(context) : ''} ${settingFields(context, others)}
    </div>
    ${settingFields(context, fields.filter(isFlag))}`;
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
