import type { TerminalAnswer } from '../terminal/dialect.ts';
import { echoDifferences, isBareRefusal } from './answer-judgement.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney } from './payment-request.ts';

/** A terminal keeps an answer that it could not deliver for some hours at most. */
export const keptAnswerMs = 24 * 3_600_000;
/** Records of this time that are compared. */
export const maxRecentRecords = 1000;

/**
 * Time at which the request may have been sent, epoch ms; undefined if it was never sent. A request that the terminal
 * refused also counts as sent, to be safe.
 */
export const sentAt = ({ history }: PaymentRecord): number | undefined =>
  history.find(({ state }) => state === 'sending')?.at;

/** True if this may be the answer to the payment. A refusal without an amount fits every payment of its register. */
function fitsAnswer(record: PaymentRecord, answer: TerminalAnswer): boolean {
  if (!movesMoney(record.request.transactionType)) return false;
  const bare = isBareRefusal(answer) && record.request.amountMinor;
  return echoDifferences(record, bare ? { ...answer, amountMinor: bare } : answer).length === 0;
}

const hasOwnAnswer = ({ state, answer }: PaymentRecord): boolean =>
  answer !== undefined && (state === 'answered' || state === 'closed');

const sameTerminal = (one: PaymentRecord['terminal'], other: PaymentRecord['terminal']): boolean =>
  one.link === other.link && one.registerNumber === other.registerNumber && one.simulated === other.simulated;

/**
 * True if the terminal may still hold the answer to this payment in doubt. It holds it no more once it has answered a
 * later payment, because it delivers in order.
 */
function mayStillBeAnswered(doubt: PaymentRecord, recent: readonly PaymentRecord[], now: number): boolean {
  const asked = sentAt(doubt) ?? doubt.createdAt;
  // A time in the future shows that the clock was set back: the age is unknown.
  if (now - asked > keptAnswerMs) return false;
  return !recent.some((later) => {
    const laterAsked = sentAt(later);
    if (laterAsked === undefined || laterAsked <= asked || laterAsked > now) return false;
    return hasOwnAnswer(later) && sameTerminal(later.terminal, doubt.terminal);
  });
}

/**
 * True if the answer fits the running payment and also an earlier one whose answer the terminal may still hold
 * (decision 0034).
 *
 * @param unsettled the other payments without a known end
 * @param recent the records of the last `keptAnswerMs`
 */
export const fitsTwo = (
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
