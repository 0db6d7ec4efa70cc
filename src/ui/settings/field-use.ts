import type { FieldName } from './field-names.ts';
import type { SettingsDraft } from './settings-draft.ts';

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
