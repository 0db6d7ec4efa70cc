import { type FileHandle, open, rm } from 'node:fs/promises';
import { orAbsent, renameFile } from '../system/held-files.ts';
import { endsAt, type FileMark, hasMark, isSameMark, markOf } from './file-damage.ts';
import { holdsEnd } from './file-end.ts';
import { FileIndex } from './file-index.ts';
import { hasOtherLineEnds, readerOf, readLines } from './file-lines.ts';
import { isSameStamp, type Stamp, stampIn, stampOf } from './file-stamp.ts';
import {
  formerOf,
  isExpected,
  type KnownMonth,
  knownOfBoth,
  type MonthLines,
  type MonthParts,
  withOtherEnd,
} from './known-month.ts';
import {
  countOf,
  isUnlisted,
  type Lack,
  type MissingLines,
  missingLines,
  wordsFor,
} from './missing-lines.ts';
import { indexPath, linesPath, monthOfName } from './month-names.ts';
import { IndexDamage, ifDamaged, OrderIndex, type OrderKey } from './order-index.ts';

/** What is known of a file that does not fit the index beside it. */
interface PartialIndex {
  /** Where the last indexed line begins: a copy that goes on may change this line, but not those before it. */
  readonly prefix: FileMark;
  /** The lines up to this place are indexed. */
  readonly size: number;
  /** True if the index was filled in several steps, while lines came. */
  readonly isFilledInSteps: boolean;
  /** True if nothing says how many more lines may come. */
  readonly mayGrow: boolean;
  /** True if the file has all lines that are known, or is as long as before and lacks nothing. */
  readonly isWhole: boolean;
  missing: MissingLines['missing'];
  /** Words for what is known of the file. Undefined: it lacks lines, and that is all. */
  readonly what: string | undefined;
}

/** Time after a failed attempt to write an index, ms. */
const retryMs = 600_000;

/**
 * A month file and its index. This program adds no line to the file, but another program may copy it back, which takes seconds or
 * minutes. So the index is trusted only while the file is as it was when they were compared. While the file lacks lines that its
 * index lists, this index is kept, and the lines that are there get a second index.
 */
export class MonthFile {
  /** Increases each time that another index comes into use. */
  version = 0;
  /** The index of the lines that are in the file. If the file was moved away, the index of all its lines. */
  #index: FileIndex | undefined;
  #isMovedAway = false;
  /** True if the file is not there, and its index is not whole: it may be copied back first. */
  #isIndexComing = false;
  /** The file at the last look. Undefined if it was not seen yet, or was moved away. */
  #seen: Stamp | undefined;
  #seenIndex: Stamp | undefined;
  /** When the file was last seen to change, epoch ms. */
  #changedAt = 0;
  #writeAgainAt = 0;
  /** Undefined if the index beside the file fits it. */
  #part: PartialIndex | undefined;
  /** True once the missing lines are given up. */
  #isGivenUp = false;

  constructor(
    readonly name: string,
    private readonly parts: MonthParts,
    /** What the file had before. Undefined if that is not known. */
    private known: KnownMonth | undefined,
  ) {}

  /** Number of orders that the file has, or had before it lost lines. */
  get orders(): number {
    const has = (this.#index?.orders ?? 0) + (this.isUnlisted ? 1 : 0);
    if (this.#isGivenUp || this.known === undefined) return has;
    return this.known.digest === undefined ? Math.max(has, this.known.orders) : this.known.orders;
  }

  /** What is known of this month. The next start compares the files with it. */
  get listed(): KnownMonth {
    const { orders, isUnlisted, known } = this;
    const isOpen = this.#isGivenUp || known === undefined;
    // While orders are missing, the digest covers only a part of the lines.
    const has = isUnlisted ? undefined : this.#index?.digest;
    const digest = isOpen ? has : known.digest;
    const former = this.#isGivenUp ? formerOf(this.known) : known?.former;
    return {
      orders,
      ...(digest !== undefined && { digest }),
      ...(!isOpen && known.end && { end: known.end }),
      ...(isUnlisted && { isUnlisted: true as const }),
      ...(former && { former }),
    };
  }

  /** Reads the digest of a month whose index an older program has written. */
  async learnDigest(): Promise<void> {
    const [index, { version }] = [this.#index, this];
    if (this.#part || !index || !this.known || this.known.digest !== undefined) return;
    const digest = await index.readDigest().catch(ifDamaged);
    const isSame = version === this.version && !this.#part && index.orders === this.known.orders;
    if (isSame && digest !== undefined) this.known = { ...this.known, digest };
  }

  /** Orders are missing, and nothing lists them. */
  get isUnlisted(): boolean {
    const isMissing = this.#part ? isUnlisted(this.#part.missing) : (this.known?.isUnlisted ?? false);
    return !this.#isGivenUp && isMissing;
  }

  get newest(): number {
    return this.#index?.newest ?? 0;
  }

  get isMovedAway(): boolean {
    return this.#isMovedAway;
  }

  /** True if `look` would find something new. */
  async hasChanged(): Promise<boolean> {
    const [lines, index] = await Promise.all([stampOf(this.#linesPath), stampOf(this.#indexPath)]);
    if (!this.#index || !isSameStamp(index, this.#seenIndex) || !isSameStamp(lines, this.#seen)) return true;
    return this.#mayComeToRest;
  }

  /**
   * Compares the file with its index. Only one look may run at a time.
   *
   * @param isStart true if an index that is not whole counts as damaged, and not as still being copied
   * @returns false if the file is gone, and no index says what was in it
   */
  async look(isStart: boolean): Promise<boolean> {
    const file = await open(this.#linesPath, 'r').catch(orAbsent);
    if (!file) return this.#lookAtMissingFile(isStart);
    try {
      const [lines, index] = [stampIn(await file.stat()), await stampOf(this.#indexPath)];
      const isSame = isSameStamp(lines, this.#seen) && isSameStamp(index, this.#seenIndex);
      if (this.#isMovedAway) this.parts.log.info({ name: this.name }, 'a month of records is back');
      this.#isMovedAway = false;
      if (isSame && this.#part && this.#index) {
        if (this.#mayComeToRest) await this.#comeToRest(file);
        return true;
      }
      this.#seen = lines;
      this.#seenIndex = index;
      const disk = await OrderIndex.open(this.#indexPath);
      if (disk && (await endsAt(file, disk.head.mark)) && (await this.#isExpected(disk)))
        await this.#useIndex(disk);
      else await this.#indexLines(file, disk).finally(() => disk?.close());
      return true;
    } finally {
      await file.close();
    }
  }

  /** False if it is the index of another month. Older programs left the month out. */
  #isOwn({ head: { month } }: OrderIndex): boolean {
    return month === '' || month === monthOfName(this.name);
  }

  #isExpected(disk: OrderIndex): Promise<boolean> {
    if (this.#isGivenUp) return isExpected(disk, undefined);
    const { known } = this;
    return isExpected(disk, this.isUnlisted ? { orders: 0, ...known, isUnlisted: true } : known);
  }

  /** What the file is known to lack. Undefined: nothing. */
  get lack(): Lack | undefined {
    const { name } = this;
    if (this.#isIndexComing) {
      const what = `${name}.index is not whole, or is still being copied`;
      return { name, what, missing: Math.max(1, this.known?.orders ?? 1), isComing: true };
    }
    if (!this.#part) return undefined;
    const { missing, mayGrow, isWhole, what: known } = this.#part;
    const count = countOf(missing);
    const isComing = !this.#isAtRest;
    if (isWhole || (count === 0 && !(isComing && mayGrow))) return undefined;
    const usual = isComing ? 'is not whole, or is still being copied' : 'was cut or overwritten';
    const what = `${name}.jsonl ${known ?? usual}`;
    return { name, what, missing: count > 0 ? missing : 1, isComing };
  }

  /** Stops waiting for the missing lines: a person has accepted their loss, or they were found elsewhere. */
  async giveUp(): Promise<void> {
    this.#isGivenUp = true;
    if (!this.#part) return;
    this.#part.missing = 0;
    const file = this.#mayComeToRest ? await open(this.#linesPath, 'r').catch(orAbsent) : undefined;
    if (file) await this.#comeToRest(file).finally(() => file.close());
  }

  /** Notes that this program has overwritten parts of the file, which has kept its length. */
  async noteOverwritten(): Promise<void> {
    if (!this.#part && this.#seen) this.#seen = await stampOf(this.#linesPath);
  }

  /** Call it after `noteOverwritten`: the index has a digest of the last bytes of the file, which may be others now. */
  async writeIndexAgain(): Promise<void> {
    if (this.#part || !this.#seen || !this.#index) return;
    const file = await open(this.#linesPath, 'r').catch(orAbsent);
    if (!file) return;
    const end = await markOf(file, this.#seen.size).finally(() => file.close());
    await this.#index.flush(end);
    this.#seenIndex = await stampOf(this.#indexPath);
    this.known &&= withOtherEnd(this.known, end);
  }

  /**
   * Reads the lines of an order.
   *
   * @param isOfOrder returns undefined for a line that cannot be read
   */
  async read(key: OrderKey, isOfOrder: (text: string) => boolean | undefined): Promise<MonthLines> {
    if (this.#isIndexComing) return { lines: [] };
    if (!this.#index) throw new IndexDamage(`the index of ${this.name}.jsonl is not open`);
    const places = await this.#index.places(key);
    if (places.length === 0) return { lines: [] };
    const file = await open(this.#linesPath, 'r').catch(orAbsent);
    if (!file) return { lines: [], elsewhere: `${this.name}.jsonl` };
    try {
      const texts = await readLines(file, places);
      const judged = texts.map((text) => ({ text, isOwn: isOfOrder(text) }));
      if (judged.some(({ isOwn }) => isOwn === undefined))
        throw new IndexDamage(`lines of ${this.name}.jsonl are not where its index says`);
      return { lines: judged.filter(({ isOwn }) => isOwn).map(({ text }) => text) };
    } finally {
      await file.close();
    }
  }

  /** Indexes the whole file again, because its index cannot be used. Returns what `look` returns. */
  async indexAgain(): Promise<boolean> {
    const file = await open(this.#linesPath, 'r').catch(orAbsent);
    if (!file) {
      await this.#close();
      return this.#lookAtMissingFile(true);
    }
    try {
      this.#part = undefined;
      const disk = await OrderIndex.open(this.#indexPath);
      this.#seen = stampIn(await file.stat());
      this.#seenIndex = await stampOf(this.#indexPath);
      await this.#indexLines(file, disk).finally(() => disk?.close());
      return true;
    } finally {
      await file.close();
    }
  }

  async close(): Promise<void> {
    // Does not wait until the file is at rest: the next start sees whether it has grown since.
    const lacksNothing = this.#part !== undefined && countOf(this.#part.missing) === 0;
    const file = lacksNothing ? await open(this.#linesPath, 'r').catch(() => undefined) : undefined;
    if (file) await this.#comeToRest(file).finally(() => file.close());
    await this.#close().catch(() => {});
    if (this.#part) await rm(this.#partPath, { force: true });
  }

  /** Call it if the file is gone. If its whole index is there, the file was moved away on purpose. */
  async #lookAtMissingFile(isStart: boolean): Promise<boolean> {
    const seen = await stampOf(this.#indexPath);
    const disk = await OrderIndex.open(this.#indexPath);
    const listsAll = disk && this.#isOwn(disk) && (await this.#isExpected(disk));
    if (!listsAll) {
      await disk?.close();
      if (isStart || !seen) return false;
      if (!isSameStamp(seen, this.#seenIndex)) this.#changedAt = this.parts.now();
      this.#seenIndex = seen;
      this.#isIndexComing = !this.#isAtRest;
      return this.#isIndexComing;
    }
    if (!this.#isMovedAway) this.parts.log.info({ name: this.name }, 'a month of records was moved away');
    await this.#useIndex(disk);
    this.#isMovedAway = true;
    this.#seen = undefined;
    return true;
  }

  /** Uses this index, which lists all lines that the file has, or had when it was moved away. */
  async #useIndex(disk: OrderIndex): Promise<void> {
    const index = new FileIndex(this.#indexPath, disk, this.parts.swap);
    await this.#exchange(index);
    this.#isIndexComing = false;
    if (this.#part) await rm(this.#partPath, { force: true }).catch(() => {});
    this.#part = undefined;
    this.#seenIndex = await stampOf(this.#indexPath);
    const { orders } = index;
    const isDigestKnown = this.known?.digest !== undefined;
    const digest = isDigestKnown ? await index.readDigest().catch(ifDamaged) : index.digest;
    const { mark: end } = disk.head;
    const hasEnd = !this.known?.end || isSameMark(this.known.end, end);
    const isSame = digest !== undefined && digest === this.known?.digest && hasEnd;
    const former = this.#isGivenUp ? formerOf(this.known) : isSame ? this.known?.former : undefined;
    this.known = { orders, digest, end, former };
    this.#isGivenUp = false;
  }

  async #exchange(index: FileIndex): Promise<void> {
    const earlier = this.#index;
    this.version += 1;
    await this.parts.swap(async () => {
      this.#index = index;
      if (earlier !== index) await earlier?.close().catch(() => {});
    });
  }

  /**
   * Indexes the lines that are in the file, and compares them with what is known of it.
   *
   * @param beside the index beside the file, which does not fit
   */
  async #indexLines(file: FileHandle, beside: OrderIndex | undefined): Promise<void> {
    const isForeign = this.#seenIndex !== undefined && !(beside && this.#isOwn(beside));
    const before = isForeign ? undefined : beside;
    this.#changedAt = this.parts.now();
    this.#isIndexComing = false;
    const { size } = await file.stat();
    // True if the file has grown since its lines were indexed: then only the new lines are read.
    const isMore =
      this.#part !== undefined && this.#index !== undefined && (await hasMark(file, this.#part.prefix));
    const index =
      isMore && this.#index ? this.#index : new FileIndex(this.#partPath, undefined, this.parts.swap);
    index.month = monthOfName(this.name);
    const reader = readerOf(file, this.#linesPath);
    const unreadable = await index.fill(reader, size, isMore ? index.lastPlace : undefined);
    await this.#exchange(index);
    // The index beside the file proves what the file had. Notes that now, because another program may replace the index.
    if (before && !this.#isGivenUp) this.known ??= await knownOfBoth(index, before);
    const { known, isUnlisted: wasUnlisted } = this;
    const { missing, isKnown, differsIn }: MissingLines = this.#isGivenUp
      ? { missing: 0, isKnown: false }
      : await missingLines(index, size, {
          known,
          former: known?.former,
          before,
          isForeign,
          wasUnlisted,
          unreadable,
          hasEnd: (end) => holdsEnd(reader, end, size),
        });
    // True if the file has its earlier length. Without an earlier index, the number of orders is compared instead.
    const hasLength = before ? before.head.mark.size === size : known !== undefined && !this.#isGivenUp;
    this.#part = {
      prefix: await markOf(file, Math.max(0, index.lastPlace)),
      size,
      isFilledInSteps: isMore,
      mayGrow: before === undefined || size > before.head.mark.size,
      isWhole: (isKnown || hasLength) && countOf(missing) === 0,
      missing,
      what: wordsFor(differsIn, await hasOtherLineEnds(file)),
    };
    const { name } = this;
    this.parts.log.warn({ name, orders: index.orders, unreadable }, 'the lines of a month are indexed');
    if (this.#part.isWhole) await this.#comeToRest(file);
  }

  /** Call it when the file does not change any more. If it lacks nothing, the index of its lines replaces the one beside it. */
  async #comeToRest(file: FileHandle): Promise<void> {
    if (!this.#part || !this.#index || countOf(this.#part.missing) > 0) return;
    const { size } = this.#part;
    const whole = new FileIndex(this.#wholePath, undefined);
    whole.month = monthOfName(this.name);
    try {
      // Indexes all lines again, because some may have come between others.
      if (this.#part.isFilledInSteps) await whole.fill(readerOf(file, this.#linesPath), size);
      const index = this.#part.isFilledInSteps ? whole : this.#index;
      await index.flush(await markOf(file, size));
      const path = this.#part.isFilledInSteps ? this.#wholePath : this.#partPath;
      await this.parts.swap(async () => {
        await this.#close();
        await whole.close();
        await renameFile(path, this.#indexPath);
        const disk = await OrderIndex.open(this.#indexPath);
        if (!disk) throw new IndexDamage('the index of a month was damaged while it was written');
        this.#index = new FileIndex(this.#indexPath, disk, this.parts.swap);
      });
    } catch (error) {
      this.#writeAgainAt = this.parts.now() + retryMs;
      await rm(this.#wholePath, { force: true }).catch(() => {});
      this.parts.log.warn({ name: this.name, error: String(error) }, 'the index of a month is not written');
      return;
    }
    const disk = await OrderIndex.open(this.#indexPath);
    if (disk) await this.#useIndex(disk);
  }

  async #close(): Promise<void> {
    const index = this.#index;
    this.#index = undefined;
    await index?.close();
  }

  get #isAtRest(): boolean {
    return this.parts.now() - this.#changedAt >= this.parts.restMs;
  }

  get #mayComeToRest(): boolean {
    const isDue = this.#isAtRest && this.parts.now() >= this.#writeAgainAt;
    return this.#part !== undefined && isDue && countOf(this.#part.missing) === 0;
  }

  get #linesPath(): string {
    return linesPath(this.parts.folder, this.name);
  }

  get #indexPath(): string {
    return indexPath(this.parts.folder, this.name);
  }

  /** Path of the index of the lines that are there, while the index beside the file does not fit. */
  get #partPath(): string {
    return `${this.#indexPath}.part`;
  }

  /** Path of the index of a file that has all its lines again, until it replaces the index beside the file. */
  get #wholePath(): string {
    return `${this.#indexPath}.whole`;
  }
}
