import type { TerminalAnswer } from '../terminal/dialect.ts';
import { echoDifferences } from './echo-check.ts';
import type { PaymentRecord } from './payment-record.ts';

/**
 * Less was granted than was asked (Caisse-AP CB, concert.md 3.3), and everything else is the request's. Only for a sale
 * that the terminal has taken and answers at once: a lower amount that comes later may be an earlier payment's.
 */
export function isPartialApproval(record: PaymentRecord, answer: TerminalAnswer): boolean {
  const { request, terminal, state } = record;
  const { amountMinor = 0 } = answer;
  if (!terminal.partialApproval || state !== 'waiting' || answer.verdict !== 'accepted') return false;
  if (request.transactionType !== 'Debit' || amountMinor < 1 || amountMinor >= request.amountMinor)
    return false;
  return echoDifferences(record, { ...answer, amountMinor: request.amountMinor }).length === 0;
}
