import type { Snapshot } from '../../core/relay/snapshot.ts';
import { explainResult, resultOfLive } from '../pay/payment-result.ts';
import type { Texts } from '../texts/texts.ts';

/** What a screen reader says of the payment, on whichever screen one is. */
export function announcement({ payment }: Snapshot, texts: Texts): string {
  if (!payment) return '';
  if (payment.phase !== 'finished') {
    const { label, now } = texts.phases[payment.phase];
    return `${label}. ${now}`;
  }
  const result = explainResult(resultOfLive(payment), texts);
  return `${result.label}. ${result.charged} ${result.todo}`;
}
