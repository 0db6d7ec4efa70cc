import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';

/** Outcomes of a paid sale. */
export const paid: ReadonlySet<string | undefined> = new Set(['APPROVED', 'PARTIALLY_APPROVED']);

/** The paid amount of a record: the requested one, or the approved part. */
export const amountOf = ({ outcome, answer, request }: PaymentRecord): number | undefined =>
  outcome === 'PARTIALLY_APPROVED' ? answer?.amountMinor : request.amountMinor;
