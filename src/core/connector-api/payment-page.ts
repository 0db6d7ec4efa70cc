import * as z from 'zod/mini';
import { paymentRow } from './snapshot.ts';

/** The place of one payment in the order of the journal's time: two can begin in the same millisecond. */
export const pageMark = z.object({ createdAt: z.number(), paymentId: z.string() });
export type PageMark = z.infer<typeof pageMark>;

/** Read at a time: between two pages a payment or a notification gets its turn. */
export const longestPage = 250;

export const pageWanted = z.object({
  /** Created at or after, epoch milliseconds. */
  from: z.number(),
  /** Created before. */
  to: z.number(),
  /** The last of the page before; absent for the newest. */
  after: z.optional(pageMark),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(longestPage)), 100),
});
export type PageWanted = z.infer<typeof pageWanted>;

export const paymentPage = z.object({
  /** Newest first. */
  rows: z.array(paymentRow),
  /** Absent: there are no older ones in this span. */
  next: z.optional(pageMark),
});
export type PaymentPage = z.infer<typeof paymentPage>;

/** Before `mark` in an order from new to old: that page has been given. */
export const isGiven = (at: PageMark, mark: PageMark): boolean =>
  at.createdAt > mark.createdAt || (at.createdAt === mark.createdAt && at.paymentId >= mark.paymentId);
