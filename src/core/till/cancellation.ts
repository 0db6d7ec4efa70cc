import type { Snapshot } from '../relay/snapshot.ts';
import type { TillTexts } from '../texts/till-texts.ts';
import type { Cancellation } from './till-api.ts';

/** No terminal language of ours lets a till call off what the terminal has. */
export function cancellation(now: Snapshot | undefined, texts: TillTexts): Cancellation {
  const payment = now?.payment;
  if (!payment || payment.phase === 'finished') return { state: 'nothing-running', text: texts.nothing };
  const answered = payment.phase === 'answer' || payment.phase === 'notifying';
  return answered
    ? { state: 'too-late', orderId: payment.orderId, text: texts.tooLate }
    : { state: 'press-red-key', orderId: payment.orderId, text: texts.redKey };
}
