import { isPaid } from '../payment/outcome.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { Receipt } from '../terminal/dialect.ts';
import { madeReceipt } from './made-receipt.ts';
import type { ReceiptLanguage } from './receipt-words.ts';

/** The tickets of a payment: the terminal's own, or one made of what is known once it was paid. */
export function receiptsOfRecord(record: PaymentRecord, language: ReceiptLanguage): readonly Receipt[] {
  const own = record.answer?.receipts ?? [];
  if (own.length > 0) return own;
  return isPaid(record.outcome) && record.request.transactionType !== 'Duplicate'
    ? [madeReceipt(record, language)]
    : [];
}
