import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { currencyCode } from '../money/currency.ts';
import { chargeStatement } from './charge-statement.ts';
import { outcome } from './outcome.ts';
import { receipt } from './payment-record.ts';
import { transactionType } from './payment-request.ts';

/** State of HiPay's notifications for a payment. `sent`: HiPay has taken the notification of every contract. */
export const notificationState = z.object({
  sent: z.boolean(),
  /** Number of notifications that HiPay has taken: one per contract, so 2 with contact and contactless contracts. */
  count: z.int().check(z.minimum(0)),
  /** Number of notifications that HiPay has not taken, also of those that wait for a person. */
  pending: z.int().check(z.minimum(0)),
  /** Why the last try of a pending notification failed. */
  failure: z.optional(z.enum(failureNames)),
  /** HTTP status, if HiPay's address answered with an error: it was reached. */
  status: z.optional(z.int()),
});
export type NotificationState = z.infer<typeof notificationState>;

/** The connector's answer to a payment request, as known at the time of the answer. */
export const paymentAnswer = z.object({
  /** Absent if the request was refused before a record existed. */
  paymentId: z.optional(z.string()),
  orderId: z.string(),
  outcome,
  failure: z.optional(z.enum(failureNames)),
  /** What is known about the customer's money for this order. */
  charge: chargeStatement,
  /** Technical cause in English, for the till's log. Never contains card data or secrets. */
  detail: z.optional(z.string()),
  /** The paid amount; the requested amount if nothing was paid. Minor units. */
  amountMinor: z.int().check(z.minimum(0)),
  /** Requested amount, if another amount was paid. Minor units. */
  askedMinor: z.optional(z.int().check(z.minimum(0))),
  currency: currencyCode,
  transactionType,
  forceAuthorization: z.boolean(),
  notification: notificationState,
  /** True if this is the stored answer of an earlier request with the same order id. */
  replayed: z.boolean(),
  simulated: z.boolean(),
  /** Card and bank data from the terminal, as far as its language has them; the card number is masked. */
  cardMasked: z.optional(z.string()),
  authorisationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  /** Caisse-AP's payment application (CC), three characters. */
  paymentApplication: z.optional(z.string()),
  receipts: z.optional(z.readonly(z.array(receipt))),
  /** Duplicates only: the paid order whose payment has the same authorisation number. */
  duplicateOf: z.optional(z.string()),
  /** Only if the order number was refused: the payment that has it. */
  earlier: z.optional(
    z.object({
      paymentId: z.string(),
      /** Epoch ms. */
      paidAt: z.number(),
      amountMinor: z.int().check(z.minimum(0)),
      currency: currencyCode,
      transactionType,
    }),
  ),
  /** Only for a refund or a cancellation that names its sale: the sale's order number. */
  refundOf: z.optional(z.string()),
  /** Only for a paid sale: its refunds that gave money back, or may have (`unknown`). */
  refunds: z.optional(
    z.readonly(
      z.array(
        z.object({
          orderId: z.string(),
          amountMinor: z.int().check(z.minimum(0)),
          charge: z.enum(['charged', 'unknown']),
          /** Only its sale names it: `amountMinor` is the most that it can have given back. */
          recordLost: z.optional(z.literal(true)),
        }),
      ),
    ),
  ),
  /** What can be given back: of this sale if it has refunds, or of the sale of a refund that was refused. */
  refundable: z.optional(z.object({ amountMinor: z.int().check(z.minimum(0)), currency: currencyCode })),
  /** Present if the request may repeat a paid sale whose answer the till perhaps lacks. `at`: when it began, epoch ms. */
  perhapsSame: z.optional(z.object({ at: z.number() })),
  /** Another payment of the same amount, which was in doubt when this one began. It may be the same sale. */
  sameAmountInDoubt: z.optional(
    z.object({
      orderId: z.string(),
      /** Time at which that payment began, epoch ms. */
      at: z.number(),
    }),
  ),
  /**
   * Duplicates only: the terminal's data about its last payment. A field that the terminal left out is absent here and
   * is not filled from the request.
   */
  told: z.optional(
    z.object({
      amountMinor: z.optional(z.int().check(z.minimum(0))),
      currencyNumeric: z.optional(z.string()),
    }),
  ),
});
export type PaymentAnswer = z.infer<typeof paymentAnswer>;
