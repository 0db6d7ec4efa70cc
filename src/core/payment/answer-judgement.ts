import type { AnswerOrigin } from '../terminal/concert-v2/session-types.ts';
import type { TerminalAnswer } from '../terminal/dialect.ts';
import { echoDifferences, isBareRefusal } from './echo-check.ts';
import type { PaymentRecord } from './payment-record.ts';

export interface Judgement {
  readonly state: 'answered' | 'closed' | 'unknown';
  readonly change: Pick<PaymentRecord, 'outcome' | 'failure' | 'detail'>;
}

const unknown = (detail: string): Judgement => ({
  state: 'unknown',
  change: { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail },
});

/**
 * What an answer means for this payment. A success is one only where the terminal says accepted AND register, amount
 * and currency are the request's AND it came as the answer to our request, not across it.
 */
export function judgeAnswer(record: PaymentRecord, answer: TerminalAnswer, origin: AnswerOrigin): Judgement {
  if (origin === 'collision') {
    return unknown(
      'the terminal spoke before it acknowledged the request: its answer may be an earlier payment’s',
    );
  }
  const differences = echoDifferences(record, answer);
  if (differences.length > 0 && !isBareRefusal(answer)) {
    const detail = `the terminal answered for ${differences.join(', ')}`;
    return { state: 'unknown', change: { outcome: 'OTHER_PAYMENT', failure: 'other-payment', detail } };
  }
  switch (answer.verdict) {
    case 'accepted':
      return { state: 'answered', change: { outcome: 'APPROVED' } };
    case 'refused':
      // Concert V2 has no reason: a refusal, the red key and a slow customer all look alike.
      return { state: 'closed', change: { outcome: 'DECLINED', failure: 'declined' } };
    case 'taken':
      return unknown('the terminal said that it has the request, and gave no result');
    case 'unreadable':
      return unknown(`the terminal answered with status ${answer.status}, which its language does not list`);
    default:
      return answer.verdict satisfies never;
  }
}
