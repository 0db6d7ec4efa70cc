import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { mergePayment, type RecordsFile, readRecordsFile } from '../core/records/records-file.ts';
import type { CallResult } from '../core/relay/connector-api.ts';

interface Storage {
  readonly journal: Journal;
  readonly outbox: Outbox;
}

/** Every payment of this browser as one JSON text. */
export async function exportRecords({ journal, outbox }: Storage): Promise<string> {
  const most = 1_000_000;
  const file: RecordsFile = {
    kind: 'hipay-ecr-records',
    version: 1,
    payments: (await journal.since(0, most)).reverse(),
    notifications: (await outbox.since(0, most)).reverse(),
  };
  return JSON.stringify(file);
}

/** Adds what is not here yet. One payment after the other, so that a failure loses none of those before it. */
export async function importRecords(
  text: string,
  { journal, outbox, now }: Storage & { now: number },
): Promise<CallResult<'importRecords'>> {
  const file = readRecordsFile(text);
  if (!file) return { imported: false, failure: 'request-invalid', detail: 'not a copy of records' };
  let added = 0;
  try {
    for (const record of file.payments) {
      const { paymentId } = record;
      const merged = mergePayment(
        { record, entries: file.notifications.filter((entry) => entry.paymentId === paymentId) },
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
  return { imported: true, added, known: file.payments.length - added };
}
