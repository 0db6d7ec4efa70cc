import type { PaymentRecord } from './payment-record.ts';

// The record of a sale names each of its refunds in a separate field. When an older program joins two copies, it keeps each
// field that it does not know, so no refund is lost. If one field had a list of all refunds, it would keep only one of two
// lists.

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
    : // A later time than in any copy without the link, so that a comparison shows that copy as older.
      { ...sale, updatedAt: Math.max(at, sale.updatedAt + 1), [`${prefix}${refundOrderId}`]: true };

/** The record with the refunds that another version of it names. */
export function keepRefundLinks(record: PaymentRecord, other: PaymentRecord | undefined): PaymentRecord {
  const links = Object.entries(other ?? {}).filter(([field]) => isLink(field) && !(field in record));
  return links.length === 0 ? record : { ...record, ...Object.fromEntries(links) };
}
