import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent } from '../system/held-files.ts';
import { wasClosed } from './close-month.ts';
import { damageSince, type FileDamage, type FileMark, storedMark } from './file-damage.ts';
import { type ListedMonth, readMonth, storedMonth, storeMonth } from './known-month.ts';
import { digestText, hex64, type LinesDigest, readHex64 } from './lines-digest.ts';
import { OpenLoss, unreadableLoss } from './open-loss.ts';
import { RecordLoss, type RecordLosses } from './record-loss.ts';
import {
  readLoss,
  type StoredLack,
  type StoredLoss,
  storedLack,
  storedLossParts,
  storeLacks,
  storeLoss,
  storeOpenLoss,
} from './stored-loss.ts';

const storedState = z.extend(storedMark, {
  /** Number of orders in the file. */
  orders: z.int().check(z.minimum(0)),
  /** Digest of the lines in the file. An older program leaves it out. */
  digest: z.optional(hex64),
  loss: z.optional(storedLossParts),
  /** The files that lacked lines. Each start counts again how many orders they lack. */
  lacking: z.optional(z.array(storedLack)),
  /** When a person accepted a loss the last time, epoch ms. */
  acceptedAt: z.optional(z.number()),
  /** The last closed month whose customers are erased. */
  erasedTo: z.optional(z.string()),
  /** Customers are being erased: parts of the file may be overwritten by the same number of bytes. */
  isErasing: z.optional(z.literal(true)),
  /** The closed months that were there. An older program leaves them out. */
  months: z.optional(z.array(storedMonth)),
});
export type StoredState = z.infer<typeof storedState>;

const stateFile = (folder: string): string => join(folder, 'records.state.json');

/** What the last start knew, and what the file has lost since. */
export interface Before {
  /** Undefined for the first start with this folder, or if the file is damaged. */
  readonly state: StoredState | undefined;
  readonly openLoss: OpenLoss;
  /** The newest loss: what the file has lost since the last stop, or else an earlier loss that is not over. */
  readonly loss: RecordLoss | undefined;
  /** The loss that the last start knew, if `loss` is a new one. */
  readonly earlierLoss: RecordLoss | undefined;
  /** True if the last start did not know `loss`. */
  readonly isNewLoss: boolean;
  /** True if the file still has what it had, as far as its size and its end show. */
  readonly isSameFile: boolean;
  readonly lacking: readonly StoredLack[];
  readonly months: readonly ListedMonth[];
}

/** Reads what the last start knew, and compares the file with it. Rejects if a file that is there cannot be read: that is no loss. */
export async function readBefore(folder: string, path: string, now: number): Promise<Before> {
  const text = await readFile(stateFile(folder), 'utf8').catch(orAbsent);
  const state = parseJsonAs(storedState, text);
  const openLoss = await OpenLoss.open(folder, now);
  const damage = state && (await damageSince(path, state));
  const found = state && damage && (await newLoss(folder, state, damage, now));
  // A damaged state may have known a loss, or months that are gone now.
  const unreadable = text !== undefined && !state ? damagedStateLoss(now) : undefined;
  const known = state?.loss ?? openLoss.before ?? unreadable;
  const { lacking, months = [] } = openLoss.monthsBefore;
  const listed = [...months, ...(state?.months ?? [])];
  return {
    state,
    openLoss,
    loss: found ?? (known && readLoss(known)),
    earlierLoss: found && known && readLoss(known),
    isNewLoss: found !== undefined,
    isSameFile: state !== undefined && (damage === undefined || isByErasing(state, damage)),
    lacking: state?.lacking ?? lacking ?? [],
    // Of a month in both, the state is listed last and wins: it is the newer one.
    months: [
      ...new Map(listed.map((month) => [month.name, readMonth(month, state?.isErasing === true)])).values(),
    ],
  };
}

const damagedStateLoss = (now: number): StoredLoss => ({
  ...unreadableLoss(now),
  what: 'records.state.json is damaged: copy the one of before back while the connector is stopped',
  ofState: true,
});

/** What a state knows of the file. */
export const knownIn = ({ size, tail, orders, digest }: StoredState) => ({
  mark: { size, tail },
  orders,
  digest: digest === undefined ? undefined : readHex64(digest),
});

/** True if the damage comes from an erasing that was cut off. */
const isByErasing = ({ isErasing }: StoredState, damage: FileDamage): boolean =>
  damage === 'overwritten' && isErasing === true;

/** The loss since the last stop. Undefined if nothing was lost. */
async function newLoss(
  folder: string,
  state: StoredState,
  damage: FileDamage,
  now: number,
): Promise<RecordLoss | undefined> {
  // An erasing loses no order. The orders are counted once the index is open.
  if (isByErasing(state, damage)) return undefined;
  const { size, tail, orders, digest, months = [] } = state;
  const known = months.map(({ name }) => name);
  // It is no damage if the program has closed the month, and was killed before it could write that into the state.
  if (await wasClosed(folder, { size, tail }, known)) return undefined;
  const details = { mark: { size, tail }, ...(digest !== undefined && { digest: readHex64(digest) }) };
  return new RecordLoss(now, `${damage} while the program did not run`, orders, details);
}

/** Shortest time between two usual writes of the state, ms. A state that is older than the file is no error. */
const stateIntervalMs = 1000;

/** Keeps the state of the file for the next start. Only after a loss, a record waits for the write of the state. */
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
      digest: LinesDigest | undefined;
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
    const { mark, orders, digest, losses, acceptedAt, erasedTo, isErasing, months } = this.readState();
    const loss = storeLoss(losses.ofCurrent);
    const lacking = storeLacks(losses.all);
    const state: StoredState = {
      ...mark,
      orders,
      ...(digest !== undefined && { digest: digestText(digest) }),
      ...(loss && { loss }),
      ...(lacking.length > 0 && { lacking: [...lacking] }),
      ...(acceptedAt !== undefined && { acceptedAt }),
      ...(erasedTo !== '' && { erasedTo }),
      ...(isErasing && { isErasing }),
      ...(months.length > 0 && { months: months.map(storeMonth) }),
    };
    const path = stateFile(this.folder);
    this.#last = this.#last
      // In this sequence, a loss that is not over is in one of the two files, whenever the program is killed.
      .then(() => this.openLoss.write(storeOpenLoss(losses.all, months)))
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
