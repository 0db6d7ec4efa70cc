import type { Snapshot } from '../../core/relay/snapshot.ts';
import { explainResult } from '../pay/explain-result.ts';
import { directionOf } from '../pay/money-direction.ts';
import { resultOfLive } from '../pay/payment-result.ts';
import { phaseWords } from '../pay/phase-words.ts';
import type { Texts } from '../texts/texts.ts';

/** What a screen reader says of the payment, on whichever screen one is. */
export function announcement({ payment }: Snapshot, texts: Texts): string {
  if (!payment) return '';
  if (payment.phase !== 'finished') {
    const { label, now } = phaseWords(payment.phase, payment.transactionType, texts);
    return `${label}. ${now}`;
  }
  // Who asked for a duplicate reads what it says where it was asked.
  if (directionOf(payment.transactionType) === 'none') return '';
  const result = explainResult(resultOfLive(payment), texts);
  return `${result.label}. ${result.charged} ${result.todo}`;
}
