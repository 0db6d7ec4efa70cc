import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { currencyCode } from '../money/currency.ts';
import { outcome } from './outcome.ts';
import { receipt } from './payment-record.ts';
import { transactionType } from './payment-request.ts';

/** Whether HiPay knows of a paid sale at this moment. `sent` means every contract's notification was taken. */
export const notificationState = z.object({
  sent: z.boolean(),
  /** How many HiPay took: one a contract, so 2 with contact and contactless contracts. */
  count: z.int().check(z.minimum(0)),
  pending: z.int().check(z.minimum(0)),
  /** Why the last try failed, while something is pending. */
  failure: z.optional(z.enum(failureNames)),
});
export type NotificationState = z.infer<typeof notificationState>;

/** What the connector answers to a payment request: the truth at the moment of answering. */
export const paymentAnswer = z.object({
  /** Absent when the request was turned away before a record was made. */
  paymentId: z.optional(z.string()),
  orderId: z.string(),
  outcome,
  failure: z.optional(z.enum(failureNames)),
  /** What exactly went wrong, in English, for a till's log. Never holds card data or secrets. */
  detail: z.optional(z.string()),
  /** What the terminal was asked for or, once it has answered, what it says it took. Minor units. */
  amountMinor: z.int().check(z.minimum(0)),
  /** What was asked for, where another amount was paid. */
  askedMinor: z.optional(z.int().check(z.minimum(0))),
  currency: currencyCode,
  transactionType,
  forceAuthorization: z.boolean(),
  notification: notificationState,
  /** This is the stored answer of an earlier request with the same order id. */
  replayed: z.boolean(),
  simulated: z.boolean(),
  /** What the terminal said of the card and its bank, as far as its language says it; the card masked. */
  cardMasked: z.optional(z.string()),
  authorisationNumber: z.optional(z.string()),
  contractNumber: z.optional(z.string()),
  /** Caisse-AP's payment application (CC), three characters. */
  paymentApplication: z.optional(z.string()),
  receipts: z.optional(z.readonly(z.array(receipt))),
  /** Of a duplicate: the order whose payment, known to be paid, has the same authorisation number. */
  duplicateOf: z.optional(z.string()),
  /** Of a duplicate: what the terminal itself said of its last payment. What it left out is absent, not the request's. */
  told: z.optional(
    z.object({
      amountMinor: z.optional(z.int().check(z.minimum(0))),
      currencyNumeric: z.optional(z.string()),
    }),
  ),
});
export type PaymentAnswer = z.infer<typeof paymentAnswer>;
