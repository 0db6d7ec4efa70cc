import { entriesByPayment, type OutboxEntry } from '../hipay/outbox-entry.ts';
import { isContested } from '../payment/decisions.ts';
import { amountsOf, type PaymentRecord } from '../payment/payment-record.ts';
import { notificationOf } from '../records/answer-of-record.ts';
import { hasReceipt } from '../records/receipts.ts';
import type { AlarmRow, NotificationRow, PaymentRow } from './snapshot.ts';

/** A payment as a row of the list. */
export function paymentRowOf(record: PaymentRecord, entries: readonly OutboxEntry[]): PaymentRow {
  return {
    paymentId: record.paymentId,
    orderId: record.orderId,
    ...commonFieldsOf(record),
    currency: record.request.currency,
    state: record.state,
    ...(record.outcome && { outcome: record.outcome }),
    ...(record.failure && { failure: record.failure }),
    ...(record.detail && { detail: record.detail }),
    ...(record.resolution && { resolution: visibleResolution(record.resolution) }),
    createdAt: record.createdAt,
    notification: notificationOf(entries),
    simulated: record.terminal.simulated,
    ...(record.answer?.cardMasked && { cardMasked: record.answer.cardMasked }),
    contracts: entries.map(({ contract }) => contract).sort(),
    contested: isContested(record),
  };
}

/** Several payments as rows, in the same order, each with its notifications. */
export function paymentRowsOf(
  records: readonly PaymentRecord[],
  entries: readonly OutboxEntry[],
): PaymentRow[] {
  const entriesOf = entriesByPayment(entries);
  return records.map((record) => paymentRowOf(record, entriesOf.get(record.paymentId) ?? []));
}

/** The fields that every view of a payment shows: operation, means, both amounts, and whether there is a receipt. */
export function commonFieldsOf(record: PaymentRecord) {
  const { transactionType, paymentMeans } = record.request;
  return { transactionType, paymentMeans, ...amountsOf(record), hasReceipt: hasReceipt(record) };
}

/** The resolution as screens show it: without `doubt`, which only the record has. */
export function visibleResolution({ doubt: _, ...visible }: NonNullable<PaymentRecord['resolution']>) {
  return visible;
}

/** The alarm for the banner; undefined if there is none or a person has seen it. */
export function alarmRowOf({ alarm, ...record }: PaymentRecord): AlarmRow | undefined {
  if (!alarm || alarm.seenAt !== undefined) return undefined;
  return {
    kind: alarm.kind,
    outcome: alarm.outcome,
    at: alarm.at,
    paymentId: record.paymentId,
    orderId: record.orderId,
    transactionType: record.request.transactionType,
    amountMinor: record.request.amountMinor,
    currency: record.request.currency,
  };
}

const fieldOf = (entry: OutboxEntry, name: string): string =>
  entry.fields.find(([key]) => key === name)?.[1] ?? '';

/** A notification as a row of the list. */
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
