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
import { usualTryAgainMs, type WriteFailure, WriteWatch } from './write-watch.ts';

/** A request without an order number. The same till and the same digest: perhaps the same sale, sent again. */
export interface UnnumberedRequest {
  /** Name of the till: never its password, because this is stored. */
  readonly till: string;
  readonly digest: string;
}

/** Leave to begin that a page got for one payment. Until the end of that payment is known, it may have been charged. */
export interface Grant {
  readonly orderId: string;
  /** Undefined: an older program wrote the line when it handed the order to a page. */
  readonly paymentId?: string | undefined;
  /** Id of the journal in which the payment is recorded; undefined if it is not known. */
  readonly journal?: string | undefined;
  /** The request, if its till sent no order number: after a restart, this shows whether a till repeats it. */
  readonly request?: UnnumberedRequest | undefined;
  /** When leave was given, epoch ms. */
  readonly at?: number | undefined;
  /** What is to be paid. Undefined, like the fields below: an older program wrote the line. */
  readonly amountMinor?: AmountMinor | undefined;
  readonly currency?: CurrencyCode | undefined;
  readonly transactionType?: TransactionType | undefined;
  readonly paymentMeans?: PaymentRequest['paymentMeans'] | undefined;
}

/** A grant that an earlier start has given. */
export interface EarlierGrant {
  readonly grant: Grant;
  /** True: the record of its payment, with a certain end, was on disk before. */
  readonly hasEnded: boolean;
}

/** Id of the payment that the grant is for. Older programs gave a grant for an order; this names its payment. */
export const paymentIdOf = ({ orderId: id, paymentId }: Grant): string => paymentId ?? `leave of ${id}`;

/** The grants of payments whose end is not known yet. The list is also on disk. */
export interface PaymentGrants {
  /** Adds a grant. Resolves with true once it is on disk; false: it could not be written and does not count. */
  give(grant: Grant): Promise<boolean>;
  /** Removes a grant: the end of its payment is known, and on disk. */
  end(grant: Grant): void;
  /** The grants of earlier starts, in the order in which they were given; always the newest `keptGrants`, and mostly more. */
  readonly earlier: readonly EarlierGrant[];
  ofOrder(orderId: string): readonly Grant[];
  /** The ended grants of an order. The record of each payment, with a certain end, was on disk: without it, it is lost. */
  endedOf(orderId: string): readonly Grant[];
  all(): readonly Grant[];
  /** Undefined: the last write has worked. A write that has failed is tried again until one works. */
  writeFailure(): WriteFailure | undefined;
  /** Calls back whenever `writeFailure` has another result. */
  onWriteFailure(listener: () => void): void;
  close(): Promise<void>;
}

/** Size from which a start without open grants empties the file: some thousand payments. */
const maxIdleLength = 262_144;

/** The grants that such a start leaves in the file. Their number counts, not their age: the clock may have been set. */
export const keptGrants = 100;

/** Tries whether a grant can be written: as long as a grant, and no start reads it. */
const blankLine = ' '.repeat(512);

/** An older program reads `orderId`, `open` and `journal`, so that it takes the order for one without an answer. */
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
});

/**
 * Opens `asked.jsonl` in the sidecar's folder. If the sidecar is killed during a payment, its memory is lost, and the second
 * copy may not have the payment yet. Without this file, the next start would answer "not sent" when the till repeats the
 * order.
 */
export async function openPaymentGrants(
  folder: string,
  log: Log,
  tryAgainMs = usualTryAgainMs,
): Promise<PaymentGrants> {
  const path = join(folder, 'asked.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let file = await open(path, 'a', 0o600);
  // A device has no size, and its text may have no end.
  const { size } = await file.stat();
  const text = size > 0 ? await readFile(path, 'utf8').catch(() => '') : '';
  const { grants, earlier } = readGrants(text);
  // Empties the file instead of replacing it: a second sidecar with this folder would still write into the replaced file.
  const isIdle = grants.size === 0 && text.length > maxIdleLength && (await isEmptied(path, log));
  // A torn last line ends before the next one begins.
  let mayBeTorn = !isIdle && text !== '' && !text.endsWith('\n');
  const opened = await file.stat();
  const isDevice = !opened.isFile();
  // Not every file system gives a file a lasting number.
  const hasNumber = (await stat(path)).ino === opened.ino;
  /** The file as this program has left it: what another one adds meanwhile is not counted in. */
  let left = { ino: opened.ino, size: opened.size };
  /** The grants that are on disk. */
  const written = new Set(grants.keys());
  /** The grants that have ended since the start: an older copy of the file may still have them open. */
  const endedHere = new Set<string>();
  /**
   * Another program may have put the file of a backup into its place, or may be copying one back. Its open grants count, and
   * the file gets those that it lacks.
   */
  async function takeForeignLines(): Promise<void> {
    if (isDevice) return;
    const there = await stat(path).catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : Promise.reject(error),
    );
    if (there && (!hasNumber || there.ino === left.ino) && there.size === left.size) return;
    const next = await open(path, 'a', 0o600);
    await file.close().catch(() => {});
    file = next;
    mayBeTorn = true;
    const bytes = await readFile(path);
    const read = readGrants(bytes.toString('utf8')).grants;
    const lines = [...grants].flatMap(([key, grant]) =>
      read.has(key) || !written.has(key) ? [] : [lineOf(grant, true)],
    );
    for (const [key, grant] of read) {
      if (endedHere.has(key)) lines.push(lineOf(grant, false));
      else {
        grants.set(key, grant);
        written.add(key);
      }
    }
    log.warn({ path, open: grants.size }, 'another program has written the list of payments with leave');
    const added = lines.map((each) => `\n${each}\n`).join('');
    if (added !== '') await file.appendFile(added);
    await file.datasync();
    left = { ino: (await file.stat()).ino, size: bytes.length + Buffer.byteLength(added) };
  }
  /** A late note must not open the file again: the next program may write it by now. */
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
      left = { ...left, size: left.size + Buffer.byteLength(added) };
      watch.worked();
      return true;
    } catch (error) {
      // Tries that fail again are not news.
      if (!watch.failure)
        log.error({ path, error: String(error) }, 'the leave for a payment could not be written');
      watch.failed(error);
      // A part of the line may be there.
      const { size: now } = await file.stat().catch(() => left);
      left = { ...left, size: now };
      return false;
    }
  };
  /** @param mayWrite asked just before, and after the lines of another program are known */
  const write = (grant: Grant, isOpen: boolean, mayWrite = () => true): Promise<boolean> => {
    const written = queue.then(async () =>
      append(() => (mayWrite() ? lineOf(grant, isOpen) : undefined), isOpen),
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
        // A grant in between may have been written.
        if (watch.failure) await append(() => blankLine, true);
        isTrying = false;
      });
    },
    tryAgainMs,
  );
  if (isIdle)
    for (const { grant } of earlier.slice(-keptGrants))
      queue = queue.then(() => append(() => `${lineOf(grant, true)}\n${lineOf(grant, false)}`, false));
  const ended = new Map<string, Grant[]>();
  const noteEnd = (grant: Grant) => {
    // An older program ended its grant without a record.
    if (grant.paymentId === undefined) return;
    const known = ended.get(grant.orderId);
    if (known) known.push(grant);
    else ended.set(grant.orderId, [grant]);
  };
  for (const { grant, hasEnded } of earlier) if (hasEnded) noteEnd(grant);
  const ofOrder = (id: string) => [...grants.values()].filter((grant) => grant.orderId === id);
  return {
    earlier,
    async give(grant) {
      // It counts at once, so that no second payment of this order gets leave meanwhile.
      grants.set(keyOf(grant), grant);
      const before = ofOrder(grant.orderId).map(keyOf);
      // A payment of this order, of which only another program's lines tell, may have been charged.
      const isAlone = () => ofOrder(grant.orderId).every((each) => before.includes(keyOf(each)));
      const isWritten = await write(grant, true, isAlone);
      if (isWritten) written.add(keyOf(grant));
      else grants.delete(keyOf(grant));
      return isWritten;
    },
    end(grant) {
      if (!grants.delete(keyOf(grant))) return;
      endedHere.add(keyOf(grant));
      noteEnd(grant);
      void write(grant, false);
    },
    ofOrder,
    endedOf: (id) => ended.get(id) ?? [],
    all: () => [...grants.values()],
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

/** False: the file stays as it is, perhaps because another program holds it. The next start tries again. */
async function isEmptied(path: string, log: Log): Promise<boolean> {
  try {
    // By its path: Windows truncates no file that is open for appending.
    await truncate(path);
    return true;
  } catch (error) {
    log.warn({ path, error: String(error) }, 'the list of leaves could not be emptied');
    return false;
  }
}

/** A control character cannot be in an order number. */
const keyOf = ({ orderId: id, paymentId }: Grant): string => `${id}\n${paymentId ?? ''}`;

const lineOf = ({ orderId: id, paymentId, ...rest }: Grant, isOpen: boolean): string =>
  JSON.stringify({ orderId: id, open: isOpen, ...(isOpen && rest), paymentId });

function readGrants(text: string): { grants: Map<string, Grant>; earlier: readonly EarlierGrant[] } {
  const grants = new Map<string, Grant>();
  const given = new Map<string, Grant>();
  for (const each of text.split('\n')) {
    // Undefined if a power cut has torn the line.
    const read = parseJsonAs(line, each);
    if (!read) continue;
    const { open: isOpen, ...grant } = read;
    const key = keyOf(grant);
    if (!isOpen) grants.delete(key);
    else {
      grants.set(key, grant);
      given.set(key, grant);
    }
  }
  // An older program ended a grant as soon as the page had answered: that proves no record.
  const earlier = [...given]
    .map(([key, grant]) => ({ grant, hasEnded: !grants.has(key) }))
    .filter(({ grant, hasEnded }) => !hasEnded || grant.paymentId !== undefined);
  return { grants, earlier };
}
