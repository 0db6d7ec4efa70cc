import * as z from 'zod/mini';
import { type PageMark, pageMark } from '../ports/storage.ts';
import { paymentRow } from './snapshot.ts';

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
