import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { ErasedCount } from '../../core/records/erasing.ts';
import { statementOfPayment } from '../../core/records/ledger.ts';
import type { Log } from '../program/log.ts';
import { finishClosing } from './close-month.ts';
import { eraseBefore, eraseCustomer } from './erase-records.ts';
import type { FileDamage } from './file-damage.ts';
import { FileState, knownIn, readBefore } from './file-state.ts';
import { fillHeads, unfinishedCopies } from './head-reading.ts';
import { LatestCopies } from './latest-copies.ts';
import { answerOf, latestOf, mayHaveCharged, type OrderRecords } from './latest-records.ts';
import { LossWatch } from './loss-watch.ts';
import { currentName, linesPath } from './month-names.ts';
import { newestUnnumbered } from './newest-unnumbered.ts';
import { ReadWatch, RecordsUnreadable } from './read-watch.ts';
import { RecordFiles } from './record-files.ts';
import {
  type DigestChange,
  type DoubtHead,
  isSameVersion,
  type RecordCounts,
  RecordHeads,
  type SharedPayment,
} from './record-heads.ts';
import { orderOf, paymentOf } from './record-line.ts';
import type { RecordDamage } from './record-loss.ts';
import {
  type RecordStoreOptions,
  RecordsClosed,
  usualCheckIntervalMs,
  usualRestMs,
} from './record-store-options.ts';
import { createStoredNotes } from './stored-notes.ts';
import { usualTryAgainMs, type WriteFailure, WriteWatch } from './write-watch.ts';

/** The second copy of the browser's journal. */
export interface RecordStore {
  /** True if this folder has records of an earlier start, or has lost some. */
  readonly hasEarlierRecords: boolean;
  /** Opens the indexes of the files, so that orders can be looked up. Methods that need them call this themselves. */
  openIndex(): Promise<void>;
  /**
   * Reads the payments that may still change into memory, after `openIndex`. Methods that need them call this themselves, and
   * wait for its end. A look-up does not need them.
   */
  loadIndex(): Promise<void>;
  /**
   * Resolves once the copy is on disk, or at once if it adds nothing to a copy that was given before. If the disk fails, this is
   * logged, and the write is tried again; the browser has the record too. `noted` is called if the copy adds something.
   */
  keep(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void>;
  /** Answer for an order, from its latest stored records. Undefined: there is none, or it may be in lost or moved records. */
  find(orderId: string): Promise<PaymentAnswer | undefined>;
  /** The stored records of an order, all copies joined. */
  recordsOf(orderId: string): Promise<OrderRecords>;
  /** The sale that names this order number as a refund, if its record was written in the last 30 days. Call `loadIndex` before. */
  saleOf(refundOrderId: string): string | undefined;
  /** A page has to send records created from this time on (epoch ms). The copies of older records are final. */
  since(): Promise<number>;
  /** Digest of what the copy knows of a payment; undefined if it is not known, or so old that it is not compared. */
  digest(paymentId: string): string | undefined;
  /** The payments that are compared with the pages' journals. Call `loadIndex` before. */
  shared(): SharedPayment[];
  /** The payments in doubt. A payment under way may be running now. Call `loadIndex` before. */
  doubts(): DoubtHead[];
  /** The orders of the newest payments without a number from their tills, newest first, by their place in the files. */
  newestUnnumbered(): Promise<string[]>;
  /** The month file with the newest payments, if it was moved away: its name, and when the newest payment began (epoch ms). */
  newestAway(): { readonly name: string; readonly newest: number } | undefined;
  /** Counts of all journals together. Undefined if records are lost, or are not read yet. See `RecordHeads.counts`. */
  counts(runsAt: (installation: string | undefined) => boolean): RecordCounts | undefined;
  /** False while the copy has no record at all. */
  hasRecords(): boolean;
  /** All records as JSON lines, oldest first. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** Records are lost and have not come again: an order that is not found may have been paid. Undefined: none are lost. */
  damage(): RecordDamage | undefined;
  /** True if records of this order may be lost. */
  mayLackRecordsOf(orderId: string): boolean;
  /** A payment of this order gets its permit now: all its earlier payments are known, or it has none. */
  noteWhole(orderId: string): void;
  /** Calls back when the losses have changed: after a loss, the pages must send their records again. Undefined: all are over. */
  onDamage(listener: (damage: RecordDamage | undefined) => void): () => void;
  /** A person accepts the losses: unknown orders may begin again. The loss of a file that may still be copied back stays. */
  acceptLoss(): void;
  /** When a person accepted a loss the last time, epoch ms: records from before that time may be missing for ever. */
  acceptedAt(): number | undefined;
  /** Names a file of records that is there and cannot be read now, and says what to do. Undefined: there is none. */
  readFault(): Promise<string | undefined>;
  /** Undefined: the last write has worked. A write that has failed is tried again until one works. */
  writeFailure(): WriteFailure | undefined;
  /** Calls back whenever `writeFailure` has another result. */
  onWriteFailure(listener: () => void): void;
  /** Erases one customer from all files that are here. */
  eraseCustomer(customerId: string): Promise<ErasedCount>;
  /** Erases the customers of finished payments that began before this time, epoch ms. */
  eraseBefore(cutoff: number): Promise<void>;
  close(): Promise<void>;
}

/** Time in which a record may still change: by a late answer, a person's decision, a delivery. */
const stillChangingMs = 24 * 3600 * 1000;

/**
 * Opens `records.jsonl` in the sidecar's folder: one line for each version of a record, appended and flushed to the disk.
 * A line torn by a power cut is skipped. The records are those of the browser's journal: card numbers masked, no secret.
 * Each month gets a file of its own, with an index of its order numbers, so that years of a shop cost neither time nor memory.
 * Before each use, it is noticed if another program has emptied, cut, replaced or deleted a file. Lines of `records.jsonl` that
 * are still in memory are then written again.
 */
export async function openRecordStore(
  folder: string,
  log: Log,
  {
    checkIntervalMs = usualCheckIntervalMs,
    restMs = usualRestMs,
    tryAgainMs = usualTryAgainMs,
    now = Date.now,
    ended = [],
    onNewest,
    onClosingStep,
  }: RecordStoreOptions = {},
): Promise<RecordStore> {
  const path = linesPath(folder, currentName);
  await finishClosing(folder);
  const before = await readBefore(folder, path, now());
  const { state: stored, loss } = before;
  if (loss) log.error({ path, what: loss.what }, 'the second copy of the records has lost records');
  const files = await RecordFiles.open({
    folder,
    log,
    now,
    beforeWrite: repairIfDamaged,
    afterWrite() {
      writeWatch.worked();
      state.writeSoon();
    },
    onWriteFailure(error) {
      // A failure that goes on is reported once.
      if (!writeWatch.failure)
        log.error({ path, error: String(error) }, 'the second copy of a record could not be written');
      writeWatch.failed(error);
    },
    restMs,
    onLost(found) {
      lost.noteDamage(found);
      for (const copy of unwritten) lost.noteWritten(copy);
      // After damage, the repair does this before it goes on.
      if (!isRepairing) void afterLoss(found.what).catch(onProblem);
    },
    onLacks: (lacks) => lost.update(lacks),
  });
  const { file } = files;
  const writeWatch = new WriteWatch(path, () => file.writeWaiting(), tryAgainMs);
  const readWatch = new ReadWatch(path, log);
  const onChange = () => state.writeSoon();
  const lost = new LossWatch({ files, path, log, now, before, ended, onChange });
  if (loss) files.noteLoss(before.isNewLoss && file.sizeAtOpen > 0);
  // Lines whose loss a person has accepted may still come.
  else if (stored?.acceptedAt !== undefined) files.noteLoss(false);
  let erasedTo = stored?.erasedTo ?? '';
  /** Number of erasings that run now. */
  let erasings = 0;
  /** True once the file was compared with what the last start knew of it. Until then, the state keeps that. */
  let isCompared = false;
  const state = new FileState(folder, log, before.openLoss, () => ({
    ...(isCompared || !stored
      ? { mark: file.mark(), orders: files.orders, digest: files.digest }
      : knownIn(stored)),
    months: files.isIndexed ? files.closedMonths : before.months,
    losses: lost.losses,
    acceptedAt: lost.acceptedAt,
    erasedTo,
    isErasing: erasings > 0 || (!files.isIndexed && stored?.isErasing === true),
  }));
  /** Copies that wait until they can be noted. */
  const waiting = new Set<RecordCopy>();
  /** Copies that are not on disk yet. */
  const unwritten = new Set<RecordCopy>();
  const latest = new LatestCopies();
  let heads = new RecordHeads(now);
  let areHeadsLoaded = false;

  let indexing: Promise<void> | undefined;
  const openIndex = () => {
    indexing ??= files
      .load(before.months, stored?.size)
      .then(async () => {
        await lost.compare();
        isCompared = true;
        onNewest?.(files.newest);
        if (files.lostBefore || lost.current()) await state.write();
        if (files.lostBefore) await files.forgetLostBefore().catch(noteProblem('cannot be indexed again'));
        await lost.noteMissingEnds();
        state.writeSoon();
      })
      .catch(noteProblem('could not be read'))
      .finally(() => {
        if (!files.isIndexed) indexing = undefined; // The next use of the records tries again.
      });
    return indexing;
  };
  /** Rejects while a file cannot be read: it may have the order that is asked for. */
  const needIndex = () =>
    openIndex().then(() => files.isIndexed || Promise.reject(new Error('the records are unreadable')));

  let loading: Promise<void> | undefined;
  const loadHeads = () => {
    const loaded = heads;
    loading ??= needIndex()
      .then(() => fillHeads(loaded, { files, now }))
      .then(() => {
        areHeadsLoaded = true;
        void files.learnDigests().then(() => !isClosed && state.writeSoon());
        void closeMonthIfOver();
      })
      .catch(noteProblem('could not be read'))
      .finally(() => {
        if (!areHeadsLoaded) loading = undefined;
      });
    return loading;
  };

  let isRepairing = false;
  /** @param suspected damage that a reading has found, although the end of the file is as it was written */
  async function repairIfDamaged(suspected?: FileDamage): Promise<void> {
    const what = (await file.damage()) ?? suspected;
    if (what === undefined) return;
    isRepairing = true;
    await files.reopen(`${what} while the program was running`).finally(() => {
      isRepairing = false;
    });
    await afterLoss(what);
    await files.forgetAside();
  }

  async function afterLoss(what: string): Promise<void> {
    await state.write();
    if (isClosed) return;
    if (loading) {
      const next = new RecordHeads(now);
      await fillHeads(next, { files, now });
      heads = next;
    }
    log.error(
      { path, what, lost: lost.losses.missing },
      'the second copy of the records was damaged; it is written again',
    );
    // Not awaited: these lines are written after this repair.
    for (const copy of latest.all()) void write(copy).catch(onProblem);
    if (lost.current()) lost.notify();
    state.writeSoon();
  }

  /** Call it before each reading. A write calls `repairIfDamaged` by itself. */
  const look = () => readWatch.watch(lookAtFiles);
  const lookAtFiles = async (): Promise<void> => {
    await needIndex();
    if ((await file.damage()) !== undefined) await repair();
    const hasForeignLines = await files.look();
    await lost.recount(hasForeignLines);
    if (hasForeignLines) fillHeadsAgain();
  };
  /** The same where no decision depends on the result: only logs a failure. */
  const lookIfPossible = (): Promise<void> => look().catch(noteProblem('cannot be looked at'));

  let filling: Promise<void> | undefined;
  /** Reads again the payments that may still change, because another program has added lines. */
  function fillHeadsAgain(): void {
    if (!loading || filling) return;
    filling = loading
      .then(() => fillHeads(heads, { files, now }))
      .catch(noteProblem('cannot be read'))
      .finally(() => {
        filling = undefined;
      });
  }
  const repair = (suspected?: FileDamage): Promise<void> =>
    file.runExclusively(() => repairIfDamaged(suspected)).catch(noteProblem('cannot be written again'));
  /** Logs a problem, but not twice in a row. */
  const noteProblem = (what: string) => (error: unknown) => {
    if (isClosed || error instanceof RecordsUnreadable || lastProblem === String(error)) return;
    lastProblem = String(error);
    log.error({ path, error: lastProblem }, `the second copy of the records ${what}`);
  };
  const onProblem = noteProblem('cannot be read');
  let lastProblem = '';
  let isClosed = false;
  const onTimer = () => void lookIfPossible().then(() => (isClosed ? undefined : closeMonthIfOver()));
  const timer = setInterval(onTimer, checkIntervalMs).unref();

  async function closeMonthIfOver(): Promise<void> {
    if (!areHeadsLoaded || !files.isMonthOver()) return;
    await lookIfPossible();
    await file
      .runExclusively(async () => {
        if (!files.isMonthOver()) return;
        await files.closeMonth(await unfinishedCopies(heads, files), onClosingStep);
        await state.write();
      })
      .catch(noteProblem('cannot be closed for its month'));
  }

  /**
   * After a loss the pages send all their records again. Only the copies that are in no file are written, and those of which that
   * is not known because a file cannot be read.
   */
  const isInFile = async (copy: RecordCopy): Promise<boolean> => {
    const { copies } = await files.read(orderOf(copy)).catch(() => ({ copies: [] }));
    return copies.some((line) => isSameVersion(line, copy));
  };

  const noteStored = createStoredNotes({ files, now, onProblem, heads: () => heads });

  async function write(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void> {
    const paymentId = paymentOf(copy);
    const before = heads.digest(paymentId);
    const isNew = heads.note(copy);
    // The file may have lost a record that is still in memory.
    const mayBeLost = lost.current()?.concerns(orderOf(copy)) ?? false;
    if (!(isNew || mayBeLost) || unwritten.has(copy)) return;
    const after = heads.digest(paymentId);
    if (isNew && after !== undefined) noted?.({ before, after });
    unwritten.add(copy);
    latest.add(copy);
    if (!(lost.current() && (await isInFile(copy)))) {
      lost.noteWritten(copy);
      await files.append(copy);
      // A copy in doubt may be an earlier version of a lost one, so it does not prove that the lost record has come again.
      const isFound = copy.kind === 'payment' && statementOfPayment(copy.record) !== 'unknown';
      // A payment of which only the permit is known was never in the file.
      if (isFound && !copy.record.onlyLeave) lost.current()?.noteFound(copy.record.orderId);
      lost.removeOver();
    }
    unwritten.delete(copy);
  }

  const readOrder = async (orderId: string): Promise<OrderRecords> => {
    await look();
    // The unwritten copies are listed before the files are read. So a copy that is written meanwhile is read twice, but not missed.
    const unread = [...waiting, ...unwritten].filter((copy) => orderOf(copy) === orderId);
    let read = await files.read(orderId);
    if (read.isDamaged) {
      await repair('overwritten');
      read = await files.read(orderId);
    }
    const { copies, keptElsewhere } = read;
    return { ...latestOf([...copies, ...unread]), ...(keptElsewhere !== undefined && { keptElsewhere }) };
  };
  const keep = async (copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void> => {
    waiting.add(copy);
    await loadHeads();
    await noteStored(copy);
    waiting.delete(copy);
    await write(copy, noted);
  };
  const erasing = { files, readOrder, keep, now };
  /** Notes in the state that parts of files may be overwritten. So a kill at any moment does not look like a loss. */
  const erase = async <Result>(task: () => Promise<Result>): Promise<Result> => {
    await loadHeads();
    await lookIfPossible();
    erasings += 1;
    await state.write();
    try {
      return await task();
    } finally {
      erasings -= 1;
      await state.write();
    }
  };
  return {
    hasEarlierRecords: file.sizeAtOpen > 0 || files.hasClosedMonths || loss !== undefined,
    openIndex,
    loadIndex: loadHeads,
    keep,
    async find(orderId) {
      const stored = await readOrder(orderId);
      const answer = answerOf(stored);
      // A later payment of this order may be lost. So only an answer that says "may have been charged" is certain.
      if (answer && mayHaveCharged(answer)) return answer;
      return stored.keptElsewhere !== undefined || lost.current()?.concerns(orderId) ? undefined : answer;
    },
    recordsOf: (orderId) =>
      readWatch
        .watch(() => readOrder(orderId))
        .catch((error) => {
          throw isClosed ? new RecordsClosed() : error;
        }),
    saleOf: (refundOrderId) => heads.saleOf(refundOrderId),
    digest: (paymentId) => heads.digest(paymentId),
    shared: () => heads.shared(),
    doubts: () => heads.doubts(),
    newestUnnumbered: () =>
      readWatch.watch(async () => {
        await look();
        return files.readBackwards(newestUnnumbered);
      }),
    newestAway: () => files.newestAway,
    counts: (runsAt) => (areHeadsLoaded && !lost.current() ? heads.counts(runsAt) : undefined),
    hasRecords: () => files.hasRecords,
    since: () =>
      lookIfPossible().then(() => (lost.current() ? 0 : Math.max(0, files.newest - stillChangingMs))),
    // Without the index there is nothing to compare the file with.
    stream: () => (files.isIndexed ? lookIfPossible().then(() => files.stream()) : files.stream()),
    damage: () => lost.damage(),
    mayLackRecordsOf: (orderId) => lost.current()?.concerns(orderId) ?? false,
    noteWhole: (orderId) => lost.current()?.noteWhole(orderId),
    onDamage: (listener) => lost.onDamage(listener),
    acceptLoss() {
      lost.accept();
      void state.write();
    },
    acceptedAt: () => lost.acceptedAt,
    readFault: () => readWatch.fault(),
    writeFailure: () => writeWatch.failure,
    onWriteFailure: (listener) => writeWatch.onChange(listener),
    eraseCustomer: (customerId) => erase(() => eraseCustomer(customerId, erasing)),
    eraseBefore: (cutoff) =>
      erase(async () => {
        erasedTo = await eraseBefore(cutoff, erasedTo, erasing);
      }),
    async close() {
      clearInterval(timer);
      isClosed = true;
      writeWatch.close();
      await indexing;
      await loading;
      await filling;
      await lost.settled();
      await files.close();
      await state.close();
    },
  };
}
