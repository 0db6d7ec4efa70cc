import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { languageNames, receiptLanguages } from '../../core/language.ts';
import type { ListField } from '../../core/settings/setting-defs.ts';
import { settingDefOf } from '../../core/settings/setting-rows.ts';
import { settings } from '../../core/settings/settings.ts';
import { hideSecrets } from '../../core/settings/visible-settings.ts';
import { caisseApVersions } from '../../core/terminal/caisse-ap/request.ts';
import { terminalLanguages, traitsOf } from '../../core/terminal/terminal-languages.ts';
import { fill } from '../format.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { type FormContext, flagSetting, selectSetting, textSetting } from './setting-form.ts';
import {
  draftOfSettings,
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

/** The options of each list, in their order. */
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
  // French comes first, because most receipts are in French.
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

/** The word of an option; undefined for a field that is no list. */
export const optionWord = (context: FormContext, name: FieldName, value: string): string | undefined =>
  optionsOf(context)[name as ListField]?.find(([option]) => option === value)?.[1];

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

/** The fields of a group that are in use: those of `first`, then the others in the order of the settings table. */
function groupFields({ draft, visible }: FormContext, group: Group, first: readonly FieldName[] = []) {
  const all = new Set([...first, ...fieldNames.filter((name) => groupOf(name) === group)]);
  return [...all].filter((name) => isUsed(name, draft, visible.hipay.route));
}

/** Each field keeps its own elements, because a list that a person has used ignores the `selected` of new options. */
const settingFields = (context: FormContext, names: readonly FieldName[]) =>
  repeat(
    names,
    (name) => name,
    (name) => settingField(context, name),
  );

export function hipayGroup(context: FormContext) {
  const { words } = context.texts;
  const { passwordSet, hashKeySet, route } = context.visible.hipay;
  const secret = (set: boolean, typed: string) =>
    ({
      type: 'password',
      placeholder: set ? '••••••••' : '',
      hintFirst: set ? words.secretSet : typed === '' ? words.secretNotSet : '',
    }) as const;
  const shownFields = groupFields(context, 'hipay').filter(
    (name) => settingDefOf(name)?.carrier !== 'secret',
  );
  return html`<div class="grid">
    ${settingFields(context, shownFields)}
    ${
      route === 'relay'
        ? html`<p class="hint" ?hidden=${context.searching}>${words.secretsElsewhere}</p>`
        : html`${textSetting(context, 'hipay.password', secret(passwordSet, context.draft['hipay.password']))}
            ${textSetting(context, 'hipay.hashKey', secret(hashKeySet, context.draft['hipay.hashKey']))}`
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
    )}
    ${furtherContracts(context)}`;
}

/** The list `contracts` of the configuration file. The form does not change it. */
function furtherContracts({ visible, texts, searching }: FormContext) {
  if (visible.contractList.length === 0) return '';
  const { words } = texts;
  return html`<div class="further-contracts" ?hidden=${searching}>
    <p class="hint">${words.furtherContracts}</p>
    <ul>
      ${visible.contractList.map(
        ({ name, merchantId, paymentApplication, rank }) =>
          html`<li>${name}: ${merchantId}, ${paymentApplication}, ${rank}</li>`,
      )}
    </ul>
  </div>`;
}

export const paymentsGroup = (context: FormContext) => html`<div class="grid">
  ${settingFields(context, groupFields(context, 'payments', ['currencies']))}
</div>`;

type SerialField = Extract<TextField, `terminal.serial.${string}`>;

const lineSettings = (dataBits: string, parity: string): Record<SerialField, string> => ({
  'terminal.serial.baudRate': '9600',
  'terminal.serial.dataBits': dataBits,
  'terminal.serial.parity': parity,
  'terminal.serial.stopBits': '1',
  'terminal.serial.flowControl': 'none',
});

/** The two line settings with which terminals are delivered, named as in the terminals' menus. */
export const serialPresets = {
  '9600 8N1': lineSettings('8', 'none'),
  '9600 7E1': lineSettings('7', 'even'),
} as const;

export type SerialPreset = keyof typeof serialPresets;

export const presetOf = (draft: SettingsDraft): SerialPreset | undefined =>
  (Object.keys(serialPresets) as SerialPreset[]).find((name) =>
    Object.entries(serialPresets[name]).every(([field, value]) => draft[field as SerialField] === value),
  );

/** False for a terminal on the network and for a simulated terminal: they have no serial line. */
export const hasLine = ({ draft }: FormContext): boolean =>
  draft['terminal.link'] === 'web-serial' || draft['terminal.link'] === 'web-usb';

function serialGroup(context: FormContext) {
  const { words } = context.texts;
  // During a search, each line setting is shown by itself, so that a person sees the setting that was found.
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

/** The fields that come right after the link. */
const terminalFirst = [
  'terminal.script',
  'terminal.language',
  'terminal.caisseAp.version',
] as const satisfies FieldName[];

/** Fields of the terminal that a shop changes only if support asks for it. */
const rareFields: readonly FieldName[] = ['terminal.caisseAp.protocolId', 'terminal.privateDigits'];

/** The link and the protocol of the terminal. Shows only the fields that the chosen link and protocol language use. */
export function terminalGroup(context: FormContext) {
  const fields = groupFields(context, 'terminal', terminalFirst).filter((name) => !rareFields.includes(name));
  const others = fields.filter((name) => name !== 'terminal.link' && !isFlag(name));
  const isOnNetwork = context.draft['terminal.link'] === 'tcp';
  return html`<div class="grid">
      ${settingField(context, 'terminal.link')}
      ${isOnNetwork && !context.searching ? address(context) : ''} ${settingFields(context, others)}
    </div>
    ${settingFields(context, fields.filter(isFlag))}`;
}

/** The network address, read-only: a page must not be able to make the sidecar connect to any machine. */
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

/** Line, waiting times and rare settings: of the terminal, so in its section. */
export function advancedFields(context: FormContext): readonly FieldName[] {
  const rare = groupFields(context, 'terminal').filter((name) => rareFields.includes(name));
  return [
    ...(hasLine(context) ? groupFields(context, 'serial') : []),
    ...groupFields(context, 'timers'),
    ...rare,
  ];
}

/** Open only during a search, or if one of its fields has an error, so that a person sees the error. */
export function advancedGroup(context: FormContext) {
  const { draft, visible, searching, problems } = context;
  const { words } = context.texts;
  const fields = advancedFields(context);
  const others = fields.filter((name) => groupOf(name) !== 'serial');
  if (searching && !fields.some((name) => context.shown(name))) return '';
  const initial = initialValues(fields);
  const isInitial = fields.every((name) => draft[name] === initial[name]);
  const hasError = fields.some((name) => problems[name]);
  return html`<details class="card advanced" ?open=${hasError || searching}>
    <summary>
      ${rareIcon('next', 18)}
      <h2 id="group-timers">${words.groupAdvanced}</h2>
      <span class="muted">${fill(words.advancedWhat, { count: fields.length })}</span>
    </summary>
    <div class="stack">
      <p class="muted" ?hidden=${searching}>${words.advancedHint}</p>
      ${hasLine(context) ? serialGroup(context) : ''}
      <div class="grid">${settingFields(
        context,
        others.filter((name) => !isFlag(name)),
      )}</div>
      ${settingFields(context, others.filter(isFlag))}
      ${
        visible.provisioned || isInitial || searching
          ? ''
          : html`<div class="buttons">
              <button type="button" id="initial" @click=${() => context.change(initial)}>${words.initialValues}</button>
            </div>`
      }
    </div>
  </details>`;
}

/** The values of fields as the program is delivered. */
function initialValues(fields: readonly FieldName[]): Partial<SettingsDraft> {
  const delivered = draftOfSettings(hideSecrets(settings.parse({}), false));
  return Object.fromEntries(fields.map((name) => [name, delivered[name]]));
}
