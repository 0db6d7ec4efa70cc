import { numericCode } from '../../core/money/currency.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { DoubtfulPayment } from './doubtful-payment.ts';

/**
 * What the terminal's last ticket says about a payment in doubt. `known`: it is the ticket of another payment that is
 * known to be paid. `none`: it has none. `not-told`: it could not be asked, which says nothing.
 */
export type EvidenceKind = 'matches' | 'known' | 'other-amount' | 'no-amount' | 'none' | 'not-told';

export function evidenceKind(answer: PaymentAnswer, payment: DoubtfulPayment): EvidenceKind {
  if (answer.outcome === 'DECLINED' || answer.outcome === 'CANCELLED') return 'none';
  if (answer.outcome !== 'APPROVED') return 'not-told';
  if (answer.duplicateOf !== undefined) return 'known';
  // Only what the terminal itself said: the answer's own amount may be no more than the one that was asked about.
  const { amountMinor, currencyNumeric } = answer.told ?? {};
  if (amountMinor === undefined) return 'no-amount';
  const currencyDiffers = currencyNumeric !== undefined && currencyNumeric !== numericCode(payment.currency);
  return amountMinor === payment.amountMinor && !currencyDiffers ? 'matches' : 'other-amount';
}
