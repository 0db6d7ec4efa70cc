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

/** True if the payment is newer than `mark` or is `mark` itself: then an earlier page has contained it. */
export const isOnEarlierPage = (at: PageMark, mark: PageMark): boolean =>
  at.createdAt > mark.createdAt || (at.createdAt === mark.createdAt && at.paymentId >= mark.paymentId);
