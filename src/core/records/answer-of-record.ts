import type { FailureName } from '../failures/failures.ts';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { isPaid } from '../payment/outcome.ts';
import type { NotificationState, PaymentAnswer } from '../payment/payment-answer.ts';
import { amountsOf, type PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, type PaymentRequest } from '../payment/payment-request.ts';
import { isContested } from '../payment/resolution.ts';
import { receiptsOfRecord } from './receipts.ts';

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

type KnownOrder = PaymentRequest & { orderId: string };

/** A request that was refused before a record was made: nothing was sent, the customer was not charged. */
export const turnedAway = (
  order: KnownOrder,
  simulated: boolean,
  failure: FailureName,
  detail: string,
): PaymentAnswer => ({
  orderId: order.orderId,
  outcome: 'NOT_SENT',
  failure,
  detail,
  amountMinor: order.amountMinor,
  currency: order.currency,
  transactionType: order.transactionType,
  forceAuthorization: order.forceAuthorization,
  notification: { sent: false, count: 0, pending: 0 },
  replayed: false,
  simulated,
});

/** Nothing is sent now, but whether this order was paid before nobody can read. */
export const journalUnreadable = (order: KnownOrder, simulated: boolean, problem: string): PaymentAnswer => ({
  ...turnedAway(order, simulated, 'outcome-unknown', `the journal cannot be read: ${problem}`),
  outcome: 'UNKNOWN',
});

/**
 * Which of an order's attempts is told to who asks for the order: the paid one, else the last. By number, not by date: a
 * clock that was set back would put the last before the first. Never a duplicate: it was no try to pay, what it tells may
 * be another payment's, and a till whose own payment never began would take it for its end.
 */
export function attemptToTell(attempts: readonly PaymentRecord[]): PaymentRecord | undefined {
  const payments = attempts.filter(({ request }) => movesMoney(request.transactionType));
  const [last] = payments.toSorted((a, b) => b.attempt - a.attempt);
  return payments.find(({ outcome }) => isPaid(outcome)) ?? last;
}
