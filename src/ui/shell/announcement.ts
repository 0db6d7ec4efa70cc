import type { LivePayment } from '../../core/connector-api/snapshot.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { directionOf } from '../model/operations.ts';
import { phaseWords, resultOfLive } from '../model/payment-result.ts';
import { explainResult } from '../model/result-explanation.ts';

/** The text by which screen readers announce the progress or result of a payment, on every screen. */
export function announcement(payment: LivePayment, texts: Texts, isOverNetwork = false): string {
  if (payment.phase !== 'finished') {
    const { label, now } = phaseWords(payment.phase, payment.transactionType, texts);
    return `${label}. ${now}`;
  }
  // The dialog that requested a duplicate receipt shows the answer.
  if (directionOf(payment.transactionType) === 'none') return '';
  const result = explainResult(resultOfLive(payment), texts, isOverNetwork);
  return `${result.label}. ${result.charged} ${result.todo}`;
}
