import { type AmountForm, parseAmount } from '../money/amount.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { judgeCart } from '../payment/cart-judgement.ts';
import { type PaymentRequest, paymentRequest } from '../payment/payment-request.ts';
import {
  printable,
  type Refused,
  readCurrency,
  readCustomData,
  readCustomer,
  readForceAuthorization,
  readOrderId,
  readPaymentMeans,
  readReceiptOption,
  readRefundOf,
  readTransactionType,
  refuseField,
} from './order-fields.ts';
import type { OrderRequest } from './rest-messages.ts';

/**
 * The spellings of each field. First HiPay's table, then the misspelling of its own sample (`transation_type`), then
 * the camelCase of its answers and of its Unattended product, whose `basket` is the cart.
 */
const fieldNames = {
  amount: ['amount'],
  currency: ['currency'],
  order_id: ['order_id', 'orderId'],
  transaction_type: ['transaction_type', 'transation_type', 'transactionType', 'transationType'],
  payment_means: ['payment_means', 'paymentMeans'],
  refund_of: ['refund_of', 'refundOf'],
  force_authorization: ['force_authorization', 'forceAuthorization'],
  receipt_sending_option: ['receipt_sending_option', 'receiptSendingOption'],
  cart: ['cart', 'basket'],
  customer: ['customer'],
  custom_data: ['custom_data', 'customData'],
} as const satisfies Record<keyof OrderRequest, readonly [string, ...string[]]>;

/** The fields that decide what is charged, and whether an order was charged before. */
const decidingFields = [
  'amount',
  'currency',
  'order_id',
  'transaction_type',
  'payment_means',
  'refund_of',
] as const;

/** Letters and digits only: `Order_ID` and `orderid` are the same then. */
const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const decidingNames = new Map<string, CallField>(
  decidingFields.flatMap((field) =>
    fieldNames[field].map((spelling) => [plainName(spelling), field] as const),
  ),
);

/** The deciding field that this name means, in any letter case. */
export const decidingField = (name: string): CallField | undefined => decidingNames.get(plainName(name));

type CallField = keyof typeof fieldNames;

/** The fields under one name each. */
type CallFields = { readonly ok: true; readonly field: (name: CallField) => unknown } | Refused;

/**
 * Gives the fields of a JSON object their first name in `fieldNames`. Tills write null and the empty text for
 * "nothing", so both count as not sent. Only an empty `refund_of` is refused: otherwise the refund would be compared with no
 * sale. A deciding field in another spelling is refused too: without this field, another sum would be charged, or the same
 * sale twice.
 */
function normalizeFields(raw: object): CallFields {
  const empty = Object.entries(raw).find(
    ([name, value]) => decidingField(name) === 'refund_of' && isEmpty(value),
  );
  if (empty) return refuseField(printable(empty[0]), emptyRefundOf);
  const sent = new Map<string, unknown>(
    Object.entries(raw).filter(([, value]) => value !== null && value !== ''),
  );
  const sorted = new Map<string, unknown>();
  for (const [name, spellings] of Object.entries(fieldNames)) {
    const used = spellings.filter((spelling) => sent.has(spelling));
    const texts = new Set(used.map((spelling) => JSON.stringify(sent.get(spelling))));
    const [first = '', ...others] = used;
    if (texts.size > 1) return refuseField(first, `contradicts ${others.join(' and ')}`);
    if (used[0] !== undefined) sorted.set(name, sent.get(used[0]));
  }
  for (const [name, value] of sent) {
    const meant = decidingField(name);
    if (meant === undefined) continue;
    if (!sorted.has(meant)) return refuseField(printable(name), `is not a name of this call: write ${meant}`);
    if (JSON.stringify(value) !== JSON.stringify(sorted.get(meant)))
      return refuseField(printable(name), `contradicts ${meant}`);
  }
  return { ok: true, field: (name) => sorted.get(name) };
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

const emptyRefundOf =
  'is there, but empty: write the order_id of the sale, or leave the field out for a refund that names no sale';

/** Fields that the answer repeats from the call, as the till wrote them. */
export interface Echo {
  readonly amountForm: AmountForm;
  readonly cart: unknown;
  readonly customer: unknown;
  readonly customData: unknown;
  /** Why HiPay gets an empty cart although the till sent one. */
  readonly cartWarning?: string;
  /** Which custom fields HiPay does not get, and why. */
  readonly customDataWarning?: string;
}

/** Echo for an answer to a call without a body, such as `GET /orders/{order_id}`. */
export const emptyEcho: Echo = { amountForm: 'number', cart: {}, customer: {}, customData: {} };

export type PaymentCall =
  | { readonly ok: true; readonly request: PaymentRequest; readonly echo: Echo }
  | Refused;

/**
 * Reads the JSON body of `POST /order` in every spelling of HiPay's documents and samples. Unknown fields are ignored.
 * An invalid cart or custom field never refuses the payment.
 *
 * @example readPaymentCall({ amount: '10,23', transation_type: 'Debit' }, ['EUR'])
 */
export function readPaymentCall(raw: unknown, currencies: readonly CurrencyCode[]): PaymentCall {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refuseField('body', 'must be a JSON object such as {"amount": "10,23"}');
  }
  const fields = normalizeFields(raw);
  if (!fields.ok) return fields;
  return readFields(fields.field, currencies);
}

function readFields(field: (name: CallField) => unknown, currencies: readonly CurrencyCode[]): PaymentCall {
  const currency = readCurrency(field('currency'), currencies);
  if (!currency.ok) return currency;
  const amount = parseAmount(field('amount'), currency.value);
  if (!amount.ok) return refuseField('amount', amount.reason);
  const orderId = readOrderId(field('order_id'));
  if (!orderId.ok) return orderId;
  const type = readTransactionType(field('transaction_type'));
  if (!type.ok) return type;
  const means = readPaymentMeans(field('payment_means'));
  if (!means.ok) return means;
  const refundOf = readRefundOf(field('refund_of'), type.value);
  if (!refundOf.ok) return refundOf;
  const force = readForceAuthorization(field('force_authorization'));
  if (!force.ok) return force;
  const customer = readCustomer(field('customer'));
  if (!customer.ok) return customer;
  const receipt = readReceiptOption(field('receipt_sending_option'), customer.value);
  if (!receipt.ok) return receipt;
  const customData = readCustomData(field('custom_data'));
  const cart = judgeCart(field('cart'), amount.amountMinor, currency.value);

  return {
    ok: true,
    request: paymentRequest.parse({
      orderId: orderId.value,
      amountMinor: amount.amountMinor,
      currency: currency.value,
      transactionType: type.value,
      paymentMeans: means.value,
      ...(refundOf.value !== undefined && { refundOf: refundOf.value }),
      forceAuthorization: force.value,
      cart: cart.items,
      customer: customer.value,
      customData: customData.kept,
      ...(receipt.value && { receiptTo: receipt.value }),
    }),
    echo: {
      amountForm: amount.form,
      cart: field('cart') ?? {},
      customer: field('customer') ?? {},
      customData: field('custom_data') ?? {},
      ...(cart.reason !== undefined && { cartWarning: cart.reason }),
      ...(customData.reason !== undefined && { customDataWarning: customData.reason }),
    },
  };
}
