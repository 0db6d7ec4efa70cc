import * as z from 'zod/mini';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { storedEntry } from '../hipay/stored-entry.ts';
import { parseJsonAs } from '../parse-json.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
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

/** A file with these records, which needs no other part. */
export const recordsFileOf = (
  payments: readonly PaymentRecord[] = [],
  notifications: readonly OutboxEntry[] = [],
): RecordsFile => ({
  kind: 'hipay-ecr-records',
  version: 1,
  payments: [...payments],
  notifications: [...notifications],
});

/** The records of both files. */
export const joinFiles = (a: RecordsFile, b: RecordsFile): RecordsFile =>
  recordsFileOf([...a.payments, ...b.payments], [...a.notifications, ...b.notifications]);

/** Returns undefined if the text is not such a file, or if one record in it has no id: an incomplete copy is refused. */
export const readRecordsFile = (text: string): RecordsFile | undefined => parseJsonAs(recordsFile, text);
