import { mayGetNewNumber } from '../hipay/new-number.ts';
import { entriesByPayment, type OutboxEntry } from '../hipay/outbox-entry.ts';
import { currencyOfNumeric, numericCode } from '../money/currency.ts';
import type { ChargeStatement } from '../payment/charge-statement.ts';
import { contradictionOf, correctedAmounts, correctedBy, isContested } from '../payment/decisions.ts';
import { doubtfulSince } from '../payment/doubt.ts';
import { amountsOf, type PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, operationOf, transactionType } from '../payment/payment-request.ts';
import { linkedRefunds } from '../payment/refund-links.ts';
import { failureOfRecord, notificationOf } from '../records/answer-of-record.ts';
import { statementOfPayment } from '../records/ledger.ts';
import { hasReceipt } from '../records/receipts.ts';
import { balanceOf, isRefundOf } from '../records/refunds.ts';
import type { AlarmRow, NotificationRow, PaymentRow, TerminalSays } from './snapshot.ts';

/** A payment as a row of the list. `refunds`: contains at least all refunds of this payment; other refunds are ignored. */
export function paymentRowOf(
  record: PaymentRecord,
  entries: readonly OutboxEntry[],
  refunds: readonly PaymentRecord[],
): PaymentRow {
  const since = doubtfulSince(record);
  const givenBack = givenBackOf(record, refunds);
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    ...commonFieldsOf(record),
    currency: record.request.currency,
    state: record.state,
    ...(record.outcome && { outcome: record.outcome }),
    ...(record.detail && { detail: record.detail }),
    ...(record.resolution && { resolution: visibleResolution(record.resolution) }),
    createdAt: record.createdAt,
    ...(since !== undefined && { doubtfulSince: since }),
    notification: notificationOf(entries),
    simulated: record.terminal.simulated,
    ...(record.answer?.cardMasked && { cardMasked: record.answer.cardMasked }),
    contracts: entries.map(({ contract }) => contract).sort(),
    contested: isContested(record),
    ...(givenBack && { givenBack }),
  };
}

function givenBackOf(record: PaymentRecord, refunds: readonly PaymentRecord[]): PaymentRow['givenBack'] {
  if (linkedRefunds([record]).length === 0) return undefined;
  const ofSale = refunds.filter((refund) => isRefundOf(refund, record.orderId));
  const { refundedMinor, heldMinor } = balanceOf({ sale: [record], refunds: ofSale });
  return refundedMinor + heldMinor === 0 ? undefined : { refundedMinor, heldMinor };
}

/** Several payments as rows, in the same order, each with its notifications. `refunds`: as in `paymentRowOf`. */
export function paymentRowsOf(
  records: readonly PaymentRecord[],
  entries: readonly OutboxEntry[],
  refunds: readonly PaymentRecord[],
): PaymentRow[] {
  const entriesOf = entriesByPayment(entries);
  return records.map((record) => paymentRowOf(record, entriesOf.get(record.paymentId) ?? [], refunds));
}

/** The fields that every view of a payment shows. */
export function commonFieldsOf(record: PaymentRecord) {
  const { transactionType, paymentMeans, refundOf } = record.request;
  const says = record.outcome === 'OTHER_PAYMENT' && terminalSaysOf(record);
  const failure = failureOfRecord(record);
  const contradiction = contradictionOf(record);
  return {
    transactionType,
    paymentMeans,
    ...(refundOf !== undefined && { refundOf }),
    charge: chargeOfRow(record),
    ...amountsOf(record),
    ...(says && { terminalSays: says }),
    hasReceipt: hasReceipt(record),
    ...(failure && { failure }),
    ...(contradiction && { contradiction }),
  };
}

/**
 * The charge statement of a row. `unknown` if the payment was refused because its order number belongs to an earlier payment: this
 * record does not know whether that payment was charged.
 */
function chargeOfRow(record: PaymentRecord): ChargeStatement {
  if (!movesMoney(record.request.transactionType)) return 'nothing-sent';
  const hasEarlierPayment = record.leave === 'refused' && record.failure === 'order-id-reused';
  return hasEarlierPayment ? 'unknown' : statementOfPayment(record);
}

/**
 * The fields of the terminal's answer that differ from the request. A field is left out if the terminal did not send it, or
 * if a screen has no name for its value.
 */
function terminalSaysOf({ answer, request, terminal }: PaymentRecord): TerminalSays | undefined {
  if (!answer) return undefined;
  const { amountMinor, registerNumber, operation } = answer;
  const currency = currencyOfNumeric(answer.currencyNumeric ?? numericCode(request.currency));
  const sameMoney = amountMinor === request.amountMinor && currency === request.currency;
  const answeredType = transactionType.options.find((type) => operationOf(type) === operation);
  return {
    ...(amountMinor !== undefined && currency && !sameMoney && { money: { amountMinor, currency } }),
    ...(registerNumber !== undefined &&
      registerNumber !== terminal.registerNumber && {
        register: { told: registerNumber, asked: terminal.registerNumber },
      }),
    ...(answeredType !== undefined &&
      answeredType !== request.transactionType && { transactionType: answeredType }),
  };
}

/** The resolution as screens show it: without `doubt`, which only the record has. */
export function visibleResolution({ doubt: _, ...visible }: NonNullable<PaymentRecord['resolution']>) {
  return visible;
}

/** The alarm for the banner; undefined if there is none or a person has seen it. */
export function alarmRowOf(record: PaymentRecord): AlarmRow | undefined {
  const { alarm } = record;
  if (!alarm || alarm.seenAt !== undefined) return undefined;
  const by = correctedBy(record);
  const amounts = correctedAmounts(record);
  return {
    kind: alarm.kind,
    outcome: alarm.outcome,
    at: alarm.at,
    paymentId: record.paymentId,
    orderId: record.orderId,
    transactionType: record.request.transactionType,
    amountMinor: amounts?.after ?? amountsOf(record).amountMinor,
    ...(amounts && { earlierMinor: amounts.before }),
    currency: record.request.currency,
    ...(by !== undefined && { byPerson: true, by }),
  };
}

const fieldOf = (entry: OutboxEntry, name: string): string =>
  entry.fields.find(([key]) => key === name)?.[1] ?? '';

/**
 * The notifications as rows of the list. `siblings`: all notifications of the payments of `entries`; a payment has one for each
 * contract.
 */
export function notificationRowsOf(
  entries: readonly OutboxEntry[],
  siblings: readonly OutboxEntry[],
): NotificationRow[] {
  const siblingsOf = entriesByPayment(siblings);
  return entries.map((entry) => ({
    ...notificationRowOf(entry),
    ...(mayGetNewNumber(siblingsOf.get(entry.paymentId) ?? []) && { mayRenumber: true }),
  }));
}

const notificationRowOf = (entry: OutboxEntry): NotificationRow => ({
  entryId: entry.entryId,
  orderId: entry.orderId,
  contract: entry.contract,
  ...(entry.contractName !== undefined && { contractName: entry.contractName }),
  ...(entry.missingContract && { missingContract: entry.missingContract }),
  amount: fieldOf(entry, 'amount'),
  currency: fieldOf(entry, 'currency'),
  state: entry.state,
  attempts: entry.attempts,
  createdAt: entry.createdAt,
  nextAttemptAt: entry.nextAttemptAt,
  ...(entry.lastFailure && { failure: entry.lastFailure }),
  ...(entry.lastStatus !== undefined && { status: entry.lastStatus }),
  ...(entry.lastDetail && { detail: entry.lastDetail }),
  paymentId: entry.paymentId,
  ...(entry.state === 'parked' && entry.parkedAs && { parkedAs: entry.parkedAs }),
  ...(entry.state === 'parked' && entry.held && { held: entry.held }),
  ...(entry.state === 'parked' && entry.sentTo && { sentTo: entry.sentTo.join(', ') }),
  ...sentAsOf(entry),
});

function sentAsOf(entry: OutboxEntry): { readonly sentAs?: string } {
  const sentAs = fieldOf(entry, 'orderid');
  return sentAs === '' || sentAs === entry.orderId ? {} : { sentAs };
}
