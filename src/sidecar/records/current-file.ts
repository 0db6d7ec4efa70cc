import { rm } from 'node:fs/promises';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { monthOf } from '../../core/records/month.ts';
import type { Log } from '../program/log.ts';
import { renameFile } from '../system/held-files.ts';
import { wasClosed } from './close-month.ts';
import type { FileMark } from './file-damage.ts';
import { FileIndex } from './file-index.ts';
import { isSameStamp, type Stamp, stampOf } from './file-stamp.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import type { LinesDigest } from './lines-digest.ts';
import type { LostBefore, LostNow } from './missing-lines.ts';
import { currentName, indexPath, linesPath, listMonths, monthOfName } from './month-names.ts';
import {
  digestBefore,
  IndexDamage,
  type LostOrders,
  OrderIndex,
  type OrderKey,
  ordersLost,
} from './order-index.ts';
import { ReadGate } from './read-gate.ts';

export interface CurrentFileParts {
  readonly folder: string;
  readonly log: Log;
  /** Called before each write, while no other write runs. */
  readonly beforeWrite: () => Promise<void>;
  readonly afterWrite: () => void;
  readonly onWriteFailure: (error: unknown) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Delay after a failed attempt to write the index, ms. */
const retryMs = 600_000;

/** `records.jsonl`, which takes the lines of this month, and its index. */
export class CurrentFile {
  readonly #gate = new ReadGate();
  #isExchanging = false;
  #index: FileIndex;
  #isIndexed = false;
  /** The lines up to this place are in the index. */
  #notedTo = 0;
  /** True if another program has added lines. */
  #hasForeignLines = false;
  /** The index on disk, as this program has written it. */
  #written: Stamp | undefined;
  #flushAgainAt = 0;
  #lostBefore: LostBefore | undefined;
  /** Number of lines that cannot be read, in a file that had no index. */
  #unreadable = 0;

  private constructor(
    private readonly parts: CurrentFileParts,
    readonly file: LineFile,
  ) {
    this.#index = new FileIndex(this.#indexPath, undefined, this.#swap);
  }

  /** Opens `records.jsonl`. Its index is opened by `load`. */
  static async open(parts: CurrentFileParts): Promise<CurrentFile> {
    let current: CurrentFile | undefined;
    const file = await openLineFile(linesPath(parts.folder, currentName), {
      onFailure: parts.onWriteFailure,
      beforeWrite: parts.beforeWrite,
      afterWrite: (begin, end) => current?.afterWrite(begin, end),
    });
    current = new CurrentFile(parts, file);
    return current;
  }

  /**
   * Opens the index, and reads only the lines that it does not have.
   *
   * @param mark where the file ended at the last stop
   */
  async load(mark?: number): Promise<void> {
    const end = this.file.sizeAtOpen;
    const isForeign = !(await this.#setMisfitAside(end));
    this.#index = await this.#openIndex(end, mark);
    this.#isIndexed = true;
    this.#lostBefore = await this.#lostSinceAside(mark);
    if (isForeign) this.#lostBefore ??= { missing: 0, mark: await this.file.markAt(end) };
    await this.file.runExclusively(() => this.#flushIfFull());
  }

  /** Undefined: nothing that the index lists is missing. No order: the index is another file's, so nothing is known. */
  get lostBefore(): LostBefore | undefined {
    return this.#lostBefore;
  }

  /** The loss is written down elsewhere: the index of what is there takes the place of the earlier one. */
  async forgetLostBefore(): Promise<void> {
    await this.file.runExclusively(() => this.flush());
    await this.forgetAside();
  }

  /** Removes the index that lists what is lost. */
  async forgetAside(): Promise<void> {
    await rm(this.#asidePath, { force: true });
  }

  /**
   * An index that does not fit its file is kept beside the new one, because it lists what is lost.
   *
   * @returns false: the index is that of another file, or older than a month that is closed
   */
  async #setMisfitAside(end: number): Promise<boolean> {
    const disk = await OrderIndex.open(this.#indexPath).catch(() => undefined);
    if (!disk) return true;
    const { mark, month } = disk.head;
    const fits = await this.#fits(mark, end).finally(() => disk.close());
    if (fits) return true;
    const months = await listMonths(this.parts.folder);
    const isForeign =
      [...months.keys()].some((name) => monthOfName(name) === month) ||
      (await wasClosed(this.parts.folder, mark, []));
    if (!isForeign) await renameFile(this.#indexPath, this.#asidePath);
    return !isForeign;
  }

  async #lostSinceAside(stop: number | undefined): Promise<LostBefore | undefined> {
    const disk = await OrderIndex.open(this.#asidePath).catch(() => undefined);
    if (!disk) return undefined;
    const { mark, orders, digest } = disk.head;
    try {
      const missing = await ordersLost(disk.blocks(), this.#index.blocks()).catch(() =>
        Math.max(1, orders - this.#index.orders),
      );
      if (typeof missing === 'number' || missing.size > 0) {
        const digestAtStop = stop === undefined ? undefined : await digestBefore(stop, disk.blocks());
        return { missing, mark, digest, digestAtStop };
      }
    } finally {
      await disk.close();
    }
    await rm(this.#asidePath, { force: true });
    return undefined;
  }

  get isIndexed(): boolean {
    return this.#isIndexed;
  }

  /** Number of orders in the file. */
  get orders(): number {
    return this.#index.orders;
  }

  /** The digest of the lines. Undefined: it is not known just now. */
  get digest(): LinesDigest | undefined {
    return this.#hasForeignLines || !this.#isIndexed ? undefined : this.#index.digest;
  }

  /** What `load` has found in the part that the file had at the last stop. */
  get atStart(): { readonly digest: LinesDigest | undefined; readonly unreadable: number } {
    return { digest: this.#index.digestAtMark, unreadable: this.#unreadable };
  }

  /** True if the file has these lines: its bytes end there in the same way, and look-ups find just these orders in them. */
  async hasLines({ size, tail }: FileMark, digest: LinesDigest): Promise<boolean> {
    if (this.file.mark().size < size || (await this.file.markAt(size)).tail !== tail) return false;
    return (await this.readAlone(() => digestBefore(size, this.#index.blocks()))) === digest;
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return this.#index.newest;
  }

  get month(): string {
    return this.#index.month;
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

  /** Runs a look-up, and exchanges no file meanwhile. May be called in `file.runExclusively`. Rejects if the index is damaged. */
  readAlone<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#gate.read(task);
  }

  /**
   * Runs a look-up like `readAlone`. If the index is damaged, makes it again in `file.runExclusively`, so it must not be called there.
   * The caller knows that the file itself has no damage.
   */
  async read<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#gate.read(task);
    } catch (error) {
      if (!(error instanceof IndexDamage)) throw error;
      await this.file.runExclusively(() => this.#makeIndex(error));
      return this.#gate.read(task);
    }
  }

  /** The lines of an order. Only in a task of `read`. */
  async lines(key: OrderKey): Promise<string[]> {
    const places = await this.#index.places(key);
    return Promise.all(places.map((place) => this.file.read(place)));
  }

  /** Number of an order's lines. Only in a task of `read`. */
  countLines = async (key: OrderKey): Promise<number> => (await this.#index.places(key)).length;

  /**
   * Indexes the lines that another program has added, and makes an index again that another program has written.
   *
   * @returns true if there were such lines
   */
  async takeForeignLines(): Promise<boolean> {
    const isForeign = !isSameStamp(await stampOf(this.#indexPath), this.#written);
    const isLonger = (await this.file.grownTo()) !== undefined || this.#hasForeignLines;
    if (!isForeign && !isLonger) return false;
    let isTaken = false;
    await this.file.runExclusively(async () => {
      if (!isSameStamp(await stampOf(this.#indexPath), this.#written))
        await this.#makeIndex('another program has written it');
      const end = await this.file.grownTo();
      if (end === undefined && !this.#hasForeignLines) return;
      isTaken = true;
      if (end !== undefined) await this.file.include(end);
      await this.#indexTailAgain();
    });
    return isTaken;
  }

  /** Lets `task` overwrite parts of the file. The file keeps its length. */
  overwrite(task: () => Promise<void>): Promise<void> {
    return this.file.runExclusively(() => this.#exchange(() => this.file.overwrite(task)));
  }

  /** Opens the file again after damage; only in `file.runExclusively` or before a write. The earlier index stays until `forgetAside`. */
  async reopen(): Promise<LostNow> {
    const before = this.#index;
    const { digest } = this;
    const path = this.#indexPath;
    let lost: LostOrders | undefined;
    const { orders } = before;
    // Another program may have written another index over it: then only the number of orders is known.
    const isOwn = isSameStamp(await stampOf(path), this.#written);
    await this.#exchange(() =>
      this.file.reopen(async () => {
        // The earlier index can be compared while the new one takes its place.
        await renameFile(path, this.#asidePath).catch(() => {});
        const next = new FileIndex(path, undefined, this.#swap);
        next.month = before.month;
        await this.#fill(next, this.file.mark().size);
        if (this.#isIndexed && isOwn)
          lost = await ordersLost(before.blocks(), next.blocks()).catch(() => undefined);
        this.#index = next;
        await before.close().catch(() => {});
        this.#written = await stampOf(path);
      }),
    );
    return { missing: lost ?? Math.max(1, orders - this.#index.orders), digest };
  }

  /** True if the month of the file is over. */
  isMonthOver(): boolean {
    const month = this.#thisMonth();
    // An empty file needs no closing.
    if (this.#index.orders === 0) this.#index.month = month;
    return this.#isIndexed && this.#index.month < month;
  }

  /** Lets `exchange` put the file of the next month in its place; only in `file.runExclusively`, after `flush`. */
  async closeMonth(exchange: () => Promise<void>, add: () => Promise<void>): Promise<void> {
    await this.#exchange(async () => {
      await this.#index.close();
      await this.file.replace(exchange).finally(async () => {
        this.#index = await this.#openIndex(this.file.mark().size);
      });
      this.#index.month = this.#thisMonth();
      await add();
    });
    // The index on disk names the month that has begun.
    await this.flush().catch(() => {});
  }

  /** Writes the index for the next start, then closes the file. */
  async close(): Promise<void> {
    if (this.#isIndexed && this.#index.hasTail)
      await this.file.runExclusively(() => this.flush()).catch(() => {});
    await this.file.close();
    await this.#index.close();
  }

  /** Writes the index again; only in `file.runExclusively`, so that all written lines are noted. */
  async flush(): Promise<void> {
    const mark = this.file.mark();
    try {
      if (this.#hasForeignLines) await this.#indexTailAgain();
      await this.#index.flush(mark);
      this.#written = await stampOf(this.#indexPath);
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

  /** Indexes the whole file again; only in `file.runExclusively`. */
  async #makeIndex(reason: unknown): Promise<void> {
    const path = this.#indexPath;
    this.parts.log.error({ path, error: String(reason) }, 'the index of orders is made again');
    await this.#exchange(async () => {
      await this.#index.close().catch(() => {});
      await rm(path, { force: true });
      this.#index = await this.#openIndex(this.file.mark().size);
    });
  }

  async #indexTailAgain(): Promise<void> {
    await this.#exchange(async () => {
      this.#index.forgetTail();
      await this.#fill(this.#index, this.file.mark().size);
    });
  }

  private afterWrite(begin: number, end: number): void {
    if (begin !== this.#notedTo) this.#hasForeignLines = true;
    this.#notedTo = end;
    this.parts.afterWrite();
    if (this.#isIndexed && this.#index.isFull && this.parts.now() >= this.#flushAgainAt)
      void this.file.runExclusively(() => this.#flushIfFull());
  }

  async #flushIfFull(): Promise<void> {
    if (this.#index.isFull) await this.flush().catch(() => {});
  }

  async #openIndex(end: number, mark?: number): Promise<FileIndex> {
    this.#written = await stampOf(this.#indexPath);
    const disk = await OrderIndex.open(this.#indexPath).catch(() => undefined);
    const fits = disk && (await this.#fits(disk.head.mark, end));
    if (disk && !fits) await disk.close();
    const index = new FileIndex(this.#indexPath, fits ? disk : undefined, this.#swap);
    const unreadable = await this.#fill(index, end, mark);
    this.#unreadable = fits ? 0 : unreadable;
    const month = index.month || (index.lastAt > 0 ? monthOf(index.lastAt) : '');
    // A clock that was wrong for a while must not keep a month open for years.
    index.month = month === '' || month > this.#thisMonth() ? this.#thisMonth() : month;
    return index;
  }

  async #fits({ size, tail }: FileMark, end: number): Promise<boolean> {
    return size <= end && (await this.file.markAt(size)).tail === tail;
  }

  async #fill(index: FileIndex, end: number, mark?: number): Promise<number> {
    const unreadable = await index.fill(this.file, end, undefined, mark);
    // While a long file is indexed, parts of the index are written.
    if (index.covered > 0) this.#written = await stampOf(this.#indexPath);
    this.#notedTo = end;
    this.#hasForeignLines = false;
    if (unreadable === 0) return 0;
    const path = linesPath(this.parts.folder, currentName);
    this.parts.log.warn({ path, unreadable }, 'lines of the second copy cannot be read: they are skipped');
    return unreadable;
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

  get #asidePath(): string {
    return `${this.#indexPath}.old`;
  }

  get #indexPath(): string {
    return indexPath(this.parts.folder, currentName);
  }
}
