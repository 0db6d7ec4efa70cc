import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { removeUnfinished } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';
import { adoptIndex, exchangeFiles, finishClosing, writeNextMonth } from './close-month.ts';
import { ClosedMonths } from './closed-months.ts';
import { CurrentFile, type CurrentFileParts } from './current-file.ts';
import { eraseInFile, type WantedLine } from './erase-lines.ts';
import type { FileMark } from './file-damage.ts';
import { type Line, linesBackwards } from './file-lines.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { ListedMonth } from './known-month.ts';
import type { LineFile } from './line-file.ts';
import type { LinesDigest } from './lines-digest.ts';
import type { Lack, LostBefore } from './missing-lines.ts';
import { currentName, linesPath, listMonths, monthOfName, newMonthName } from './month-names.ts';
import { type OrderKey, orderKey } from './order-index.ts';
import { orderOf, parseRecordLine } from './record-line.ts';

export interface RecordFilesParts extends CurrentFileParts {
  /** Called after each look at the files with what they lack. */
  readonly onLacks: (lacks: readonly Lack[]) => void;
  /** A file that has not changed for this time is not being copied, ms. */
  readonly restMs: number;
}

/** All lines of an order. */
export interface OrderLines {
  readonly copies: readonly RecordCopy[];
  /** The month file that was moved away and has more about this order. */
  readonly keptElsewhere?: string;
  /** True if lines of `records.jsonl` are not where its index says. */
  readonly isDamaged: boolean;
}

/** Delay after a failed attempt to close a month, ms. */
const retryMs = 600_000;

/** `records.jsonl`, which takes the lines of this month, the month files, and their indexes. */
export class RecordFiles {
  readonly file: LineFile;
  readonly #months: ClosedMonths;
  #closeAgainAt = 0;
  /**
   * When `records.jsonl` was last seen to change after a loss, epoch ms; -Infinity if its lost lines are not expected back.
   * Undefined: no loss was noted since the start.
   */
  #changedAt: number | undefined;
  /** True if another program has added lines after a loss, until the file has not changed for `restMs`. */
  #isGrowing = false;

  private constructor(
    private readonly parts: RecordFilesParts,
    private readonly current: CurrentFile,
    readonly hasClosedMonths: boolean,
  ) {
    this.file = current.file;
    this.#months = new ClosedMonths(parts);
  }

  /** Opens `records.jsonl`. `load` opens the other files. */
  static async open(parts: RecordFilesParts): Promise<RecordFiles> {
    await removeUnfinished(parts.folder, ['records.state.json', 'records.lost.json', 'records.next.jsonl']);
    const current = await CurrentFile.open(parts);
    return new RecordFiles(parts, current, (await listMonths(parts.folder)).size > 0);
  }

  /**
   * Opens the indexes, and reads only the lines that they do not have.
   *
   * @param listed the closed months that the last start knew
   * @param mark where `records.jsonl` ended at the last stop
   */
  async load(listed: readonly ListedMonth[], mark?: number): Promise<void> {
    await adoptIndex(this.parts.folder);
    await this.#months.look(listed);
    await this.current.load(mark);
  }

  /**
   * Notices what another program has done to the files: lines that it has added, month files that were moved away, have come back,
   * or are gone.
   *
   * @returns true if it has added lines to `records.jsonl`
   */
  async look(): Promise<boolean> {
    const [hasForeign] = await Promise.all([this.current.takeForeignLines(), this.#months.look()]);
    if (hasForeign && this.#changedAt !== undefined) {
      this.#changedAt = this.parts.now();
      this.#isGrowing = true;
    }
    this.parts.onLacks(this.lacks());
    return hasForeign;
  }

  /** Notes that lines of `records.jsonl` are lost. @param isComing true if another program may be copying them back now */
  noteLoss(isComing: boolean): void {
    this.#changedAt = isComing ? this.parts.now() : Number.NEGATIVE_INFINITY;
  }

  /** True if another program may be copying lost lines of `records.jsonl` back. */
  get isCurrentComing(): boolean {
    return this.#changedAt !== undefined && this.parts.now() - this.#changedAt < this.parts.restMs;
  }

  /** What the files lack now. */
  lacks(): Lack[] {
    if (!this.isCurrentComing) this.#isGrowing = false;
    const what = 'records.jsonl is still being copied';
    const growing = this.#isGrowing ? [{ name: currentName, what, missing: 1, isComing: true }] : [];
    return [...growing, ...this.#months.lacks()];
  }

  /** Reads the digests of the month files that an older program has not noted. */
  learnDigests(): Promise<void> {
    return this.#months.learnDigests();
  }

  /** Stops waiting for what these files lack. */
  giveUp(names: readonly string[]): Promise<void> {
    return this.#months.giveUp(names);
  }

  /** True if `records.jsonl` has these lines up to this mark. */
  hasLines(mark: FileMark, digest: LinesDigest): Promise<boolean> {
    return this.current.hasLines(mark, digest);
  }

  /** True if `records.jsonl` has this end. */
  holdsEnd(mark: FileMark): Promise<boolean> {
    return this.current.holdsEnd(mark);
  }

  /** What `records.jsonl` lacked at the start of what its index listed. */
  get lostBefore(): LostBefore | undefined {
    return this.current.lostBefore;
  }

  /** See `CurrentFile.atStart`. */
  get atStart(): CurrentFile['atStart'] {
    return this.current.atStart;
  }

  /** Call it when the loss that the start has found is written down: the same index must not prove it again. */
  forgetLostBefore(): Promise<void> {
    return this.current.forgetLostBefore();
  }

  /** Call it when the loss that `reopen` has found is written down. */
  forgetAside(): Promise<void> {
    return this.current.forgetAside();
  }

  /** Number of an order's lines in `records.jsonl`. */
  countLines(key: OrderKey): Promise<number> {
    return this.current.readWithoutRepair(() => this.current.countLines(key));
  }

  get isIndexed(): boolean {
    return this.current.isIndexed;
  }

  /** Number of orders in `records.jsonl`. */
  get orders(): number {
    return this.current.orders;
  }

  /** The digest of the lines of `records.jsonl`. */
  get digest(): LinesDigest | undefined {
    return this.current.digest;
  }

  get hasRecords(): boolean {
    return this.current.orders > 0 || this.#months.hasRecords;
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return Math.max(this.current.newest, this.#months.newest);
  }

  /** The file with the newest payments and the time when the newest began, if it was moved away. */
  get newestAway(): { readonly name: string; readonly newest: number } | undefined {
    const last = this.#months.lastIfMovedAway;
    return last && last.newest > this.current.newest ? last : undefined;
  }

  get closedMonths(): ListedMonth[] {
    return this.#months.list();
  }

  /** True while an order is looked up. */
  get isReading(): boolean {
    return this.current.isReading;
  }

  /** Resolves once the copy is on disk. */
  append(copy: RecordCopy): Promise<void> {
    return this.current.append(copy);
  }

  /** The copies in all files of the orders with this key. Rejects if the index of `records.jsonl` is damaged. */
  async copiesOf(key: OrderKey): Promise<readonly RecordCopy[]> {
    const isOfOrder = (text: string) => (parseOwnLine(text, key) === undefined ? undefined : true);
    const read = () => Promise.all([this.current.lines(key), this.#months.read(key, isOfOrder)]);
    const [own, closed] = await this.current.readWithoutRepair(read);
    return [...closed.lines, ...own].flatMap((text) => parseOwnLine(text, key) ?? []);
  }

  /** The copies in the lines of `records.jsonl` from this place on. */
  async *copiesFrom(place: number): AsyncGenerator<RecordCopy> {
    for await (const { text } of this.file.lines(place, this.file.mark().size)) {
      const copy = parseRecordLine(text);
      if (copy) yield copy;
    }
  }

  /** Reads all lines of an order. Makes a damaged index again, so do not call it in `file.runExclusively`. */
  read(orderId: string): Promise<OrderLines> {
    return this.current.read(() => this.#readAll(orderId));
  }

  /** The same for `file.runExclusively`. Rejects if the index of `records.jsonl` is damaged. */
  readWithoutRepair(orderId: string): Promise<OrderLines> {
    return this.current.readWithoutRepair(() => this.#readAll(orderId));
  }

  /** Reads the lines of an order in `records.jsonl` alone. */
  readCurrent(orderId: string): Promise<OrderLines> {
    return this.current.read(() => this.#linesInCurrent(orderKey(orderId), orderId));
  }

  /** All lines of the files that can have payments created from this time on (epoch ms), oldest file first. */
  async *linesSince(from: number): AsyncGenerator<Line> {
    yield* this.#months.linesSince(from);
    yield* this.file.lines(0, this.file.mark().size);
  }

  /**
   * Runs a task with the lines of all files that are here, last line first. No month can be closed meanwhile, so the task must read
   * only a few.
   */
  readBackwards<Result>(task: (lines: AsyncIterable<string>) => Promise<Result>): Promise<Result> {
    return this.current.readWithoutRepair(() => task(this.#linesBackwards()));
  }

  async *#linesBackwards(): AsyncGenerator<string> {
    const months = (await this.#months.files()).map(({ path }) => path);
    for (const path of [linesPath(this.parts.folder, currentName), ...months.toReversed()]) {
      const file = await open(path, 'r').catch(orAbsent);
      if (!file) continue;
      try {
        yield* linesBackwards(file, (await file.stat()).size);
      } finally {
        await file.close();
      }
    }
  }

  /** All records as JSON lines, oldest first, without the month files that were moved away. */
  async stream(): Promise<ReadableStream<Uint8Array>> {
    // The files are chosen while no month can be closed: else a month file could be missing, or be there twice.
    const { current, size, paths } = await this.current.readWithoutRepair(async () => {
      const file = await open(linesPath(this.parts.folder, currentName), 'r');
      const months = await this.#months.files();
      return { current: file, size: (await file.stat()).size, paths: months.map(({ path }) => path) };
    });
    const bytes = Readable.from(joinedBytes(paths, current, size), { objectMode: false });
    return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
  }

  /**
   * Overwrites the customer in the wanted lines of the month files that are here.
   *
   * @param isInSpan chooses the months, such as `2026-03`; without it, all of them
   */
  async eraseInMonths(isWanted: WantedLine, isInSpan = (_month: string): boolean => true): Promise<void> {
    for (const { name, path } of await this.#months.files()) {
      if (!isInSpan(monthOfName(name))) continue;
      const { size } = await stat(path);
      let isChanged = false;
      await eraseInFile(path, size, isWanted, (task) => {
        isChanged = true;
        return this.#months.overwrite(name, task);
      });
      if (isChanged) await this.#months.writeIndexAgain(name);
    }
  }

  /** Overwrites the customer in the wanted lines of `records.jsonl`. */
  async eraseInCurrent(isWanted: WantedLine): Promise<void> {
    const path = linesPath(this.parts.folder, currentName);
    let isChanged = false;
    await eraseInFile(path, this.file.mark().size, isWanted, (task) => {
      isChanged = true;
      return this.current.overwrite(task);
    });
    if (isChanged) await this.current.writeIndexAgain();
    this.parts.afterWrite();
  }

  /** Opens `records.jsonl` again after damage; only in `file.runExclusively` or before a write. @param what has happened to it */
  reopen(what: string): Promise<void> {
    return this.current.reopen(what);
  }

  /** True if the month of `records.jsonl` is over. A file that may still be copied back is not closed. */
  isMonthOver(): boolean {
    return this.current.isMonthOver() && !this.isCurrentComing && this.parts.now() >= this.#closeAgainAt;
  }

  /**
   * Gives the file of the past month its lasting name, and begins the next one with these copies; only in `file.runExclusively`.
   * `onStep` is called after each step.
   */
  async closeMonth(carried: readonly RecordCopy[], onStep: (step: string) => void = () => {}): Promise<void> {
    const { folder, log, now } = this.parts;
    this.#closeAgainAt = now() + retryMs;
    const known = this.#months.list().map((month) => month.name);
    const name = await newMonthName(folder, this.current.month, known);
    await this.current.flush();
    onStep('the index is complete');
    await writeNextMonth(
      folder,
      carried.map((copy) => JSON.stringify(copy)),
    );
    onStep('the lines of the next month are written');
    const exchange = () =>
      exchangeFiles(folder, name, onStep).catch(async (error: unknown) => {
        await finishClosing(folder);
        throw error;
      });
    const { orders, digest } = this.current;
    await this.current.closeMonth(exchange, () => this.#months.add(name, { orders, digest }));
    log.info({ name, carried: carried.length }, 'a month of records is closed');
  }

  /** Writes the index for the next start, then closes all files. */
  async close(): Promise<void> {
    await this.current.close();
    await this.#months.close();
  }

  async #readAll(orderId: string): Promise<OrderLines> {
    const key = orderKey(orderId);
    const isOfOrder = (text: string) => {
      const copy = parseOwnLine(text, key);
      return copy && orderOf(copy) === orderId;
    };
    const [own, closed] = await Promise.all([
      this.#linesInCurrent(key, orderId),
      this.#months.read(key, isOfOrder).finally(() => this.parts.onLacks(this.lacks())),
    ]);
    const before = closed.lines.flatMap((text) => parseRecordLine(text) ?? []);
    const keptElsewhere = closed.elsewhere;
    return {
      ...own,
      copies: [...before, ...own.copies],
      ...(keptElsewhere !== undefined && { keptElsewhere }),
    };
  }

  async #linesInCurrent(key: OrderKey, orderId: string): Promise<OrderLines> {
    const texts = await this.current.lines(key);
    const read = texts.map((text) => parseOwnLine(text, key));
    const copies = read.flatMap((copy) => (copy && orderOf(copy) === orderId ? [copy] : []));
    return { copies, isDamaged: read.includes(undefined) };
  }
}

/** The copy in a line. Undefined if the line cannot be read, or belongs to an order with another key. */
function parseOwnLine(text: string, key: OrderKey): RecordCopy | undefined {
  const copy = parseRecordLine(text);
  return copy && orderKey(orderOf(copy)) === key ? copy : undefined;
}
