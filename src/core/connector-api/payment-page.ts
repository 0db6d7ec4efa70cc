import * as z from 'zod/mini';
import { paymentRow } from './snapshot.ts';

/**
 * The position of a payment in the list by time. Two payments can begin in the same millisecond, so the id is a part of
 * it.
 */
export const pageMark = z.object({ createdAt: z.number(), paymentId: z.string() });
export type PageMark = z.infer<typeof pageMark>;

/** Maximum rows per reading; payments and notifications may be written between two pages. */
export const longestPage = 250;

export const pageWanted = z.object({
  /** Created at or after this time, epoch ms. */
  from: z.number(),
  /** Created before this time, epoch ms. */
  to: z.number(),
  /** The last payment of the page before; absent for the first page. */
  after: z.optional(pageMark),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(longestPage)), 100),
});
export type PageWanted = z.infer<typeof pageWanted>;

export const paymentPage = z.object({
  /** Newest first. */
  rows: z.array(paymentRow),
  /** Absent: no older payments in this period. */
  next: z.optional(pageMark),
});
export type PaymentPage = z.infer<typeof paymentPage>;

/** True if a payment stands before `mark` in the order from new to old, or is `mark` itself: an earlier page had it. */
export const isGiven = (at: PageMark, mark: PageMark): boolean =>
  at.createdAt > mark.createdAt || (at.createdAt === mark.createdAt && at.paymentId >= mark.paymentId);
