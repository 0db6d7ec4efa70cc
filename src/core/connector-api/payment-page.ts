import * as z from 'zod/mini';
import { type PageMark, pageMark } from '../ports/storage.ts';
import { paymentRow } from './snapshot.ts';

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
