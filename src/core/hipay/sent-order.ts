import { maskedText } from '../masking.ts';
import { isObject } from '../stored-object.ts';
import { parseClearJson } from './clear-json.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { isSamePaymentId, paymentIdIn } from './reporting-data.ts';

/** What a notification says of its sale: HiPay's answers are compared with it. */
export interface SentOrder {
  readonly orderId: string;
  /** Major units, as sent: `10.23`. */
  readonly amount: string;
  readonly currency: string;
  readonly merchantId: string;
  /** `Sale`, `Credit` or `Authorization`. */
  readonly operation: string;
  readonly paymentId: string;
  /**
   * The text that the notification itself has under a key of the payment id. In notifications of older programs it is
   * absent or a text of the till.
   */
  readonly idInData: string | undefined;
}

export function sentOrderOf({ fields, merchantId, paymentId, orderId }: OutboxEntry): SentOrder {
  const field = (name: string) => fields.find(([key]) => key === name)?.[1] ?? '';
  return {
    orderId: field('orderid') || orderId,
    amount: field('amount'),
    currency: field('currency'),
    merchantId,
    operation: field('operation'),
    paymentId,
    idInData: paymentIdIn(readCustomData(field('custom_data')), paymentId),
  };
}

/** HiPay sends custom data as a JSON text; a JSON object is read too. Anything else, and a text with a key twice, has no keys. */
export function readCustomData(raw: unknown): Readonly<Record<string, unknown>> {
  const value = typeof raw === 'string' ? parseClearJson(raw) : raw;
  return isObject(value) ? value : {};
}

/** True if both are the same amount: `10.20` is `10.2`. What is no decimal number is no amount. */
export const isSameAmount = (a: string, b: string): boolean =>
  canonicalAmount(a) !== undefined && canonicalAmount(a) === canonicalAmount(b);

function canonicalAmount(text: string): string | undefined {
  const [, whole, decimals = ''] = /^\s*0*(\d+)(?:\.(\d+))?\s*$/.exec(text) ?? [];
  return whole === undefined ? undefined : `${whole}.${decimals.replace(/0+$/, '')}`;
}

/** Contract numbers are written with or without leading zeros. */
export const isSameContract = (a: string, b: string): boolean =>
  a.replace(/^0+/, '') === b.replace(/^0+/, '');

/** A text of an answer, as it is stored and shown. The answer may quote a card number. */
export const shownText = (text: string, maxLength = 100): string => maskedText(text, []).slice(0, maxLength);

/**
 * The first value of an answer (number, amount, currency or payment) that differs from the notification, as text; undefined
 * if no value differs. An absent value is not compared.
 */
export function differenceFrom(
  sent: SentOrder,
  given: {
    readonly orderIds?: readonly string[];
    readonly amounts: readonly (string | undefined)[];
    readonly currencies: readonly (string | undefined)[];
    readonly customData?: readonly Readonly<Record<string, unknown>>[];
  },
): string | undefined {
  const orderId = given.orderIds?.find((each) => each !== sent.orderId);
  if (orderId) return `order ${shownText(orderId)}`;
  const amount = given.amounts.find((each) => each && sent.amount && !isSameAmount(each, sent.amount));
  if (amount) return `amount ${shownText(amount)}`;
  const currency = given.currencies.find((each) => each && sent.currency && each !== sent.currency);
  if (currency) return `currency ${shownText(currency)}`;
  const payment = given.customData
    ?.map((data) => paymentIdIn(data, sent.paymentId))
    .find((id) => id !== undefined && !isSamePaymentId(id, sent.paymentId) && id !== sent.idInData);
  return payment && `payment ${shownText(payment)}`;
}
