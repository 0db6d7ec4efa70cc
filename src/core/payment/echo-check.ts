import { numericCode } from '../money/currency.ts';
import type { TerminalAnswer } from '../terminal/dialect.ts';
import { operationOf } from './operation-of.ts';
import type { PaymentRecord } from './payment-record.ts';

/**
 * In what an answer differs from what was asked; empty: it is ours. An acceptance has to repeat register, amount and
 * currency; a refusal may leave them out (a Desk/5000 sends no amount after the red key), but not gainsay them.
 */
export function echoDifferences(record: PaymentRecord, answer: TerminalAnswer): string[] {
  const { request, terminal } = record;
  const must = answer.verdict === 'accepted';
  const compare = (what: string, said: string | number | undefined, wanted: string | number, unit = '') => {
    if (said === wanted || (said === undefined && !must)) return [];
    return [`${what} ${said ?? 'missing'} instead of ${wanted}${unit}`];
  };
  const operation = operationOf(request.transactionType);
  return [
    ...compare('register', answer.registerNumber, terminal.registerNumber),
    ...compare('amount', answer.amountMinor, request.amountMinor, ' minor units'),
    ...compare('currency', answer.currencyNumeric, numericCode(request.currency)),
    ...compare('operation', answer.operation ?? operation, operation),
  ];
}

/** A refusal without an amount is ours: some terminals fill the field with zeros when nothing was paid. */
export const isBareRefusal = ({ verdict, amountMinor }: TerminalAnswer): boolean =>
  (verdict === 'refused' || verdict === 'cancelled') && !amountMinor;
