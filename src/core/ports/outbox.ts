import type { OutboxEntry } from '../outbox/outbox-entry.ts';

/** The notifications HiPay has to get. Entries are added by the journal only, in the payment's own transaction. */
export interface Outbox {
  /** Pending entries whose time has come, oldest payment first. */
  due(now: number, limit: number): Promise<OutboxEntry[]>;
  /** When the next pending entry is due, if any. */
  nextDueAt(): Promise<number | undefined>;
  ofPayment(paymentId: string): Promise<OutboxEntry[]>;
  /** Entries of payments created at or after `from` (epoch milliseconds), newest first. */
  since(from: number, limit: number): Promise<OutboxEntry[]>;
  /** Pending and parked, oldest first. */
  undelivered(limit: number): Promise<OutboxEntry[]>;
  countUndelivered(): Promise<{ pending: number; parked: number; oldestAt?: number }>;
  update(entry: OutboxEntry): Promise<void>;
  /** Everything undelivered becomes pending and due at `at` (epoch milliseconds), in one transaction. */
  wakeAll(at: number): Promise<void>;
}
