import type { FileMark } from './file-damage.ts';
import { countOf, type Lack } from './missing-lines.ts';
import { type LostOrders, type OrderKey, orderKey } from './order-index.ts';

/** A loss of stored records that is not made good yet. */
export interface RecordDamage {
  /** Epoch ms. */
  readonly at: number;
  /** What has happened to the file, in English. */
  readonly what: string;
  /** Number of orders that have not come again. */
  readonly missing: number;
  /** A file may still be being copied back. Until it has not changed for a while, the loss cannot be accepted. */
  readonly isComing?: true;
}

interface LossDetails {
  /** The file whose lines are missing now. Undefined: lines of `records.jsonl` were lost. */
  readonly file?: string | undefined;
  /** Where `records.jsonl` ended before. A file that has this again has all its lines again. */
  readonly mark?: FileMark | undefined;
  /** The orders that had come again before this start. Each of them counts once. */
  readonly found?: readonly OrderKey[] | undefined;
  /** Nothing says how many orders are missing: the number is the least. */
  readonly isUncounted?: boolean | undefined;
}

interface FoundRecord {
  readonly orderId: string;
  readonly createdAt: number;
  /** False: the payment was known before its end. So it is new, whatever its time says: the clock may have been set. */
  readonly isFirstCopy: boolean;
}

/**
 * The orders that a damaged file has lost. The loss ends when all of them have come again from the pages, or their lines are
 * in the file again, or when a person accepts it; never by its age, because the clock may be set. If only their number is known,
 * each older order that comes counts, and each order may be one of them.
 */
export class RecordLoss {
  readonly #found: Set<OrderKey>;
  /** Orders that got a permit after this loss, when all earlier payments of them were known. */
  readonly #whole = new Set<OrderKey>();
  #missing: number | LostOrders;
  #what: string;
  #isComing = false;
  #isUncounted: boolean;

  constructor(
    readonly at: number,
    what: string,
    missing: number | LostOrders,
    readonly details: LossDetails = {},
  ) {
    this.#missing = missing;
    this.#what = what;
    this.#found = new Set(details.found);
    this.#isUncounted = details.isUncounted ?? false;
  }

  get what(): string {
    return this.#what;
  }

  get isComing(): boolean {
    return this.#isComing;
  }

  get missing(): number {
    return this.#all - this.found;
  }

  /** True if the lost orders are known, not only their number. */
  get isCounted(): boolean {
    return typeof this.#missing !== 'number';
  }

  get isUncounted(): boolean {
    return this.#isUncounted;
  }

  /** The orders that have come again. */
  get foundKeys(): readonly OrderKey[] {
    const missing = this.#missing;
    return [...this.#found].filter((key) => typeof missing === 'number' || missing.has(key));
  }

  /** The lost orders that have not come again. Undefined: only their number is known. */
  get lost(): LostOrders | undefined {
    if (typeof this.#missing === 'number') return undefined;
    return new Map([...this.#missing].filter(([key]) => !this.#found.has(key)));
  }

  /** Number of orders that have come again. */
  get found(): number {
    // However many have come again, others may be missing.
    if (this.#isUncounted) return 0;
    return Math.min(this.#all, this.foundKeys.length);
  }

  /** What the file lacks now. */
  update({ what, missing, isComing, isUncounted = false }: Lack): void {
    this.#what = what;
    this.#missing = missing;
    this.#isComing = isComing;
    this.#isUncounted = isUncounted;
  }

  /** A record with a certain end was written to the file. */
  noteFound({ orderId, createdAt, isFirstCopy }: FoundRecord): void {
    const key = orderKey(orderId);
    // What a file that is being copied will have is not known yet.
    if (this.missing <= 0 || (this.#isComing && typeof this.#missing === 'number')) return;
    const isOlder = isFirstCopy && createdAt < this.at;
    if (typeof this.#missing === 'number' ? isOlder : this.#missing.has(key)) this.#found.add(key);
  }

  /** The lines of these orders may be in the file again. */
  async recount(linesOf: (key: OrderKey) => Promise<number>): Promise<void> {
    if (typeof this.#missing === 'number') return;
    for (const [key, lines] of this.#missing)
      if (!this.#found.has(key) && (await linesOf(key)) >= lines) this.#found.add(key);
  }

  /** A payment of this order got a permit now, so nothing of the order was lost before. */
  noteWhole(orderId: string): void {
    this.#whole.add(orderKey(orderId));
  }

  /** True if a later payment of this order may be lost. What is known of it has no say, because clocks may have been wrong. */
  concerns(orderId: string): boolean {
    const key = orderKey(orderId);
    if (typeof this.#missing === 'number') return !this.#whole.has(key);
    return this.#missing.has(key) && !this.#found.has(key);
  }

  /** The same loss, now that the orders of the file are counted. At least one has lost a line. */
  counted(missing: number | LostOrders, isUncounted = false): RecordLoss {
    const some = typeof missing === 'number' ? Math.max(1, missing) : missing;
    return new RecordLoss(this.at, this.what, some, { ...this.details, isUncounted });
  }

  get isOver(): boolean {
    return this.missing <= 0;
  }

  get #all(): number {
    return countOf(this.#missing);
  }
}

/** All losses that are not over. */
export class RecordLosses {
  #all: readonly RecordLoss[];

  constructor(losses: readonly RecordLoss[]) {
    this.#all = losses;
  }

  get all(): readonly RecordLoss[] {
    return this.#all;
  }

  /** The losses of `records.jsonl`, which has taken all new lines since. */
  get ofCurrent(): readonly RecordLoss[] {
    return this.#all.filter(({ details }) => details.file === undefined);
  }

  get missing(): number {
    return this.#all.reduce((sum, loss) => sum + loss.missing, 0);
  }

  add(loss: RecordLoss): void {
    this.#all = [...this.#all, loss];
  }

  remove(isOver: (loss: RecordLoss) => boolean): RecordLoss[] {
    const over = this.#all.filter(isOver);
    this.#all = this.#all.filter((loss) => !over.includes(loss));
    return over;
  }

  /**
   * What the files lack now: a lack that is not among them is over.
   *
   * @param make makes the loss of a file that lacked nothing before
   * @returns the new losses
   */
  update(lacks: readonly Lack[], make: (lack: Lack) => RecordLoss): RecordLoss[] {
    const names = new Set(lacks.map(({ name }) => name));
    this.remove(({ details }) => details.file !== undefined && !names.has(details.file));
    const added: RecordLoss[] = [];
    for (const lack of lacks) {
      let loss = this.#all.find(({ details }) => details.file === lack.name);
      if (!loss) {
        loss = make(lack);
        added.push(loss);
        this.add(loss);
      }
      loss.update(lack);
    }
    return added;
  }

  noteFound(record: FoundRecord): void {
    for (const loss of this.#all) loss.noteFound(record);
  }

  noteWhole(orderId: string): void {
    for (const loss of this.#all) loss.noteWhole(orderId);
  }

  concerns(orderId: string): boolean {
    return this.#all.some((loss) => loss.concerns(orderId));
  }

  /** @param isCurrentComing `records.jsonl` has changed a short time ago, and not by this program */
  damage(isCurrentComing: boolean): RecordDamage | undefined {
    const newest = this.#all.at(-1);
    if (!newest) return undefined;
    const { at, what } = newest;
    const isComing = this.#all.some((loss) => isLossComing(loss, isCurrentComing));
    return { at, what, missing: this.missing, ...(isComing && { isComing }) };
  }
}

export const isLossComing = ({ isComing, details }: RecordLoss, isCurrentComing: boolean): boolean =>
  details.file === undefined ? isCurrentComing : isComing;
