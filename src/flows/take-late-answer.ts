import { echoDifferences } from '../core/payment/echo-check.ts';
import { isLastAsked } from '../core/payment/last-asked.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { TerminalAnswer } from '../core/terminal/dialect.ts';
import type { AnswerFate } from './exchange.ts';
import { applyPaymentEvent, type PaymentOutside } from './take-payment.ts';
import { isLeft, unsettledLike } from './unsettled-payments.ts';

type Outside = Pick<
  PaymentOutside,
  'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'lateAnswer' | 'dialect'
>;

/** A payment that a person has resolved may still get its answer: the terminal holds one for hours at the most. */
const resolvedWithinMs = 24 * 3_600_000;
const resolvedLookedAt = 1000;

/**
 * The terminal speaks without being asked: an answer that came after its payment was given up, or a repeat because our
 * ACK was lost. It settles an unknown payment only if exactly one fits by register, amount and currency; with two that
 * fit nobody can tell whose it is, and a person resolves them; and only if the terminal was asked for no other since,
 * for it may be the repeat of that one's answer. A payment that a person has resolved meanwhile counts among those that
 * fit. The answer is acknowledged either way, or the terminal would refuse the next payment.
 */
export async function takeLateAnswer(
  body: string,
  isRunning: (orderId: string) => boolean,
  outside: Outside,
): Promise<{ fate: AnswerFate; settled?: PaymentRecord }> {
  const answer = outside.dialect.readAnswer(body);
  if (!answer) return { fate: 'repeat' };
  const found = await paymentOf(answer, outside);
  if (!found) return { fate: 'acknowledge' };
  // Its end is just being written down: the terminal comes again.
  if (isLeft(found) && isRunning(found.orderId)) return { fate: 'let-go' };
  const record = isLeft(found)
    ? (await applyPaymentEvent(found, { kind: 'restart' }, outside)).record
    : found;
  const step = await applyPaymentEvent(record, { kind: 'answer', answer, origin: 'awaited' }, outside);
  return { fate: 'acknowledge', settled: step.record };
}

async function paymentOf(
  answer: TerminalAnswer,
  { journal, clock }: Outside,
): Promise<PaymentRecord | undefined> {
  const unknown = await unsettledLike(answer, journal);
  const recent = await journal.since(clock.now() - resolvedWithinMs, resolvedLookedAt);
  const resolved = recent.filter(
    (record) =>
      record.state === 'resolved' &&
      record.lateAnswer === undefined &&
      answer.amountMinor !== undefined &&
      echoDifferences(record, answer).length === 0,
  );
  const [only, another] = [...unknown, ...resolved];
  // With all of them resolved the newest gets it: an answer that gainsays a person must not go unheard.
  if (!only || (another && unknown.length > 0)) return undefined;
  return isLastAsked(only, recent, clock.now()) ? only : undefined;
}
