import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';

/** The answer to a till, as a line of the log. */
export const answerLine = ({ outcome, failure, detail, paymentId, replayed }: PaymentAnswer): string =>
  [outcome, failure, detail, paymentId, replayed ? 'again' : ''].filter(Boolean).join(', ');

/** A write that has just reached the disk, as a line of the log. */
export function writtenLine(what: PaymentRecord | OutboxEntry): string {
  if ('entryId' in what) {
    const { entryId, paymentId, state, attempts, lastDetail = '' } = what;
    return `outbox ${entryId} of ${paymentId}: ${state}, ${attempts} tries ${lastDetail}`;
  }
  const { paymentId, orderId, state, outcome = '', detail = '' } = what;
  return `record ${paymentId} of ${orderId}: ${state} ${outcome} ${detail}`;
}
