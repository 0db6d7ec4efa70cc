import type { TerminalAnswer } from '../terminal/dialect.ts';
import type { PaymentRecord } from './payment-record.ts';

/** True if the digits of the answer prove that it is the answer to this payment. */
export const isProvenAnswer = ({ terminal }: PaymentRecord, { privateDigits }: TerminalAnswer): boolean =>
  privateDigits !== undefined && privateDigits === terminal.privateDigits;

/**
 * The payment whose digits the answer has. Digits that no known payment has may be the terminal's own and prove nothing.
 */
export const provenPaymentOf = (
  answer: TerminalAnswer,
  records: readonly PaymentRecord[],
): PaymentRecord | undefined => records.find((record) => isProvenAnswer(record, answer));
