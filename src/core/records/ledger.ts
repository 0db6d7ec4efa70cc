import * as z from 'zod/mini';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { storedEntry } from '../hipay/stored-entry.ts';
import { parseJsonAs } from '../parse-json.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { advance } from '../payment/resolution.ts';
import { storedPayment } from '../payment/stored-payment.ts';

/**
 * A copy of the journal and the outbox. A copy that is too long for one JSON text is split into several of these
 * objects, one per line. Each part can be read without the others: a payment and its notifications are in the same
 * part.
 */
export const recordsFile = z.object({
  kind: z.literal('hipay-ecr-records'),
  version: z.literal(1),
  /** True: another part follows, and the copy is incomplete without it. */
  more: z.optional(z.literal(true)),
  payments: z.array(storedPayment),
  notifications: z.array(storedEntry),
});
export type RecordsFile = z.infer<typeof recordsFile>;

/** Returns undefined if the text is not such a file or a part of it cannot be read: an incomplete copy is refused. */
export const readRecordsFile = (text: string): RecordsFile | undefined => parseJsonAs(recordsFile, text);

/** A payment that was under way when the copy was made may have charged the customer since, so it becomes `unknown`. */
function settleUnfinished(record: PaymentRecord, at: number): PaymentRecord {
  if (record.state !== 'intended' && record.state !== 'sending' && record.state !== 'waiting') return record;
  return advance(record, 'unknown', at, {
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: `the copy was made while the payment was ${record.state}`,
  });
}

/**
 * The notification may have been sent after the copy was made. Counting one try makes it a resend, so HiPay's
 * "duplicate order" then means that it was delivered.
 */
const countAsTried = (entry: OutboxEntry): OutboxEntry =>
  entry.state === 'delivered' ? entry : { ...entry, attempts: Math.max(1, entry.attempts) };

export interface MergedPayment {
  readonly record: PaymentRecord;
  readonly entries: OutboxEntry[];
}

/**
 * Returns what to write of a copied payment; undefined if the copy adds nothing. The stored record stays unless the
 * copy is newer. A delivered notification never becomes pending again.
 */
export function mergePayment(
  copied: { record: PaymentRecord; entries: readonly OutboxEntry[] },
  stored: { record: PaymentRecord | undefined; entries: readonly OutboxEntry[] },
  at: number,
): MergedPayment | undefined {
  const copyIsNewer = stored.record === undefined || copied.record.updatedAt > stored.record.updatedAt;
  const entries = copied.entries.filter((entry) => {
    const known = stored.entries.find(({ entryId }) => entryId === entry.entryId);
    return !known || (known.state !== 'delivered' && entry.state === 'delivered');
  });
  if (!copyIsNewer && entries.length === 0) return undefined;
  const record = copyIsNewer ? settleUnfinished(copied.record, at) : (stored.record ?? copied.record);
  return { record, entries: entries.map(countAsTried) };
}
