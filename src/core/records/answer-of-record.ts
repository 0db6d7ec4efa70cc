import type { FailureName } from '../failures/failures.ts';
import { isDelivered, type OutboxEntry } from '../hipay/outbox-entry.ts';
import { plainMoney } from '../money/amount.ts';
import type { ChargeStatement } from '../payment/charge-statement.ts';
import { isContested } from '../payment/decisions.ts';
import type { NotificationState, PaymentAnswer } from '../payment/payment-answer.ts';
import { amountsOf, type PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, type PaymentRequest } from '../payment/payment-request.ts';
import { statementOfPayment } from './ledger.ts';
import { receiptsOfRecord } from './receipts.ts';
import { balanceOf, lostRefundText, partsOfSale, type RefundRefusal, refundText } from './refunds.ts';

/**
 * True if these two notifications of one payment report the same amount under the same contract: two browsers may each have
 * written one.
 */
function isSameOrder(a: OutboxEntry, b: OutboxEntry): boolean {
  const amountOf = ({ fields }: OutboxEntry) => fields.find(([name]) => name === 'amount')?.[1];
  return a.merchantId === b.merchantId && a.contract === b.contract && amountOf(a) === amountOf(b);
}

/**
 * Counts the payment's outbox entries: how many notifications HiPay has taken, and how many are pending. A notification
 * that is covered by its sibling counts as neither: HiPay has the payment, but not this notification.
 */
export function notificationOf(entries: readonly OutboxEntry[]): NotificationState {
  const delivered = entries.filter(isDelivered).length;
  const isSettled = (entry: OutboxEntry) =>
    entry.state === 'delivered' || entries.some((other) => isDelivered(other) && isSameOrder(entry, other));
  const settled = entries.filter(isSettled).length;
  const failed = entries.find((entry) => !isSettled(entry) && entry.lastFailure);
  const { lastFailure: failure, lastStatus: status } = failed ?? {};
  return {
    sent: delivered > 0 && settled === entries.length,
    count: delivered,
    pending: entries.length - settled,
    ...(failure && { failure }),
    ...(status !== undefined && { status }),
  };
}

/**
 * Makes the answer to a till from this record, as known now. `entries`: the payment's notifications; `refunds`: its refunds,
 * undefined if they were not read.
 */
export function answerOfRecord(
  record: PaymentRecord,
  entries: readonly OutboxEntry[],
  replayed: boolean,
  refunds?: readonly PaymentRecord[],
): PaymentAnswer {
  const { request } = record;
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    ...verdictOf(record),
    charge: movesMoney(request.transactionType) ? statementOfPayment(record) : 'nothing-sent',
    ...amountsOf(record),
    currency: request.currency,
    transactionType: request.transactionType,
    forceAuthorization: request.forceAuthorization,
    notification: notificationOf(entries),
    replayed,
    simulated: record.terminal.simulated,
    ...terminalDetails(record),
    ...(request.refundOf !== undefined && { refundOf: request.refundOf }),
    ...(refunds && refundsOf(record, refunds)),
  };
}

function refundsOf(record: PaymentRecord, refunds: readonly PaymentRecord[]): Partial<PaymentAnswer> {
  const facts = { sale: [record], refunds };
  const parts = partsOfSale(facts);
  if (parts.length === 0) return {};
  const { refundableMinor: amountMinor } = balanceOf(facts);
  return { refunds: parts, refundable: { amountMinor, currency: record.request.currency } };
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
    const detail = 'a person and the terminal, or two persons, say different things about it';
    return { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail };
  }
  const failure = failureOfRecord(record);
  return {
    // A record without an outcome is a payment under way: its result is not known yet.
    outcome: record.outcome ?? 'UNKNOWN',
    ...(record.outcome === undefined && { failure: 'outcome-unknown' as const }),
    ...(failure && { failure }),
    ...(record.detail && { detail: record.detail }),
  };
}

/** The failure as people and tills see it. `till-left` is stored as `page-not-open` with a refused permit. */
export const failureOfRecord = ({ failure, leave, state }: PaymentRecord): FailureName | undefined =>
  leave === 'refused' && state === 'closed' && failure === 'page-not-open' ? 'till-left' : failure;

type NumberedOrder = PaymentRequest & { orderId: string };

/**
 * Answer to a request that did nothing and has no record. `charge` is what the ledger knows of the order:
 * `nothing-sent` if the order was not looked up.
 */
export const refusedBeforeRecord = (
  order: NumberedOrder,
  simulated: boolean,
  { failure, charge, detail }: { failure: FailureName; charge: ChargeStatement; detail: string },
): PaymentAnswer => ({
  orderId: order.orderId,
  outcome: 'NOT_SENT',
  failure,
  charge,
  detail,
  amountMinor: order.amountMinor,
  currency: order.currency,
  transactionType: order.transactionType,
  forceAuthorization: order.forceAuthorization,
  notification: { sent: false, count: 0, pending: 0 },
  replayed: false,
  simulated,
  ...(order.refundOf !== undefined && { refundOf: order.refundOf }),
});

/** Refuses a refund. It has sent nothing, also while another refund of the sale is in doubt. */
export function refusedRefund(
  order: NumberedOrder,
  simulated: boolean,
  { failure, detail, refundable, lost }: RefundRefusal,
): PaymentAnswer {
  if (lost === order.orderId) return answerLostRefund(order, simulated, order.refundOf ?? '');
  return {
    ...refusedBeforeRecord(order, simulated, { failure, charge: 'nothing-sent', detail }),
    ...(refundable && { refundable }),
  };
}

/** Answers for an order number that a sale names as a refund, and that has no record: that refund may have given money back. */
export const answerLostRefund = (order: NumberedOrder, simulated: boolean, sale: string): PaymentAnswer =>
  order.refundOf === sale
    ? answerWithoutJournal(order, simulated, lostRefundText(order.orderId, sale))
    : refusedBeforeRecord(order, simulated, {
        failure: 'order-id-reused',
        charge: 'nothing-sent',
        detail: `the number belongs to a refund of the sale ${sale}, whose record is lost: send another number`,
      });

/** Refuses a refund of a sale whose records, or those of a refund of it, were moved away. */
export const refuseSaleElsewhere = (order: NumberedOrder, simulated: boolean, file: string): PaymentAnswer =>
  refusedBeforeRecord(order, simulated, {
    failure: 'order-id-reused',
    charge: 'nothing-sent',
    detail: saleElsewhereDetail(order.refundOf ?? '', file),
  });

export const saleElsewhereDetail = (sale: string, file: string): string =>
  `refund_of: what was paid and given back of the sale ${sale} is in ${file}, which was moved away. Move the file back, then repeat the request`;

/** Refuses an order number that another payment has, or that was paid long ago. The answer names that payment. */
export function refuseUsedNumber(
  order: NumberedOrder,
  simulated: boolean,
  earlier: PaymentRecord,
  refunds: readonly PaymentRecord[] = [],
): PaymentAnswer {
  const { amountMinor } = amountsOf(earlier);
  const { currency } = earlier.request;
  const amount = plainMoney(amountMinor, currency);
  const when = new Date(earlier.createdAt).toISOString();
  const charge = statementOfPayment(earlier);
  const advice =
    charge === 'charged'
      ? 'If this is that sale, it needs no new payment; for a new sale use a new number'
      : 'That payment is in doubt: look at it first';
  const detail = `the number belongs to another request: ${earlier.request.transactionType} of ${amount} at ${when}. ${[refundText(partsOfSale({ sale: [earlier], refunds }), currency), advice].filter(Boolean).join(' ')}`;
  return {
    ...refusedBeforeRecord(order, simulated, {
      failure: 'order-id-reused',
      charge,
      detail,
    }),
    earlier: {
      paymentId: earlier.paymentId,
      paidAt: earlier.createdAt,
      amountMinor,
      currency,
      transactionType: earlier.request.transactionType,
    },
  };
}

/** The records of an order are in a file that was moved away. So its number was used; whether it was paid is not known here. */
export const keptElsewhereDetail = (file: string): string =>
  `the payment of this number is in ${file}, which was moved away, so its result is not known here. Move the file back, and the same request gets the answer of that payment; only another sale needs another number`;

/** Refuses a number whose records were moved away. It is never charged again. */
export const refuseKeptElsewhere = (order: NumberedOrder, simulated: boolean, file: string): PaymentAnswer =>
  refusedBeforeRecord(order, simulated, {
    failure: 'order-id-reused',
    charge: 'nothing-sent',
    detail: keptElsewhereDetail(file),
  });

/**
 * Answer to a till without order numbers whose request may repeat a paid sale, because the till did not get the answer of
 * that sale. Only a person knows whether it is the same sale. `order` has the number of the paid sale.
 */
export function answerPerhapsSameSale(
  order: NumberedOrder,
  simulated: boolean,
  paid: Pick<PaymentRecord, 'paymentId' | 'createdAt'>,
): PaymentAnswer {
  const amount = plainMoney(order.amountMinor, order.currency);
  const when = new Date(paid.createdAt).toISOString();
  const detail = `the till did not get the answer for ${amount} at ${when}, order ${order.orderId}, which was paid. If this is the same sale, it needs no new payment`;
  return {
    ...refusedBeforeRecord(order, simulated, { failure: 'outcome-unknown', charge: 'unknown', detail }),
    outcome: 'UNKNOWN',
    paymentId: paid.paymentId,
    perhapsSame: { at: paid.createdAt },
  };
}

/** The detail of the answer for a refund, while records of its sale, or of a refund of it, are lost. */
export const saleLostDetail = (sale: string): string =>
  `records were lost, so it is not known how much of the sale ${sale} is left. Copy the file of before back and repeat this refund. If there is no copy, look for what is left in the tickets of the terminal and at the bank, and accept the loss on the connector page. Then send a Credit without refund_of`;

/** The detail if a person has accepted a loss of records since the sale. */
export const saleBeforeLossDetail = (sale: string): string =>
  `records were lost after the sale ${sale} and a person has accepted it, so refunds of this sale may be among them. Look for what is left of it in the tickets of the terminal and at the bank. If a person then decides to give money back, send a Credit without refund_of: it is compared with no sale`;

/** The detail of the answer for an order without a record, while records are lost. */
export const recordsLostDetail =
  'records were lost, so this order may have been paid before, and there is no payment to resolve: look for this order in the tickets of the terminal and at the bank, then accept the loss on the connector page';

/** Answer if the records of an order cannot be read. Nothing is sent now, but an earlier payment may have paid this order. */
export const answerWithoutJournal = (
  order: NumberedOrder,
  simulated: boolean,
  detail: string,
): PaymentAnswer => ({
  ...refusedBeforeRecord(order, simulated, {
    failure: 'outcome-unknown',
    charge: 'unknown',
    detail,
  }),
  outcome: 'UNKNOWN',
});
