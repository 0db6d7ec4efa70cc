import { type AmountForm, parseAmount } from '../money/amount.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { judgeCart } from '../payment/cart-judgement.ts';
import { type PaymentRequest, paymentRequest } from '../payment/payment-request.ts';
import {
  type Refused,
  readCurrency,
  readCustomData,
  readCustomer,
  readForceAuthorization,
  readOrderId,
  readPaymentMeans,
  readReceiptOption,
  readTransactionType,
  refused,
} from './order-fields.ts';
import type { OrderRequest } from './rest-messages.ts';

/**
 * The spellings of each field: first that of HiPay's table, then the misspelling in HiPay's sample (`transation_type`), then
 * the camelCase of HiPay's answers and of its Unattended product, whose `basket` is the cart.
 */
const fieldNames = {
  amount: ['amount'],
  currency: ['currency'],
  order_id: ['order_id', 'orderId'],
  transaction_type: ['transaction_type', 'transation_type', 'transactionType', 'transationType'],
  payment_means: ['payment_means', 'paymentMeans'],
  force_authorization: ['force_authorization', 'forceAuthorization'],
  receipt_sending_option: ['receipt_sending_option', 'receiptSendingOption'],
  cart: ['cart', 'basket'],
  customer: ['customer'],
  custom_data: ['custom_data', 'customData'],
} as const satisfies Record<keyof OrderRequest, readonly [string, ...string[]]>;

type CallField = keyof typeof fieldNames;

/** The fields under one name each, or the spellings that contradict each other. */
type CallFields =
  | { readonly ok: true; readonly field: (name: CallField) => unknown }
  | { readonly ok: false; readonly contradicting: readonly string[] };

/**
 * Gives the fields of a JSON object their first name in `fieldNames`. Tills write null and the empty text for
 * "nothing", so both count as not sent.
 */
function normalizeFields(raw: object): CallFields {
  const sent = new Map<string, unknown>(
    Object.entries(raw).filter(([, value]) => value !== null && value !== ''),
  );
  const byName = new Map<string, unknown>();
  for (const [name, spellings] of Object.entries(fieldNames)) {
    const used = spellings.filter((spelling) => sent.has(spelling));
    const texts = new Set(used.map((spelling) => JSON.stringify(sent.get(spelling))));
    if (texts.size > 1) return { ok: false, contradicting: used };
    if (used[0] !== undefined) byName.set(name, sent.get(used[0]));
  }
  return { ok: true, field: (name) => byName.get(name) };
}

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
    return refused('body', 'must be a JSON object such as {"amount": "10,23"}');
  }
  const fields = normalizeFields(raw);
  if (!fields.ok) {
    const [first = '', ...others] = fields.contradicting;
    return refused(first, `contradicts ${others.join(' and ')}`);
  }
  return readFields(fields.field, currencies);
}

function readFields(field: (name: CallField) => unknown, currencies: readonly CurrencyCode[]): PaymentCall {
  const currency = readCurrency(field('currency'), currencies);
  if (!currency.ok) return currency;
  const amount = parseAmount(field('amount'), currency.value);
  if (!amount.ok) return refused('amount', amount.reason);
  const orderId = readOrderId(field('order_id'));
  if (!orderId.ok) return orderId;
  const type = readTransactionType(field('transaction_type'));
  if (!type.ok) return type;
  const means = readPaymentMeans(field('payment_means'));
  if (!means.ok) return means;
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
