import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { PaymentPage } from '../../core/connector-api/payment-page.ts';
import { paymentRowOf, paymentRowsOf } from '../../core/connector-api/rows.ts';
import { type PaymentStory, timelineOf } from '../../core/connector-api/timeline.ts';
import {
  type Journal,
  maxPageRows,
  type Outbox,
  type PageMark,
  type PageWanted,
  type Recorder,
} from '../../core/ports/storage.ts';
import { framesOf } from '../../core/recorder/recorded-frames.ts';
import { findChargedTwice } from '../../core/records/charged-twice.ts';
import { copiesOf } from '../../core/records/ledger.ts';
import { receiptsOfRecord } from '../../core/records/receipts.ts';
import { type RecordsFile, readRecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import { refundsNamedBy } from '../snapshot-store.ts';

interface RecordStorage {
  readonly journal: Journal;
  readonly outbox: Outbox;
}

/** Exports one page of the journal, each payment with its notifications, as one JSON text. */
export async function exportRecordsPiece(
  after: PageMark | undefined,
  { journal, outbox }: RecordStorage,
): Promise<CallResult<'exportRecordsPiece'>> {
  const page = { from: 0, to: Number.POSITIVE_INFINITY, limit: maxPageRows };
  const payments = await journal.page({ ...page, ...(after && { after }) });
  const last = payments.length === maxPageRows ? payments.at(-1) : undefined;
  const notifications = await outbox.ofPayments(payments.map(({ paymentId }) => paymentId));
  const file: RecordsFile = {
    ...recordsFileOf(payments.reverse(), notifications),
    ...(last && { more: true }),
  };
  const text = JSON.stringify(file);
  return { text, ...(last && { next: { createdAt: last.createdAt, paymentId: last.paymentId } }) };
}

/**
 * Adds the records that this journal does not have, one payment at a time, so that a failure does not lose the payments
 * added before.
 */
export async function importRecords(
  text: string,
  { journal, now }: Pick<RecordStorage, 'journal'> & { now: number },
): Promise<CallResult<'importRecords'>> {
  const file = readRecordsFile(text);
  if (!file) return { imported: false, failure: 'request-invalid', detail: 'not a copy of records' };
  let added = 0;
  try {
    for (const copy of copiesOf(file)) added += (await journal.join([copy], now)).length;
  } catch (error) {
    const detail = `${added} added, then: ${error instanceof Error ? error.message : 'storage failed'}`;
    return { imported: false, failure: 'cannot-record', detail };
  }
  const { more, payments } = file;
  return { imported: true, added, known: payments.length - added, ...(more && { more }) };
}

/** Notes, once, that the till has the whole answer of a payment. The setting `replayMs` counts from this moment. */
export async function noteAnswered(
  paymentId: string,
  { journal, now }: Pick<RecordStorage, 'journal'> & { now: number },
): Promise<CallResult<'noteAnswered'>> {
  const record = await journal.find(paymentId);
  if (!record) return { noted: false };
  if (record.answeredAt !== undefined) return { noted: true };
  // Joined, not overwritten, because the stored payment may change meanwhile.
  const answered = { ...record, answeredAt: now, updatedAt: Math.max(now, record.updatedAt) };
  await journal.join([{ record: answered, entries: [] }], now);
  return { noted: true };
}

/** Lists one page of the journal as rows, with the state of their notifications. */
export async function listPayments(
  wanted: PageWanted,
  { journal, outbox }: RecordStorage,
): Promise<PaymentPage> {
  const records = await journal.page(wanted);
  const entries = await outbox.ofPayments(records.map(({ paymentId }) => paymentId));
  const rows = paymentRowsOf(records, entries, await refundsNamedBy(records, { journal }));
  const last = rows.length === wanted.limit ? rows.at(-1) : undefined;
  return { rows, ...(last && { next: { createdAt: last.createdAt, paymentId: last.paymentId } }) };
}

/** Reads all steps of one payment. An old payment has no frames, because the flight recorder drops old entries. */
export async function readPayment(
  paymentId: string,
  { journal, outbox, recorder }: RecordStorage & { readonly recorder?: Recorder },
): Promise<PaymentStory | null> {
  const record = await journal.find(paymentId);
  if (!record) return null;
  const entries = await outbox.ofPayment(paymentId);
  const rows = paymentRowsOf(await journal.ofOrder(record.orderId), [], []);
  const charged = findChargedTwice(rows).get(record.orderId) ?? [];
  const recording = (await recorder?.export().catch(() => '')) ?? '';
  return {
    row: paymentRowOf(record, entries, await refundsNamedBy([record], { journal })),
    steps: timelineOf(record, entries, framesOf(record, recording)),
    ...(charged.some((each) => each.paymentId === paymentId) && { chargedTwice: true }),
  };
}

/** Reads the receipts of a payment; empty if the payment is not known. */
export async function readReceipts(
  paymentId: string,
  { journal }: Pick<RecordStorage, 'journal'>,
): Promise<CallResult<'readReceipts'>> {
  const record = await journal.find(paymentId);
  return { receipts: record ? receiptsOfRecord(record) : [] };
}
