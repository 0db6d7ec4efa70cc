import * as z from 'zod/mini';
import { storedObject } from '../stored-object.ts';

/**
 * Why a notification waits for a person although HiPay's login is right and the order is well-formed.
 *
 * - `order-number-taken`: HiPay has another payment under this number.
 * - `probably-sent`: HiPay has an order with this number, an earlier try may have made it, and this account may not look.
 * - `cannot-tell`: HiPay has an order with this number, and nothing proves whose it is.
 * - `answer-not-understood`: HiPay's host answered the look-ups, and this program cannot understand the answers.
 * - `other-environment`: the sale was made for another HiPay (simulated, stage, live) than the present account.
 * - `other-account`: a try may have arrived in another account than the present one.
 */
export const parkedReason = z.enum([
  'order-number-taken',
  'probably-sent',
  'cannot-tell',
  'answer-not-understood',
  'other-environment',
  'other-account',
]);
export type ParkedReason = z.infer<typeof parkedReason>;

/** The order that HiPay holds under the number, in HiPay's own texts, so that a person can compare. */
export const heldOrder = storedObject({
  amount: z.optional(z.string()),
  currency: z.optional(z.string()),
  createdAt: z.optional(z.string()),
  reference: z.optional(z.string()),
});
export type HeldOrder = z.infer<typeof heldOrder>;
