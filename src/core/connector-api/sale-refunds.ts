import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { currencyCode } from '../money/currency.ts';
import { paymentAnswer } from '../payment/payment-answer.ts';
import { paymentMeans } from '../payment/payment-request.ts';

const minor = z.int().check(z.minimum(0));

/** A sale for a screen that gives its money back. Amounts are in minor units. */
export const saleRefunds = z.object({
  orderId: z.string(),
  currency: currencyCode,
  /** A refund has the same means of payment. */
  paymentMeans,
  paidMinor: minor,
  refundedMinor: minor,
  /** The amount of the refunds that run, or that are in doubt. */
  heldMinor: minor,
  refundableMinor: minor,
  /** The refunds that gave money back, or may have, oldest first. */
  refunds: z._default(paymentAnswer.shape.refunds, []),
  /** Present if no refund of this sale can begin now, however small. */
  refusal: z.optional(z.object({ failure: z.enum(failureNames), detail: z.string() })),
});
export type SaleRefunds = z.infer<typeof saleRefunds>;
