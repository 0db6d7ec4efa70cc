import type { FailureName } from '../failures/failures.ts';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import { isPaid } from '../payment/outcome.ts';
import type { NotificationState, PaymentAnswer } from '../payment/payment-answer.ts';
import { amountsOf, type PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, type PaymentRequest } from '../payment/payment-request.ts';
import { isContested } from '../payment/resolution.ts';
import { receiptsOfRecord } from './receipts.ts';

/** Counts the payment's outbox entries: how many notifications HiPay has taken, and how many are pending. */
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

/** Makes the answer to a till from this record, as known now. `entries`: the payment's notifications. */
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
    ...terminalDetails(record),
  };
}

function terminalDetails(record: PaymentRecord): Partial<PaymentAnswer> {
  const { answer } = record;
  const receipts = receiptsOfRecord(record);
  return {
    ...(answer?.cardMasked && { cardMasked: answer.cardMasked }),
    ...(answer?.authorisationNumber && { authorisationNumber: answer.authorisationNumber }),
    ...(answer?.contractNumber && { contractNumber: answer.contractNumber }),
    // MODE of Concert V2 has one letter and is not an application.
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
    // A record without an outcome is a payment under way: its result is not known yet.
    outcome: record.outcome ?? 'UNKNOWN',
    ...(record.outcome === undefined && { failure: 'outcome-unknown' as const }),
    ...(record.failure && { failure: record.failure }),
    ...(record.detail && { detail: record.detail }),
  };
}

type KnownOrder = PaymentRequest & { orderId: string };

/** Answer to a request that was refused before a record existed: nothing was sent, the customer was not charged. */
export const refusedBeforeRecord = (
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

/** Answer if the journal cannot be read. Nothing is sent now, but an earlier payment may have paid this order. */
export const answerWithoutJournal = (
  order: KnownOrder,
  simulated: boolean,
  problem: string,
): PaymentAnswer => ({
  ...refusedBeforeRecord(order, simulated, 'outcome-unknown', `the journal cannot be read: ${problem}`),
  outcome: 'UNKNOWN',
});

/**
 * Selects the payment to report for an order: the paid one, else the last by attempt number. Dates are not used because
 * a clock that was set back would swap two payments. A duplicate is never selected: it may report another payment, and
 * a till whose own payment never began would read it as the result of its own payment.
 */
export function paymentToReport(attempts: readonly PaymentRecord[]): PaymentRecord | undefined {
  const payments = attempts.filter(({ request }) => movesMoney(request.transactionType));
  const [last] = payments.toSorted((a, b) => b.attempt - a.attempt);
  return payments.find(({ outcome }) => isPaid(outcome)) ?? last;
}
