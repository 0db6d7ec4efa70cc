import { rm } from 'node:fs/promises';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { monthOf } from '../../core/records/month.ts';
import type { Log } from '../program/log.ts';
import { orAbsent, renameFile } from '../system/held-files.ts';
import { asidePath, lostSinceAside, setMisfitAside } from './aside-index.ts';
import type { FileMark } from './file-damage.ts';
import { holdsEnd } from './file-end.ts';
import { FileIndex } from './file-index.ts';
import { isSameStamp, type Stamp, stampOf } from './file-stamp.ts';
import { type LineFile, openLineFile } from './line-file.ts';
import type { LinesDigest } from './lines-digest.ts';
import { type LostBefore, type LostNow, lostSince } from './missing-lines.ts';
import { currentName, indexPath, linesPath } from './month-names.ts';
import { digestBefore, IndexDamage, OrderIndex, type OrderKey } from './order-index.ts';
import { ReadGate } from './read-gate.ts';

export interface CurrentFileParts {
  readonly folder: string;
  readonly log: Log;
  /** Called before each write, while no other write runs. */
  readonly beforeWrite: () => Promise<void>;
  readonly afterWrite: () => void;
  readonly onWriteFailure: (error: unknown) => void;
  /** Called at once when lines are lost: before it returns, nothing that is known has changed. */
  readonly onLost: (lost: LostNow) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Delay after a failed attempt to write the index, ms. */
const retryMs = 600_000;

const overwritten = 'overwritten while the program was running';
const foreignIndex = 'another program has written it';

/** `records.jsonl`, which takes the lines of this month, and its index. */
export class CurrentFile {
  readonly #gate = new ReadGate();
  /** True while the gate lets nothing read: then `#swap` must not wait for the gate. */
  #isExchanging = false;
  #index: FileIndex;
  #isIndexed = false;
  /** The lines up to this place are in the index. */
  #notedTo = 0;
  /** True if another program has added lines that are not in the index. */
  #hasForeignLines = false;
  /** Where the known lines end, and their digest. Lines that another program adds are known once they are in the index. */
  #known: { readonly mark: FileMark; readonly digest: LinesDigest | undefined };
  /** The index on disk as this program has opened or written it. */
  #indexStamp: Stamp | undefined;
  #flushAgainAt = 0;
  #lostBefore: LostBefore | undefined;
  /** Number of lines that could not be read at the start; 0 if an index fitted the file. */
  #unreadable = 0;
  #digestAtStop: LinesDigest | undefined;
  #isIndexWhole = false;

  private constructor(
    private readonly parts: CurrentFileParts,
    readonly file: LineFile,
  ) {
    this.#index = new FileIndex(this.#indexPath, undefined, this.#swap);
    this.#known = { mark: file.mark(), digest: undefined };
  }

  /** Opens the file. `load` opens its index. */
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
    await this.file.runExclusively(async () => {
      // Not the size at the opening: an earlier attempt may have failed, and lines may have been written since.
      const end = this.file.mark().size;
      await rm(this.#badPath, { force: true });
      const fits = (covered: FileMark) => this.#fits(covered, end);
      const isForeign = !(await setMisfitAside(this.parts.folder, fits));
      this.#index = await this.#openIndex(end, mark);
      this.#digestAtStop = this.#index.digestAtMark;
      // A kill may leave an index that is newer than the state.
      if (mark !== undefined && mark < this.#index.covered)
        this.#digestAtStop = await digestBefore(mark, this.#index.blocks());
      this.#lostBefore = await lostSinceAside(this.parts.folder, this.#index, this.file, mark);
      if (isForeign) this.#lostBefore ??= { missing: 0, mark: await this.file.markAt(end) };
      this.#isIndexed = true;
      this.#noteKnown();
      // The index of an older program has no digest of its lines until it is written again.
      await (this.digest === undefined ? this.flush().catch(() => {}) : this.#flushIfFull());
    });
    if (!this.#isIndexed) throw new Error('the records are closed');
  }

  /** Undefined: the file has all that its index listed. If `missing` is 0, the index belongs to another file. */
  get lostBefore(): LostBefore | undefined {
    return this.#lostBefore;
  }

  /** Writes the index of the lines that are there, and removes the earlier one. Call it when the loss is written down. */
  async forgetLostBefore(): Promise<void> {
    await this.file.runExclusively(() => this.flush());
    await this.forgetAside();
  }

  /** Removes the earlier index, which lists what is lost. */
  async forgetAside(): Promise<void> {
    await rm(asidePath(this.parts.folder), { force: true });
  }

  get isIndexed(): boolean {
    return this.#isIndexed;
  }

  /** Number of orders in the file. */
  get orders(): number {
    return this.#index.orders;
  }

  /** The digest of the lines. Undefined: it is not known now. */
  get digest(): LinesDigest | undefined {
    return this.#hasForeignLines || !this.#isIndexed ? undefined : this.#index.digest;
  }

  /** What `load` has found in the file. */
  get atStart() {
    return {
      /** The digest of the lines up to the place where the file ended at the last stop. */
      digest: this.#digestAtStop,
      unreadable: this.#unreadable,
      /** True if the index on disk covered the whole file. */
      isIndexWhole: this.#isIndexWhole,
    };
  }

  /** True if the file has this end, and look-ups find just these lines before it. */
  async hasLines(mark: FileMark, digest: LinesDigest): Promise<boolean> {
    if (this.digest === digest) return this.holdsEnd(mark);
    if (!(await this.#fits(mark, this.file.mark().size))) return false;
    return (await this.readWithoutRepair(() => digestBefore(mark.size, this.#index.blocks()))) === digest;
  }

  /** True if the file has this end. */
  holdsEnd(mark: FileMark): Promise<boolean> {
    return holdsEnd(this.file, mark, this.file.mark().size);
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

  /** Runs a look-up. No file is exchanged meanwhile. May be called in `file.runExclusively`. Rejects if the index is damaged. */
  readWithoutRepair<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#gate.read(task);
  }

  /**
   * Runs a look-up. If the index is damaged, makes it again in `file.runExclusively`, so do not call it there. The caller knows that
   * the file itself has no damage.
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

  /** The lines of an order. Only in a task of `read` or `readWithoutRepair`. */
  async lines(key: OrderKey): Promise<string[]> {
    const places = await this.#index.places(key);
    return Promise.all(places.map((place) => this.file.read(place)));
  }

  /** Number of an order's lines. Only in such a task too. */
  async countLines(key: OrderKey): Promise<number> {
    return (await this.#index.places(key)).length;
  }

  /**
   * Indexes the lines that another program has added. If another program has written the index, makes it again.
   *
   * @returns true if another program has added lines
   */
  async takeForeignLines(): Promise<boolean> {
    const isForeign = !(await this.#isIndexOwn());
    const isLonger = (await this.file.grownTo()) !== undefined || this.#hasForeignLines;
    if (!isForeign && !isLonger) return false;
    let isTaken = false;
    await this.file.runExclusively(async () => {
      if (!(await this.#isIndexOwn())) await this.#makeIndex(foreignIndex);
      // A damaged file is indexed by `reopen`, not here.
      if ((await this.file.damage()) !== undefined) return;
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
    return this.file.runExclusively(async () => {
      await this.#exchange(() => this.file.overwrite(task));
      this.#noteKnown();
    });
  }

  /** Call it after `overwrite`: the index names the end of the file, which may have other bytes now. */
  writeIndexAgain(): Promise<void> {
    return this.file.runExclusively(() => this.flush().catch(() => {}));
  }

  /**
   * Opens the file again after damage; only in `file.runExclusively` or before a write. The earlier index stays until `forgetAside`.
   *
   * @param what what has happened to the file
   */
  async reopen(what: string): Promise<void> {
    const aside = asidePath(this.parts.folder);
    await this.#exchange(() =>
      this.file.reopen((hasEarlier) => this.#indexAgain(what, aside, true, hasEarlier)),
    );
  }

  /** True if the month of the file is over. */
  isMonthOver(): boolean {
    const month = this.#thisMonth();
    // An empty file needs no closing.
    if (this.#index.orders === 0) this.#index.month = month;
    return this.#isIndexed && this.#index.month < month;
  }

  /** Lets `exchange` replace the file by that of the next month, then calls `add`; only in `file.runExclusively`, after `flush`. */
  async closeMonth(exchange: () => Promise<void>, add: () => Promise<void>): Promise<void> {
    await this.#exchange(async () => {
      await this.#index.close();
      await this.file.replace(exchange).finally(async () => {
        this.#index = await this.#openIndex(this.file.mark().size);
      });
      this.#index.month = this.#thisMonth();
      this.#noteKnown();
      await add();
    });
    // Now the index on disk names the month that has begun.
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
    try {
      if (!(await this.#isIndexOwn())) await this.#makeIndex(foreignIndex);
      const mark = this.file.mark();
      if (this.#hasForeignLines) await this.#indexTailAgain();
      await this.#index.flush(mark);
      this.#indexStamp = await stampOf(this.#indexPath);
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

  /** Indexes the whole file again, because its index cannot be used; only in `file.runExclusively`. */
  async #makeIndex(reason: unknown): Promise<void> {
    const path = this.#indexPath;
    this.parts.log.error({ path, error: String(reason) }, 'the index of orders is made again');
    await this.#exchange(() => this.#indexAgain(overwritten, this.#badPath, false));
    await rm(this.#badPath, { force: true });
  }

  /**
   * Indexes the whole file again, and notes what it has lost.
   *
   * @param away path for the earlier index, which is compared with the new one
   * @param hasEarlier true if the file is another one now, and all earlier lines were copied to it
   */
  async #indexAgain(what: string, away: string, isDamaged: boolean, hasEarlier = false): Promise<void> {
    const before = this.#index;
    const isOwn = await this.#isIndexOwn();
    await renameFile(this.#indexPath, away).catch((error) => !isDamaged && orAbsent(error));
    const next = new FileIndex(this.#indexPath, undefined, this.#swap);
    next.month = before.month;
    const unreadable = await this.#fill(next, this.file.mark().size);
    const earlier = { orders: before.orders, blocks: () => before.blocks(), isOwn };
    const missing = this.#isIndexed
      ? await lostSince(this.#known, earlier, {
          index: next,
          unreadable,
          isDamaged,
          hasEnd: async () => hasEarlier || this.holdsEnd(this.#known.mark),
        })
      : 1;
    this.#index = next;
    this.#noteLost(what, missing);
    await before.close().catch(() => {});
    this.#indexStamp = await stampOf(this.#indexPath);
  }

  /** Indexes the lines that are not in the index on disk again, because another program has added some. */
  async #indexTailAgain(): Promise<void> {
    await this.#exchange(async () => {
      const index = this.#index;
      const { orders } = index;
      const blocks = index.forgetTail();
      const unreadable = await this.#fill(index, this.file.mark().size);
      const earlier = { orders, blocks, isOwn: true };
      this.#noteLost(
        overwritten,
        await lostSince(this.#known, earlier, {
          index,
          unreadable,
          isDamaged: false,
          hasEnd: () => this.holdsEnd(this.#known.mark),
        }),
      );
    });
  }

  /** Reports a loss before `#known` changes. */
  #noteLost(what: string, missing: LostNow['missing']): void {
    if (missing !== 0) this.parts.onLost({ what, missing, ...this.#known });
    this.#noteKnown();
  }

  /** Notes that all lines of the file are known. */
  #noteKnown(): void {
    this.#known = { mark: this.file.mark(), digest: this.#index.digest };
  }

  /** False: another program has written an index over it, or has removed it. */
  async #isIndexOwn(): Promise<boolean> {
    return isSameStamp(await stampOf(this.#indexPath), this.#indexStamp);
  }

  private afterWrite(begin: number, end: number): void {
    if (begin !== this.#notedTo) this.#hasForeignLines = true;
    this.#notedTo = end;
    if (this.#isIndexed && !this.#hasForeignLines) this.#noteKnown();
    this.parts.afterWrite();
    if (this.#isIndexed && this.#index.isFull && this.parts.now() >= this.#flushAgainAt)
      void this.file.runExclusively(() => this.#flushIfFull());
  }

  async #flushIfFull(): Promise<void> {
    if (this.#index.isFull) await this.flush().catch(() => {});
  }

  async #openIndex(end: number, mark?: number): Promise<FileIndex> {
    this.#indexStamp = await stampOf(this.#indexPath);
    const disk = await OrderIndex.open(this.#indexPath).catch(() => undefined);
    const fits = disk && (await this.#fits(disk.head.mark, end));
    if (disk && !fits) await disk.close();
    const index = new FileIndex(this.#indexPath, fits ? disk : undefined, this.#swap);
    const unreadable = await this.#fill(index, end, mark);
    this.#unreadable = fits ? 0 : unreadable;
    this.#isIndexWhole = fits === true && end > 0 && disk?.head.mark.size === end;
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
    // While a long file was indexed, parts of the index were written.
    if (index.covered > 0) this.#indexStamp = await stampOf(this.#indexPath);
    this.#notedTo = end;
    this.#hasForeignLines = false;
    if (unreadable === 0) return 0;
    const path = linesPath(this.parts.folder, currentName);
    this.parts.log.warn({ path, unreadable }, 'lines of the second copy cannot be read: they are skipped');
    return unreadable;
  }

  /** Runs a task while nothing reads. */
  async #exchange(task: () => Promise<void>): Promise<void> {
    await this.#gate.exchange(async () => {
      this.#isExchanging = true;
      await task().finally(() => {
        this.#isExchanging = false;
      });
    });
  }

  /** The same, also in a task of `#exchange`. */
  readonly #swap = (task: () => Promise<void>): Promise<void> =>
    this.#isExchanging ? task() : this.#exchange(task);

  #thisMonth(): string {
    return monthOf(this.parts.now());
  }

  /** Path of an index that cannot be used, while another one is made. */
  get #badPath(): string {
    return `${this.#indexPath}.bad`;
  }

  get #indexPath(): string {
    return indexPath(this.parts.folder, currentName);
  }
}
