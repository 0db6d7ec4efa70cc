import * as z from 'zod/mini';
import { amountMinor } from '../money/amount.ts';
import { currencyCode } from '../money/currency.ts';
import { keepUnknownFields } from '../stored-object.ts';
import type { Operation } from '../terminal/dialect.ts';

/**
 * A decimal of the cart. HiPay requires a JSON number; sums are computed in thousandths (`readThousandths`), never with
 * floats.
 */
const decimal = z.number();

/** A line of the cart in HiPay's format; HiPay gets the list as `JSON.stringify` writes it. */
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

/** HiPay's page gives no limit; a till's request body is limited to 64 KB anyway. */
export const maxCartItems = 500;

/** Maximum length of HiPay's `orderid`. */
export const maxOrderIdLength = 32;

/** An order number. Control characters are refused because they could forge a frame or a log line. */
export const orderId = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxOrderIdLength),
    z.regex(/^[^\p{C}]+$/u, 'must not contain control characters'),
  );

export const customer = z.object({
  id: z.optional(z.string().check(z.maxLength(64))),
  firstName: z.optional(z.string().check(z.maxLength(128))),
  lastName: z.optional(z.string().check(z.maxLength(128))),
  email: z.optional(z.string().check(z.maxLength(255))),
  /** Only for a ticket that the terminal sends; HiPay does not get it. */
  phone: z.optional(z.string().check(z.maxLength(32))),
});
export type Customer = z.infer<typeof customer>;

const phoneNumber = z.string().check(z.regex(/^\+?\d{8,19}$/));

/** HiPay's page allows only Bool, Int, Float and String values. */
export const customData = z.record(
  z.string().check(z.maxLength(64)),
  z.union([z.boolean(), z.number(), z.string().check(z.maxLength(1024))]),
);

/**
 * `Authorization` reserves an amount. `Cancel` takes back an earlier payment of the same amount. `Duplicate` moves no
 * money: the terminal reports its last payment again.
 */
export const transactionType = z.enum(['Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization']);
export type TransactionType = z.infer<typeof transactionType>;

export const paymentMeans = z.enum(['card', 'cheque']);
export type PaymentMeans = z.infer<typeof paymentMeans>;

/** A till's request after parsing; the same for REST, the JS API and manual entry. */
export const paymentRequest = z.object({
  /** Absent: the connector creates one. */
  orderId: z.optional(orderId),
  amountMinor,
  currency: currencyCode,
  transactionType: z._default(transactionType, 'Debit'),
  paymentMeans: z._default(paymentMeans, 'card'),
  /** Only for `Credit` and `Cancel`: the order number of the sale whose money goes back. Absent: the sale is not known. */
  refundOf: z.optional(orderId),
  /** True: the terminal must authorise online, for any amount. */
  forceAuthorization: z._default(z.boolean(), false),
  /** Empty if the till sent no cart, or one whose total differs from the amount (HiPay's rule: the payment goes on). */
  cart: z._default(z.array(cartItem).check(z.maxLength(500)), []),
  customer: z._default(customer, {}),
  customData: z._default(customData, {}),
  /** Where the terminal itself sends the customer's ticket; only some terminal languages can. */
  receiptTo: z.optional(
    z.object({ phone: z.optional(phoneNumber), email: z.optional(z.string().check(z.maxLength(255))) }),
  ),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

/** The request as a record stores it: with its order number, and with the fields of newer programs. */
export const storedRequest = z.required(
  z.extend(keepUnknownFields(paymentRequest), {
    cart: z._default(z.array(keepUnknownFields(cartItem)).check(z.maxLength(maxCartItems)), []),
    customer: z._default(keepUnknownFields(customer), {}),
  }),
  { orderId: true },
);
export type PaymentRequestInput = z.input<typeof paymentRequest>;

/**
 * Identifies what a request pays: two requests with equal order id and equal fingerprint ask for the same payment. Only the
 * money counts, and the sale that it is given back of, not the cart. The fingerprints are compared before anything is sent. So a retry of the till gets the
 * stored answer, and an order id that another payment has is refused.
 */
export const requestFingerprint = (
  request: Pick<PaymentRequest, 'transactionType' | 'amountMinor' | 'currency' | 'paymentMeans' | 'refundOf'>,
): string =>
  `${request.transactionType} ${request.amountMinor} ${request.currency}${request.paymentMeans === 'cheque' ? ' cheque' : ''}${request.refundOf === undefined ? '' : ` of ${request.refundOf}`}`;

const operations: Readonly<Record<TransactionType, Operation>> = {
  Debit: 'debit',
  Credit: 'credit',
  Cancel: 'cancellation',
  Duplicate: 'duplicate',
  Authorization: 'pre-authorisation',
};

/** The terminal's operation for a till's `transaction_type`. */
export const operationOf = (type: TransactionType): Operation => operations[type];

/**
 * False for a duplicate: the terminal reports a payment again, no customer is charged and HiPay gets no notification.
 */
export const movesMoney = (type: TransactionType): boolean => type !== 'Duplicate';
