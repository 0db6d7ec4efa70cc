import { type FileHandle, mkdir, open, readFile, stat } from 'node:fs/promises';
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
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';
import { usualTryAgainMs, type WriteFailure, WriteWatch } from './write-watch.ts';

/** A request without an order number. If the same till sends the same digest again, that may be the same sale again. */
export interface UnnumberedRequest {
  /** Name of the till. Its password must not be here, because this is stored. */
  readonly till: string;
  readonly digest: string;
}

/** The permit of a page to begin one payment. Until the end of that payment is known, it may have been charged. */
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
  /** The amount to pay. This field and those below are absent in the line of an older program. */
  readonly amountMinor?: AmountMinor | undefined;
  readonly currency?: CurrencyCode | undefined;
  readonly transactionType?: TransactionType | undefined;
  readonly paymentMeans?: PaymentRequest['paymentMeans'] | undefined;
  /** The order number of the sale, if the payment is a refund of it. */
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
   * Adds a permit. Resolves with true once it is on disk. If it cannot be written, or if another program has written an open permit
   * of the same order, resolves with false, and the permit does not count.
   */
  give(permit: Permit): Promise<boolean>;
  /** Ends a permit: the end of its payment is known, and on disk. */
  end(permit: Permit): void;
  /** The permits of earlier starts, in the order in which they were given: at least the newest `keptPermits`. */
  readonly earlier: readonly EarlierPermit[];
  /** The permits of an order that have not ended. */
  ofOrder(orderId: string): readonly Permit[];
  /** The ended permits of an order. The record of each payment was on disk, with a certain end. If it is missing, it is lost. */
  endedOf(orderId: string): readonly Permit[];
  /** The ended permits of refunds of this sale. */
  endedRefundsOf(saleId: string): readonly Permit[];
  /** All permits that have not ended. */
  all(): readonly Permit[];
  /** True if this program has given the payment its permit since its start. */
  isOfThisStart(paymentId: string): boolean;
  /**
   * True for a payment that began before this start. If it has no permit here, that proves nothing: the list may be an older copy,
   * or another till's. True for each payment until `noteNewest` is called.
   *
   * @param createdAt when the payment began, epoch ms
   */
  mayHaveLostPermit(createdAt: number): boolean;
  /** Call it once the payments that were stored before this start are known. @param createdAt when the newest one began, epoch ms */
  noteNewest(createdAt: number): void;
  /** The failure of the last write. Undefined if it has worked. After a failure it tries again until a write works. */
  writeFailure(): WriteFailure | undefined;
  /** Calls back whenever `writeFailure` has another result. */
  onWriteFailure(listener: () => void): void;
  close(): Promise<void>;
}

/** Length in characters above which a start without open permits makes the file shorter: some thousand payments. */
const maxIdleLength = 262_144;

/** Number of the newest permits that such a start keeps in the file. Their times do not count, because the clock may have been set. */
export const keptPermits = 100;

/** The same for the permits of refunds: what is left of a sale depends on them. */
const keptRefunds = 200;

/** A line that is written to find out whether a permit can be written. It is as long as a permit, and each start skips it. */
const blankLine = ' '.repeat(512);

/** One line of the file. An older program reads only `orderId`, `open` and `journal`. */
const permitLine = z.object({
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
  now: () => number = Date.now,
): Promise<PaymentPermits> {
  const path = join(folder, 'asked.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const startedAt = now();
  let file = await open(path, 'a', 0o600);
  const text = await readWhole(file, path).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  const { permits, earlier } = readPermits(text);
  let isShortened = false;
  if (permits.size === 0 && text.length > maxIdleLength) {
    await file.close();
    isShortened = await replaceFile(path, shortened(earlier), log);
    file = await open(path, 'a', 0o600);
  }
  /**
   * A payment with a later time began in this start, epoch ms. Later than the start itself if the clock was set back; Infinity until
   * `noteNewest` is called.
   */
  let lastOfBefore = Number.POSITIVE_INFINITY;
  // True if the file may end within a line. Then the next write begins with a line end.
  let mayBeTorn = !isShortened && text !== '' && !text.endsWith('\n');
  const opened = await file.stat();
  const isDevice = !opened.isFile();
  // Not every file system gives a file a lasting number.
  const hasNumber = (await stat(path)).ino === opened.ino;
  /** The file after the last write of this program. If it differs later, another program has written it. */
  let ownEnd = { ino: opened.ino, size: opened.size };
  /** The permits that are on disk. */
  const written = new Set(permits.keys());
  /** The permits that have ended since the start: an older copy of the file may still have them open. */
  const endedHere = new Set<string>();
  /**
   * Reads the file again if another program has written it, for example to copy a backup back. The open permits in it count, and the
   * permits that it lacks are written to it.
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
  /** Once closed, nothing may open the file again, because the next program may write it already. */
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();
  /** @param makeLine undefined: nothing is written */
  const append = async (makeLine: () => string | undefined, isFlushed: boolean): Promise<boolean> => {
    if (isClosed) return false;
    try {
      await takeForeignLines();
      const text = makeLine();
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
  /** @param mayWrite called just before the line is written, when the lines of other programs are known */
  const write = (permit: Permit, isOpen: boolean, mayWrite = () => true): Promise<boolean> => {
    const isWritten = queue.then(async () =>
      append(() => (mayWrite() ? lineOf(permit, isOpen) : undefined), isOpen),
    );
    queue = isWritten;
    return isWritten;
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
  const ended = new Map<string, Permit[]>();
  const endedRefunds = new Map<string, Permit[]>();
  const givenHere = new Set<string>();
  const noteEnd = (permit: Permit) => {
    // An older program ended its permit without a record.
    if (permit.paymentId === undefined) return;
    ended.set(permit.orderId, [...(ended.get(permit.orderId) ?? []), permit]);
    const { refundOf } = permit;
    if (refundOf !== undefined) endedRefunds.set(refundOf, [...(endedRefunds.get(refundOf) ?? []), permit]);
  };
  for (const { permit, hasEnded } of earlier) if (hasEnded) noteEnd(permit);
  const ofOrder = (id: string) => [...permits.values()].filter((permit) => permit.orderId === id);
  return {
    earlier,
    async give(permit) {
      // It counts at once, so that no second payment of this order gets a permit meanwhile.
      permits.set(keyOf(permit), permit);
      const before = ofOrder(permit.orderId).map(keyOf);
      // False if another program has written a permit of this order: that payment may have been charged.
      const hasNoForeignPermit = () => ofOrder(permit.orderId).every((each) => before.includes(keyOf(each)));
      const isWritten = await write(permit, true, hasNoForeignPermit);
      if (isWritten) {
        written.add(keyOf(permit));
        givenHere.add(paymentIdOf(permit));
      } else permits.delete(keyOf(permit));
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
    endedRefundsOf: (saleId) => endedRefunds.get(saleId) ?? [],
    all: () => [...permits.values()],
    isOfThisStart: (paymentId) => givenHere.has(paymentId),
    mayHaveLostPermit: (createdAt) => createdAt <= lastOfBefore,
    noteNewest(createdAt) {
      // Called again, it would take payments of this start for older ones.
      if (Number.isFinite(lastOfBefore)) return;
      const newest = Math.max(startedAt, createdAt);
      // The list can be too long for the arguments of one call.
      lastOfBefore = earlier.reduce((last, { permit: { at = 0 } }) => Math.max(last, at), newest);
    },
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

/** Rejects if the file cannot be read: a permit that is not known would let its order be charged again. */
async function readWhole(file: FileHandle, path: string): Promise<string> {
  // A device has no size, and its text may have no end.
  const { size } = await file.stat();
  return size > 0 ? await readFile(path, 'utf8') : '';
}

/**
 * Replaces the list, whole or not at all, so that no kill leaves a part of it. A second sidecar with this folder notices the new
 * file before it writes. Returns false if the file stays as it is, for example because another program holds it. Then the next
 * start tries again.
 */
async function replaceFile(path: string, text: string, log: Log): Promise<boolean> {
  try {
    await writePrivateFile(path, text);
    return true;
  } catch (error) {
    log.warn({ path, error: String(error) }, 'the list of permits could not be made shorter');
    return false;
  }
}

/** The list without the older ended permits. */
function shortened(earlier: readonly EarlierPermit[]): string {
  const refunds = earlier.filter(({ permit }) => permit.refundOf !== undefined).slice(-keptRefunds);
  const newest = new Set([...refunds, ...earlier.slice(-keptPermits)]);
  return earlier
    .filter((each) => newest.has(each))
    .flatMap(({ permit }) => [lineOf(permit, true), lineOf(permit, false)])
    .map((each) => `${each}\n`)
    .join('');
}

/** The key of a permit. No order number contains a line end, so two permits never have the same key by chance. */
const keyOf = ({ orderId: id, paymentId }: Permit): string => `${id}\n${paymentId ?? ''}`;

const lineOf = ({ orderId: id, paymentId, ...rest }: Permit, isOpen: boolean): string =>
  JSON.stringify({ orderId: id, open: isOpen, ...(isOpen && rest), paymentId });

interface ReadList {
  /** The permits that have not ended, by key. */
  readonly permits: Map<string, Permit>;
  readonly earlier: readonly EarlierPermit[];
}

function readPermits(text: string): ReadList {
  const permits = new Map<string, Permit>();
  const given = new Map<string, Permit>();
  for (const each of text.split('\n')) {
    // Undefined if a power cut has torn the line.
    const read = parseJsonAs(permitLine, each);
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
