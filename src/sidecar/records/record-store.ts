import { join } from 'node:path';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { answerOfRecord } from '../../core/records/answer-of-record.ts';
import { orderVerdict, statementOfPayment } from '../../core/records/ledger.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import type { Log } from '../program/log.ts';
import type { FileDamage } from './file-damage.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { isSameVersion, type RecordCounts, type SharedPayment } from './record-heads.ts';
import { type LatestRecords, latestOf, RecordIndex } from './record-index.ts';
import { orderOf, parseLineHead, parseRecordLine } from './record-line.ts';
import { FileState, lossSince, type RecordDamage, RecordLoss, readFileState } from './record-loss.ts';

/** How a copy has changed what is known of its payment. */
export interface DigestChange {
  /** Undefined: the payment was not known. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The second copy of the browser's journal. */
export interface RecordStore {
  /** True if an earlier start wrote into the file. */
  readonly hasEarlierRecords: boolean;
  /** Indexes the lines of earlier starts. Methods that need the index call this themselves, and wait for its end. */
  loadIndex(): Promise<void>;
  /** Resolves once the record is on disk. If the disk fails, this is logged and the next write includes it; the browser has it too. `noted` is called if the copy adds something. */
  keep(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void>;
  /** Answer for an order, from its latest stored records. */
  find(orderId: string): Promise<PaymentAnswer | undefined>;
  /** The stored records of an order, as a file that a page can import. */
  recordsOf(orderId: string): Promise<RecordsFile>;
  /** A page has to send records created from this time on (epoch ms). The copies of older records are final. */
  since(): Promise<number>;
  /** Digest of what the copy knows of a payment; undefined if it is not known, or so old that it is not compared. */
  digest(paymentId: string): string | undefined;
  /** The payments that are compared with the pages' journals. Call `loadIndex` before. */
  shared(): SharedPayment[];
  /** Counts of all journals together. Undefined if records are lost, or are not read yet. See `RecordHeads.counts`. */
  counts(runsAt: (installation: string | undefined) => boolean): RecordCounts | undefined;
  /** False while the copy has no record at all. */
  hasRecords(): boolean;
  /** All records as JSON lines, oldest first. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** The file has lost records that have not come again: an order that is not found may have been paid. */
  damage(): RecordDamage | undefined;
  /** True if records of this order may be lost. `newest`: when its last stored payment was created, epoch ms. */
  mayLack(orderId: string, newest: number): boolean;
  /** Calls back after records were lost (the pages must send theirs again), and with undefined when a loss is over. */
  onDamage(listener: (damage: RecordDamage | undefined) => void): () => void;
  /** Ends a loss, because a person says so: payments of unknown orders may begin again. */
  acceptLoss(): void;
  close(): Promise<void>;
}

interface RecordStoreOptions {
  readonly checkIntervalMs?: number;
  /** Epoch ms. */
  readonly now?: () => number;
  /** Payments of earlier starts whose records had a certain end on disk. */
  readonly ended?: readonly EndedPayment[];
}

interface EndedPayment {
  readonly orderId: string;
  readonly paymentId?: string | undefined;
}

/** Time between two looks at a file that is not used, ms. */
const usualCheckIntervalMs = 30_000;

/**
 * Opens `records.jsonl` in the sidecar's folder: one line for each version of a record, appended and flushed to the disk.
 * A line torn by a power cut is skipped. The records are those of the browser's journal: card numbers masked, no secret.
 * The lines of earlier starts (hundreds of megabytes in a year) are indexed while the sidecar already answers requests.
 * A file that another program has emptied, cut, replaced or deleted is noticed before each use, and written again.
 */
export async function openRecordStore(
  folder: string,
  log: Log,
  { checkIntervalMs = usualCheckIntervalMs, now = Date.now, ended = [] }: RecordStoreOptions = {},
): Promise<RecordStore> {
  const path = join(folder, 'records.jsonl');
  const before = await readFileState(folder);
  let loss = before && (await lossSince(path, before, now()));
  const isNewLoss = loss !== undefined && loss.at !== before?.loss?.at;
  if (loss) log.error({ path, what: loss.what }, 'the second copy of the records has lost records');
  let index = new RecordIndex(now);
  let isIndexed = false;
  const file = await openLineFile(path, {
    onFailure: (error) =>
      log.error({ path, error: String(error) }, 'the second copy of a record could not be written'),
    beforeWrite: repairIfDamaged,
    afterWrite: () => state.writeSoon(),
  });
  const state = new FileState(folder, log, () => ({
    mark: file.mark(),
    orders: isIndexed ? index.size : (before?.orders ?? 0),
    loss,
  }));
  const listeners = new Set<(damage: RecordDamage | undefined) => void>();
  /** Copies that are not on disk yet. */
  const unwritten = new Set<RecordCopy>();
  const latest = new LatestCopies();

  let indexing: Promise<void> | undefined;
  const loadIndex = () => {
    indexing ??= fillIndex(index, file, path, log)
      .then(() => {
        isIndexed = true;
        if (loss && isNewLoss && before) loss = loss.counted(before.orders - index.size);
        noteMissingEnds();
      })
      .catch((error) =>
        log.error({ path, error: String(error) }, 'the second copy of the records could not be read'),
      );
    return indexing;
  };

  /** The state of the file may be lost together with the file itself. Then the ended grants still prove the loss. */
  function noteMissingEnds(): void {
    if (currentLoss()) return;
    const missing = new Set(ended.filter((each) => lacksEnd(index, each)).map(({ orderId }) => orderId));
    if (missing.size === 0) return;
    loss = new RecordLoss(now(), 'cut or deleted while the program did not run', missing.size);
    log.error(
      { path, what: loss.what, lost: missing.size },
      'the second copy of the records has lost records',
    );
    notifyListeners();
    state.writeSoon();
  }

  /** @param suspected a reading has shown it, although the end of the file is as it was written */
  async function repairIfDamaged(suspected?: FileDamage): Promise<void> {
    const what = (await file.damage()) ?? suspected;
    if (what === undefined) return;
    const old = index;
    await file.reopen(async () => {
      index = new RecordIndex(now);
      await fillIndex(index, file, path, log);
    });
    const lost = old.ordersLostIn(index);
    loss = new RecordLoss(now(), `${what} while the program was running`, isIndexed ? lost : 1, loss);
    log.error(
      { path, what, lost: loss.missing },
      'the second copy of the records was damaged; it is written again',
    );
    // Not awaited: these lines are written after this repair.
    for (const copy of latest.all()) void write(copy);
    if (currentLoss()) notifyListeners();
    state.writeSoon();
  }

  const notifyListeners = () => {
    for (const listener of listeners) listener(loss && damageOf(loss));
  };

  function currentLoss(): RecordLoss | undefined {
    if (!loss?.isOver(now())) return loss;
    loss = undefined;
    log.info({ path }, 'the second copy of the records is complete again');
    notifyListeners();
    return undefined;
  }

  /** Before each reading; a write looks by itself. Without an index nothing is known that could be lost. */
  const look = async (): Promise<void> => {
    await loadIndex();
    if (isIndexed && (await file.damage()) !== undefined) await repair();
  };
  const repair = (suspected?: FileDamage): Promise<void> =>
    file
      .alone(() => repairIfDamaged(suspected))
      .catch((error) => {
        if (lastProblem === String(error)) return;
        lastProblem = String(error);
        log.error({ path, error: lastProblem }, 'the second copy of the records cannot be written again');
      });
  let lastProblem = '';
  const timer = setInterval(() => void look(), checkIntervalMs).unref();

  /** After a loss the pages send all their records: only those that are not in the file are written. */
  const isInFile = async (copy: RecordCopy): Promise<boolean> => {
    const places = index.places(orderOf(copy));
    const lines = await Promise.all(places.map((place) => file.read(place).catch(() => '')));
    return lines.some((text) => {
      const line = parseLineHead(text);
      return line !== undefined && isSameVersion(line, copy);
    });
  };

  async function write(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void> {
    const { paymentId } = copy.kind === 'payment' ? copy.record : copy.entry;
    const before = index.heads.digest(paymentId);
    if (!index.noteIfNew(copy) || unwritten.has(copy)) return;
    const after = index.heads.digest(paymentId);
    if (after !== undefined) noted?.({ before, after });
    unwritten.add(copy);
    latest.add(copy);
    if (!(currentLoss() && (await isInFile(copy)))) {
      const place = await file.append(JSON.stringify(copy));
      index.add(orderOf(copy), place);
      // A copy in doubt may be made of a line that was not lost, so it is no proof that the lost end has come again.
      const isFound = copy.kind === 'payment' && statementOfPayment(copy.record) !== 'unknown';
      // A payment of which only the leave is known was never in the file.
      if (isFound && !copy.record.onlyLeave) currentLoss()?.found(copy.record.orderId, copy.record.createdAt);
      currentLoss();
    }
    unwritten.delete(copy);
  }

  const readOrder = async (orderId: string): Promise<LatestRecords> => {
    await look();
    // Lists these before it reads the file: a copy that is written in between is then in both lists, never in neither.
    const waiting = [...unwritten].filter((copy) => orderOf(copy) === orderId);
    const readLines = async () => {
      // A copy of this list: a line that is written during the reading is not one that the file has lost.
      const places = [...index.places(orderId)];
      const lines = await Promise.all(places.map((place) => file.read(place)));
      const copies = lines
        .map(parseRecordLine)
        .filter((copy) => copy !== undefined && orderOf(copy) === orderId);
      return { copies, areAllThere: copies.length === places.length };
    };
    let written = await readLines();
    if (!written.areAllThere) {
      await repair('overwritten');
      written = await readLines();
    }
    return latestOf([...written.copies.filter((copy) => copy !== undefined), ...waiting]);
  };
  return {
    hasEarlierRecords: file.sizeAtOpen > 0 || loss !== undefined,
    loadIndex,
    async keep(copy, noted) {
      await loadIndex();
      await write(copy, noted);
    },
    async find(orderId) {
      const stored = await readOrder(orderId);
      const answer = answerOf(stored);
      const newest = Math.max(...stored.payments.map(({ createdAt }) => createdAt));
      // A later payment of this order may be lost: only one that may have charged the customer is certain.
      const mayBeOld = answer && !mayHaveCharged(answer) && currentLoss()?.concerns(orderId, newest);
      return mayBeOld ? undefined : answer;
    },
    async recordsOf(orderId) {
      const { payments, notifications } = await readOrder(orderId);
      return recordsFileOf(payments, notifications);
    },
    digest: (paymentId) => index.heads.digest(paymentId),
    shared: () => index.heads.shared(),
    counts: (runsAt) => (isIndexed && !currentLoss() ? index.heads.counts(runsAt) : undefined),
    hasRecords: () => index.size > 0,
    since: () => look().then(() => (currentLoss() ? 0 : index.since())),
    // Without the index there is nothing to compare the file with.
    stream: () => (isIndexed ? look().then(file.stream) : file.stream()),
    damage() {
      const current = currentLoss();
      return current && damageOf(current);
    },
    mayLack: (orderId, newest) => currentLoss()?.concerns(orderId, newest) ?? false,
    onDamage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    acceptLoss() {
      if (!currentLoss()) return;
      log.warn({ path, missing: loss?.missing }, 'a person has accepted the loss of records');
      loss = undefined;
      void state.write();
      notifyListeners();
    },
    async close() {
      clearInterval(timer);
      await indexing;
      await file.close();
      await state.close();
    },
  };
}

const damageOf = ({ at, what, missing }: RecordLoss): RecordDamage => ({ at, what, missing });

/** The latest copies of the newest records, to write them again if the file loses them. */
class LatestCopies {
  readonly #copies = new Map<string, RecordCopy>();

  add(copy: RecordCopy): void {
    const id = copy.kind === 'payment' ? copy.record.paymentId : copy.entry.entryId;
    // The newest are at the end.
    this.#copies.delete(id);
    this.#copies.set(id, copy);
    for (const oldest of this.#copies.keys()) {
      if (this.#copies.size <= maxCopies) return;
      this.#copies.delete(oldest);
    }
  }

  all(): RecordCopy[] {
    return [...this.#copies.values()];
  }
}

/** A busy day, about two megabytes. */
const maxCopies = 1000;

/** True if the file has no end of this payment. The heads of old payments are forgotten; their orders are not. */
function lacksEnd(index: RecordIndex, { orderId, paymentId = '' }: EndedPayment): boolean {
  return index.heads.isUnderWay(paymentId) ?? index.places(orderId).length === 0;
}

async function fillIndex(index: RecordIndex, file: LineFile, path: string, log: Log): Promise<void> {
  let unreadable = 0;
  for await (const { place, text } of file.lines()) {
    const line = parseLineHead(text);
    if (line) {
      index.noteIfNew(line);
      index.add(orderOf(line), place);
    } else if (text !== '') unreadable += 1;
  }
  if (unreadable > 0)
    log.warn({ path, unreadable }, 'lines of the second copy cannot be read: they are skipped');
}

const mayHaveCharged = ({ outcome }: PaymentAnswer): boolean => outcome === 'UNKNOWN' || isPaid(outcome);

function answerOf({ payments, notifications }: LatestRecords): PaymentAnswer | undefined {
  const verdict = orderVerdict(payments);
  if (verdict.kind === 'none') return undefined;
  const { payment } = verdict;
  const entries = notifications.filter(({ paymentId }) => paymentId === payment.paymentId);
  return answerOfRecord(payment, entries, true);
}
