import { html, nothing } from 'lit';
import { languageNames } from '../../core/language.ts';
import { receiptLanguages } from '../../core/records/receipt-words.ts';
import { caisseApVersions } from '../../core/terminal/caisse-ap/request.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { type FormContext, flagSetting, selectSetting, textSetting } from './setting-form.ts';
import type { SettingsDraft, TextField } from './settings-draft.ts';

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

export const paymentsGroup = (context: FormContext) => html`<div class="grid">
  ${textSetting(context, 'currencies')} ${textSetting(context, 'authorizationThresholdMinor')}
  ${textSetting(context, 'notificationWaitMs', { numeric: true })}
</div>`;

const timers = [
  'terminal.timers.controlMs',
  'terminal.timers.pauseMs',
  'terminal.timers.turnaroundMs',
  'terminal.timers.customerMs',
  'terminal.timers.enquiryAttempts',
  'terminal.timers.frameResends',
] as const;

/** Closed unless something in it is wrong: an error nobody sees cannot be mended. */
export function timersGroup(context: FormContext) {
  const wrong = timers.some((name) => context.problems[name]);
  if (!timers.some((name) => context.shown(name))) return nothing;
  return html`<details class="card" ?open=${wrong || context.searching}>
    <summary><h2>${context.texts.words.groupAdvanced}</h2></summary>
    <div class="grid">${timers.map((name) => textSetting(context, name, { numeric: true }))}</div>
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
    ${preset === undefined ? html`<div class="grid">${customLine(context)}</div>` : ''}`;
}

function customLine(context: FormContext) {
  const { words } = context.texts;
  return [
    textSetting(context, 'terminal.serial.baudRate', { numeric: true }),
    selectSetting(context, 'terminal.serial.dataBits', [
      ['7', '7'],
      ['8', '8'],
    ]),
    selectSetting(context, 'terminal.serial.parity', [
      ['none', words.parityNone],
      ['even', words.parityEven],
      ['odd', words.parityOdd],
    ]),
    selectSetting(context, 'terminal.serial.stopBits', [
      ['1', '1'],
      ['2', '2'],
    ]),
    selectSetting(context, 'terminal.serial.flowControl', [
      ['none', words.flowNone],
      ['hardware', words.flowHardware],
    ]),
  ];
}

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
      ${selectSetting(context, 'terminal.receiptLanguage', receiptLanguageNames)}
    </div>
    ${caisseAp ? flagSetting(context, 'terminal.receipts') : flagSetting(context, 'terminal.longAnswer')}`;
}

const receiptLanguageNames = receiptLanguages.map((name) => [name, languageNames[name]] as const);

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
