import type { OutboxEntry, PaymentWithNotifications } from '../hipay/outbox-entry.ts';
import type { ChargeStatement } from '../payment/charge-statement.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { isObject } from '../stored-object.ts';

// What a payment says of its customer is erased after some time, or because the customer asks for it. Amount, order number,
// outcome and receipt number stay: they prove whether the customer was charged.

/** Parts of a request that may name the customer, or what the customer bought. */
export const personalParts = ['customer', 'cart', 'customData', 'receiptTo'] as const;

/** The fields of HiPay's order that contain these parts. */
export const personalFields: ReadonlySet<string> = new Set([
  'cid',
  'firstname',
  'lastname',
  'email',
  'basket',
  'custom_data',
]);

function requestWithoutCustomer(request: PaymentRecord['request']): PaymentRecord['request'] {
  const { receiptTo, ...rest } = request;
  return { ...rest, customer: {}, cart: [], customData: {} };
}

/** The original of a record that this version cannot read as a whole. */
function originalWithoutCustomer(original: unknown): unknown {
  if (!isObject(original) || !isObject(original['request'])) return original;
  const rest = Object.entries(original['request']).filter(
    ([name]) => !(personalParts as readonly string[]).includes(name),
  );
  return { ...original, request: Object.fromEntries(rest) };
}

/** The record without the data of its customer. `at`: when they were first erased, epoch ms. */
export function erasePayment(record: PaymentRecord, at: number): PaymentRecord {
  const { asWritten } = record;
  return {
    ...record,
    request: requestWithoutCustomer(record.request),
    ...(asWritten !== undefined && { asWritten: originalWithoutCustomer(asWritten) }),
    erasedAt: at,
  };
}

/** The notification without the data of the customer. Only for a notification that HiPay has: it is not sent again. */
export const eraseNotification = (entry: OutboxEntry, at: number): OutboxEntry => ({
  ...entry,
  fields: entry.fields.filter(([name]) => !personalFields.has(name)),
  erasedAt: at,
});

export interface ErasedCount {
  /** Number of payments without data of their customer. */
  readonly erased: number;
  /** Number of payments that still need these data, because they are in doubt or HiPay has not been notified. */
  readonly waiting: number;
}

/** True if the payment has a certain end and HiPay has its notifications, so nothing needs the customer's data any more. */
export const mayBeErased = ({ entries }: PaymentWithNotifications, charge: ChargeStatement): boolean =>
  charge !== 'unknown' && entries.every(({ state }) => state === 'delivered');

/** The payment and its notifications without the data of the customer. */
export const eraseCopy = (
  { record, entries }: PaymentWithNotifications,
  at: number,
): PaymentWithNotifications => ({
  record: erasePayment(record, at),
  entries: entries.map((entry) => eraseNotification(entry, at)),
});

/** The time `months` calendar months before `now`, epoch ms. If that month lacks the day, its last day counts. */
export function monthsBefore(now: number, months: number): number {
  const time = new Date(now);
  const day = time.getUTCDate();
  time.setUTCDate(1);
  time.setUTCMonth(time.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0)).getUTCDate();
  time.setUTCDate(Math.min(day, lastDay));
  return time.getTime();
}
