import { join } from 'node:path';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { answerOfRecord, paymentToReport } from '../../core/records/answer-of-record.ts';
import type { RecordsFile } from '../../core/records/ledger.ts';
import type { Log } from '../program/log.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import {
  type LastWritings,
  lastOf,
  orderOf,
  parseLineHead,
  parseRecordLine,
  RecordIndex,
} from './record-index.ts';

/** The second copy of the browser's journal. */
export interface RecordStore {
  /** Did an earlier start write into it? */
  readonly begunBefore: boolean;
  /** Looks through what earlier starts wrote. Whoever asks before has it looked through at once, and waits for the end of it. */
  lookThrough(): Promise<void>;
  /** Resolves when the line is on disk. While the disk fails it waits, logged: the first copy is the browser's. */
  keep(copy: RecordCopy): Promise<void>;
  /** How an order stood when the book last heard of it. */
  find(orderId: string): Promise<PaymentAnswer | undefined>;
  /** What it has of an order, as a file that a page can read in. */
  recordsOf(orderId: string): Promise<RecordsFile>;
  /** Records from here on are wanted, epoch milliseconds: what came before is complete. */
  since(): Promise<number>;
  /** The whole book as JSON lines, oldest first. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  close(): Promise<void>;
}

/**
 * `records.jsonl` in the sidecar's folder: one line a writing, only ever appended and flushed to the disk. A line torn by
 * a power cut is passed over. Holds what the browser's journal holds: card numbers masked, no secret. What earlier starts
 * wrote, hundreds of megabytes in a year, is looked through while this one serves already.
 */
export async function openRecordStore(folder: string, log: Log): Promise<RecordStore> {
  const path = join(folder, 'records.jsonl');
  const file = await openLineFile(path, (error) =>
    log.error({ path, error: String(error) }, 'the second copy of a record could not be written'),
  );
  const index = new RecordIndex();
  let looking: Promise<void> | undefined;
  const lookThrough = () => {
    looking ??= readInto(index, file).catch((error) =>
      log.error({ path, error: String(error) }, 'the second copy of the records could not be read'),
    );
    return looking;
  };
  /** Not on disk yet. */
  const unwritten = new Set<RecordCopy>();
  const known = async (orderId: string): Promise<LastWritings> => {
    await lookThrough();
    // Before the reading: what is written meanwhile is in both then, and not in neither.
    const coming = [...unwritten].filter((copy) => orderOf(copy) === orderId);
    const lines = await Promise.all(index.places(orderId).map((place) => file.read(place)));
    const written = lines.map(parseRecordLine).filter((copy) => copy !== undefined);
    return lastOf([...written, ...coming]);
  };
  return {
    begunBefore: file.openedWith > 0,
    lookThrough,
    async keep(copy) {
      await lookThrough();
      if (!index.learn(copy)) return;
      unwritten.add(copy);
      index.add(orderOf(copy), await file.append(JSON.stringify(copy)));
      unwritten.delete(copy);
    },
    find: async (orderId) => answerOf(await known(orderId)),
    async recordsOf(orderId) {
      const { payments, notifications } = await known(orderId);
      return {
        kind: 'hipay-ecr-records',
        version: 1,
        payments: [...payments],
        notifications: [...notifications],
      };
    },
    since: () => lookThrough().then(() => index.since()),
    stream: () => file.stream(),
    async close() {
      await looking;
      await file.close();
    },
  };
}

async function readInto(index: RecordIndex, file: LineFile): Promise<void> {
  for await (const { place, text } of file.lines()) {
    const line = parseLineHead(text);
    if (!line) continue;
    index.learn(line);
    index.add(orderOf(line), place);
  }
}

function answerOf({ payments, notifications }: LastWritings): PaymentAnswer | undefined {
  const record = paymentToReport(payments);
  if (!record) return undefined;
  const entries = notifications.filter(({ paymentId }) => paymentId === record.paymentId);
  return answerOfRecord(record, entries, true);
}
