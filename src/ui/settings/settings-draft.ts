import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import { formatMajor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';

/** Fields that hold a text while they are edited, named by their path in the settings. */
export const textFields = [
  'environment',
  'terminal.link',
  'terminal.language',
  'terminal.registerNumber',
  'terminal.serialNumber',
  'terminal.script',
  'terminal.caisseAp.version',
  'terminal.caisseAp.protocolId',
  'terminal.receiptLanguage',
  'terminal.serial.baudRate',
  'terminal.serial.dataBits',
  'terminal.serial.parity',
  'terminal.serial.stopBits',
  'terminal.serial.flowControl',
  'terminal.timers.controlMs',
  'terminal.timers.pauseMs',
  'terminal.timers.turnaroundMs',
  'terminal.timers.customerMs',
  'terminal.timers.enquiryAttempts',
  'terminal.timers.frameResends',
  'hipay.login',
  'hipay.password',
  'hipay.hashKey',
  'contracts.proxy.merchantId',
  'contracts.proxy.paymentApplication',
  'contracts.proxy.rank',
  'contracts.nfc.merchantId',
  'contracts.nfc.paymentApplication',
  'contracts.nfc.rank',
  'authorizationThresholdMinor',
  'currencies',
  'notificationWaitMs',
] as const;

/** Fields that are on or off. `contracts.*` stand for the contract as a whole. */
export const flagFields = [
  'terminal.longAnswer',
  'terminal.receipts',
  'contracts.proxy',
  'contracts.nfc',
] as const;

export type TextField = (typeof textFields)[number];
export type FlagField = (typeof flagFields)[number];
export type FieldName = TextField | FlagField;

export const fieldNames: readonly FieldName[] = [...textFields, ...flagFields];

/** What stands in the fields of the settings form: texts and ticks, right or wrong. */
export type SettingsDraft = Readonly<Record<TextField, string> & Record<FlagField, boolean>>;

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** Amounts in the form are of the shop's first currency, as the threshold has no currency of its own. */
export const thresholdCurrency = (visible: VisibleSettings): CurrencyCode => visible.currencies[0] ?? 'EUR';

export function draftOfSettings(visible: VisibleSettings): SettingsDraft {
  const threshold = visible.authorizationThresholdMinor;
  const texts = textFields.map((name) => [name, String(at(visible, name) ?? '')]);
  const flags = flagFields.map((name) => [name, Boolean(at(visible, name))]);
  return {
    ...Object.fromEntries([...texts, ...flags]),
    currencies: visible.currencies.join(', '),
    authorizationThresholdMinor:
      threshold === undefined ? '' : formatMajor(threshold, thresholdCurrency(visible)),
  } as SettingsDraft;
}

/** The part of the form that a field stands in. */
export const groups = ['terminal', 'serial', 'hipay', 'contracts', 'payments', 'timers'] as const;
export type Group = (typeof groups)[number];

const starts: readonly (readonly [string, Group])[] = [
  ['terminal.serial.', 'serial'],
  ['terminal.timers.', 'timers'],
  ['terminal.', 'terminal'],
  ['hipay.', 'hipay'],
  ['environment', 'hipay'],
  ['contracts.', 'contracts'],
];

export const groupOf = (name: FieldName): Group =>
  starts.find(([start]) => name.startsWith(start))?.[1] ?? 'payments';

/** Whether the chosen link, language and contracts have a use for this field: only then it is asked for. */
export function isUsed(name: FieldName, draft: SettingsDraft, route: 'direct' | 'relay'): boolean {
  const caisseAp = draft['terminal.language'] === 'caisse-ap-v3';
  if (name === 'terminal.script') return draft['terminal.link'] === 'simulated';
  if (name === 'terminal.receipts' || name.startsWith('terminal.caisseAp.')) return caisseAp;
  if (name === 'terminal.longAnswer') return !caisseAp;
  if (name.startsWith('terminal.serial.')) return ['web-serial', 'web-usb'].includes(draft['terminal.link']);
  if (name === 'hipay.password' || name === 'hipay.hashKey') return route === 'direct';
  if (name.startsWith('contracts.proxy.')) return draft['contracts.proxy'];
  if (name.startsWith('contracts.nfc.')) return draft['contracts.nfc'];
  return true;
}

/** Never shown, so what they were before is not known here. */
const secretFields: ReadonlySet<FieldName> = new Set(['hipay.password', 'hipay.hashKey']);

/** The fields in which two drafts differ, with their values in the second. Secrets are left out. */
export const changesBetween = (from: SettingsDraft, to: SettingsDraft): Partial<SettingsDraft> =>
  Object.fromEntries(
    (Object.keys(to) as FieldName[])
      .filter((name) => !secretFields.has(name) && from[name] !== to[name])
      .map((name) => [name, to[name]]),
  );

/** Whether saving this would replace a secret, which no undoing brings back. */
export const hasNewSecret = (draft: Partial<SettingsDraft>): boolean =>
  [...secretFields].some((name) => Boolean(draft[name]));
