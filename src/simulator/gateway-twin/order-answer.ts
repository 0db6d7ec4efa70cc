import type { LedgerOrder } from './ledger.ts';

/** HiPay writes `2023-12-12T14:49:45+0000`. */
const hipayDate = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}+0000`;

/**
 * HiPay's JSON answer to a taken order, in the shape of recorded stage traffic: every scalar a text, an empty text for
 * a missing object (hipay.md 3.6).
 */
export function orderAnswer(order: LedgerOrder): Record<string, unknown> {
  // Code 200000 is an authorised payment, 200100 a captured one (passive POS order).
  const captured = order.paymentProductParameters['code'] !== '200000';
  const date = hipayDate(order.takenAt);
  return {
    state: 'completed',
    reason: '',
    forwardUrl: '',
    test: 'true',
    mid: order.mid,
    attemptId: '1',
    authorizationCode: String(order.paymentProductParameters['authorization_code'] ?? ''),
    transactionReference: order.transactionReference,
    referenceToPay: '',
    dateCreated: date,
    dateUpdated: date,
    dateAuthorized: date,
    status: captured ? '118' : '116',
    message: captured ? 'Captured' : 'Authorized',
    authorizedAmount: order.amount,
    capturedAmount: captured ? order.amount : '0.00',
    refundedAmount: '0.00',
    creditedAmount: '0.00',
    decimals: String(order.amount.split('.')[1]?.length ?? 0),
    currency: order.currency,
    ipAddress: '0.0.0.0',
    ipCountry: '',
    deviceId: '',
    avsResult: '',
    eci: '10',
    paymentProduct: 'tpe',
    paymentMethod: '',
    threeDSecure: '',
    fraudScreening: { scoring: '0', result: 'ACCEPTED', review: '' },
    order: {
      id: order.orderid,
      dateCreated: date,
      attempts: '1',
      amount: order.amount,
      shipping: '0.00',
      tax: '0.00',
      decimals: String(order.amount.split('.')[1]?.length ?? 0),
      currency: order.currency,
      customerId: order.fields['cid'] ?? '',
      language: 'en_GB',
      email: order.fields['email'] ?? '',
    },
    debitAgreement: { id: '', status: '' },
  };
}
