import { z } from 'zod';
import { outboxEntry } from '../outbox/outbox-entry.ts';
import { paymentRecord } from '../payment/payment-record.ts';

/** What goes to the second copy of the journal: a record as it has just been written, or a notification. */
export const recordCopy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment'), record: paymentRecord }),
  z.object({ kind: z.literal('notification'), entry: outboxEntry }),
]);
export type RecordCopy = z.infer<typeof recordCopy>;

/** A journal that tells what is written into it. */
export interface RecordSource {
  /**
   * Calls back with every record created at or after `since` (epoch milliseconds) and its notifications, then with each
   * new writing. Returns the function that ends it.
   */
  subscribeRecords(since: number, listener: (copy: RecordCopy) => void): () => void;
}
