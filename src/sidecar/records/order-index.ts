import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { orAbsent, renameFile } from '../system/held-files.ts';
import { type FileMark, storedMark } from './file-damage.ts';
import { addToDigest, digestText, hex64, type LinesDigest, readHex64 } from './lines-digest.ts';

// An index is a file beside a file of lines. It says where the lines of each order are. Its first block says which part of the
// file it covers. The other blocks have sorted entries, so a search reads one or two of them, however many there are.

/** 64 bits of the SHA-256 of an order number, so that all entries have one size. */
export type OrderKey = bigint;

export const orderKey = (orderId: string): OrderKey =>
  createHash('sha256').update(orderId).digest().readBigUInt64BE(0);

/** One line of an order: where it begins in the file. */
export interface IndexEntry {
  readonly key: OrderKey;
  readonly place: number;
}

/** What an index says about its file of lines. */
export interface IndexFacts {
  /** The part of the file that is in the index. */
  readonly mark: FileMark;
  /** Creation time of the newest payment, epoch ms. */
  readonly newest: number;
  /** The month to which the file belongs, `YYYY-MM`. */
  readonly month: string;
}

export interface IndexHead extends IndexFacts {
  readonly lines: number;
  readonly orders: number;
  /** Undefined: an older program has written the index. */
  readonly digest?: LinesDigest | undefined;
}

const storedHead = z.object({
  kind: z.literal('hipay-ecr-order-index'),
  version: z.literal(1),
  mark: storedMark,
  newest: z.number(),
  month: z.string(),
  lines: z.int().check(z.minimum(0)),
  orders: z.int().check(z.minimum(0)),
  digest: z.optional(hex64),
});

type StoredHead = z.infer<typeof storedHead>;

const blockSize = 4096;
const entrySize = 16;
/** Each block ends with the number of its entries, its own number, and a checksum. */
const countAt = 4084;
const numberAt = 4088;
const checksumAt = 4092;
const entriesInBlock = 255;
/** Each key is smaller. */
const keyLimit = 2n ** 64n;

export class IndexDamage extends Error {}

/** For the `catch` of a reading: undefined if the index is damaged; other errors stay errors. */
export const ifDamaged = (error: unknown): undefined | Promise<never> =>
  error instanceof IndexDamage ? undefined : Promise.reject(error);

/** An index that is open for reading. */
export class OrderIndex {
  private constructor(
    readonly head: IndexHead,
    private readonly file: FileHandle,
  ) {}

  /** Undefined if there is no such file, or it is not a whole index. Rejects if it cannot be read: what it lists is not lost. */
  static async open(path: string): Promise<OrderIndex | undefined> {
    const file = await open(path, 'r').catch(orAbsent);
    if (!file) return undefined;
    let head: IndexHead | undefined;
    try {
      head = await readHead(file);
    } finally {
      if (!head) await file.close();
    }
    return head && new OrderIndex(head, file);
  }

  /** The places of an order's lines, in the order of the file. Rejects with `IndexDamage` if a block is not as it was written. */
  async places(key: OrderKey): Promise<number[]> {
    const found: number[] = [];
    const seen = new Map<number, Block>();
    for (let number = await this.#firstBlockOf(key, seen); number < this.#blocks; number += 1) {
      const block = seen.get(number) ?? (await this.#read(number));
      for (let i = block.firstNotBefore(key); i < block.count && block.key(i) === key; i += 1)
        found.push(block.place(i));
      if (block.lastKey > key) break;
    }
    return found;
  }

  /** All entries, block by block, sorted by key and place. */
  async *blocks(): AsyncGenerator<readonly IndexEntry[]> {
    for (let number = 0; number < this.#blocks; number += 1) yield (await this.#read(number)).entries();
  }

  /** The digest of all lines. Reads the whole index only if an older program has written it. */
  async digest(): Promise<LinesDigest> {
    let digest = this.head.digest;
    if (digest !== undefined) return digest;
    digest = 0n;
    for await (const block of this.blocks()) for (const { key } of block) digest = addToDigest(digest, key);
    return digest;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  get #blocks(): number {
    return Math.ceil(this.head.lines / entriesInBlock);
  }

  /** The first block that can have the key. Keys are spread evenly, so the first guess is nearly right. */
  async #firstBlockOf(key: OrderKey, seen: Map<number, Block>): Promise<number> {
    // All blocks before `low` end below the key; no block from `high` on is the first one with it.
    let low = 0;
    let high = this.#blocks;
    let [lowKey, highKey] = [0n, keyLimit];
    for (let guesses = 0; low < high; guesses += 1) {
      const part = Number(((key - lowKey) * 1_000_000n) / (highKey - lowKey + 1n)) / 1_000_000;
      // Keys that are not spread evenly would take many steps: then halve what is left.
      const guess = low + Math.min(Math.floor((guesses < 4 ? part : 0.5) * (high - low)), high - low - 1);
      const block = await this.#read(guess);
      seen.set(guess, block);
      if (block.lastKey < key) {
        low = guess + 1;
        lowKey = block.lastKey;
      } else if (block.key(0) < key) {
        return guess;
      } else {
        // The block before it may end with the same key.
        high = guess;
        highKey = block.key(0);
      }
    }
    return low;
  }

  async #read(number: number): Promise<Block> {
    const bytes = await readBlock(this.file, number + 1);
    const block = new Block(bytes);
    if (!isIntact(bytes) || bytes.readUInt32BE(numberAt) !== number + 1 || block.count === 0)
      throw new IndexDamage(`block ${number} of the index of orders is damaged`);
    return block;
  }
}

/** The entries of one block. */
class Block {
  readonly count: number;

  constructor(private readonly bytes: Buffer) {
    this.count = Math.min(bytes.readUInt32BE(countAt), entriesInBlock);
  }

  key(i: number): OrderKey {
    return this.bytes.readBigUInt64BE(i * entrySize);
  }

  place(i: number): number {
    return Number(this.bytes.readBigUInt64BE(i * entrySize + 8));
  }

  get lastKey(): OrderKey {
    return this.key(this.count - 1);
  }

  /** The first entry whose key is this one or a later one. */
  firstNotBefore(key: OrderKey): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.key(middle) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  entries(): IndexEntry[] {
    return Array.from({ length: this.count }, (_, i) => ({ key: this.key(i), place: this.place(i) }));
  }
}

async function readHead(file: FileHandle): Promise<IndexHead | undefined> {
  const block = await readBlock(file, 0);
  if (!isIntact(block)) return undefined;
  const head = parseJsonAs(storedHead, block.subarray(0, countAt).toString('utf8').trimEnd());
  const { size } = await file.stat();
  if (!head || size !== blockSize * (1 + Math.ceil(head.lines / entriesInBlock))) return undefined;
  const { digest, ...rest } = head;
  return { ...rest, ...(digest !== undefined && { digest: readHex64(digest) }) };
}

async function readBlock(file: FileHandle, number: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(blockSize), 0, blockSize, number * blockSize);
  return buffer;
}

const isIntact = (block: Buffer): boolean =>
  crc32(block.subarray(0, checksumAt)) === block.readUInt32BE(checksumAt);

function seal(block: Buffer): Buffer {
  block.writeUInt32BE(crc32(block.subarray(0, checksumAt)), checksumAt);
  return block;
}

/** Number of blocks that are written at once. */
const blocksInWrite = 64;

/**
 * Writes an index in constant memory, at `path` with the ending `.new`. The caller then closes the earlier index, and calls
 * `placeOrderIndex`.
 *
 * @returns the digest of its lines
 */
export async function writeOrderIndex(
  path: string,
  facts: IndexFacts,
  blocks: AsyncIterable<readonly IndexEntry[]>,
): Promise<LinesDigest> {
  const file = await open(newIndexPath(path), 'w', 0o600);
  const writer = new EntryWriter(file);
  try {
    for await (const block of blocks) {
      for (const entry of block) writer.add(entry);
      await writer.writeFull();
    }
    await writer.writeRest();
    const { lines, orders } = writer;
    const digest = digestText(writer.digest);
    const head: StoredHead = { kind: 'hipay-ecr-order-index', version: 1, ...facts, lines, orders, digest };
    const block = Buffer.alloc(blockSize, ' ');
    block.write(JSON.stringify(head));
    await file.write(seal(block), 0, blockSize, 0);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(newIndexPath(path), { force: true });
    throw error;
  }
  await file.close();
  return writer.digest;
}

/** Puts the index that `writeOrderIndex` has written in its place. On Windows no program may have the earlier one open. */
export const placeOrderIndex = (path: string): Promise<void> => renameFile(newIndexPath(path), path);

const newIndexPath = (path: string): string => `${path}.new`;

export const sortEntries = (entries: IndexEntry[]): IndexEntry[] => entries.sort(compareEntries);

const compareEntries = (a: IndexEntry, b: IndexEntry): number =>
  a.key === b.key ? a.place - b.place : a.key < b.key ? -1 : 1;

class EntryWriter {
  lines = 0;
  orders = 0;
  digest: LinesDigest = 0n;
  #lastKey: OrderKey | undefined;
  /** Blocks that are full, and not written yet. */
  #full: Buffer[] = [];
  #block = Buffer.alloc(blockSize);
  #inBlock = 0;
  /** Number of written blocks. The first block is the head, which is written last. */
  #written = 1;

  constructor(private readonly file: FileHandle) {}

  add({ key, place }: IndexEntry): void {
    const at = this.#inBlock * entrySize;
    this.#block.writeBigUInt64BE(key, at);
    this.#block.writeBigUInt64BE(BigInt(place), at + 8);
    this.#inBlock += 1;
    this.lines += 1;
    this.digest = addToDigest(this.digest, key);
    if (key !== this.#lastKey) this.orders += 1;
    this.#lastKey = key;
    if (this.#inBlock === entriesInBlock) this.#endBlock();
  }

  /** Writes the full blocks, if there are enough of them. */
  async writeFull(): Promise<void> {
    if (this.#full.length >= blocksInWrite) await this.#write();
  }

  async writeRest(): Promise<void> {
    if (this.#inBlock > 0) this.#endBlock();
    await this.#write();
  }

  #endBlock(): void {
    this.#block.writeUInt32BE(this.#inBlock, countAt);
    this.#block.writeUInt32BE(this.#written + this.#full.length, numberAt);
    this.#full.push(seal(this.#block));
    this.#block = Buffer.alloc(blockSize);
    this.#inBlock = 0;
  }

  async #write(): Promise<void> {
    const bytes = Buffer.concat(this.#full);
    await this.file.write(bytes, 0, bytes.length, this.#written * blockSize);
    this.#written += this.#full.length;
    this.#full = [];
  }
}

/** Joins sorted blocks with entries that `sortEntries` has sorted. */
export async function* mergeEntries(
  blocks: AsyncIterable<readonly IndexEntry[]>,
  added: readonly IndexEntry[],
): AsyncGenerator<readonly IndexEntry[]> {
  let next = 0;
  for await (const block of blocks) {
    const merged: IndexEntry[] = [];
    for (const entry of block) {
      for (let own = added[next]; own && compareEntries(own, entry) <= 0; own = added[next]) {
        merged.push(own);
        next += 1;
      }
      merged.push(entry);
    }
    yield merged;
  }
  for (; next < added.length; next += entriesInBlock) yield added.slice(next, next + entriesInBlock);
}

/** The digest of the lines that begin before this place. Undefined if the index is damaged. Rejects if it cannot be read. */
export async function digestBefore(
  end: number,
  blocks: AsyncIterable<readonly IndexEntry[]>,
): Promise<LinesDigest | undefined> {
  let digest: LinesDigest = 0n;
  try {
    for await (const block of blocks)
      for (const { key, place } of block) if (place < end) digest = addToDigest(digest, key);
  } catch (error) {
    return ifDamaged(error);
  }
  return digest;
}

/** Orders of which a file has fewer lines than before, and how many they had. */
export type LostOrders = ReadonlyMap<OrderKey, number>;

/** The orders of which `after` has fewer lines than `before`, from their entries in blocks. */
export async function ordersLost(
  before: AsyncIterable<readonly IndexEntry[]>,
  after: AsyncIterable<readonly IndexEntry[]>,
): Promise<LostOrders> {
  const lost = new Map<OrderKey, number>();
  const [left, right] = [countLines(before), countLines(after)];
  let [own, other] = [await left.next(), await right.next()];
  while (!own.done) {
    while (!other.done && other.value.key < own.value.key) other = await right.next();
    const found = other.done || other.value.key !== own.value.key ? 0 : other.value.count;
    if (found < own.value.count) lost.set(own.value.key, own.value.count);
    own = await left.next();
  }
  return lost;
}

/** The orders of sorted blocks, each with the number of its lines. */
export async function* countLines(
  blocks: AsyncIterable<readonly IndexEntry[]>,
): AsyncGenerator<{ readonly key: OrderKey; readonly count: number }> {
  let current: { key: OrderKey; count: number } | undefined;
  for await (const block of blocks)
    for (const { key } of block) {
      if (current?.key === key) {
        current.count += 1;
        continue;
      }
      if (current) yield current;
      current = { key, count: 1 };
    }
  if (current) yield current;
}
