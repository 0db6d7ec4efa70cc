import type { PaymentRow } from '../connector-api/snapshot.ts';
import { exponentOf } from '../money/currency.ts';

/** All possible numbers of decimals of a currency. Each value is also its index, see `hasAmount`. */
const exponents = [0, 1, 2, 3, 4];

const lastDigits = (cardMasked: string): string => /\d*$/.exec(cardMasked)?.[0] ?? '';

/** Converts a typed amount such as `1 234,50 €` to digits with a point; undefined if it is not an amount. */
const asDecimal = (text: string): string | undefined => {
  const bare = text.replace(/[\s\u00a0\u202f]|[A-Za-z]{3}$|\p{Sc}/gu, '').replace(',', '.');
  return /^\d+(?:\.\d*)?$/.test(bare) ? bare : undefined;
};

/** The minor units of a decimal in a currency with `exponent` decimals; undefined if it has more decimals. */
function minorOf(decimal: string, exponent: number): number | undefined {
  const [whole = '', fraction = ''] = decimal.split('.');
  const decimals = fraction.replace(/0+$/, '');
  return decimals.length > exponent ? undefined : Number(whole + decimals.padEnd(exponent, '0'));
}

/**
 * Matches exact amounts: `10` finds neither 10.23 nor 100. The text is read once for each exponent, not for each row.
 */
function hasAmount(decimal: string): (row: PaymentRow) => boolean {
  const wanted = exponents.map((exponent) => minorOf(decimal, exponent));
  return ({ amountMinor, askedMinor, currency }) => {
    const minor = wanted[exponentOf(currency)];
    return minor !== undefined && (amountMinor === minor || askedMinor === minor);
  };
}

/**
 * The filter for a search text: a part of the order number, the last digits of the card, or an amount with a comma or a
 * point.
 */
export function searchFor(text: string): (row: PaymentRow) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  const decimal = asDecimal(wanted);
  const amount = decimal === undefined ? undefined : hasAmount(decimal);
  const digits = /^\d{2,4}$/.test(wanted) ? wanted : undefined;
  return (row) =>
    row.orderId.toLowerCase().includes(wanted) ||
    (digits !== undefined && row.cardMasked !== undefined && lastDigits(row.cardMasked).endsWith(digits)) ||
    (amount?.(row) ?? false);
}
