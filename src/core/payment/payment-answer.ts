import { z } from 'zod';
import { failureNames } from '../failures/failures.ts';
import { currencyCode } from '../money/currency.ts';
import { outcome } from './outcome.ts';
import { receipt } from './payment-record.ts';
import { transactionType } from './payment-request.ts';

/** Whether HiPay knows of a paid sale at this moment. `sent` means every contract's notification was taken. */
export const notificationState = z.object({
  sent: z.boolean(),
  /** How many HiPay took: one a contract, so 2 with contact and contactless contracts. */
  count: z.int().min(0),
  pending: z.int().min(0),
  /** Why the last try failed, while something is pending. */
  failure: z.enum(failureNames).optional(),
});
export type NotificationState = z.infer<typeof notificationState>;

/** What the connector answers to a payment request: the truth at the moment of answering. */
export const paymentAnswer = z.object({
  /** Absent when the request was turned away before a record was made. */
  paymentId: z.string().optional(),
  orderId: z.string(),
  outcome,
  failure: z.enum(failureNames).optional(),
  /** What exactly went wrong, in English, for a till's log. Never holds card data or secrets. */
  detail: z.string().optional(),
  /** What the terminal was asked for or, once it has answered, what it says it took. Minor units. */
  amountMinor: z.int().min(0),
  /** What was asked for, where another amount was paid. */
  askedMinor: z.int().min(0).optional(),
  currency: currencyCode,
  transactionType,
  forceAuthorization: z.boolean(),
  notification: notificationState,
  /** This is the stored answer of an earlier request with the same order id. */
  replayed: z.boolean(),
  simulated: z.boolean(),
  /** What the terminal said of the card and its bank, as far as its language says it; the card masked. */
  cardMasked: z.string().optional(),
  authorisationNumber: z.string().optional(),
  contractNumber: z.string().optional(),
  /** Caisse-AP's payment application (CC), three characters. */
  paymentApplication: z.string().optional(),
  receipts: z.array(receipt).readonly().optional(),
  /** Of a duplicate: the order whose payment, known to be paid, has the same authorisation number. */
  duplicateOf: z.string().optional(),
  /** Of a duplicate: what the terminal itself said of its last payment. What it left out is absent, not the request's. */
  told: z
    .object({ amountMinor: z.int().min(0).optional(), currencyNumeric: z.string().optional() })
    .optional(),
});
export type PaymentAnswer = z.infer<typeof paymentAnswer>;
