import type { ChargeStatement } from '../../src/core/payment/charge-statement.ts';
import type { Outcome } from '../../src/core/payment/outcome.ts';

/** The charge statement of a payment with this outcome, if its order has no other payment. */
export const chargeByOutcome: Readonly<Record<Outcome, ChargeStatement>> = {
  APPROVED: 'charged',
  PARTIALLY_APPROVED: 'charged',
  DECLINED: 'not-charged',
  CANCELLED: 'not-charged',
  NOT_SENT: 'not-charged',
  UNKNOWN: 'unknown',
  OTHER_PAYMENT: 'unknown',
};
