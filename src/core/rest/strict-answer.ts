import type { ErrorAnswer, OrderAnswer } from './rest-messages.ts';

/** The fields of HiPay's own answer to an order: its sample, and its two fields of a failure. */
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
export function onlyDocumentedFields(body: unknown): unknown {
  if (hasField(body, 'paymentStatus')) return pick(body, answerFields);
  if (hasField(body, 'error') && hasField(body.error, 'paymentStatus'))
    return { error: pick(body.error, errorFields) };
  return body;
}
