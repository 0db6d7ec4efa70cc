import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { wasClosed } from './close-month.ts';
import type { ListedMonth } from './closed-months.ts';
import { damageSince, type FileMark } from './file-damage.ts';
import { type OrderKey, orderKey } from './order-index.ts';

/** A loss of stored records that is not made good yet. */
export interface RecordDamage {
  /** Epoch ms. */
  readonly at: number;
  /** What has happened to the file, in English. */
  readonly what: string;
  /** Number of orders that have not come again. */
  readonly missing: number;
}

/** After this time an order of before the loss does not come again. */
const longestLossMs = 30 * 24 * 3_600_000;

/**
 * The orders that a damaged file has lost. The loss ends when all of them have come again from the pages. After a start
 * only their number is known: then each older order that comes counts.
 */
export class RecordLoss implements RecordDamage {
  readonly #found = new Set<OrderKey>();
  readonly #orders: ReadonlySet<OrderKey> | undefined;
  readonly #missing: number;

  constructor(
    readonly at: number,
    readonly what: string,
    missing: number | ReadonlySet<OrderKey>,
    /** An earlier loss that is not over. */
    private readonly earlier?: RecordLoss,
  ) {
    this.#orders = typeof missing === 'number' ? undefined : missing;
    this.#missing = typeof missing === 'number' ? missing : missing.size;
  }

  get missing(): number {
    return this.#missing - this.#found.size + (this.earlier?.missing ?? 0);
  }

  /** A record of this order was written to the file again. */
  found(orderId: string, createdAt: number): void {
    const key = orderKey(orderId);
    if (this.missing > 0 && (this.#orders ? this.#orders.has(key) : createdAt < this.at))
      this.#found.add(key);
    this.earlier?.found(orderId, createdAt);
  }

  /** True if a later payment of this order may be lost. `newest`: when its last known payment was created, epoch ms. */
  concerns(orderId: string, newest: number): boolean {
    const key = orderKey(orderId);
    const own = this.#orders ? this.#orders.has(key) && !this.#found.has(key) : newest < this.at;
    return own || (this.earlier?.concerns(orderId, newest) ?? false);
  }

  /** The same loss, now that the orders of the file are counted. At least one has lost a line. */
  counted(missing: number): RecordLoss {
    return new RecordLoss(this.at, this.what, Math.max(1, missing));
  }

  isOver(now: number): boolean {
    return this.missing <= 0 || now - this.at > longestLossMs;
  }
}

const storedState = z.object({
  size: z.int().check(z.minimum(0)),
  tail: z.string(),
  /** Number of orders in the file. */
  orders: z.int().check(z.minimum(0)),
  loss: z.optional(z.object({ at: z.number(), what: z.string(), missing: z.int() })),
  /** When a person accepted a loss the last time, epoch ms. */
  acceptedAt: z.optional(z.number()),
  /** The month up to which the customers of closed months are erased. */
  erasedTo: z.optional(z.string()),
  /** The closed months that were there. An older program leaves them out. */
  months: z.optional(z.array(z.object({ name: z.string(), orders: z.int().check(z.minimum(0)) }))),
});
type StoredState = z.infer<typeof storedState>;

const stateFile = (folder: string): string => join(folder, 'records.state.json');

/**
 * What the last start knew about the file: where it ended, how many orders it had, and a loss that was not over.
 * Undefined for the first start with this folder.
 */
export const readFileState = async (folder: string): Promise<StoredState | undefined> =>
  parseJsonAs(storedState, await readFile(stateFile(folder), 'utf8').catch(() => undefined));

/** Describes what was lost since the last stop; undefined if nothing was. */
export async function lossSince(
  folder: string,
  path: string,
  before: StoredState,
  now: number,
): Promise<RecordLoss | undefined> {
  const damage = await damageSince(path, before);
  const known = (before.months ?? []).map(({ name }) => name);
  // The program was killed before it could write that the month is closed.
  if (damage !== undefined && !(await wasClosed(folder, before, known)))
    return new RecordLoss(now, `${damage} while the program did not run`, before.orders);
  const { loss } = before;
  return loss && new RecordLoss(loss.at, loss.what, loss.missing);
}

/** Shortest time between two writes of the state, ms. A state that is older than the file is no error. */
const stateIntervalMs = 1000;

/** Keeps the state of the file for the next start. Written seldom, never awaited by a record. */
export class FileState {
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  #isDue = false;

  constructor(
    private readonly folder: string,
    private readonly log: Log,
    private readonly now: () => {
      mark: FileMark;
      orders: number;
      loss: RecordLoss | undefined;
      acceptedAt: number | undefined;
      erasedTo: string;
      months: readonly ListedMonth[];
    },
  ) {}

  /** The file or the loss has changed. */
  writeSoon(): void {
    this.#isDue = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.write();
    }, stateIntervalMs).unref();
  }

  write(): Promise<void> {
    this.#isDue = false;
    const { mark, orders, loss, acceptedAt, erasedTo, months } = this.now();
    const state: StoredState = {
      ...mark,
      orders,
      ...(loss && { loss: { at: loss.at, what: loss.what, missing: loss.missing } }),
      ...(acceptedAt !== undefined && { acceptedAt }),
      ...(erasedTo !== '' && { erasedTo }),
      ...(months.length > 0 && { months: [...months] }),
    };
    const path = stateFile(this.folder);
    this.#last = this.#last
      .then(() => writePrivateFile(path, JSON.stringify(state)))
      .catch((error) =>
        this.log.warn({ path, error: String(error) }, 'the state of the records is not kept'),
      );
    return this.#last;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await (this.#isDue ? this.write() : this.#last);
  }
}
