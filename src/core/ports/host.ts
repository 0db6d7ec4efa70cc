/**
 * Access to the time, passed in so that tests can control it. Durations are measured with `monotonic`; wall-clock time
 * is for people and records.
 */
export interface Clock {
  /** Epoch ms, for records and screens. May jump. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls back once, after at least `ms`. The returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Source of identifiers and random numbers, passed in so that tests can control it. */
export interface Ids {
  /** Unique for ever: the journal's key of a payment, the outbox's key of a notification. */
  unique(): string;
  /** For a till that sends no order number: at most 32 characters, HiPay's limit. */
  orderId(): string;
  /** 0 <= x < 1, for jitter only. */
  chance(): number;
}
