import { mkdir, open, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type AmountMinor, amountMinor } from '../../core/money/amount.ts';
import { type CurrencyCode, currencyCode } from '../../core/money/currency.ts';
import { parseJsonAs } from '../../core/parse-json.ts';
import {
  orderId,
  type PaymentRequest,
  paymentMeans,
  type TransactionType,
  transactionType,
} from '../../core/payment/payment-request.ts';
import type { Log } from '../program/log.ts';
import { orAbsent } from './file-stamp.ts';
import { usualTryAgainMs, type WriteFailure, WriteWatch } from './write-watch.ts';

/** A request without an order number. Another request of the same till with the same digest may be the same sale again. */
export interface UnnumberedRequest {
  /** Name of the till: never its password, because this is stored. */
  readonly till: string;
  readonly digest: string;
}

/** The permit to begin one payment, which a page got. Until the end of that payment is known, it may have been charged. */
export interface Permit {
  readonly orderId: string;
  /** Absent in the line of an older program, which wrote it when it handed the order to a page. */
  readonly paymentId?: string | undefined;
  /** Id of the journal in which the payment is recorded; undefined if it is not known. */
  readonly journal?: string | undefined;
  /** The request, if its till sent no order number: after a restart, this shows whether a till repeats it. */
  readonly request?: UnnumberedRequest | undefined;
  /** When the permit was given, epoch ms. */
  readonly at?: number | undefined;
  /** What is to be paid. This field and those below are absent in the line of an older program. */
  readonly amountMinor?: AmountMinor | undefined;
  readonly currency?: CurrencyCode | undefined;
  readonly transactionType?: TransactionType | undefined;
  readonly paymentMeans?: PaymentRequest['paymentMeans'] | undefined;
  /** The order number of the sale, if the payment gives its money back. */
  readonly refundOf?: string | undefined;
}

/** A permit that an earlier start has given. */
export interface EarlierPermit {
  readonly permit: Permit;
  /** True if the record of its payment, with a certain end, was on disk before. */
  readonly hasEnded: boolean;
}

/**
 * Id of the payment that the permit is for. The permit of an older program names only an order: its payment gets an id that is
 * made from the order. That id is stored, so it keeps the older word for a permit.
 */
export const paymentIdOf = ({ orderId: id, paymentId }: Permit): string => paymentId ?? `leave of ${id}`;

/** The permits of payments whose end is not known yet. The list is also on disk. */
export interface PaymentPermits {
  /**
   * Adds a permit. Resolves with true once it is on disk. Resolves with false, and the permit does not count, if it cannot be
   * written, or if another program has written an open permit of the same order.
   */
  give(permit: Permit): Promise<boolean>;
  /** Ends a permit: the end of its payment is known, and on disk. */
  end(permit: Permit): void;
  /** The permits of earlier starts, in the order in which they were given: at least the newest `keptPermits`. */
  readonly earlier: readonly EarlierPermit[];
  ofOrder(orderId: string): readonly Permit[];
  /** The ended permits of an order. The record of each payment, with a certain end, was on disk. If it is missing, it is lost. */
  endedOf(orderId: string): readonly Permit[];
  all(): readonly Permit[];
  /** The failure of the last write. Undefined if it has worked. After a failure it tries again until a write works. */
  writeFailure(): WriteFailure | undefined;
  /** Calls back whenever `writeFailure` has another result. */
  onWriteFailure(listener: () => void): void;
  close(): Promise<void>;
}

/** Length in characters above which a start without open permits empties the file: some thousand payments. */
const maxIdleLength = 262_144;

/** Number of the newest permits that such a start keeps in the file. Their age does not count: the clock may have been set. */
export const keptPermits = 100;

/** A line that is written to try whether a permit can be written. It is as long as a permit, and each start skips it. */
const blankLine = ' '.repeat(512);

/** One line of the file. An older program reads only `orderId`, `open` and `journal`. */
const line = z.object({
  orderId,
  open: z.boolean(),
  journal: z.optional(z.string()),
  paymentId: z.optional(z.string()),
  request: z.optional(z.object({ till: z.string(), digest: z.string() })),
  at: z.optional(z.number()),
  amountMinor: z.optional(amountMinor),
  currency: z.optional(currencyCode),
  transactionType: z.optional(transactionType),
  paymentMeans: z.optional(paymentMeans),
  refundOf: z.optional(orderId),
});

/**
 * Opens `asked.jsonl` in the sidecar's folder. If the sidecar is killed during a payment, its memory is lost, and the second
 * copy may not have the payment yet. Without this file, the next start would answer "not sent" when the till repeats the
 * order.
 */
export async function openPaymentPermits(
  folder: string,
  log: Log,
  tryAgainMs = usualTryAgainMs,
): Promise<PaymentPermits> {
  const path = join(folder, 'asked.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let file = await open(path, 'a', 0o600);
  // A device has no size, and its text may have no end.
  const { size } = await file.stat();
  const text = size > 0 ? await readFile(path, 'utf8').catch(() => '') : '';
  const { permits, earlier } = readPermits(text);
  // The file is emptied and not replaced: a second sidecar with this folder would still write into the replaced file.
  const isIdle = permits.size === 0 && text.length > maxIdleLength && (await emptyFile(path, log));
  // True if the last line may have no end. Then a line end comes before the next line.
  let mayBeTorn = !isIdle && text !== '' && !text.endsWith('\n');
  const opened = await file.stat();
  const isDevice = !opened.isFile();
  // Not every file system gives a file a lasting number.
  const hasNumber = (await stat(path)).ino === opened.ino;
  /** The file after this program's last write, without what another program adds meanwhile. */
  let ownEnd = { ino: opened.ino, size: opened.size };
  /** The permits that are on disk. */
  const written = new Set(permits.keys());
  /** The permits that have ended since the start: an older copy of the file may still have them open. */
  const endedHere = new Set<string>();
  /**
   * Reads the file again if another program has written it, for example to copy a backup back. The open permits in it count,
   * and it gets those that it lacks.
   */
  async function takeForeignLines(): Promise<void> {
    if (isDevice) return;
    const there = await stat(path).catch(orAbsent);
    if (there && (!hasNumber || there.ino === ownEnd.ino) && there.size === ownEnd.size) return;
    const next = await open(path, 'a', 0o600);
    await file.close().catch(() => {});
    file = next;
    mayBeTorn = true;
    const bytes = await readFile(path);
    const read = readPermits(bytes.toString('utf8')).permits;
    const lines = [...permits].flatMap(([key, permit]) =>
      read.has(key) || !written.has(key) ? [] : [lineOf(permit, true)],
    );
    for (const [key, permit] of read) {
      if (endedHere.has(key)) lines.push(lineOf(permit, false));
      else {
        permits.set(key, permit);
        written.add(key);
      }
    }
    log.warn({ path, open: permits.size }, 'another program has written the list of permits');
    const added = lines.map((each) => `\n${each}\n`).join('');
    if (added !== '') await file.appendFile(added);
    await file.datasync();
    ownEnd = { ino: (await file.stat()).ino, size: bytes.length + Buffer.byteLength(added) };
  }
  /** After the end, nothing may open the file again: the next program may write it by then. */
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();
  const append = async (line: () => string | undefined, isFlushed: boolean): Promise<boolean> => {
    if (isClosed) return false;
    try {
      await takeForeignLines();
      const text = line();
      if (text === undefined) return false;
      const added = `${mayBeTorn ? '\n' : ''}${text}\n`;
      mayBeTorn = true;
      await file.appendFile(added);
      if (isFlushed) await file.datasync();
      mayBeTorn = false;
      ownEnd = { ...ownEnd, size: ownEnd.size + Buffer.byteLength(added) };
      watch.worked();
      return true;
    } catch (error) {
      // Only the first of several failures is logged.
      if (!watch.failure)
        log.error({ path, error: String(error) }, 'the permit for a payment could not be written');
      watch.failed(error);
      // A part of the line may be there.
      const { size: now } = await file.stat().catch(() => ownEnd);
      ownEnd = { ...ownEnd, size: now };
      return false;
    }
  };
  /** @param mayWrite called just before the line is written, when the lines of another program are known */
  const write = (permit: Permit, isOpen: boolean, mayWrite = () => true): Promise<boolean> => {
    const written = queue.then(async () =>
      append(() => (mayWrite() ? lineOf(permit, isOpen) : undefined), isOpen),
    );
    queue = written;
    return written;
  };
  let isTrying = false;
  const watch = new WriteWatch(
    path,
    () => {
      if (isTrying) return;
      isTrying = true;
      queue = queue.then(async () => {
        // A permit may have been written in the meantime.
        if (watch.failure) await append(() => blankLine, true);
        isTrying = false;
      });
    },
    tryAgainMs,
  );
  if (isIdle)
    for (const { permit } of earlier.slice(-keptPermits))
      queue = queue.then(() => append(() => `${lineOf(permit, true)}\n${lineOf(permit, false)}`, false));
  const ended = new Map<string, Permit[]>();
  const noteEnd = (permit: Permit) => {
    // An older program ended its permit without a record.
    if (permit.paymentId === undefined) return;
    const known = ended.get(permit.orderId);
    if (known) known.push(permit);
    else ended.set(permit.orderId, [permit]);
  };
  for (const { permit, hasEnded } of earlier) if (hasEnded) noteEnd(permit);
  const ofOrder = (id: string) => [...permits.values()].filter((permit) => permit.orderId === id);
  return {
    earlier,
    async give(permit) {
      // It counts at once, so that no second payment of this order gets a permit meanwhile.
      permits.set(keyOf(permit), permit);
      const before = ofOrder(permit.orderId).map(keyOf);
      // A payment of this order, of which only another program's lines tell, may have been charged.
      const hasNoForeignPermit = () => ofOrder(permit.orderId).every((each) => before.includes(keyOf(each)));
      const isWritten = await write(permit, true, hasNoForeignPermit);
      if (isWritten) written.add(keyOf(permit));
      else permits.delete(keyOf(permit));
      return isWritten;
    },
    end(permit) {
      if (!permits.delete(keyOf(permit))) return;
      endedHere.add(keyOf(permit));
      noteEnd(permit);
      void write(permit, false);
    },
    ofOrder,
    endedOf: (id) => ended.get(id) ?? [],
    all: () => [...permits.values()],
    writeFailure: () => watch.failure,
    onWriteFailure: (listener) => watch.onChange(listener),
    async close() {
      watch.close();
      await queue;
      isClosed = true;
      await file.close();
    },
  };
}

/** Returns false if the file stays as it is, for example because another program holds it. The next start tries again. */
async function emptyFile(path: string, log: Log): Promise<boolean> {
  try {
    // By its path: Windows truncates no file that is open for appending.
    await truncate(path);
    return true;
  } catch (error) {
    log.warn({ path, error: String(error) }, 'the list of permits could not be emptied');
    return false;
  }
}

/** The key of a permit. No order number contains a line end, so the two parts stay apart. */
const keyOf = ({ orderId: id, paymentId }: Permit): string => `${id}\n${paymentId ?? ''}`;

const lineOf = ({ orderId: id, paymentId, ...rest }: Permit, isOpen: boolean): string =>
  JSON.stringify({ orderId: id, open: isOpen, ...(isOpen && rest), paymentId });

function readPermits(text: string): { permits: Map<string, Permit>; earlier: readonly EarlierPermit[] } {
  const permits = new Map<string, Permit>();
  const given = new Map<string, Permit>();
  for (const each of text.split('\n')) {
    // Undefined if a power cut has torn the line.
    const read = parseJsonAs(line, each);
    if (!read) continue;
    const { open: isOpen, ...permit } = read;
    const key = keyOf(permit);
    if (!isOpen) permits.delete(key);
    else {
      permits.set(key, permit);
      given.set(key, permit);
    }
  }
  // An older program ended a permit as soon as the page had answered. Such an end proves no record.
  const earlier = [...given]
    .map(([key, permit]) => ({ permit, hasEnded: !permits.has(key) }))
    .filter(({ permit, hasEnded }) => !hasEnded || permit.paymentId !== undefined);
  return { permits, earlier };
}
