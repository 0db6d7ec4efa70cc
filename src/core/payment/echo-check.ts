import { numericCode } from '../money/currency.ts';
import type { TerminalAnswer } from '../terminal/dialect.ts';
import type { PaymentRecord } from './payment-record.ts';

/** In what an answer differs from what was asked; empty: it is ours. */
export function echoDifferences(record: PaymentRecord, answer: TerminalAnswer): string[] {
  const { request, terminal } = record;
  const wanted = numericCode(request.currency);
  return [
    answer.registerNumber === terminal.registerNumber
      ? ''
      : `register ${answer.registerNumber} instead of ${terminal.registerNumber}`,
    answer.amountMinor === request.amountMinor
      ? ''
      : `amount ${answer.amountMinor} instead of ${request.amountMinor} minor units`,
    answer.currencyNumeric === wanted ? '' : `currency ${answer.currencyNumeric} instead of ${wanted}`,
  ].filter(Boolean);
}

/** A refusal without an amount is ours: some terminals fill the field with zeros when nothing was paid. */
export const isBareRefusal = (answer: TerminalAnswer): boolean =>
  answer.verdict === 'refused' && answer.amountMinor === 0;
