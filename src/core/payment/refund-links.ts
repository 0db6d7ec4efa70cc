import type { PaymentRecord } from './payment-record.ts';

// The record of a sale names each of its refunds in a field of its own. An older program keeps fields that it does not know,
// one by one, so a join there loses no refund. A list would be one field, and of two lists it would keep one.

const prefix = 'refund ';

const isLink = (field: string): boolean => field.startsWith(prefix);

/** The order numbers of the refunds that these records of a sale name, sorted. */
export const linkedRefunds = (sale: readonly PaymentRecord[]): readonly string[] =>
  [...new Set(sale.flatMap((record) => Object.keys(record).filter(isLink)))]
    .map((field) => field.slice(prefix.length))
    .toSorted();

/** The record of a sale that also names this refund. `at`: epoch ms. */
export const withRefundLink = (sale: PaymentRecord, refundOrderId: string, at: number): PaymentRecord =>
  `${prefix}${refundOrderId}` in sale
    ? sale
    : // Later than before, so that each copy is seen to be older.
      { ...sale, updatedAt: Math.max(at, sale.updatedAt + 1), [`${prefix}${refundOrderId}`]: true };

/** The record with the refunds that another version of it names. */
export function keepRefundLinks(record: PaymentRecord, other: PaymentRecord | undefined): PaymentRecord {
  const links = Object.entries(other ?? {}).filter(([field]) => isLink(field) && !(field in record));
  return links.length === 0 ? record : { ...record, ...Object.fromEntries(links) };
}
