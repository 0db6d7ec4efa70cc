import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../program/log.ts';
import { hasMark, markOf } from './file-damage.ts';
import { FileIndex } from './file-index.ts';
import { type Line, linesOf, readLines } from './file-lines.ts';
import { IndexDamage, OrderIndex, type OrderKey, ordersLost } from './order-index.ts';

/** A month whose records are closed, as `records.state.json` lists it. */
export interface ListedMonth {
  /** `records-2026-03`: the name of both files, without their endings. */
  readonly name: string;
  /** Number of orders in it. */
  readonly orders: number;
}

/** Records of a closed month that are gone although no one moved them away. */
export interface MonthLoss {
  readonly what: string;
  /** The lost orders, or their number. */
  readonly missing: number | ReadonlySet<OrderKey>;
}

/** What the closed months have of an order. */
export interface ClosedLines {
  readonly lines: readonly string[];
  /** The file in which more of it is, if that was moved away. */
  readonly elsewhere?: string;
}

interface Month {
  readonly name: string;
  readonly index: FileIndex;
  isMoved: boolean;
}

const namePattern = /^(records-(\d{4}-\d{2})(?:-(\d+))?)\.(jsonl|index)$/;

/** Names of the closed months in a folder, oldest first, and which of their files are there. */
export async function listMonths(folder: string): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  const names = await readdir(folder).catch(() => []);
  const sortable = names
    .flatMap((file) => {
      const [, name, month, number, ending] = namePattern.exec(file) ?? [];
      return name && month && ending ? [{ name, month, number: Number(number ?? 1), ending }] : [];
    })
    .toSorted((a, b) => (a.month === b.month ? a.number - b.number : a.month < b.month ? -1 : 1));
  for (const { name, ending } of sortable) found.set(name, (found.get(name) ?? new Set()).add(ending));
  return found;
}

/** A name for the file of a month that no other file has, moved away or not. */
export async function nameOfMonth(folder: string, month: string): Promise<string> {
  const taken = await listMonths(folder);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `records-${month}` : `records-${month}-${number}`;
    if (!taken.has(name)) return name;
  }
}

export const linesPath = (folder: string, name: string): string => join(folder, `${name}.jsonl`);
export const indexPath = (folder: string, name: string): string => join(folder, `${name}.index`);

/** The files of the months that are closed. Their lines never change. */
export class ClosedMonths {
  readonly #months = new Map<string, Month>();
  /** Resolves when no index is being made. */
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly log: Log,
  ) {}

  /**
   * Opens the indexes, and makes those again that do not fit their files. A file that is gone while its index is there was
   * moved away on purpose.
   *
   * @param listed the months that were known before
   * @returns what is gone without a reason
   */
  look(listed: readonly ListedMonth[]): Promise<MonthLoss[]> {
    return this.#alone(() => this.#look(listed));
  }

  async #look(listed: readonly ListedMonth[]): Promise<MonthLoss[]> {
    const there = await listMonths(this.folder);
    const before = new Map([...listed, ...this.list()].map(({ name, orders }) => [name, orders]));
    const losses: MonthLoss[] = [];
    const toIndex: string[] = [];
    await Promise.all(
      [...there].map(async ([name, endings]) => {
        const isMoved = !endings.has('jsonl');
        const month = this.#months.get(name);
        if (month && (isMoved || endings.has('index'))) this.#noteMoved(month, isMoved);
        else if (!(await this.#open(name, isMoved))) toIndex.push(name);
      }),
    );
    for (const name of toIndex) losses.push(...(await this.#makeIndex(name, before.get(name))));
    for (const [name, orders] of before) {
      if (there.has(name)) continue;
      await this.#months.get(name)?.index.close();
      this.#months.delete(name);
      if (orders > 0) losses.push({ what: `${name}.jsonl and its index are gone`, missing: orders });
    }
    return losses;
  }

  list(): ListedMonth[] {
    return [...this.#months].map(([name, { index }]) => ({ name, orders: index.orders }));
  }

  /** Adds a month that was closed just now. */
  async add(name: string): Promise<void> {
    await this.#alone(async () => {
      if (!(await this.#open(name, false))) await this.#makeIndex(name, undefined);
    });
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return Math.max(0, ...[...this.#months.values()].map(({ index }) => index.newest));
  }

  get hasRecords(): boolean {
    return [...this.#months.values()].some(({ index }) => index.orders > 0);
  }

  /**
   * Reads what is known of an order. If lines cannot be found again, the index of that file is made again, and what is lost is
   * handed to `onLoss`.
   *
   * @param isOfOrder undefined: the line cannot be read
   */
  async read(
    key: OrderKey,
    isOfOrder: (text: string) => boolean | undefined,
    onLoss: (loss: MonthLoss) => void,
  ): Promise<ClosedLines> {
    await this.#working;
    const found = await Promise.all(
      [...this.#months.values()].map(async (month) => {
        try {
          return await this.#readMonth(month, key, isOfOrder);
        } catch (error) {
          if (!(error instanceof IndexDamage)) throw error;
          this.log.error({ name: month.name, error: error.message }, 'the index of a month is made again');
          const losses = await this.#alone(() => this.#makeIndex(month.name, month.index.orders, month));
          for (const loss of losses) onLoss(loss);
          const again = this.#months.get(month.name);
          return again ? this.#readMonth(again, key, isOfOrder) : { lines: [] };
        }
      }),
    );
    const elsewhere = found.findLast((each) => each.elsewhere !== undefined)?.elsewhere;
    return { lines: found.flatMap(({ lines }) => lines), ...(elsewhere !== undefined && { elsewhere }) };
  }

  /** The lines of the files that can have payments created from this time on (epoch ms), oldest file first. */
  async *linesSince(from: number): AsyncGenerator<Line> {
    for (const { name, index } of this.#months.values()) {
      if (index.newest < from) continue;
      const path = linesPath(this.folder, name);
      const { size } = await stat(path).catch(() => ({ size: 0 }));
      yield* linesOf(path, size);
    }
  }

  /** The files that are here, oldest first. */
  async files(): Promise<{ readonly name: string; readonly path: string }[]> {
    const there = await listMonths(this.folder);
    return [...there].flatMap(([name, endings]) =>
      endings.has('jsonl') ? [{ name, path: linesPath(this.folder, name) }] : [],
    );
  }

  async close(): Promise<void> {
    await this.#working;
    await Promise.all([...this.#months.values()].map(({ index }) => index.close()));
  }

  #noteMoved(month: Month, isMoved: boolean): void {
    if (month.isMoved === isMoved) return;
    month.isMoved = isMoved;
    const { name } = month;
    this.log.info({ name }, isMoved ? 'a month of records was moved away' : 'a month of records is back');
  }

  /** False: there is no index that fits the file. */
  async #open(name: string, isMoved: boolean): Promise<boolean> {
    const path = indexPath(this.folder, name);
    const disk = await OrderIndex.open(path);
    if (!disk) return false;
    if (!isMoved && !(await this.#fits(name, disk))) {
      await disk.close();
      return false;
    }
    await this.#months.get(name)?.index.close();
    this.#months.set(name, { name, isMoved, index: new FileIndex(path, disk) });
    return true;
  }

  async #fits(name: string, { head: { mark } }: OrderIndex): Promise<boolean> {
    const file = await open(linesPath(this.folder, name), 'r');
    try {
      return (await file.stat()).size === mark.size && (await hasMark(file, mark));
    } finally {
      await file.close();
    }
  }

  /** @param damaged the month whose index cannot be used: if another task has made it again, nothing is done */
  async #makeIndex(name: string, orders: number | undefined, damaged?: Month): Promise<MonthLoss[]> {
    const known = this.#months.get(name);
    if (damaged && known !== damaged) return [];
    await known?.index.close().catch(() => {});
    const path = indexPath(this.folder, name);
    const file = await open(linesPath(this.folder, name), 'r').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : Promise.reject(error),
    );
    if (!file) {
      this.#months.delete(name);
      // Kept for a person; without this name it is not found damaged again.
      await rename(path, `${path}.damaged`).catch(() => {});
      return [{ what: `the index of ${name}.jsonl, which was moved away, is damaged`, missing: orders ?? 1 }];
    }
    // The earlier index can be compared while the new one takes its place.
    const earlierPath = `${path}.old`;
    await rename(path, earlierPath).catch(() => {});
    const earlier = await OrderIndex.open(earlierPath).catch(() => undefined);
    try {
      const { size } = await file.stat();
      const index = new FileIndex(path, undefined);
      const unreadable = await index.fill(readerOf(file, linesPath(this.folder, name)), size);
      await index.flush(await markOf(file, size));
      this.#months.set(name, { name, index, isMoved: false });
      this.log.warn({ name, orders: index.orders, unreadable }, 'the index of a month was made');
      const lost = earlier && (await ordersLost(earlier.blocks(), index.blocks()).catch(() => undefined));
      const missing = lost ?? Math.max(0, (orders ?? 0) - index.orders);
      const isLoss = typeof missing === 'number' ? missing > 0 : missing.size > 0;
      return isLoss ? [{ what: `${name}.jsonl was cut or overwritten`, missing }] : [];
    } finally {
      await earlier?.close();
      await rm(earlierPath, { force: true });
      await file.close();
    }
  }

  async #readMonth(
    { name, index }: Month,
    key: OrderKey,
    isOfOrder: (text: string) => boolean | undefined,
  ): Promise<ClosedLines> {
    const places = await index.places(key);
    if (places.length === 0) return { lines: [] };
    const file = await open(linesPath(this.folder, name), 'r').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : Promise.reject(error),
    );
    if (!file) return { lines: [], elsewhere: `${name}.jsonl` };
    try {
      const texts = await readLines(file, places);
      const judged = texts.map((text) => ({ text, isOwn: isOfOrder(text) }));
      if (judged.some(({ isOwn }) => isOwn === undefined))
        throw new IndexDamage(`lines of ${name}.jsonl are not where its index says`);
      return { lines: judged.filter(({ isOwn }) => isOwn).map(({ text }) => text) };
    } finally {
      await file.close();
    }
  }

  /** One look or repair at a time. */
  #alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#working.then(task);
    this.#working = done.then(
      () => {},
      () => {},
    );
    return done;
  }
}

const readerOf = (file: FileHandle, path: string) => ({
  lines: (from = 0, to = 0) => linesOf(path, to, from),
  markAt: (size: number) => markOf(file, size),
});
