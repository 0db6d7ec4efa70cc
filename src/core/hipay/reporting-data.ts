import type { PaymentRecord } from '../payment/payment-record.ts';

/** HiPay's settlement files repeat these keys of custom data (support.hipay.com 115000280805). */
const reportingKeys = { shop: '_reporting_data_1', till: '_reporting_data_2', payment: '_reporting_data_3' };

/** The key of the payment id if the till uses one of HiPay's keys, or the shop wants nothing in them. */
const ownKey = 'ecr_payment_id';

type CustomData = PaymentRecord['request']['customData'];

/**
 * The custom data of a notification: the till's, and our payment id. Only the payment id proves later that an order at
 * HiPay is this payment's.
 */
export function withPaymentId(
  { request, paymentId, shop, till }: PaymentRecord,
  reporting: boolean,
): CustomData {
  const { customData } = request;
  if (!reporting || Object.values(reportingKeys).some((key) => key in customData))
    return { ...customData, [ownKey]: paymentId };
  return {
    ...customData,
    ...(shop && { [reportingKeys.shop]: shop }),
    ...(till && { [reportingKeys.till]: till }),
    [reportingKeys.payment]: paymentId,
  };
}

/** True if both are the same payment id, in upper or lower case. */
export const isSamePaymentId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * The text under a key of the payment id; undefined if there is none. Both keys may have one, because a till may use either
 * for itself: then the one that is `paymentId` counts.
 */
export function paymentIdIn(
  customData: Readonly<Record<string, unknown>>,
  paymentId: string,
): string | undefined {
  const found = [customData[ownKey], customData[reportingKeys.payment]].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return found.find((text) => isSamePaymentId(text, paymentId)) ?? found[0];
}
