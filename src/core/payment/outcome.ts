import * as z from 'zod/mini';

/**
 * How a payment ended, for tills and screens.
 * `PARTIALLY_APPROVED`: the bank granted less than requested; that amount is paid, the rest is still due.
 * `NOT_SENT`: this request sent no amount to the terminal.
 * `UNKNOWN`: the terminal may have charged the customer; a person must check.
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

/** True if money has moved and the amount is known. */
export const isPaid = (ended: Outcome | undefined): boolean =>
  ended === 'APPROVED' || ended === 'PARTIALLY_APPROVED';
