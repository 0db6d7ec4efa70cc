import type { PaymentRecord } from './payment-record.ts';

/**
 * What a paid payment took, minor units: what the terminal says. Where a person has resolved it, the terminal's answer
 * is missing or another payment's, and the person compared the ticket with the amount that was asked for.
 */
export const paidAmountMinor = ({ request, answer, resolution }: PaymentRecord): number =>
  resolution ? request.amountMinor : (answer?.amountMinor ?? request.amountMinor);
