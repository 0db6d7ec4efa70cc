import type { Language } from '../language.ts';
import { formatMajor } from '../money/amount.ts';
import { isPaid } from '../payment/outcome.ts';
import { type PaymentRecord, paidAmountMinor } from '../payment/payment-record.ts';
import { movesMoney } from '../payment/payment-request.ts';
import type { Receipt } from '../terminal/dialect.ts';
import { receiptWords } from './receipt-words.ts';

/** Characters per line of most ticket printers. */
const columns = 32;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Example: 24/11/2026 10:15, in the time zone of this computer. */
function localTime(at: number): string {
  const date = new Date(at);
  const day = [twoDigits(date.getDate()), twoDigits(date.getMonth() + 1), date.getFullYear()].join('/');
  return `${day} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** Puts `left` and `right` at the edges of one line, or of two lines if they do not fit. */
function alignToEdges(left: string, right: string): string[] {
  const gap = columns - left.length - right.length;
  return gap > 0 ? [left + ' '.repeat(gap) + right] : [left, right.padStart(columns)];
}

/**
 * Writes a receipt from the record, for terminals that send none (Concert V2). It is a convenience for the till: the
 * legal ticket is the one that the terminal prints.
 */
export function composeReceipt(record: PaymentRecord, language: Language): Receipt {
  const { request, answer, terminal, resolution } = record;
  const words = receiptWords[language];
  const money = (minor: number) => `${formatMajor(minor, request.currency)} ${request.currency}`;
  const optional = (label: string, value: string | undefined) => (value ? alignToEdges(label, value) : []);
  const isPartial = record.outcome === 'PARTIALLY_APPROVED';
  const lines = [
    request.paymentMeans === 'cheque' && request.transactionType === 'Debit'
      ? words.cheque
      : words.title[request.transactionType],
    localTime(answer?.receivedAt ?? record.updatedAt),
    ...(terminal.simulated ? [words.simulated] : []),
    '',
    ...alignToEdges(words.order, record.orderId),
    ...alignToEdges(words.amount, money(paidAmountMinor(record))),
    ...(isPartial ? [...alignToEdges(words.asked, money(request.amountMinor)), words.partly] : []),
    ...optional(words.card, answer?.cardMasked),
    ...optional(words.authorization, answer?.authorisationNumber),
    ...optional(words.contract, answer?.contractNumber),
    ...alignToEdges(words.register, terminal.registerNumber),
    ...(resolution ? [words.byHand] : []),
    '',
    words.keep,
  ];
  return { for: 'customer', form: 'text', content: lines.join('\n') };
}

const terminalReceipts = ({ answer }: PaymentRecord): readonly Receipt[] => answer?.receipts ?? [];

const mayCompose = ({ outcome, request }: PaymentRecord): boolean =>
  isPaid(outcome) && movesMoney(request.transactionType);

/** True if the payment has a receipt. It does not write one, because lists call it for every row. */
export const hasReceipt = (record: PaymentRecord): boolean =>
  terminalReceipts(record).length > 0 || mayCompose(record);

/**
 * The receipts of a payment: those of the terminal; if it sent none and the payment was paid, one that is written from the
 * record.
 */
export function receiptsOfRecord(record: PaymentRecord): readonly Receipt[] {
  const sent = terminalReceipts(record);
  if (sent.length > 0) return sent;
  return mayCompose(record) ? [composeReceipt(record, record.terminal.receiptLanguage ?? 'fr')] : [];
}
