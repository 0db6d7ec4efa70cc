export const padKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'point', '0', 'back'] as const;
export type PadKey = (typeof padKeys)[number];

/** Digits, decimals with them, of the largest amount that a terminal takes. */
const mostDigits = 8;

/** The sign between units and cents, as the language writes it. */
export const pointOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/**
 * What stands in the amount after a key of the pad. Never more decimals than the currency has, one sign between them, no
 * zeros before: what it makes can be read as an amount, or is on the way to one.
 */
export function pressPad(amount: string, key: PadKey, digits: number, point: string): string {
  if (key === 'back') return amount.slice(0, -1);
  const at = amount.search(/[.,]/);
  if (key === 'point') {
    if (digits === 0 || at >= 0) return amount;
    return `${amount === '' ? '0' : amount}${point}`;
  }
  if (at >= 0) return amount.length - at - 1 < digits ? amount + key : amount;
  if (amount === '0') return key;
  return amount.length < mostDigits - digits ? amount + key : amount;
}
