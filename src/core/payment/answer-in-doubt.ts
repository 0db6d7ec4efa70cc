import type { TerminalAnswer } from '../terminal/dialect.ts';
import { echoDifferences } from './answer-judgement.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney } from './payment-request.ts';

/** After this time a terminal has discarded an answer that it could not deliver: it keeps such an answer for some hours. */
export const keptAnswerMs = 24 * 3_600_000;
/** Maximum number of records of the last `keptAnswerMs` that are compared. */
export const maxRecentRecords = 1000;

/**
 * Time at which the request may have been sent, epoch ms; undefined if it was never sent. A request that the terminal
 * refused also counts as sent, to be safe.
 */
export const sentAt = ({ history }: PaymentRecord): number | undefined =>
  history.find(({ state }) => state === 'sending')?.at;

/** True if this may be the answer to the payment. A refusal without an amount fits every payment of its register. */
function fitsAnswer(record: PaymentRecord, answer: TerminalAnswer): boolean {
  return movesMoney(record.request.transactionType) && echoDifferences(record, answer).length === 0;
}

const hasOwnAnswer = ({ state, answer }: PaymentRecord): boolean =>
  answer !== undefined && (state === 'answered' || state === 'closed');

const sameTerminal = (one: PaymentRecord['terminal'], other: PaymentRecord['terminal']): boolean =>
  one.link === other.link && one.registerNumber === other.registerNumber && one.simulated === other.simulated;

/**
 * True if this answer equals the last one that another payment got from the same terminal, at `from` (epoch ms) or later.
 *
 * @param recent the records of the last `keptAnswerMs`
 */
export function repeatsAnswerBefore(
  running: PaymentRecord,
  answer: TerminalAnswer,
  recent: readonly PaymentRecord[],
  from: number,
): boolean {
  const receivedAt = (record: PaymentRecord) => record.answer?.receivedAt ?? 0;
  const before = recent
    .filter(
      (other) => other.paymentId !== running.paymentId && sameTerminal(other.terminal, running.terminal),
    )
    .reduce<PaymentRecord | undefined>(
      (last, other) => (receivedAt(other) > (last ? receivedAt(last) : 0) ? other : last),
      undefined,
    );
  if (!before?.answer || receivedAt(before) < from) return false;
  const { answer: last } = before;
  return comparedFields.every((field) => last[field] === answer[field]);
}

const comparedFields = [
  'status',
  'registerNumber',
  'amountMinor',
  'currencyNumeric',
  'paymentMode',
  'cardMasked',
  'authorisationNumber',
  'privateDigits',
] as const;

/**
 * True if the terminal may still hold the answer to this payment in doubt. The terminal delivers its answers in order, so
 * once it has answered a later payment, it no longer holds this answer.
 */
function mayStillBeAnswered(doubt: PaymentRecord, recent: readonly PaymentRecord[], now: number): boolean {
  const doubtSentAt = sentAt(doubt) ?? doubt.createdAt;
  // If `doubtSentAt` is in the future, the clock was set back and the age is unknown: the terminal may still hold the answer.
  if (now - doubtSentAt > keptAnswerMs) return false;
  return !recent.some((later) => {
    const laterSentAt = sentAt(later);
    if (laterSentAt === undefined || laterSentAt <= doubtSentAt || laterSentAt > now) return false;
    return hasOwnAnswer(later) && sameTerminal(later.terminal, doubt.terminal);
  });
}

/**
 * True if the answer fits the running payment and also an earlier payment whose answer the terminal may still hold
 * (decision 0034). `now`: epoch ms.
 *
 * @param unsettled the other payments without a known end
 * @param recent the records of the last `keptAnswerMs`
 */
export const fitsEarlierPaymentToo = (
  running: PaymentRecord,
  answer: TerminalAnswer,
  unsettled: readonly PaymentRecord[],
  recent: readonly PaymentRecord[],
  now: number,
): boolean =>
  fitsAnswer(running, answer) &&
  unsettled.some(
    (doubt) =>
      doubt.terminal.simulated === running.terminal.simulated &&
      fitsAnswer(doubt, answer) &&
      mayStillBeAnswered(doubt, recent, now),
  );
