import type { FileMark } from './file-damage.ts';
import type { LineFile } from './line-file.ts';
import { addToDigest, type LinesDigest } from './lines-digest.ts';
import {
  IndexDamage,
  type IndexEntry,
  mergeEntries,
  OrderIndex,
  type OrderKey,
  orderKey,
  placeOrderIndex,
  sortEntries,
  writeOrderIndex,
} from './order-index.ts';
import { type LineHead, orderOf, parseLineHead } from './record-line.ts';

/** Number of lines that are kept in memory before the index on disk is written again. */
const linesInMemory = 4096;
/** The same while many lines of a file are indexed. It is higher, because each writing copies the whole index. */
const linesInMemoryAtFilling = 65_536;

/**
 * Where the lines of each order are in one file of lines: on disk for the first part of the file, in memory for the lines
 * after it.
 */
export class FileIndex {
  #tail = new Map<OrderKey, number[]>();
  #tailLines = 0;
  #tailDigest: LinesDigest = 0n;
  #digestAtMark: LinesDigest | undefined;
  /** Orders of the tail that are not on disk. */
  #newOrders = new Set<OrderKey>();
  /** Orders of the tail of which it is not known yet whether they are on disk too. */
  #unsure = new Set<OrderKey>();
  #newest: number;
  #month: string;
  #lastAt = 0;
  #lastPlace = -1;

  /**
   * @param disk undefined: there is no index that fits the file
   * @param swap runs a task while nothing reads the index
   */
  constructor(
    private readonly path: string,
    private disk: OrderIndex | undefined,
    private readonly swap: (task: () => Promise<void>) => Promise<void> = (task) => task(),
  ) {
    this.#newest = disk?.head.newest ?? 0;
    this.#month = disk?.head.month ?? '';
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return this.#newest;
  }

  /** The month to which the file belongs, `YYYY-MM`; empty if it is not known. */
  get month(): string {
    return this.#month;
  }

  set month(month: string) {
    this.#month = month;
  }

  /** Newest time in the lines that were noted since this index was opened, epoch ms; 0 if there is none. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Place of the last line that `fill` has read; -1 if it has read none. */
  get lastPlace(): number {
    return this.#lastPlace;
  }

  /** Number of orders in the file. */
  get orders(): number {
    return (this.disk?.head.orders ?? 0) + this.#newOrders.size;
  }

  /** The digest of all lines. Undefined: an older program has written the part on disk. */
  get digest(): LinesDigest | undefined {
    const onDisk = this.disk ? this.disk.head.digest : 0n;
    return onDisk === undefined ? undefined : addToDigest(onDisk, this.#tailDigest);
  }

  /** The digest of the lines before the place `mark` of `fill`. Undefined: not known. */
  get digestAtMark(): LinesDigest | undefined {
    return this.#digestAtMark;
  }

  /** The digest of all lines. Reads the part on disk if an older program has written it. */
  async readDigest(): Promise<LinesDigest> {
    return addToDigest((await this.disk?.digest()) ?? 0n, this.#tailDigest);
  }

  /** The end of the part that is on disk. */
  get covered(): number {
    return this.disk?.head.mark.size ?? 0;
  }

  get hasTail(): boolean {
    return this.#tailLines > 0;
  }

  /** True if the index on disk should be written again. */
  get isFull(): boolean {
    return this.#tailLines >= linesInMemory;
  }

  /** The places of an order's lines, in the order of the file. */
  async places(key: OrderKey): Promise<readonly number[]> {
    const onDisk = (await this.disk?.places(key)) ?? [];
    return [...onDisk, ...(this.#tail.get(key) ?? [])];
  }

  /** All entries, sorted. */
  blocks(): AsyncGenerator<readonly IndexEntry[]> {
    return mergeEntries(this.disk?.blocks() ?? noBlocks(), entriesOf(this.#tail));
  }

  /** Adds a line of the file to the tail. */
  note(line: LineHead, place: number): void {
    const key = orderKey(orderOf(line));
    const places = this.#tail.get(key);
    if (places) places.push(place);
    else {
      this.#tail.set(key, [place]);
      this.#newOrders.add(key);
      this.#unsure.add(key);
    }
    this.#tailLines += 1;
    this.#tailDigest = addToDigest(this.#tailDigest, key);
    if (line.kind === 'notification') return;
    const { createdAt, updatedAt } = line.record;
    this.#newest = Math.max(this.#newest, createdAt);
    this.#lastAt = Math.max(this.#lastAt, createdAt, updatedAt);
  }

  /**
   * Reads the lines that are not on disk yet. Takes little memory for a file of any size.
   *
   * @param from place of the last line that is noted already
   * @param mark place at which to note the digest of all lines before it
   * @returns number of lines that cannot be read
   */
  async fill(
    file: Pick<LineFile, 'lines' | 'markAt'>,
    end: number,
    from?: number,
    mark?: number,
  ): Promise<number> {
    let unreadable = 0;
    let isBefore = mark !== undefined && this.covered <= mark;
    for await (const { place, text } of file.lines(Math.max(0, from ?? this.covered), end)) {
      if (from !== undefined && place <= from) continue;
      if (isBefore && place >= (mark ?? 0)) {
        this.#digestAtMark = this.digest;
        isBefore = false;
      }
      this.#lastPlace = place;
      if (this.#tailLines >= linesInMemoryAtFilling) await this.flush(await file.markAt(place));
      const line = parseLineHead(text);
      if (line) this.note(line, place);
      else if (text !== '') unreadable += 1;
    }
    if (isBefore) this.#digestAtMark = this.digest;
    await this.countOrders();
    return unreadable;
  }

  /**
   * Forgets the lines that are not on disk, to read them from the file again.
   *
   * @returns a function that lists all entries as they were
   */
  forgetTail(): () => AsyncGenerator<readonly IndexEntry[]> {
    const tail = this.#tail;
    this.#tail = new Map();
    this.#tailLines = 0;
    this.#tailDigest = 0n;
    this.#newOrders = new Set();
    this.#unsure = new Set();
    return () => mergeEntries(this.disk?.blocks() ?? noBlocks(), entriesOf(tail));
  }

  /** Looks up which orders of the tail are on disk too. Afterwards `orders` is exact. */
  async countOrders(): Promise<void> {
    const { disk } = this;
    const unsure = [...this.#unsure];
    this.#unsure.clear();
    if (!disk) return;
    for (let i = 0; i < unsure.length; i += 64) {
      const some = unsure.slice(i, i + 64);
      // An index that cannot be read is noticed by the next look-up.
      const found = await Promise.all(some.map((key) => disk.places(key).catch(() => [])));
      for (const [j, places] of found.entries())
        if (places.length > 0) this.#newOrders.delete(some[j] as OrderKey);
    }
  }

  /** Writes the index of the file's part that ends at this mark. All its lines must be noted. */
  async flush(mark: FileMark): Promise<void> {
    const { path } = this;
    const facts = { mark, newest: this.#newest, month: this.#month };
    const written = await writeOrderIndex(path, facts, this.blocks());
    // Another program may have written into the index that is open here.
    if (this.digest !== undefined && written !== this.digest)
      throw new IndexDamage('the index of orders lists other lines');
    await this.swap(async () => {
      await this.disk?.close();
      try {
        await placeOrderIndex(path);
      } catch (error) {
        // Another program may hold the file. Then the earlier index stays in use, together with the lines in memory.
        const earlier = await OrderIndex.open(path).catch(() => undefined);
        if (!earlier && this.disk) throw new IndexDamage('the index of orders cannot be written again');
        this.disk = earlier;
        throw error;
      }
      const next = await OrderIndex.open(path);
      if (!next) throw new IndexDamage('the index of orders was damaged while it was written');
      this.disk = next;
      this.forgetTail();
    });
  }

  async close(): Promise<void> {
    await this.disk?.close();
  }
}

const entriesOf = (tail: ReadonlyMap<OrderKey, readonly number[]>): IndexEntry[] =>
  sortEntries([...tail].flatMap(([key, places]) => places.map((place) => ({ key, place }))));

async function* noBlocks(): AsyncGenerator<readonly IndexEntry[]> {}
