import { echoDifferences } from '../core/payment/echo-check.ts';
import { movesMoney } from '../core/payment/operation-of.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { TerminalAnswer } from '../core/terminal/dialect.ts';

/** A payment whose end could not be written stands in the journal as if it still ran. Its outcome is unknown too. */
export const isLeft = ({ state }: PaymentRecord): boolean => state === 'sending' || state === 'waiting';

/** The payments without a known end that this answer could be for, by register, amount and currency. */
export async function unsettledLike(
  answer: TerminalAnswer,
  journal: Pick<Journal, 'unknown' | 'unfinished'>,
): Promise<PaymentRecord[]> {
  const left = (await journal.unfinished()).filter(isLeft);
  const unsettled = [...(await journal.unknown()), ...left];
  // A refusal that names no amount could be for any of them: it settles none.
  if (answer.amountMinor === undefined || answer.registerNumber === undefined) return [];
  return unsettled.filter(
    (record) => movesMoney(record.request.transactionType) && echoDifferences(record, answer).length === 0,
  );
}
