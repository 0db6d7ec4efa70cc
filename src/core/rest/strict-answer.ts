import type { ErrorAnswer, OrderAnswer } from './rest-messages.ts';

/**
 * The fields that HiPay documents for an answer to an order: those of its sample answer, and `errorCode` and
 * `errorDescription`. `transationType` is HiPay's spelling.
 */
const answerFields = [
  'paymentStatus',
  'notificationHipaySent',
  'numberOfNotificationSent',
  'errorCode',
  'errorDescription',
  'amount',
  'currency',
  'orderId',
  'transationType',
  'forceAuthorization',
  'cart',
  'customer',
  'customData',
] as const satisfies readonly (keyof OrderAnswer)[];

const errorFields = [
  'paymentStatus',
  'errorCode',
  'errorDescription',
] as const satisfies readonly (keyof ErrorAnswer['error'])[];

const hasField = <Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

const pick = (body: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));

/**
 * Keeps only the fields that HiPay documents, for a till that refuses unknown fields. A body that is no answer about a
 * payment is returned unchanged.
 */
export function keepDocumentedFields(body: unknown): unknown {
  if (hasField(body, 'paymentStatus')) return pick(body, answerFields);
  if (hasField(body, 'error') && hasField(body.error, 'paymentStatus'))
    return { error: pick(body.error, errorFields) };
  return body;
}
