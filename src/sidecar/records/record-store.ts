import { join } from 'node:path';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { answerOfRecord } from '../../core/records/answer-of-record.ts';
import { orderVerdict } from '../../core/records/ledger.ts';
import type { RecordsFile } from '../../core/records/records-file.ts';
import type { Log } from '../program/log.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import {
  type LatestRecords,
  latestOf,
  orderOf,
  parseLineHead,
  parseRecordLine,
  RecordIndex,
} from './record-index.ts';

/** The second copy of the browser's journal. */
export interface RecordStore {
  /** True if an earlier start wrote into the file. */
  readonly hasEarlierRecords: boolean;
  /** Indexes the lines of earlier starts. Methods that need the index call this themselves, and wait for its end. */
  loadIndex(): Promise<void>;
  /** Resolves once the record is on disk. If the disk fails, this is logged and the next write includes it; the browser has it too. */
  keep(copy: RecordCopy): Promise<void>;
  /** Answer for an order, from its latest stored records. */
  find(orderId: string): Promise<PaymentAnswer | undefined>;
  /** The stored records of an order, as a file that a page can import. */
  recordsOf(orderId: string): Promise<RecordsFile>;
  /** A page has to send records created from this time on (epoch ms). The copies of older records are final. */
  since(): Promise<number>;
  /** All records as JSON lines, oldest first. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  close(): Promise<void>;
}

/**
 * Opens `records.jsonl` in the sidecar's folder: one line for each version of a record, appended and flushed to the disk.
 * A line torn by a power cut is skipped. The records are those of the browser's journal: card numbers masked, no secret.
 * The lines of earlier starts (hundreds of megabytes in a year) are indexed while the sidecar already answers requests.
 */
export async function openRecordStore(folder: string, log: Log): Promise<RecordStore> {
  const path = join(folder, 'records.jsonl');
  const file = await openLineFile(path, (error) =>
    log.error({ path, error: String(error) }, 'the second copy of a record could not be written'),
  );
  const index = new RecordIndex();
  let indexing: Promise<void> | undefined;
  const loadIndex = () => {
    indexing ??= fillIndex(index, file).catch((error) =>
      log.error({ path, error: String(error) }, 'the second copy of the records could not be read'),
    );
    return indexing;
  };
  /** Copies that are not on disk yet. */
  const unwritten = new Set<RecordCopy>();
  const readOrder = async (orderId: string): Promise<LatestRecords> => {
    await loadIndex();
    // Lists these before it reads the file: a copy that is written in between is then in both lists, never in neither.
    const waiting = [...unwritten].filter((copy) => orderOf(copy) === orderId);
    const lines = await Promise.all(index.places(orderId).map((place) => file.read(place)));
    const written = lines.map(parseRecordLine).filter((copy) => copy !== undefined);
    return latestOf([...written, ...waiting]);
  };
  return {
    hasEarlierRecords: file.sizeAtOpen > 0,
    loadIndex,
    async keep(copy) {
      await loadIndex();
      if (!index.noteIfNew(copy)) return;
      unwritten.add(copy);
      index.add(orderOf(copy), await file.append(JSON.stringify(copy)));
      unwritten.delete(copy);
    },
    find: async (orderId) => answerOf(await readOrder(orderId)),
    async recordsOf(orderId) {
      const { payments, notifications } = await readOrder(orderId);
      return {
        kind: 'hipay-ecr-records',
        version: 1,
        payments: [...payments],
        notifications: [...notifications],
      };
    },
    since: () => loadIndex().then(() => index.since()),
    stream: () => file.stream(),
    async close() {
      await indexing;
      await file.close();
    },
  };
}

async function fillIndex(index: RecordIndex, file: LineFile): Promise<void> {
  for await (const { place, text } of file.lines()) {
    const line = parseLineHead(text);
    if (!line) continue;
    index.noteIfNew(line);
    index.add(orderOf(line), place);
  }
}

function answerOf({ payments, notifications }: LatestRecords): PaymentAnswer | undefined {
  const verdict = orderVerdict(payments);
  if (verdict.kind === 'none') return undefined;
  const { payment } = verdict;
  const entries = notifications.filter(({ paymentId }) => paymentId === payment.paymentId);
  return answerOfRecord(payment, entries, true);
}
