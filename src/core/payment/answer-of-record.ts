import type { OutboxEntry } from '../outbox/outbox-entry.ts';
import { receiptsOfRecord } from '../receipts/receipts-of-record.ts';
import { amountsOf } from './paid-amount.ts';
import type { NotificationState, PaymentAnswer } from './payment-answer.ts';
import type { PaymentRecord } from './payment-record.ts';
import { isContested } from './resolution.ts';

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
  const { request } = record;
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    ...verdictOf(record),
    ...amountsOf(record),
    currency: request.currency,
    transactionType: request.transactionType,
    forceAuthorization: request.forceAuthorization,
    notification: notificationOf(entries),
    replayed,
    simulated: record.terminal.simulated,
    ...terminalsWords(record),
  };
}

function terminalsWords(record: PaymentRecord): Partial<PaymentAnswer> {
  const { answer } = record;
  const receipts = receiptsOfRecord(record);
  return {
    ...(answer?.cardMasked && { cardMasked: answer.cardMasked }),
    ...(answer?.authorisationNumber && { authorisationNumber: answer.authorisationNumber }),
    ...(answer?.contractNumber && { contractNumber: answer.contractNumber }),
    // V2's MODE has one letter and is no application.
    ...(answer?.paymentMode?.length === 3 && { paymentApplication: answer.paymentMode }),
    ...(receipts.length > 0 && { receipts }),
  };
}

function verdictOf(record: PaymentRecord): Pick<PaymentAnswer, 'outcome' | 'failure' | 'detail'> {
  if (isContested(record)) {
    const detail = `${record.detail}; but then the terminal said that it was paid`;
    return { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail };
  }
  return {
    // A record without an outcome is a payment under way: nobody knows yet.
    outcome: record.outcome ?? 'UNKNOWN',
    ...(record.outcome === undefined && { failure: 'outcome-unknown' as const }),
    ...(record.failure && { failure: record.failure }),
    ...(record.detail && { detail: record.detail }),
  };
}
