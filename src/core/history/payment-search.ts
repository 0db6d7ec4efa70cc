import { formatMajor } from '../money/amount.ts';
import type { PaymentRow } from '../relay/snapshot.ts';

const lastDigits = (cardMasked: string): string => /\d*$/.exec(cardMasked)?.[0] ?? '';

/** `1 234,50 €` as a person types it, with a point and nothing else. */
const asDecimal = (text: string): string | undefined => {
  const bare = text.replace(/[\s\u00a0\u202f]|[A-Za-z]{3}$|\p{Sc}/gu, '').replace(',', '.');
  return /^\d+(?:\.\d*)?$/.test(bare) ? bare : undefined;
};

/** `10` and `10.2` find 10.23's beginning only as a whole number or a part that ends with the amount: exact money. */
function hasAmount(row: PaymentRow, decimal: string): boolean {
  const amounts = [row.amountMinor, ...(row.askedMinor === undefined ? [] : [row.askedMinor])];
  return amounts.some((minor) => sameDecimal(formatMajor(minor, row.currency), decimal));
}

const sameDecimal = (a: string, b: string): boolean => {
  const [[wholeA = '', partA = ''], [wholeB = '', partB = '']] = [a.split('.'), b.split('.')];
  const end = (part: string) => part.replace(/0+$/, '');
  const begin = (whole: string) => whole.replace(/^0+(?=\d)/, '');
  return begin(wholeA) === begin(wholeB) && end(partA) === end(partB);
};

/**
 * What a search finds: a piece of the order number, the last digits of the card, or the amount as it is typed, with a
 * comma or a point.
 */
export function searchFor(text: string): (row: PaymentRow) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  const decimal = asDecimal(wanted);
  const digits = /^\d{2,4}$/.test(wanted) ? wanted : undefined;
  return (row) =>
    row.orderId.toLowerCase().includes(wanted) ||
    (digits !== undefined && row.cardMasked !== undefined && lastDigits(row.cardMasked).endsWith(digits)) ||
    (decimal !== undefined && hasAmount(row, decimal));
}
