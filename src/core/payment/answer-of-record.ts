import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import type { NotificationState, PaymentAnswer } from './payment-answer.ts';
import type { PaymentRecord } from './payment-record.ts';

/** Whether HiPay has been told, from the payment's own entries. */
export function notificationOf(entries: readonly OutboxEntry[]): NotificationState {
  const delivered = entries.filter(({ state }) => state === 'delivered').length;
  const failure = entries.find(({ state, lastFailure }) => state !== 'delivered' && lastFailure)?.lastFailure;
  return {
    sent: entries.length > 0 && delivered === entries.length,
    count: delivered,
    pending: entries.length - delivered,
    ...(failure && { failure }),
  };
}

/** What a till is told of a record at this moment. */
export function answerOfRecord(
  record: PaymentRecord,
  entries: readonly OutboxEntry[],
  replayed: boolean,
): PaymentAnswer {
  const { request, answer } = record;
  const approved = record.outcome === 'APPROVED';
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    // A record without an outcome is a payment under way: nobody knows yet.
    outcome: record.outcome ?? 'UNKNOWN',
    ...(record.failure && { failure: record.failure }),
    ...(record.detail && { detail: record.detail }),
    amountMinor: approved && answer ? answer.amountMinor : request.amountMinor,
    currency: request.currency,
    transactionType: request.transactionType,
    forceAuthorization: request.forceAuthorization,
    notification: notificationOf(entries),
    replayed,
    simulated: record.terminal.simulated,
  };
}
