import { isGeneratedOrderId } from '../order-id.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../payment/payment-request.ts';
import { statementOfPayment } from './ledger.ts';

// A till without order numbers may repeat a sale that was taken before the sidecar's start.

/**
 * Maximum number of payments from before the start that a request is compared with, the newest first. Their age does not
 * count, because the clock may have been set while the computer was off. A lost answer is rare, so an equal payment is a
 * reason to ask a person.
 */
export const maxSalesCompared = 100;

/** True if the payment is paid or in doubt, its till sent no order number, and the till may not have got the answer. */
export const mayBeRepeated = (record: PaymentRecord): boolean =>
  isGeneratedOrderId(record.orderId) &&
  // A payment with a permit of the sidecar did not come from a web till of the page.
  record.leave !== undefined &&
  record.answeredAt === undefined &&
  movesMoney(record.request.transactionType) &&
  statementOfPayment(record) !== 'not-charged';

/** True if the request asks for the same money as the payment, so it may be the same sale. The cart does not count. */
export const isSameMoney = (record: PaymentRecord, request: PaymentRequest): boolean =>
  requestFingerprint(record.request) === requestFingerprint(request);
