import { judgeAnswer } from '../../../../src/core/payment/answer-judgement.ts';
import type { PaymentRecord } from '../../../../src/core/payment/payment-record.ts';
import type { PaymentRequestInput } from '../../../../src/core/payment/payment-request.ts';
import { decodeAnswer } from '../../../../src/core/terminal/caisse-ap/answer.ts';
import type { AnswerOrigin } from '../../../../src/core/terminal/dialect.ts';
import { aRecord, aRequest } from '../../../fakes/payment-examples.ts';

/** A payment that was sent to a Caisse-AP terminal: 10.23 EUR at register 01. */
const asked = (change: Partial<PaymentRequestInput>): PaymentRecord =>
  aRecord({
    request: aRequest(change),
    state: 'waiting',
    terminal: { ...aRecord().terminal, language: 'caisse-ap-v3', partialApproval: true },
  });

const usualPayment = asked({});

/** The record's next state and outcome after a terminal's answer; undefined if the text is no answer. */
export function judged(
  text: string,
  change?: Partial<PaymentRequestInput>,
  origin: AnswerOrigin = 'awaited',
) {
  const answer = decodeAnswer(text);
  if (!answer) return undefined;
  const { state, change: result } = judgeAnswer(change ? asked(change) : usualPayment, answer, origin);
  return { state, ...result };
}
