import { parseJson } from '../parse-json.ts';
import { isObject } from '../stored-object.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { paymentIdIn } from './reporting-data.ts';

/** What a notification says of its sale: HiPay's answers are compared with it. */
export interface SentOrder {
  readonly orderId: string;
  /** Major units, as sent: `10.23`. */
  readonly amount: string;
  readonly currency: string;
  readonly merchantId: string;
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
    paymentId,
    idInData: paymentIdIn(readCustomData(field('custom_data'))),
  };
}

/** HiPay sends custom data as a JSON text; a JSON object is read too. Anything else has no keys. */
export function readCustomData(raw: unknown): Readonly<Record<string, unknown>> {
  const value = typeof raw === 'string' ? parseJson(raw) : raw;
  return isObject(value) ? value : {};
}

/** True if both are the same amount: `10.20` is `10.2`. */
export const isSameAmount = (a: string, b: string): boolean =>
  a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b);

/** Contract numbers are written with or without leading zeros. */
export const isSameContract = (a: string, b: string): boolean =>
  a.replace(/^0+/, '') === b.replace(/^0+/, '');

/**
 * The first value of an answer (number, amount or currency) that differs from the notification, as text; undefined if no
 * value differs. An absent value is not compared.
 */
export function differenceFrom(
  sent: SentOrder,
  given: {
    readonly orderId?: string | undefined;
    readonly amount?: string | undefined;
    readonly currencies: readonly (string | undefined)[];
  },
): string | undefined {
  if (given.orderId && given.orderId !== sent.orderId) return `order ${given.orderId}`;
  if (given.amount && sent.amount && !isSameAmount(given.amount, sent.amount))
    return `amount ${given.amount}`;
  const other = given.currencies.find((currency) => currency && sent.currency && currency !== sent.currency);
  return other && `currency ${other}`;
}
