import * as z from 'zod/mini';

/**
 * How a payment ended, as tills and screens see it.
 * `PARTIALLY_APPROVED`: the bank granted less than was asked; that much was paid, the rest is still due.
 * `NOT_SENT`: the terminal never got the amount, the customer was not charged.
 * `UNKNOWN`: the terminal may have charged; somebody has to look.
 * `OTHER_PAYMENT`: the terminal answered for another amount, currency or register.
 */
export const outcome = z.enum([
  'APPROVED',
  'PARTIALLY_APPROVED',
  'DECLINED',
  'CANCELLED',
  'NOT_SENT',
  'UNKNOWN',
  'OTHER_PAYMENT',
]);
export type Outcome = z.infer<typeof outcome>;

/** Money has moved, and how much is known. */
export const isPaid = (ended: Outcome | undefined): boolean =>
  ended === 'APPROVED' || ended === 'PARTIALLY_APPROVED';
