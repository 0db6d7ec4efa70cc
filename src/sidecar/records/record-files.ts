import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { Log } from '../program/log.ts';
import { adoptIndex, currentName, exchangeFiles, finishClosing, writeNextMonth } from './close-month.ts';
import {
  ClosedMonths,
  indexPath,
  type ListedMonth,
  linesPath,
  listMonths,
  type MonthLoss,
  nameOfMonth,
} from './closed-months.ts';
import { eraseInFile, type WantedLine } from './erase-lines.ts';
import type { FileMark } from './file-damage.ts';
import { FileIndex } from './file-index.ts';
import { type Line, linesBackwards } from './file-lines.ts';
import { joinedBytes } from './joined-bytes.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import { IndexDamage, OrderIndex, type OrderKey, orderKey, ordersLost } from './order-index.ts';
import { ReadGate } from './read-gate.ts';
import { orderOf, parseRecordLine } from './record-line.ts';

export interface RecordFilesParts {
  readonly folder: string;
  readonly log: Log;
  /** Called before each write, while no other write runs. */
  readonly beforeWrite: () => Promise<void>;
  readonly afterWrite: () => void;
  readonly onWriteFailure: (error: unknown) => void;
  readonly onMonthLoss: (loss: MonthLoss) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** All lines of an order. */
export interface OrderLines {
  readonly copies: readonly RecordCopy[];
  /** The file of a month that was moved away: it has more about this order. */
  readonly keptElsewhere?: string;
  /** True if lines of `records.jsonl` are not where its index says. */
  readonly isDamaged: boolean;
}

/** Delay after a failed attempt to write the index, or to close a month, ms. */
const retryMs = 600_000;

/** `records.jsonl`, which takes the lines of this month, the files of the months before, and their indexes. */
export class RecordFiles {
  readonly #months: ClosedMonths;
  readonly #gate = new ReadGate();
  #isExchanging = false;
  #index: FileIndex;
  #isIndexed = false;
  /** The lines up to this place are in the index. */
  #notedTo = 0;
  /** True if another program has added lines. */
  #hasForeignLines = false;
  #flushAgainAt = 0;
  #closeAgainAt = 0;

  private constructor(
    private readonly parts: RecordFilesParts,
    readonly file: LineFile,
    readonly hasClosedMonths: boolean,
  ) {
    this.#months = new ClosedMonths(parts.folder, parts.log);
    this.#index = new FileIndex(this.#indexPath, undefined, this.#swap);
  }

  /** Opens `records.jsonl`. The other files are opened by `load`. */
  static async open(parts: RecordFilesParts): Promise<RecordFiles> {
    const { folder, beforeWrite } = parts;
    const path = linesPath(folder, currentName);
    let files: RecordFiles | undefined;
    const file = await openLineFile(path, {
      onFailure: parts.onWriteFailure,
      beforeWrite,
      afterWrite: (begin, end) => files?.afterWrite(begin, end),
    });
    files = new RecordFiles(parts, file, (await listMonths(folder)).size > 0);
    return files;
  }

  /**
   * Opens the indexes, and reads only the lines that they do not have.
   *
   * @param listed the closed months that were there before
   * @returns what is gone of them
   */
  async load(listed: readonly ListedMonth[]): Promise<MonthLoss[]> {
    await adoptIndex(this.parts.folder);
    const losses = await this.#months.look(listed);
    this.#index = await this.#openIndex(this.file.sizeAtOpen);
    this.#isIndexed = true;
    await this.file.alone(() => this.#flushIfFull());
    return losses;
  }

  /** Notices months that were moved away, have come back, or are gone. */
  async lookAtMonths(): Promise<void> {
    for (const loss of await this.#months.look([])) this.parts.onMonthLoss(loss);
  }

  get isIndexed(): boolean {
    return this.#isIndexed;
  }

  /** Number of orders in `records.jsonl`. */
  get orders(): number {
    return this.#index.orders;
  }

  get hasRecords(): boolean {
    return this.#index.orders > 0 || this.#months.hasRecords;
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return Math.max(this.#index.newest, this.#months.newest);
  }

  get closedMonths(): ListedMonth[] {
    return this.#months.list();
  }

  /** True while an order is looked up. */
  get isReading(): boolean {
    return this.#gate.isReading;
  }

  /** Resolves once the copy is on disk. */
  async append(copy: RecordCopy): Promise<void> {
    await this.file.append(JSON.stringify(copy), (place) => this.#index.note(copy, place));
    await this.#index.countOrders();
  }

  /** Reads all lines of an order. An index that cannot be read is made again, so not in `file.alone`. */
  read(orderId: string): Promise<OrderLines> {
    return this.#readWithIndex(() => this.#readAll(orderId));
  }

  /** The same for `file.alone`: rejects if an index cannot be read. */
  readAlone(orderId: string): Promise<OrderLines> {
    return this.#gate.read(() => this.#readAll(orderId));
  }

  /** The same of `records.jsonl` alone. */
  readNewest(orderId: string): Promise<OrderLines> {
    return this.#readWithIndex(() => this.#readCurrent(orderKey(orderId), orderId));
  }

  /** All lines of files that can have payments created from this time on (epoch ms), oldest first. */
  async *linesSince(from: number): AsyncGenerator<Line> {
    yield* this.#months.linesSince(from);
    yield* this.file.lines(0, this.file.mark().size);
  }

  /** The lines of all files that are here, by their place in the files, newest first. Each reading is a short one. */
  async *linesBackwards(): AsyncGenerator<string> {
    const months = (await this.#months.files()).map(({ path }) => path);
    for (const path of [linesPath(this.parts.folder, currentName), ...months.toReversed()]) {
      const file = await open(path, 'r').catch(() => undefined);
      if (!file) continue;
      try {
        yield* linesBackwards(file, (await file.stat()).size);
      } finally {
        await file.close();
      }
    }
  }

  /** All records as JSON lines, oldest first. Not those of months that were moved away. */
  async stream(): Promise<ReadableStream<Uint8Array>> {
    const current = await open(linesPath(this.parts.folder, currentName), 'r');
    const { size } = await current.stat();
    const paths = (await this.#months.files()).map(({ path }) => path);
    const bytes = Readable.from(joinedBytes(paths, current, size), { objectMode: false });
    return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
  }

  /**
   * Overwrites the customer in the wanted lines of closed months that are here.
   *
   * @param isInSpan undefined: all months; it gets the month, such as `2026-03`
   */
  async eraseInMonths(isWanted: WantedLine, isInSpan = (_month: string): boolean => true): Promise<void> {
    for (const { name, path } of await this.#months.files()) {
      if (!isInSpan(name.slice('records-'.length, 'records-2026-03'.length))) continue;
      const { size } = await stat(path);
      await eraseInFile(path, size, isWanted, (task) => this.#gate.exchange(task));
    }
  }

  /** The same in `records.jsonl`. */
  async eraseInCurrent(isWanted: WantedLine): Promise<void> {
    const path = linesPath(this.parts.folder, currentName);
    const alone = (task: () => Promise<void>) =>
      this.file.alone(() => this.#exchange(() => this.file.overwrite(task)));
    await eraseInFile(path, this.file.mark().size, isWanted, alone);
    this.parts.afterWrite();
  }

  /**
   * Opens `records.jsonl` again after damage; only in `file.alone` or before a write.
   *
   * @returns the orders that have lost lines, or their number
   */
  async reopen(): Promise<ReadonlySet<OrderKey> | number> {
    const before = this.#index;
    const path = this.#indexPath;
    let lost: ReadonlySet<OrderKey> | undefined;
    const { orders } = before;
    await this.#exchange(() =>
      this.file.reopen(async () => {
        // The earlier index can be compared while the new one takes its place.
        await rename(path, `${path}.old`).catch(() => {});
        const next = new FileIndex(path, undefined, this.#swap);
        next.month = before.month;
        await this.#fill(next, this.file.mark().size);
        if (this.#isIndexed) lost = await ordersLost(before.blocks(), next.blocks()).catch(() => undefined);
        this.#index = next;
        await before.close().catch(() => {});
        await rm(`${path}.old`, { force: true });
      }),
    );
    return lost ?? Math.max(1, orders - this.#index.orders);
  }

  /** True if the month of `records.jsonl` is over. */
  isMonthOver(): boolean {
    const month = this.#thisMonth();
    // An empty file needs no closing.
    if (this.#index.orders === 0) this.#index.month = month;
    return this.#isIndexed && this.#index.month < month && this.parts.now() >= this.#closeAgainAt;
  }

  /**
   * Gives the file of the past month its lasting name, and begins the next one with these copies; only in `file.alone`.
   * `onStep` is called after each step.
   */
  async closeMonth(carried: readonly RecordCopy[], onStep: (step: string) => void = () => {}): Promise<void> {
    const { folder, log, now } = this.parts;
    this.#closeAgainAt = now() + retryMs;
    const name = await nameOfMonth(folder, this.#index.month);
    await this.#flush();
    onStep('the index is complete');
    await writeNextMonth(
      folder,
      carried.map((copy) => JSON.stringify(copy)),
    );
    onStep('the lines of the next month are written');
    await this.#exchange(async () => {
      await this.#index.close();
      const exchanging = this.file.replace(() =>
        exchangeFiles(folder, name, onStep).catch(async (error: unknown) => {
          await finishClosing(folder);
          throw error;
        }),
      );
      await exchanging.finally(async () => {
        this.#index = await this.#openIndex(this.file.mark().size);
      });
      this.#index.month = this.#thisMonth();
      await this.#months.add(name);
    });
    // Writes down which month has begun.
    await this.#flush().catch(() => {});
    log.info({ name, carried: carried.length }, 'a month of records is closed');
  }

  /** Writes the index for the next start, then closes all files. */
  async close(): Promise<void> {
    if (this.#isIndexed && this.#index.hasTail) await this.file.alone(() => this.#flush()).catch(() => {});
    await this.file.close();
    await this.#index.close();
    await this.#months.close();
  }

  async #readAll(orderId: string): Promise<OrderLines> {
    const key = orderKey(orderId);
    const [own, closed] = await Promise.all([
      this.#readCurrent(key, orderId),
      this.#months.read(
        key,
        (text) => {
          const copy = parseOwnLine(text, key);
          return copy && orderOf(copy) === orderId;
        },
        this.parts.onMonthLoss,
      ),
    ]);
    const before = closed.lines.flatMap((text) => parseRecordLine(text) ?? []);
    const keptElsewhere = closed.elsewhere;
    return {
      ...own,
      copies: [...before, ...own.copies],
      ...(keptElsewhere !== undefined && { keptElsewhere }),
    };
  }

  /** An index that cannot be read is made again. The file itself may have no damage. */
  async #readWithIndex<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#gate.read(task);
    } catch (error) {
      if (!(error instanceof IndexDamage)) throw error;
      await this.file.alone(() => this.#makeIndex(error));
      return this.#gate.read(task);
    }
  }

  /** Indexes the whole file again; only in `file.alone`. */
  async #makeIndex(reason: unknown): Promise<void> {
    const path = this.#indexPath;
    this.parts.log.error({ path, error: String(reason) }, 'the index of orders is made again');
    await this.#exchange(async () => {
      await this.#index.close().catch(() => {});
      await rm(path, { force: true });
      this.#index = await this.#openIndex(this.file.mark().size);
    });
  }

  async #readCurrent(key: OrderKey, orderId: string): Promise<OrderLines> {
    const places = await this.#index.places(key);
    const texts = await Promise.all(places.map((place) => this.file.read(place)));
    const read = texts.map((text) => parseOwnLine(text, key));
    const copies = read.flatMap((copy) => (copy && orderOf(copy) === orderId ? [copy] : []));
    return { copies, isDamaged: read.includes(undefined) };
  }

  private afterWrite(begin: number, end: number): void {
    if (begin !== this.#notedTo) this.#hasForeignLines = true;
    this.#notedTo = end;
    this.parts.afterWrite();
    if (this.#isIndexed && this.#index.isFull && this.parts.now() >= this.#flushAgainAt)
      void this.file.alone(() => this.#flushIfFull());
  }

  async #flushIfFull(): Promise<void> {
    if (this.#index.isFull) await this.#flush().catch(() => {});
  }

  async #openIndex(end: number): Promise<FileIndex> {
    const disk = await OrderIndex.open(this.#indexPath).catch(() => undefined);
    const fits = disk && (await this.#fits(disk.head.mark, end));
    if (disk && !fits) await disk.close();
    const index = new FileIndex(this.#indexPath, fits ? disk : undefined, this.#swap);
    await this.#fill(index, end);
    const month = index.month || (index.lastAt > 0 ? monthOf(index.lastAt) : '');
    // A clock that was wrong for a while must not keep a month open for years.
    index.month = month === '' || month > this.#thisMonth() ? this.#thisMonth() : month;
    return index;
  }

  async #fits({ size, tail }: FileMark, end: number): Promise<boolean> {
    return size <= end && (await this.file.markAt(size)).tail === tail;
  }

  async #fill(index: FileIndex, end: number): Promise<void> {
    const unreadable = await index.fill(this.file, end);
    this.#notedTo = end;
    this.#hasForeignLines = false;
    if (unreadable === 0) return;
    const path = linesPath(this.parts.folder, currentName);
    this.parts.log.warn({ path, unreadable }, 'lines of the second copy cannot be read: they are skipped');
  }

  /** Writes the index again; only in `file.alone`, so that all written lines are noted. */
  async #flush(): Promise<void> {
    const mark = this.file.mark();
    try {
      if (this.#hasForeignLines)
        await this.#exchange(async () => {
          this.#index.forgetTail();
          await this.#fill(this.#index, mark.size);
        });
      await this.#index.flush(mark);
    } catch (error) {
      if (error instanceof IndexDamage) return this.#makeIndex(error);
      this.#flushAgainAt = this.parts.now() + retryMs;
      this.parts.log.warn(
        { path: this.#indexPath, error: String(error) },
        'the index of orders is not written',
      );
      throw error;
    }
  }

  async #exchange(task: () => Promise<void>): Promise<void> {
    await this.#gate.exchange(async () => {
      this.#isExchanging = true;
      await task().finally(() => {
        this.#isExchanging = false;
      });
    });
  }

  readonly #swap = (task: () => Promise<void>): Promise<void> =>
    this.#isExchanging ? task() : this.#exchange(task);

  #thisMonth(): string {
    return monthOf(this.parts.now());
  }

  get #indexPath(): string {
    return indexPath(this.parts.folder, currentName);
  }
}

/** The month of a time (epoch ms), the same in every time zone. */
function monthOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 7);
}

/** The record of a line. Undefined if it cannot be read, or belongs to an order with another key. */
function parseOwnLine(text: string, key: OrderKey): RecordCopy | undefined {
  const copy = parseRecordLine(text);
  return copy && orderKey(orderOf(copy)) === key ? copy : undefined;
}
