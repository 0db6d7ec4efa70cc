import type { PageWanted, PaymentPage } from '../core/history/payment-page.ts';
import { framesOf } from '../core/history/recorded-frames.ts';
import { type PaymentStory, timelineOf } from '../core/history/timeline.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import type { Recorder } from '../core/ports/recorder.ts';
import { receiptsOfRecord } from '../core/receipts/receipts-of-record.ts';
import type { CallResult } from '../core/relay/connector-api.ts';
import { paymentRowOf, paymentRowsOf } from '../core/relay/rows.ts';

interface Storage {
  readonly journal: Journal;
  readonly outbox: Outbox;
}

/** A page of the journal as rows, with what HiPay knows of each. */
export async function listPayments(wanted: PageWanted, { journal, outbox }: Storage): Promise<PaymentPage> {
  const records = await journal.page(wanted);
  const entries = await outbox.ofPayments(records.map(({ paymentId }) => paymentId));
  const rows = paymentRowsOf(records, entries);
  const last = rows.length === wanted.limit ? rows.at(-1) : undefined;
  return { rows, ...(last && { next: { createdAt: last.createdAt, paymentId: last.paymentId } }) };
}

/** Everything that happened to one payment. The flight recorder forgets; the record does not. */
export async function readPayment(
  paymentId: string,
  { journal, outbox, recorder }: Storage & { readonly recorder?: Recorder },
): Promise<PaymentStory | null> {
  const record = await journal.find(paymentId);
  if (!record) return null;
  const entries = await outbox.ofPayment(paymentId);
  const recording = (await recorder?.export().catch(() => '')) ?? '';
  return {
    row: paymentRowOf(record, entries),
    steps: timelineOf(record, entries, framesOf(record, recording)),
  };
}

/** The receipts that the terminal sent with its answer; none of a payment that is not known. */
export async function readReceipts(
  paymentId: string,
  { journal }: Pick<Storage, 'journal'>,
): Promise<CallResult<'readReceipts'>> {
  const record = await journal.find(paymentId);
  return { receipts: record ? receiptsOfRecord(record) : [] };
}
