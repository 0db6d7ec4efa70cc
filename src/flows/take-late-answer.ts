import { echoDifferences } from '../core/payment/echo-check.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { AnswerFate } from './line-session.ts';
import { applyPaymentEvent, type PaymentOutside } from './take-payment.ts';

/**
 * The terminal speaks without being asked: an answer that came after its payment was given up, or a repeat because our
 * ACK was lost. It settles an unknown payment only if exactly one fits by register, amount and currency; with two that
 * fit nobody can tell whose it is, and a person resolves them. It is acknowledged either way, or the terminal would
 * refuse the next payment.
 */
export async function takeLateAnswer(
  body: string,
  outside: Pick<
    PaymentOutside,
    'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'lateAnswer' | 'dialect'
  >,
): Promise<{ fate: AnswerFate; settled?: PaymentRecord }> {
  const answer = outside.dialect.readAnswer(body);
  if (!answer) return { fate: 'repeat' };
  const fitting = (await outside.journal.unknown()).filter(
    (record) => echoDifferences(record, answer).length === 0,
  );
  const [record, another] = fitting;
  if (!record || another) return { fate: 'acknowledge' };
  const step = await applyPaymentEvent(record, { kind: 'answer', answer, origin: 'awaited' }, outside);
  return { fate: 'acknowledge', settled: step.record };
}
