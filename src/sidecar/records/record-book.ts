import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxEntry } from '../../core/outbox/outbox-entry.ts';
import { answerOfRecord } from '../../core/payment/answer-of-record.ts';
import { attemptToTell } from '../../core/payment/attempt-to-tell.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { RecordCopy } from '../../core/relay/record-copy.ts';
import type { Log } from '../log.ts';
import { parseRecordLine } from './record-lines.ts';

/** The second copy of the browser's journal. */
export interface RecordBook {
  /** Resolves when the line is on disk. A disk that fails is logged: the first copy is the browser's. */
  keep(copy: RecordCopy): Promise<void>;
  /** How an order stood when the book last heard of it. */
  find(orderId: string): PaymentAnswer | undefined;
  /** Records from here on are wanted, epoch milliseconds: what came before is complete. */
  since(): number;
  /** The whole book as JSON lines, oldest first. */
  text(): Promise<string>;
  close(): Promise<void>;
}

/** Records may change for a while after they were made (late answers, a person's decision, deliveries). */
const stillChangingMs = 24 * 3600 * 1000;

/**
 * `records.jsonl` in the sidecar's folder: one line a writing, only ever appended and flushed to the disk. A line torn by
 * a power cut is passed over. Holds what the browser's journal holds: card numbers masked, no secret.
 */
export async function openRecordBook(folder: string, log: Log): Promise<RecordBook> {
  const path = join(folder, 'records.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  let newest = 0;

  /** False for what the book has already: a page that connects sends its last day again. */
  const learn = (copy: RecordCopy): boolean => {
    if (copy.kind === 'notification') {
      const { entry } = copy;
      const known = notifications.get(entry.entryId);
      if (known?.state === entry.state && known.attempts === entry.attempts) return false;
      notifications.set(entry.entryId, entry);
      return true;
    }
    const { record } = copy;
    newest = Math.max(newest, record.createdAt);
    const known = payments.get(record.paymentId);
    if (known && known.updatedAt >= record.updatedAt && known.state === record.state) return false;
    payments.set(record.paymentId, record);
    return true;
  };
  const readText = () => readFile(path, 'utf8').catch(() => '');
  const text = await readText();
  for (const line of text.split('\n')) {
    const copy = parseRecordLine(line);
    if (copy) learn(copy);
  }

  const file = await open(path, 'a', 0o600);
  // A torn last line must not swallow the next one.
  if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
  const write = appender(file, (error) =>
    log.error({ path, error: String(error) }, 'the second copy of a record could not be written'),
  );
  let queue: Promise<void> = Promise.resolve();
  return {
    keep(copy) {
      if (learn(copy)) queue = write(`${JSON.stringify(copy)}\n`);
      return queue;
    },
    find(orderId) {
      const attempts = [...payments.values()].filter((record) => record.orderId === orderId);
      const record = attemptToTell(attempts);
      if (!record) return undefined;
      const entries = [...notifications.values()].filter(({ paymentId }) => paymentId === record.paymentId);
      return answerOfRecord(record, entries, true);
    },
    since: () => Math.max(0, newest - stillChangingMs),
    async text() {
      await queue;
      return readText();
    },
    async close() {
      await queue;
      await file.close();
    },
  };
}

/** Lines that come while the disk is busy go down together: one flush for all of them, and each waits for its own. */
function appender(file: FileHandle, failed: (error: unknown) => void): (line: string) => Promise<void> {
  let gathering: { lines: string[]; written: Promise<void> } | undefined;
  let last: Promise<void> = Promise.resolve();
  return (line) => {
    if (!gathering) {
      const lines: string[] = [];
      last = last
        .then(async () => {
          gathering = undefined;
          await file.appendFile(lines.join(''));
          await file.datasync();
        })
        .catch(failed);
      gathering = { lines, written: last };
    }
    gathering.lines.push(line);
    return gathering.written;
  };
}
