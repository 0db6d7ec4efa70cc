import type { Log } from '../program/log.ts';
import { renameFile } from '../system/held-files.ts';
import { type Line, linesOf } from './file-lines.ts';
import { stampOf } from './file-stamp.ts';
import type { KnownMonth, ListedMonth, MonthLines } from './known-month.ts';
import type { Lack } from './missing-lines.ts';
import { MonthFile } from './month-file.ts';
import { indexPath, linesPath, listMonths } from './month-names.ts';
import { IndexDamage, type OrderKey } from './order-index.ts';
import { ReadGate } from './read-gate.ts';

export interface ClosedMonthsParts {
  readonly folder: string;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  /** A file that has not changed for this time is not being copied, ms. */
  readonly restMs: number;
}

/** A month whose file and index are both gone. */
interface GoneMonth {
  readonly known: KnownMonth;
  readonly what: string;
}

/**
 * What is known of a month that is gone. Without a digest, a file that comes later cannot be compared with the lost one, so its
 * orders count as not listed.
 */
const asLost = (known: KnownMonth): KnownMonth => ({
  ...known,
  orders: Math.max(1, known.orders),
  ...(known.digest === undefined && { isUnlisted: true as const }),
});

/** The month files. This program adds no line to them, but another one may copy them back. */
export class ClosedMonths {
  #months = new Map<string, MonthFile>();
  readonly #gone = new Map<string, GoneMonth>();
  readonly #gate = new ReadGate();
  #hasLooked = false;
  #isClosed = false;
  /** Resolves when the last look or repair is done. */
  #working: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ClosedMonthsParts) {}

  /**
   * Compares the files with their indexes, and makes an index again if it does not fit its file. A file that is gone while its
   * index is there was moved away on purpose.
   *
   * @param listed the months that the last start knew
   */
  look(listed: readonly ListedMonth[] = []): Promise<void> {
    return this.#runExclusively(async () => {
      if (this.#isClosed) return;
      const there = await listMonths(this.parts.folder);
      const before = new Map([...listed, ...this.list()].map((month) => [month.name, month]));
      for (const name of there.keys())
        if (!this.#months.has(name)) this.#months.set(name, this.#newMonth(name, before.get(name)));
      // The oldest first, then the months whose file and index are gone.
      const names = [...there.keys(), ...[...this.#months.keys()].filter((name) => !there.has(name))];
      this.#months = new Map(names.map((name) => [name, this.#months.get(name) as MonthFile]));
      const all = [...this.#months.values()];
      const hasChanged = await Promise.all(all.map((month) => month.hasChanged()));
      const isStart = !this.#hasLooked;
      for (const [i, month] of all.entries())
        if (hasChanged[i]) await this.#lookAt(month, () => month.look(isStart));
      for (const [name, known] of before)
        if (known.orders > 0 && !this.#months.has(name) && !this.#gone.has(name))
          this.#gone.set(name, { known: asLost(known), what: `${name}.jsonl and its index are gone` });
      // Not set if a file that cannot be read has ended the first look: then the next look counts as the first.
      this.#hasLooked = true;
    });
  }

  list(): ListedMonth[] {
    const gone = [...this.#gone].map(([name, { known }]) => ({ ...known, name }));
    return [...gone, ...[...this.#months.values()].map(({ name, listed }) => ({ ...listed, name }))];
  }

  /** Reads the digests of the month files that have none from an older program. This takes long, but no look-up waits for it. */
  async learnDigests(): Promise<void> {
    for (const month of this.#months.values())
      if (!this.#isClosed) await this.#gate.read(() => month.learnDigest()).catch(() => {});
  }

  /** What the month files lack that are gone or not complete. A file that was moved away lacks nothing. */
  lacks(): Lack[] {
    const gone = [...this.#gone].map(([name, { known, what }]) => ({
      name,
      what,
      missing: known.orders,
      isComing: false,
    }));
    return [...gone, ...[...this.#months.values()].flatMap(({ lack }) => lack ?? [])];
  }

  /** Stops waiting for the missing lines of these month files. */
  giveUp(names: readonly string[]): Promise<void> {
    return this.#runExclusively(async () => {
      for (const name of names) {
        this.#gone.delete(name);
        await this.#months.get(name)?.giveUp();
      }
    });
  }

  /** Adds the file of a month that was closed just now. @param known what it had before */
  async add(name: string, known: KnownMonth): Promise<void> {
    await this.#runExclusively(async () => {
      const month = this.#newMonth(name, known);
      this.#months.set(name, month);
      await month.look(true);
    });
  }

  /** Creation time of the newest payment, epoch ms. */
  get newest(): number {
    return Math.max(0, ...[...this.#months.values()].map(({ newest }) => newest));
  }

  /** The file of the month that was closed last, if it was moved away. */
  get lastIfMovedAway(): { readonly name: string; readonly newest: number } | undefined {
    const last = [...this.#months.values()].at(-1);
    return last?.isMovedAway ? { name: last.name, newest: last.newest } : undefined;
  }

  get hasRecords(): boolean {
    return [...this.#months.values()].some(({ orders }) => orders > 0);
  }

  /**
   * Reads the lines of an order. If a line is not where an index says, that index is made again. Call `look` before.
   *
   * @param isOfOrder returns undefined for a line that cannot be read
   */
  async read(key: OrderKey, isOfOrder: (text: string) => boolean | undefined): Promise<MonthLines> {
    const found = await Promise.all(
      [...this.#months.values()].map(async (month) => {
        const read = () => this.#gate.read(() => month.read(key, isOfOrder));
        const { version } = month;
        try {
          return await read();
        } catch (error) {
          if (!(error instanceof IndexDamage)) throw error;
          this.parts.log.error(
            { name: month.name, error: error.message },
            'the index of a month is made again',
          );
          const isThere = await this.#runExclusively(async () => {
            // Another reading may have noticed it before.
            if (month.version !== version) return this.#months.has(month.name);
            return this.#lookAt(month, () => month.indexAgain());
          });
          return isThere ? await read() : { lines: [] };
        }
      }),
    );
    const elsewhere = found.findLast((each) => each.elsewhere !== undefined)?.elsewhere;
    return { lines: found.flatMap(({ lines }) => lines), ...(elsewhere !== undefined && { elsewhere }) };
  }

  /** The lines of the files that can have payments created from this time on (epoch ms), oldest file first. */
  async *linesSince(from: number): AsyncGenerator<Line> {
    for (const { name, newest } of this.#months.values()) {
      if (newest < from) continue;
      const path = linesPath(this.parts.folder, name);
      yield* linesOf(path, (await stampOf(path))?.size ?? 0);
    }
  }

  /** The month files that were not moved away, oldest first. */
  async files(): Promise<{ readonly name: string; readonly path: string }[]> {
    const there = await listMonths(this.parts.folder);
    return [...there].flatMap(([name, endings]) =>
      endings.has('jsonl') ? [{ name, path: linesPath(this.parts.folder, name) }] : [],
    );
  }

  /** Lets `task` overwrite parts of a file, while nothing reads it. */
  async overwrite(name: string, task: () => Promise<void>): Promise<void> {
    await this.#runExclusively(() =>
      this.#gate.exchange(async () => {
        await task();
        await this.#months.get(name)?.noteOverwritten();
      }),
    );
  }

  /** Call it after `overwrite`: the last bytes of the file may have changed. */
  async writeIndexAgain(name: string): Promise<void> {
    await this.#runExclusively(async () => this.#months.get(name)?.writeIndexAgain());
  }

  async close(): Promise<void> {
    await this.#runExclusively(async () => {
      this.#isClosed = true;
      await Promise.all([...this.#months.values()].map((month) => month.close()));
    });
  }

  /** @returns false if the file is gone, and no index says what was in it: then the month is lost */
  async #lookAt(month: MonthFile, task: () => Promise<boolean>): Promise<boolean> {
    const { name } = month;
    const known = month.listed;
    const isThere = await task();
    if (isThere) this.#gone.delete(name);
    else {
      const { folder } = this.parts;
      const path = indexPath(folder, name);
      // Keeps the damaged index for a person, under another name, so that the next look does not find it again.
      const isDamaged = await renameFile(path, `${path}.damaged`).then(
        () => true,
        () => false,
      );
      const what = isDamaged
        ? `the index of ${name}.jsonl, which was moved away, is damaged`
        : `${name}.jsonl and its index are gone`;
      this.#months.delete(name);
      await month.close();
      if (known.orders > 0 || isDamaged) this.#gone.set(name, { known: asLost(known), what });
    }
    return isThere;
  }

  #newMonth(name: string, known: KnownMonth | undefined): MonthFile {
    const swap = (task: () => Promise<void>) => this.#gate.exchange(task);
    return new MonthFile(name, { ...this.parts, swap }, known);
  }

  /** One look or repair at a time. */
  #runExclusively<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#working.then(task);
    this.#working = done.then(
      () => {},
      () => {},
    );
    return done;
  }
}
