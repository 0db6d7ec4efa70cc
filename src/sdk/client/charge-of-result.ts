import type { ChargeStatement, Outcome, PaymentResult } from '../../core/till/till-api.ts';

// The element loads this file too, without the rest of the client.

const statements: Readonly<Record<Outcome, ChargeStatement>> = {
  APPROVED: 'charged',
  PARTIALLY_APPROVED: 'charged',
  DECLINED: 'not-charged',
  CANCELLED: 'not-charged',
  NOT_SENT: 'nothing-sent',
  UNKNOWN: 'unknown',
  OTHER_PAYMENT: 'unknown',
};

/** The charge statement of a result. A connector of an older program sends no statement; then the outcome decides. */
export const chargeOf = ({ charge, outcome }: PaymentResult): ChargeStatement =>
  (charge as ChargeStatement | undefined) ?? statements[outcome] ?? 'unknown';
