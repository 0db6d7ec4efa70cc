import * as z from 'zod/mini';
import { amountMinor } from '../money/amount.ts';
import { currencyCode } from '../money/currency.ts';
import type { Operation } from '../terminal/dialect.ts';

/** A decimal of the basket: a JSON number on the wire (HiPay's type), read and added up by digits before. */
const decimal = z.number();

/** A line of the basket as HiPay takes it; `JSON.stringify` of the list is the wire form. */
export const cartItem = z.object({
  european_article_numbering: z.optional(z.string()),
  product_reference: z.string(),
  type: z.enum(['good', 'discount', 'fee']),
  quantity: z.int().check(z.minimum(1)),
  name: z.string(),
  unit_price: decimal,
  tax_rate: decimal,
  /** 0 or negative. */
  discount: decimal,
  total_amount: decimal,
});
export type CartItem = z.infer<typeof cartItem>;

/** HiPay's page names no limit; a till's request body ends at 64 KB anyway. */
export const largestCart = 500;

/** HiPay takes 32 characters; control characters could forge a frame or a log line, so none pass. */
export const orderId = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(32),
    z.regex(/^[^\p{C}]+$/u, 'must not contain control characters'),
  );

export const customer = z.object({
  id: z.optional(z.string().check(z.maxLength(64))),
  firstName: z.optional(z.string().check(z.maxLength(128))),
  lastName: z.optional(z.string().check(z.maxLength(128))),
  email: z.optional(z.string().check(z.maxLength(255))),
  /** Only for a ticket that the terminal sends: HiPay is not told. */
  phone: z.optional(z.string().check(z.maxLength(32))),
});
export type Customer = z.infer<typeof customer>;

const phoneNumber = z.string().check(z.regex(/^\+?\d{8,19}$/));

/** Only Bool, Int, Float and String values, as HiPay's page says. */
export const customData = z.record(
  z.string().check(z.maxLength(64)),
  z.union([z.boolean(), z.number(), z.string().check(z.maxLength(1024))]),
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
  orderId: z.optional(orderId),
  amountMinor,
  currency: currencyCode,
  transactionType: z._default(transactionType, 'Debit'),
  paymentMeans: z._default(paymentMeans, 'card'),
  /** Ask the terminal to authorise online, whatever the amount. */
  forceAuthorization: z._default(z.boolean(), false),
  /** Empty where the till sent none, or one that does not add up (HiPay's rule: the payment goes on). */
  cart: z._default(z.array(cartItem).check(z.maxLength(500)), []),
  customer: z._default(customer, {}),
  customData: z._default(customData, {}),
  /** Where the terminal shall send the customer's ticket itself; only some languages can. */
  receiptTo: z.optional(
    z.object({ phone: z.optional(phoneNumber), email: z.optional(z.string().check(z.maxLength(255))) }),
  ),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;
export type PaymentRequestInput = z.input<typeof paymentRequest>;

/**
 * What makes two requests with one order id the same payment: the money, not the basket. Compared before anything is
 * sent, so that a till's retry gets the stored answer and a re-used number is refused.
 */
export const requestFingerprint = (request: PaymentRequest): string =>
  `${request.transactionType} ${request.amountMinor} ${request.currency}${request.paymentMeans === 'cheque' ? ' cheque' : ''}`;

const operations: Readonly<Record<TransactionType, Operation>> = {
  Debit: 'debit',
  Credit: 'credit',
  Cancel: 'cancellation',
  Duplicate: 'duplicate',
  Authorization: 'pre-authorisation',
};

/** What the terminal is asked to do for a till's `transaction_type`. */
export const operationOf = (type: TransactionType): Operation => operations[type];

/** A duplicate tells of a payment again: nobody is charged and HiPay is not told. */
export const movesMoney = (type: TransactionType): boolean => type !== 'Duplicate';
