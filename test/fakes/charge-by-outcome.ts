import type { ChargeStatement } from '../../src/core/payment/charge-statement.ts';
import type { Outcome } from '../../src/core/payment/outcome.ts';

/** The statement of a payment that ended so, if its order has no other payment. */
export const chargeByOutcome: Readonly<Record<Outcome, ChargeStatement>> = {
  APPROVED: 'charged',
  PARTIALLY_APPROVED: 'charged',
  DECLINED: 'not-charged',
  CANCELLED: 'not-charged',
  NOT_SENT: 'not-charged',
  UNKNOWN: 'unknown',
  OTHER_PAYMENT: 'unknown',
};
