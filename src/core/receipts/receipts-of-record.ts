import { movesMoney } from '../payment/operation-of.ts';
import { isPaid } from '../payment/outcome.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { Receipt } from '../terminal/dialect.ts';
import { madeReceipt } from './made-receipt.ts';

const ownReceipts = ({ answer }: PaymentRecord): readonly Receipt[] => answer?.receipts ?? [];

const canBeMade = ({ outcome, request }: PaymentRecord): boolean =>
  isPaid(outcome) && movesMoney(request.transactionType);

/** Whether there is any, without writing one: lists ask it of each of their rows. */
export const hasReceipt = (record: PaymentRecord): boolean =>
  ownReceipts(record).length > 0 || canBeMade(record);

/** The tickets of a payment: the terminal's own, or one made of what is known once it was paid. */
export function receiptsOfRecord(record: PaymentRecord): readonly Receipt[] {
  const own = ownReceipts(record);
  if (own.length > 0) return own;
  return canBeMade(record) ? [madeReceipt(record, record.terminal.receiptLanguage ?? 'fr')] : [];
}
