import { longestPage, type PageMark } from '../core/history/payment-page.ts';
import { entriesByPayment } from '../core/outbox/entries-by-payment.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { mergePayment, type RecordsFile, readRecordsFile } from '../core/records/records-file.ts';
import type { CallResult } from '../core/relay/connector-api.ts';

interface Storage {
  readonly journal: Journal;
  readonly outbox: Outbox;
}

/** A page of the journal, each payment with its notifications, as one JSON text. */
export async function exportRecordsPiece(
  after: PageMark | undefined,
  { journal, outbox }: Storage,
): Promise<CallResult<'exportRecordsPiece'>> {
  const page = { from: 0, to: Number.POSITIVE_INFINITY, limit: longestPage };
  const payments = await journal.page({ ...page, ...(after && { after }) });
  const last = payments.length === longestPage ? payments.at(-1) : undefined;
  const notifications = await outbox.ofPayments(payments.map(({ paymentId }) => paymentId));
  const file: RecordsFile = {
    kind: 'hipay-ecr-records',
    version: 1,
    ...(last && { more: true }),
    payments: payments.reverse(),
    notifications,
  };
  const text = JSON.stringify(file);
  return { text, ...(last && { next: { createdAt: last.createdAt, paymentId: last.paymentId } }) };
}

/** Adds what is not here yet. One payment after the other, so that a failure loses none of those before it. */
export async function importRecords(
  text: string,
  { journal, outbox, now }: Storage & { now: number },
): Promise<CallResult<'importRecords'>> {
  const file = readRecordsFile(text);
  if (!file) return { imported: false, failure: 'request-invalid', detail: 'not a copy of records' };
  const entriesOf = entriesByPayment(file.notifications);
  let added = 0;
  try {
    for (const record of file.payments) {
      const { paymentId } = record;
      const merged = mergePayment(
        { record, entries: entriesOf.get(paymentId) ?? [] },
        { record: await journal.find(paymentId), entries: await outbox.ofPayment(paymentId) },
        now,
      );
      if (!merged) continue;
      await journal.writeWithNotifications(merged.record, merged.entries);
      added += 1;
    }
  } catch (error) {
    const detail = `${added} added, then: ${error instanceof Error ? error.message : 'storage failed'}`;
    return { imported: false, failure: 'cannot-record', detail };
  }
  const { more, payments } = file;
  return { imported: true, added, known: payments.length - added, ...(more && { more }) };
}
