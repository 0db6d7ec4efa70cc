import { formatMajor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { type FlagField, flagFields, type TextField, textFields } from './field-names.ts';

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
