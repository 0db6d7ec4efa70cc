import type { PaymentRow } from '../connector-api/snapshot.ts';
import { exponentOf } from '../money/currency.ts';

const lastDigits = (cardMasked: string): string => /\d*$/.exec(cardMasked)?.[0] ?? '';

/** Converts a typed amount such as `1 234,50 €` to digits with a point; undefined if it is not an amount. */
const asDecimal = (text: string): string | undefined => {
  const bare = text.replace(/[\s\u00a0\u202f]|[A-Za-z]{3}$|\p{Sc}/gu, '').replace(',', '.');
  return /^\d+(?:\.\d*)?$/.test(bare) ? bare : undefined;
};

/**
 * Matches the beginning of an amount: `10` finds 10.23, and not 100; `10.2` finds 10.20 and 10.23. Digits alone are also the
 * minor units, as a person types them to take a payment: `1023` finds 10.23.
 */
function hasAmount(decimal: string): (row: PaymentRow) => boolean {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = /^[1-9]\d*$/.test(decimal) ? Number(decimal) : undefined;
  const begins = (minor: number, exponent: number) => {
    const [ownWhole = '', ownFraction = ''] = majorText(minor, exponent);
    return whole === ownWhole && ownFraction.padEnd(fraction.length, '0').startsWith(fraction);
  };
  return ({ amountMinor, askedMinor, currency }) => {
    const exponent = exponentOf(currency);
    return [amountMinor, askedMinor].some(
      (minor) => minor !== undefined && (minor === digits || begins(minor, exponent)),
    );
  };
}

/** The digits before and after the decimal sign. */
function majorText(minor: number, exponent: number): [string, string] {
  const all = String(minor).padStart(exponent + 1, '0');
  return [all.slice(0, all.length - exponent), all.slice(all.length - exponent)];
}

/**
 * The filter for a search text: a part of the order number, the last digits of the card, or the beginning of an amount with
 * a comma or a point.
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
