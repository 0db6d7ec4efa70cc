import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import { answerOfRecord } from '../payment/answer-of-record.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { NotificationRow, PaymentRow } from './snapshot.ts';

/** A payment as the list shows it. */
export function paymentRowOf(record: PaymentRecord, entries: readonly OutboxEntry[]): PaymentRow {
  const { amountMinor, notification } = answerOfRecord(record, entries, false);
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    amountMinor,
    currency: record.request.currency,
    state: record.state,
    ...(record.outcome && { outcome: record.outcome }),
    ...(record.failure && { failure: record.failure }),
    ...(record.detail && { detail: record.detail }),
    createdAt: record.createdAt,
    notification,
    simulated: record.terminal.simulated,
    ...(record.answer?.cardMasked && { cardMasked: record.answer.cardMasked }),
  };
}

const fieldOf = (entry: OutboxEntry, name: string): string =>
  entry.fields.find(([key]) => key === name)?.[1] ?? '';

/** A pending notification as the list shows it. */
export const notificationRowOf = (entry: OutboxEntry): NotificationRow => ({
  entryId: entry.entryId,
  orderId: entry.orderId,
  contract: entry.contract,
  amount: fieldOf(entry, 'amount'),
  currency: fieldOf(entry, 'currency'),
  state: entry.state,
  attempts: entry.attempts,
  createdAt: entry.createdAt,
  nextAttemptAt: entry.nextAttemptAt,
  ...(entry.lastFailure && { failure: entry.lastFailure }),
  ...(entry.lastDetail && { detail: entry.lastDetail }),
});
