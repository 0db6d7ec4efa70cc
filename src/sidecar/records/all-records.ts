import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaymentWithNotifications } from '../../core/hipay/outbox-entry.ts';
import { hasMark, markOf } from './file-damage.ts';
import { FileIndex } from './file-index.ts';
import { type Line, linesOf, readLines } from './file-lines.ts';
import { latestOf } from './latest-records.ts';
import { currentName, indexPath, linesPath, listMonths } from './month-names.ts';
import { countLines, OrderIndex, type OrderKey, orderKey } from './order-index.ts';
import { parseLineHead, parseRecordLine } from './record-line.ts';

// Reads all files of a folder in little memory, whether the sidecar runs or not.

export interface Span {
  /** Payments created from this time on, epoch ms. */
  readonly begin: number;
  /** Payments created before this time, epoch ms. */
  readonly end: number;
}

interface OpenFile {
  readonly index: FileIndex;
  lines(): AsyncGenerator<Line>;
  read(places: readonly number[]): Promise<string[]>;
  close(): Promise<void>;
}

/** Number of payments that are remembered as done. That is enough, because the lines of a payment are near each other. */
const maxRemembered = 20_000;

/** The files of a folder, opened for one reading. */
export class AllRecords {
  private constructor(
    private readonly files: readonly OpenFile[],
    private readonly temporary: string,
    /** Names of the month files that were moved away. */
    readonly missing: readonly string[],
  ) {}

  /** Rejects with `ENOENT` if the folder has no records. */
  static async open(folder: string): Promise<AllRecords> {
    const temporary = await mkdtemp(join(tmpdir(), 'hipay-ecr-export-'));
    try {
      for (;;) {
        const months = await listMonths(folder);
        const here = [...months].filter(([, endings]) => endings.has('jsonl')).map(([name]) => name);
        const missing = [...months.keys()]
          .filter((name) => !here.includes(name))
          .map((name) => `${name}.jsonl`);
        const files: OpenFile[] = [];
        try {
          for (const name of [...here, currentName]) files.push(await openFile(folder, name, temporary));
        } catch (error) {
          await Promise.all(files.map((file) => file.close()));
          throw error;
        }
        // A month may have been closed since the first listing.
        const again = await listMonths(folder);
        if ([...again.keys()].join() === [...months.keys()].join())
          return new AllRecords(files, temporary, missing);
        await Promise.all(files.map((file) => file.close()));
      }
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    }
  }

  /** The payments, all copies joined, with their notifications; in the order of their first lines. */
  async *payments({ begin, end }: Span): AsyncGenerator<PaymentWithNotifications> {
    const filesOf = await this.#ordersOfSeveralFiles();
    const done = new Set<string>();
    for (const [number, file] of this.files.entries()) {
      if (file.index.newest < begin) continue;
      for await (const { place, text } of file.lines()) {
        const line = parseLineHead(text);
        if (line?.kind !== 'payment') continue;
        const { paymentId, orderId, createdAt } = line.record;
        if (createdAt < begin || createdAt >= end || done.has(paymentId)) continue;
        const key = orderKey(orderId);
        const copy = await this.#readPayment(paymentId, key, filesOf.get(key) ?? [number], { number, place });
        if (copy) yield copy;
        done.add(paymentId);
        const [oldest] = done;
        if (oldest !== undefined && done.size > maxRemembered) done.delete(oldest);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
    await rm(this.temporary, { recursive: true, force: true });
  }

  /** Joins the copies of a payment. Undefined: the line `at` is not its first one, so the payment is done already. */
  async #readPayment(
    paymentId: string,
    key: OrderKey,
    numbers: readonly number[],
    at: { readonly number: number; readonly place: number },
  ): Promise<PaymentWithNotifications | undefined> {
    const lines = await Promise.all(
      numbers.map(async (number) => {
        const file = this.files[number] as OpenFile;
        const places = await file.index.places(key);
        const texts = await file.read(places);
        return texts.map((text, i) => ({ number, place: places[i] ?? 0, text }));
      }),
    );
    const read = lines.flat().flatMap(({ number, place, text }) => {
      const copy = parseRecordLine(text);
      const id = copy?.kind === 'payment' ? copy.record.paymentId : copy?.entry.paymentId;
      return copy && id === paymentId ? [{ number, place, copy }] : [];
    });
    const first = read.find(({ copy }) => copy.kind === 'payment');
    if (first?.number !== at.number || first.place !== at.place) return undefined;
    const { payments, notifications } = latestOf(read.map(({ copy }) => copy));
    return payments[0] && { record: payments[0], entries: notifications };
  }

  /**
   * For each order with lines in more than one file, the numbers of these files: there are few. Walks through all indexes at the
   * same time, in the order of their keys.
   */
  async #ordersOfSeveralFiles(): Promise<ReadonlyMap<OrderKey, readonly number[]>> {
    const several = new Map<OrderKey, number[]>();
    const readers = this.files.map(({ index }) => countLines(index.blocks()));
    if (readers.length < 2) return several;
    const next = await Promise.all(readers.map(async (reader) => (await reader.next()).value?.key));
    for (;;) {
      let least: OrderKey | undefined;
      for (const key of next) if (key !== undefined && (least === undefined || key < least)) least = key;
      if (least === undefined) return several;
      const numbers: number[] = [];
      for (const [number, key] of next.entries()) if (key === least) numbers.push(number);
      for (const number of numbers) next[number] = (await readers[number]?.next())?.value?.key;
      if (numbers.length > 1) several.set(least, numbers);
    }
  }
}

/** If the index does not fit its file, makes one for this reading only. The sidecar's own index stays as it is. */
async function openFile(folder: string, name: string, temporary: string): Promise<OpenFile> {
  const file = await open(linesPath(folder, name), 'r');
  try {
    const { size } = await file.stat();
    const disk = await OrderIndex.open(indexPath(folder, name));
    const fits = disk !== undefined && disk.head.mark.size <= size && (await hasMark(file, disk.head.mark));
    if (disk && !fits) await disk.close();
    const index = new FileIndex(indexPath(temporary, name), fits ? disk : undefined);
    await index.fill(
      { lines: (from = 0, to = size) => linesOf(file, to, from), markAt: (covered) => markOf(file, covered) },
      size,
    );
    return {
      index,
      lines: () => linesOf(file, size),
      read: (places) => readLines(file, places),
      close: async () => {
        await index.close();
        await file.close();
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
