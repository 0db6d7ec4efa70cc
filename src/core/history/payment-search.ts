import type { PaymentRow } from '../connector-api/snapshot.ts';
import { exponentOf } from '../money/currency.ts';

/** The decimals that currencies have, each in its place. */
const exponents = [0, 1, 2, 3, 4];

const lastDigits = (cardMasked: string): string => /\d*$/.exec(cardMasked)?.[0] ?? '';

/** `1 234,50 €` as a person types it, with a point and nothing else. */
const asDecimal = (text: string): string | undefined => {
  const bare = text.replace(/[\s\u00a0\u202f]|[A-Za-z]{3}$|\p{Sc}/gu, '').replace(',', '.');
  return /^\d+(?:\.\d*)?$/.test(bare) ? bare : undefined;
};

/** So many minor units where a currency has so many decimals; undefined where it cannot have such an amount. */
function minorOf(decimal: string, exponent: number): number | undefined {
  const [whole = '', fraction = ''] = decimal.split('.');
  const decimals = fraction.replace(/0+$/, '');
  return decimals.length > exponent ? undefined : Number(whole + decimals.padEnd(exponent, '0'));
}

/** Exact money: `10` finds neither 10.23 nor 100. The text is read once for each kind of currency, not for each row. */
function hasAmount(decimal: string): (row: PaymentRow) => boolean {
  const wanted = exponents.map((exponent) => minorOf(decimal, exponent));
  return ({ amountMinor, askedMinor, currency }) => {
    const minor = wanted[exponentOf(currency)];
    return minor !== undefined && (amountMinor === minor || askedMinor === minor);
  };
}

/**
 * What a search finds: a piece of the order number, the last digits of the card, or the amount as it is typed, with a
 * comma or a point.
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
