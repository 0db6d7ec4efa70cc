/** Time as a parameter. Durations are measured on the monotonic side; wall-clock time is for people and records. */
export interface Clock {
  /** Epoch milliseconds, for records and screens. May jump. */
  now(): number;
  /** Milliseconds that never go back. */
  monotonic(): number;
  /** Calls back once, after at least `ms`. The returned function takes it back. */
  after(ms: number, callback: () => void): () => void;
}
