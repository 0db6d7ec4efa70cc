import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { reconciledMs } from '../../core/records/payment-digest.ts';
import { latestOf } from './latest-records.ts';
import type { RecordFiles } from './record-files.ts';
import { type RecordHeads, readHead } from './record-heads.ts';
import { parseLineHead } from './record-line.ts';

/** A payment whose record had a certain end on disk. */
export interface EndedPayment {
  readonly orderId: string;
  readonly paymentId?: string | undefined;
  /** When the payment got its permit, epoch ms. Undefined: an older program gave the permit. */
  readonly at?: number | undefined;
}

/** Number of lines that are read before other tasks may run. */
const linesInTurn = 16;
/** Longest time for which this reading waits for look-ups of orders, ms. */
const longestWaitMs = 100;

/** Reads the payments that may still change: those of the last 30 days, and older ones that were carried into a newer file. */
export async function fillHeads(
  heads: RecordHeads,
  { files, now }: { readonly files: Pick<RecordFiles, 'linesSince' | 'isReading'>; now(): number },
): Promise<void> {
  let lines = 0;
  for await (const { text } of files.linesSince(now() - reconciledMs)) {
    const line = parseLineHead(text);
    if (line) heads.note(line);
    lines += 1;
    if (lines % linesInTurn > 0) continue;
    await new Promise((resolve) => setImmediate(resolve));
    for (let waited = 0; files.isReading && waited < longestWaitMs; waited += 2)
      await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** The unfinished payments with all their notifications: the next month begins with them. Only in `file.runExclusively`. */
export async function unfinishedCopies(
  heads: Pick<RecordHeads, 'unfinished'>,
  files: Pick<RecordFiles, 'readWithoutRepair'>,
): Promise<RecordCopy[]> {
  const copies: RecordCopy[] = [];
  for (const { orderId, paymentId } of heads.unfinished()) {
    const { payments, notifications } = latestOf((await files.readWithoutRepair(orderId)).copies);
    for (const record of payments)
      if (record.paymentId === paymentId) copies.push({ kind: 'payment', record });
    for (const entry of notifications)
      if (entry.paymentId === paymentId) copies.push({ kind: 'notification', entry });
  }
  return copies;
}

/** The orders of which a payment had a certain end on disk, and has no end in the files now. */
export async function ordersWithoutEnd(
  ended: readonly EndedPayment[],
  files: Pick<RecordFiles, 'read' | 'readCurrent'>,
): Promise<readonly string[]> {
  const missing = new Set<string>();
  const look = async ({ orderId, paymentId }: EndedPayment) => {
    // Nearly all of them are in `records.jsonl`.
    if (hasEnd((await files.readCurrent(orderId)).copies, paymentId)) return;
    const { copies, keptElsewhere } = await files.read(orderId);
    if (keptElsewhere === undefined && !hasEnd(copies, paymentId) && !isOfAnother(copies, paymentId))
      missing.add(orderId);
  };
  for (let i = 0; i < ended.length; i += 8) await Promise.all(ended.slice(i, i + 8).map(look));
  return [...missing];
}

/** True if `records.jsonl` has the end of one of these payments. Another till's file has none. */
export async function hasEndOfAny(
  ended: readonly EndedPayment[],
  files: Pick<RecordFiles, 'readCurrent'>,
): Promise<boolean> {
  for (const { orderId, paymentId } of ended.toReversed())
    if (paymentId !== undefined && hasEnd((await files.readCurrent(orderId)).copies, paymentId)) return true;
  return false;
}

const recordOf = (copies: readonly RecordCopy[], paymentId: string | undefined) =>
  latestOf(copies).payments.find((record) => record.paymentId === paymentId);

function hasEnd(copies: readonly RecordCopy[], paymentId: string | undefined): boolean {
  const record = recordOf(copies, paymentId);
  return record !== undefined && !readHead(record).isUnderWay;
}

/** True if these are copies of the order, but not of this payment. */
const isOfAnother = (copies: readonly RecordCopy[], paymentId: string | undefined): boolean =>
  copies.length > 0 && recordOf(copies, paymentId) === undefined;
