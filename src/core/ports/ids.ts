/** Identifiers and chance as a parameter. */
export interface Ids {
  /** Unique for ever: journal key of one attempt, outbox key of one notification. */
  unique(): string;
  /** For a till that sends no order number: at most 32 characters, HiPay's limit. */
  orderId(): string;
  /** 0 <= x < 1, for jitter only. */
  chance(): number;
}
