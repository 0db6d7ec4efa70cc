import { judgeCart } from '../gateway/cart-judgement.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { type AmountForm, parseAmount } from '../money/parse-amount.ts';
import { type PaymentRequest, paymentRequest } from '../payment/payment-request.ts';
import { type CallField, sortFields } from './call-fields.ts';
import {
  readCurrency,
  readForceAuthorization,
  readOrderId,
  readPaymentMeans,
  readTransactionType,
} from './call-values.ts';
import { readCustomData } from './custom-data.ts';
import { readCustomer } from './customer-fields.ts';
import { readReceiptOption } from './receipt-option.ts';
import { type Refused, refused } from './refused.ts';

/** What the answer repeats of the call, as the caller wrote it. */
export interface Echo {
  readonly amountForm: AmountForm;
  readonly cart: unknown;
  readonly customer: unknown;
  readonly customData: unknown;
  /** Why HiPay gets an empty basket although the till sent a cart. */
  readonly cartWarning?: string;
}

/** For an answer that no body asked for, such as that of `GET /orders/{order_id}`. */
export const emptyEcho: Echo = { amountForm: 'number', cart: {}, customer: {}, customData: {} };

export type PaymentCall =
  | { readonly ok: true; readonly request: PaymentRequest; readonly echo: Echo }
  | Refused;

/**
 * Reads the JSON body of `POST /order` in each spelling that HiPay's documents and samples show. Unknown fields are
 * ignored. A cart that cannot be used never refuses the payment.
 *
 * @example readPaymentCall({ amount: '10,23', transation_type: 'Debit' }, ['EUR'])
 */
export function readPaymentCall(raw: unknown, currencies: readonly CurrencyCode[]): PaymentCall {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refused('body', 'must be a JSON object such as {"amount": "10,23"}');
  }
  const fields = sortFields(raw);
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
  const orderId = readOrderId(field('orderId'));
  if (!orderId.ok) return orderId;
  const type = readTransactionType(field('transactionType'));
  if (!type.ok) return type;
  const means = readPaymentMeans(field('paymentMeans'));
  if (!means.ok) return means;
  const force = readForceAuthorization(field('forceAuthorization'));
  if (!force.ok) return force;
  const customer = readCustomer(field('customer'));
  if (!customer.ok) return customer;
  const receipt = readReceiptOption(field('receiptSendingOption'), customer.value);
  if (!receipt.ok) return receipt;
  const customData = readCustomData(field('customData'));
  if (!customData.ok) return customData;
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
      customData: customData.value,
      ...(receipt.value && { receiptTo: receipt.value }),
    }),
    echo: {
      amountForm: amount.form,
      cart: field('cart') ?? {},
      customer: field('customer') ?? {},
      customData: field('customData') ?? {},
      ...(cart.reason !== undefined && { cartWarning: cart.reason }),
    },
  };
}
