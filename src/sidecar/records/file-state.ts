import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { wasClosed } from './close-month.ts';
import type { ListedMonth } from './closed-months.ts';
import { damageSince, type FileMark } from './file-damage.ts';
import { type OpenLoss, type StoredLoss, storedLossParts } from './open-loss.ts';
import { RecordLoss, type RecordLosses } from './record-loss.ts';

const storedMark = { size: z.int().check(z.minimum(0)), tail: z.string() };
const storedState = z.object({
  ...storedMark,
  /** Number of orders in the file. */
  orders: z.int().check(z.minimum(0)),
  loss: z.optional(storedLossParts),
  /** The files that lacked lines. Each start counts again how many orders they lack. */
  lacking: z.optional(z.array(z.object({ name: z.string(), at: z.number(), found: z.int() }))),
  /** When a person accepted a loss the last time, epoch ms. */
  acceptedAt: z.optional(z.number()),
  /** The month up to which the customers of closed months are erased. */
  erasedTo: z.optional(z.string()),
  /** Customers are being erased: parts of the file may be overwritten by as many bytes. */
  isErasing: z.optional(z.literal(true)),
  /** The closed months that were there. An older program leaves them out. */
  months: z.optional(
    z.array(
      z.object({
        name: z.string(),
        orders: z.int().check(z.minimum(0)),
        isUncounted: z.optional(z.literal(true)),
      }),
    ),
  ),
});
export type StoredState = z.infer<typeof storedState>;

const stateFile = (folder: string): string => join(folder, 'records.state.json');

/**
 * What the last start knew about the file: where it ended, how many orders it had, and a loss that was not over.
 * Undefined for the first start with this folder.
 */
export const readFileState = async (folder: string): Promise<StoredState | undefined> =>
  parseJsonAs(storedState, await readFile(stateFile(folder), 'utf8').catch(() => undefined));

/** Describes what was lost since the last stop, or before and has not come back. Undefined if nothing was. */
export async function lossSince(
  folder: string,
  path: string,
  before: StoredState,
  now: number,
): Promise<RecordLoss | undefined> {
  const { size, tail, loss } = before;
  const damage = await damageSince(path, before);
  // An erasing that was cut off changes the end of the file, but no order is lost: they are counted once the index is open.
  const isErased = damage === 'overwritten' && before.isErasing === true;
  const known = (before.months ?? []).map(({ name }) => name);
  // It is no damage if the program has closed the month, and was killed before it could write that here.
  if (damage !== undefined && !isErased && !(await wasClosed(folder, before, known))) {
    const mark = loss?.mark ?? { size, tail };
    return new RecordLoss(now, `${damage} while the program did not run`, before.orders, { mark });
  }
  return loss && knownLoss(loss);
}

export const knownLoss = ({ at, what, missing, mark }: StoredLoss): RecordLoss =>
  new RecordLoss(at, what, missing, { mark });

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
    private readonly openLoss: OpenLoss,
    private readonly readState: () => {
      mark: FileMark;
      orders: number;
      losses: Pick<RecordLosses, 'all' | 'ofCurrent'>;
      acceptedAt: number | undefined;
      erasedTo: string;
      isErasing: boolean;
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
    const { mark, orders, losses, acceptedAt, erasedTo, isErasing, months } = this.readState();
    const loss = storedLoss(losses.ofCurrent);
    const lacking = losses.all.flatMap(({ at, found, details: { file } }) =>
      file === undefined ? [] : [{ name: file, at, found }],
    );
    const state: StoredState = {
      ...mark,
      orders,
      ...(loss && { loss }),
      ...(lacking.length > 0 && { lacking }),
      ...(acceptedAt !== undefined && { acceptedAt }),
      ...(erasedTo !== '' && { erasedTo }),
      ...(isErasing && { isErasing }),
      ...(months.length > 0 && { months: [...months] }),
    };
    const path = stateFile(this.folder);
    this.#last = this.#last
      // Whatever of both is written when the program is killed: a loss that is not over is in one of them.
      .then(() => this.openLoss.write(loss))
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

/** Joins the losses of `records.jsonl` into one. It has only the number of the lost orders, not their keys. */
function storedLoss(losses: readonly RecordLoss[]): StoredState['loss'] {
  const newest = losses.at(-1);
  if (!newest) return undefined;
  const { at, what } = newest;
  const missing = losses.reduce((sum, loss) => sum + loss.missing, 0);
  // The mark of the first loss describes the file before all of them.
  const mark = losses[0]?.details.mark;
  return { at, what, missing, ...(mark && { mark }) };
}
