import type { PageWanted } from '../history/payment-page.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';

/**
 * The book of payments. A promise that resolves means: on disk (strict durability), and there after a crash.
 * One that rejects means: treat it as not written, and do not take the step that needed it.
 */
export interface Journal {
  write(record: PaymentRecord): Promise<void>;
  /** The record and its notifications in ONE transaction: a paid sale is never without them. */
  writeWithNotifications(record: PaymentRecord, entries: readonly OutboxEntry[]): Promise<void>;
  find(paymentId: string): Promise<PaymentRecord | undefined>;
  /** Every attempt at this order, oldest first. */
  ofOrder(orderId: string): Promise<PaymentRecord[]>;
  /** Records in state intended, sending or waiting: what a crash left behind, and what runs now. */
  unfinished(): Promise<PaymentRecord[]>;
  /** Records in state unknown, oldest first. */
  unknown(): Promise<PaymentRecord[]>;
  /** Records with an alarm that nobody has seen, oldest alarm first. */
  alarmed(): Promise<PaymentRecord[]>;
  /** Newest first, created at or after `from` (epoch milliseconds). */
  since(from: number, limit: number): Promise<PaymentRecord[]>;
  /** Newest first, a page at a time. */
  page(wanted: PageWanted): Promise<PaymentRecord[]>;
  /** The ids of all that were created at or after `from`, oldest first: for who reads them bit by bit. */
  idsSince(from: number): Promise<string[]>;
  /** Those that are there of these, in their order. */
  findAll(paymentIds: readonly string[]): Promise<PaymentRecord[]>;
}
