import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';

/**
 * What a paid payment took, minor units: what the terminal says. Where a person has resolved it, the terminal's answer
 * is missing or another payment's, and the person compared the ticket with the amount that was asked for.
 */
export const paidAmountMinor = ({ request, answer, resolution }: PaymentRecord): number =>
  resolution ? request.amountMinor : (answer?.amountMinor ?? request.amountMinor);

/** What is told of a payment: what it took, and what was asked for where that was another amount. Minor units. */
export function amountsOf(record: PaymentRecord): { amountMinor: number; askedMinor?: number } {
  const asked = record.request.amountMinor;
  const amountMinor = isPaid(record.outcome) ? paidAmountMinor(record) : asked;
  return { amountMinor, ...(amountMinor !== asked && { askedMinor: asked }) };
}
