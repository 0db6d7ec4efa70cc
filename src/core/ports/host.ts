/** Time as a parameter. Durations are measured on the monotonic side; wall-clock time is for people and records. */
export interface Clock {
  /** Epoch milliseconds, for records and screens. May jump. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls back once, after at least `ms`. The returned function takes it back. */
  after(ms: number, callback: () => void): () => void;
}

/** Identifiers and chance as a parameter. */
export interface Ids {
  /** Unique for ever: journal key of one attempt, outbox key of one notification. */
  unique(): string;
  /** For a till that sends no order number: at most 32 characters, HiPay's limit. */
  orderId(): string;
  /** 0 <= x < 1, for jitter only. */
  chance(): number;
}
