import * as z from 'zod/mini';
import { type OutboxEntry, outboxEntry } from '../hipay/outbox-entry.ts';
import { parseJsonAs } from '../parse-json.ts';
import { type PaymentRecord, paymentRecord } from '../payment/payment-record.ts';
import { advance } from '../payment/resolution.ts';

/**
 * A copy of the book: payments and what HiPay has been told of them. A book too long for one text is several of these,
 * one a line; each is whole in itself: a notification stands beside its payment.
 */
export const recordsFile = z.object({
  kind: z.literal('hipay-ecr-records'),
  version: z.literal(1),
  /** True: another piece follows, and without it the copy is not whole. */
  more: z.optional(z.literal(true)),
  payments: z.array(paymentRecord),
  notifications: z.array(outboxEntry),
});
export type RecordsFile = z.infer<typeof recordsFile>;

/** Undefined where the text is no such file, or any part of it cannot be read: half a book is not taken. */
export const readRecordsFile = (text: string): RecordsFile | undefined => parseJsonAs(recordsFile, text);

/** A payment under way when the copy was made may have been charged since: nobody can tell here. */
function settled(record: PaymentRecord, at: number): PaymentRecord {
  if (record.state !== 'intended' && record.state !== 'sending' && record.state !== 'waiting') return record;
  return advance(record, 'unknown', at, {
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: `the copy was made while the payment was ${record.state}`,
  });
}

/** It may have been sent since the copy was made. As a resend, HiPay's "duplicate order" means that it was. */
const resent = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'delivered' ? entry : { ...entry, attempts: Math.max(1, entry.attempts) };

export interface Merged {
  readonly record: PaymentRecord;
  readonly entries: OutboxEntry[];
}

/**
 * What of a copied payment is to be written here: nothing where all is known. What is here stays unless the copy is
 * newer; a delivered notification never becomes pending again.
 */
export function mergePayment(
  copied: { record: PaymentRecord; entries: readonly OutboxEntry[] },
  here: { record: PaymentRecord | undefined; entries: readonly OutboxEntry[] },
  at: number,
): Merged | undefined {
  const taken = here.record === undefined || copied.record.updatedAt > here.record.updatedAt;
  const entries = copied.entries.filter((entry) => {
    const known = here.entries.find(({ entryId }) => entryId === entry.entryId);
    return !known || (known.state !== 'delivered' && entry.state === 'delivered');
  });
  if (!taken && entries.length === 0) return undefined;
  const record = taken ? settled(copied.record, at) : (here.record ?? copied.record);
  return { record, entries: entries.map(resent) };
}
