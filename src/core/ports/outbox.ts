import type { Way } from '../gateway/way.ts';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';

/** The notifications HiPay has to get. Entries are added by the journal only, in the payment's own transaction. */
export interface Outbox {
  /** Pending entries whose time has come: the oldest of them, oldest first. */
  due(now: number, limit: number): Promise<OutboxEntry[]>;
  /** When the next pending entry is due, if any. */
  nextDueAt(): Promise<number | undefined>;
  ofPayment(paymentId: string): Promise<OutboxEntry[]>;
  /** Those of any of these payments, read together. */
  ofPayments(paymentIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Entries of payments created at or after `from` (epoch milliseconds), newest first. */
  since(from: number, limit: number): Promise<OutboxEntry[]>;
  /** The ids of all that were created at or after `from`, oldest first: for who reads them bit by bit. */
  idsSince(from: number): Promise<string[]>;
  /** Those that are there of these, in their order. */
  findAll(entryIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Pending and parked, oldest first. */
  undelivered(limit: number): Promise<OutboxEntry[]>;
  /** Those that wait for a person, oldest first. */
  parked(limit: number): Promise<OutboxEntry[]>;
  countUndelivered(): Promise<{ pending: number; parked: number; oldestAt?: number }>;
  update(entry: OutboxEntry): Promise<void>;
  /** Pending entries that would sleep until `until` at the latest are due at `at` (epoch milliseconds). */
  wake(at: number, until: number): Promise<void>;
  /** Those that sleep for want of one of these ways are due at `at`, in one transaction (`wokenByReturn`). Resolves with how many. */
  wakeForWays(ways: readonly Way[], at: number): Promise<number>;
  /** Everything undelivered becomes pending and due at `at` (epoch milliseconds) or before, in one transaction. */
  wakeAll(at: number): Promise<void>;
}
