import { z } from 'zod';
import { cartItem } from '../gateway/cart.ts';
import { amountMinor } from '../money/amount.ts';
import { currencyCode } from '../money/currency.ts';

/** HiPay takes 32 characters; control characters could forge a frame or a log line, so none pass. */
export const orderId = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .regex(/^[^\p{C}]+$/u, 'must not contain control characters');

export const customer = z.object({
  id: z.string().max(64).optional(),
  firstName: z.string().max(128).optional(),
  lastName: z.string().max(128).optional(),
  email: z.string().max(255).optional(),
  /** Only for a ticket that the terminal sends: HiPay is not told. */
  phone: z.string().max(32).optional(),
});
export type Customer = z.infer<typeof customer>;

const phoneNumber = z.string().regex(/^\+?\d{8,19}$/);

/** Only Bool, Int, Float and String values, as HiPay's page says. */
export const customData = z.record(
  z.string().max(64),
  z.union([z.boolean(), z.number(), z.string().max(1024)]),
);

/**
 * `Authorization` reserves an amount. `Cancel` takes back an earlier payment of the same amount. `Duplicate` moves no
 * money: the terminal tells of its last payment again.
 */
export const transactionType = z.enum(['Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization']);
export type TransactionType = z.infer<typeof transactionType>;

export const paymentMeans = z.enum(['card', 'cheque']);
export type PaymentMeans = z.infer<typeof paymentMeans>;

/** What a till asks for, parsed. Whatever way it came (REST, JS API, by hand), the connector sees this. */
export const paymentRequest = z.object({
  /** Absent: the connector makes one. */
  orderId: orderId.optional(),
  amountMinor,
  currency: currencyCode,
  transactionType: transactionType.default('Debit'),
  paymentMeans: paymentMeans.default('card'),
  /** Ask the terminal to authorise online, whatever the amount. */
  forceAuthorization: z.boolean().default(false),
  /** Empty where the till sent none, or one that does not add up (HiPay's rule: the payment goes on). */
  cart: z.array(cartItem).max(500).default([]),
  customer: customer.default({}),
  customData: customData.default({}),
  /** Where the terminal shall send the customer's ticket itself; only some languages can. */
  receiptTo: z.object({ phone: phoneNumber.optional(), email: z.string().max(255).optional() }).optional(),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;
export type PaymentRequestInput = z.input<typeof paymentRequest>;

/**
 * What makes two requests with one order id the same payment: the money, not the basket. Compared before anything is
 * sent, so that a till's retry gets the stored answer and a re-used number is refused.
 */
export const requestFingerprint = (request: PaymentRequest): string =>
  `${request.transactionType} ${request.amountMinor} ${request.currency}${request.paymentMeans === 'cheque' ? ' cheque' : ''}`;
