import {
  fitsEarlierPaymentToo,
  keptAnswerMs,
  maxRecentRecords,
  repeatsAnswerBefore,
} from '../../core/payment/answer-in-doubt.ts';
import { echoDifferences, isPartialApproval } from '../../core/payment/answer-judgement.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import { isProvenAnswer, provenPaymentOf } from '../../core/payment/proven-answer.ts';
import type { Journal } from '../../core/ports/storage.ts';
import type { AnswerOrigin, TerminalAnswer } from '../../core/terminal/dialect.ts';

/**
 * True if the record shows a sent payment without an end. If this payment does not run any more, its end could not be
 * written, and its outcome is unknown.
 */
export const isSentWithoutEnd = ({ state }: PaymentRecord): boolean =>
  state === 'sending' || state === 'waiting';

/** Finds the payments without a known end: unknown ones, and sent ones whose end could not be written. */
async function findUnsettled(journal: Pick<Journal, 'unknown' | 'unfinished'>): Promise<PaymentRecord[]> {
  const sent = (await journal.unfinished()).filter(isSentWithoutEnd);
  return [...(await journal.unknown()), ...sent];
}

/** Finds the payments without a known end that this answer may belong to, by register, amount and currency. */
export async function findUnsettledLike(
  answer: TerminalAnswer,
  journal: Pick<Journal, 'unknown' | 'unfinished'>,
): Promise<PaymentRecord[]> {
  const unsettled = await findUnsettled(journal);
  // An answer without an amount, such as a refusal, may belong to any of them, so it settles none.
  if (answer.amountMinor === undefined || answer.registerNumber === undefined) return [];
  return unsettled.filter(
    (record) => movesMoney(record.request.transactionType) && echoDifferences(record, answer).length === 0,
  );
}

/**
 * Finds the other payment to which the private digits of this answer belong. Undefined if the answer has no digits, the
 * digits of this payment, or digits of no known payment.
 */
export async function findOtherPaymentOfAnswer(
  record: PaymentRecord,
  answer: TerminalAnswer,
  journal: Pick<Journal, 'unknown' | 'unfinished' | 'since'>,
  now: number,
): Promise<PaymentRecord | undefined> {
  if (answer.privateDigits === undefined || isProvenAnswer(record, answer)) return undefined;
  return findProven(answer, journal, now);
}

/** Finds the payment, in any state, to which the private digits of this answer belong. */
export async function findProven(
  answer: TerminalAnswer,
  journal: Pick<Journal, 'unknown' | 'unfinished' | 'since'>,
  now: number,
): Promise<PaymentRecord | undefined> {
  if (answer.privateDigits === undefined) return undefined;
  const recent = await journal.since(now - keptAnswerMs, maxRecentRecords);
  return provenPaymentOf(answer, [...(await findUnsettled(journal)), ...recent]);
}

/** Time in which a page that was lost before our ACK of an answer is open again, and the next payment begins, ms. */
const reloadMs = 5 * 60_000;

/**
 * True if this first answer since the page was loaded equals the last answer of another payment, a short time before. The page was
 * perhaps lost before our ACK, and the terminal repeats that answer.
 */
async function repeatsBeforeReload(
  record: PaymentRecord,
  answer: TerminalAnswer,
  journal: Pick<Journal, 'since'>,
  now: number,
): Promise<boolean> {
  const recent = await journal.since(now - keptAnswerMs, maxRecentRecords);
  return repeatsAnswerBefore(record, answer, recent, now - reloadMs);
}

/**
 * Judges the origin of an answer that came during this running payment:
 *
 * * `awaited` if its private digits prove that it belongs to this payment, or if no other payment is in question;
 * * `collision` if it crossed our request. Also if the terminal never acknowledged our request, or answers for less
 *   than requested, and the answer fits another payment without a known end;
 * * `ambiguous` if the answer also fits another payment whose own answer the terminal may still hold;
 * * `repeated` if the terminal perhaps only repeats its answer before.
 */
export async function judgeOrigin(
  record: PaymentRecord,
  answer: TerminalAnswer,
  origin: AnswerOrigin,
  journal: Pick<Journal, 'unknown' | 'unfinished' | 'since'>,
  now: number,
): Promise<AnswerOrigin> {
  if (isProvenAnswer(record, answer)) return 'awaited';
  if (origin === 'repeated') return origin;
  if (origin !== 'awaited' && origin !== 'first') return 'collision';
  if (origin === 'first' && (await repeatsBeforeReload(record, answer, journal, now))) return 'repeated';
  const isOther = ({ paymentId }: PaymentRecord) => paymentId !== record.paymentId;
  const early = record.state === 'sending' || isPartialApproval(record, answer);
  if (early && (await findUnsettledLike(answer, journal)).some(isOther)) return 'collision';
  const unsettled = (await findUnsettled(journal)).filter(isOther);
  if (unsettled.length === 0) return 'awaited';
  const recent = await journal.since(now - keptAnswerMs, maxRecentRecords);
  return fitsEarlierPaymentToo(record, answer, unsettled, recent, now) ? 'ambiguous' : 'awaited';
}
