import { movesMoney } from '../core/payment/operation-of.ts';
import { isPaid } from '../core/payment/outcome.ts';
import { paidAmountMinor } from '../core/payment/paid-amount.ts';
import type { PaymentAnswer } from '../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Journal } from '../core/ports/journal.ts';

interface DuplicateOutside {
  readonly journal: Journal;
  readonly clock: Clock;
}

/** How far back a duplicate is looked up among the payments that are known. */
const knownWithinMs = 48 * 3_600_000;

/** What a duplicate says of the terminal's last payment, and which of ours that is. */
export async function toldByDuplicate(
  record: PaymentRecord,
  outside: DuplicateOutside,
): Promise<Pick<PaymentAnswer, 'told' | 'duplicateOf'>> {
  return { ...toldBy(record), ...(await knownAs(record, outside)) };
}

const toldBy = ({ answer }: PaymentRecord): Pick<PaymentAnswer, 'told'> =>
  answer ? { told: { amountMinor: answer.amountMinor, currencyNumeric: answer.currencyNumeric } } : {};

/** A duplicate that tells of a payment which is known to be paid proves nothing about another. */
async function knownAs(
  { answer, outcome }: PaymentRecord,
  { journal, clock }: DuplicateOutside,
): Promise<Pick<PaymentAnswer, 'duplicateOf'>> {
  const number = answer?.authorisationNumber;
  if (number === undefined || !isPaid(outcome)) return {};
  const recent = await journal.since(clock.now() - knownWithinMs, 2000).catch(() => []);
  const known = recent.find(
    (record) =>
      record.answer?.authorisationNumber === number &&
      paidAmountMinor(record) === answer?.amountMinor &&
      isPaid(record.outcome) &&
      movesMoney(record.request.transactionType),
  );
  return known ? { duplicateOf: known.orderId } : {};
}
