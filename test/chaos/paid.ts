import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';

/** Outcomes that say that money has moved. */
export const paid: ReadonlySet<string | undefined> = new Set(['APPROVED', 'PARTIALLY_APPROVED']);

/** What a paid record says was paid: all of it, or the part that its answer names. */
export const amountOf = ({ outcome, answer, request }: PaymentRecord): number | undefined =>
  outcome === 'PARTIALLY_APPROVED' ? answer?.amountMinor : request.amountMinor;
