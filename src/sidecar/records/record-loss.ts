import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { linkedRefunds } from '../../core/payment/refund-links.ts';
import { statementOfPayment } from '../../core/records/ledger.ts';
import type { FileMark } from './file-damage.ts';
import type { LinesDigest } from './lines-digest.ts';
import { countOf, type Lack } from './missing-lines.ts';
import { currentName } from './month-names.ts';
import { type LostOrders, type OrderKey, orderKey } from './order-index.ts';

/** All losses of stored records that are not over, as people see them. */
export interface RecordDamage {
  /** When the newest loss was noticed, epoch ms. */
  readonly at: number;
  /** What has happened to its file, in English. */
  readonly what: string;
  /** Number of orders that have not come again; the least number if no list says which orders are lost. */
  readonly missing: number;
  /** A file may still be being copied back. Until it has not changed for a while, the loss cannot be accepted. */
  readonly isComing?: true;
  /**
   * True if no list says which orders are lost, and no file is being copied back. Then only the lost file or a person can end the
   * loss.
   */
  readonly needsPerson?: true;
}

/** What was written after a loss: for each order, what its lines say about money. */
export type AddedFacts = ReadonlyMap<OrderKey, ReadonlySet<bigint>>;

/** Maximum number of facts that a loss keeps. More would make the state too long to be written each second. */
const maxFacts = 10_000;

/** What a record says about money: what is known of the charge, and the refunds that it names. */
export const moneyFacts = (record: PaymentRecord): readonly bigint[] => [
  factOf(record, statementOfPayment(record)),
  ...linkedRefunds([record]).map((refund) => factOf(record, `refund ${refund}`)),
];

/** The same, and what an earlier version of the record may have said: that the charge is unknown. */
export const moneyFactsSoFar = (record: PaymentRecord): readonly bigint[] => [
  factOf(record, 'unknown'),
  ...moneyFacts(record),
];

const factOf = ({ paymentId }: PaymentRecord, fact: string): bigint => orderKey(`${paymentId}\n${fact}`);

interface LossDetails {
  /**
   * Name of the month file whose lines are missing now, or `records` while another program still copies `records.jsonl` back.
   * Undefined: lines of `records.jsonl` were lost.
   */
  readonly file?: string | undefined;
  /** Where `records.jsonl` ended before, and the digest of its lines. A file that has these again has lost nothing. */
  readonly mark?: FileMark | undefined;
  readonly digest?: LinesDigest | undefined;
  /** True if `records.state.json` was damaged or another one. Then it is not known whether a file has lost lines. */
  readonly ofState?: boolean | undefined;
  /** What earlier starts wrote after the loss. `unknown`: too much, or an older program has written some of it. */
  readonly added?: AddedFacts | 'unknown' | undefined;
  /** The listed orders that had come again before this start. */
  readonly found?: readonly OrderKey[] | undefined;
}

/**
 * The orders that a damaged file has lost. A loss whose orders are listed ends when each of them has come again from the pages, or
 * has its lines in the file again. If only their number is known, each order may be a lost one, and the loss ends only when
 * the known lines are in the file again. A person can accept any loss. No loss ends by its age, because the clock may be set.
 */
export class RecordLoss {
  readonly #found: Set<OrderKey>;
  /** Orders that got a permit after this loss, when all earlier payments of them were known. */
  readonly #whole = new Set<OrderKey>();
  #missing: number | LostOrders;
  #added: Map<OrderKey, Set<bigint>> | undefined;
  #what: string;
  #isComing = false;

  constructor(
    readonly at: number,
    what: string,
    missing: number | LostOrders,
    readonly details: LossDetails = {},
  ) {
    this.#missing = missing;
    this.#what = what;
    this.#found = new Set(details.found);
    const { added = new Map<OrderKey, ReadonlySet<bigint>>() } = details;
    if (added !== 'unknown') this.#added = new Map([...added].map(([key, facts]) => [key, new Set(facts)]));
  }

  get what(): string {
    return this.#what;
  }

  get isComing(): boolean {
    return this.#isComing;
  }

  /** Number of orders that have not come again. If they are not listed, the least number, and never 0. */
  get missing(): number {
    const { lost } = this;
    return lost ? lost.size : Math.max(1, countOf(this.#missing));
  }

  /** True if it is known which orders are lost. */
  get isListed(): boolean {
    return typeof this.#missing !== 'number';
  }

  /** The listed orders that have come again. */
  get foundKeys(): readonly OrderKey[] {
    const missing = this.#missing;
    return typeof missing === 'number' ? [] : [...this.#found].filter((key) => missing.has(key));
  }

  /** The lost orders that have not come again. Undefined: only their number is known. */
  get lost(): LostOrders | undefined {
    if (typeof this.#missing === 'number') return undefined;
    return new Map([...this.#missing].filter(([key]) => !this.#found.has(key)));
  }

  /** Takes over what the file lacks now. */
  update({ what, missing, isComing }: Lack): void {
    this.#what = what;
    this.#missing = missing;
    this.#isComing = isComing;
  }

  /** What was written after the loss. Undefined: not known. */
  get added(): AddedFacts | undefined {
    return this.#added;
  }

  /** Adds what a record says that is written now. */
  noteWritten(record: PaymentRecord): void {
    if (!this.#added) return;
    const key = orderKey(record.orderId);
    const facts = this.#added.get(key) ?? new Set();
    for (const fact of moneyFacts(record)) facts.add(fact);
    this.#added.set(key, facts);
    if (countFacts(this.#added) > maxFacts) this.#added = undefined;
  }

  /** A record of this order with a certain end was written to the file. */
  noteFound(orderId: string): void {
    const key = orderKey(orderId);
    if (typeof this.#missing !== 'number' && this.#missing.has(key)) this.#found.add(key);
  }

  /** Notes the lost orders whose lines are in the file again. */
  async recount(linesOf: (key: OrderKey) => Promise<number>): Promise<void> {
    if (typeof this.#missing === 'number') return;
    for (const [key, lines] of this.#missing)
      if (!this.#found.has(key) && (await linesOf(key)) >= lines) this.#found.add(key);
  }

  /** A payment of this order got a permit now, so nothing of the order was lost before. */
  noteWhole(orderId: string): void {
    this.#whole.add(orderKey(orderId));
  }

  /** True if a payment of this order may be lost. Times in its records do not count, because clocks may be wrong. */
  concerns(orderId: string): boolean {
    return this.concernsKey(orderKey(orderId));
  }

  concernsKey(key: OrderKey): boolean {
    if (typeof this.#missing === 'number') return !this.#whole.has(key);
    return this.#missing.has(key) && !this.#found.has(key);
  }

  /** The same loss, now that the orders of the file are counted. @param ofState the whole index of the file contradicts the state */
  counted(missing: number | LostOrders, ofState: boolean): RecordLoss {
    const what = ofState
      ? 'records.state.json and records.jsonl do not belong together: copy back the one that was replaced'
      : this.what;
    return new RecordLoss(this.at, what, missing, { ...this.details, ofState });
  }

  get isOver(): boolean {
    return this.missing <= 0;
  }
}

const countFacts = (added: AddedFacts): number =>
  [...added.values()].reduce((sum, { size }) => sum + size, 0);

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

  /** @returns the removed losses */
  remove(isRemoved: (loss: RecordLoss) => boolean): RecordLoss[] {
    const removed = this.#all.filter(isRemoved);
    this.#all = this.#all.filter((loss) => !removed.includes(loss));
    return removed;
  }

  /**
   * Takes over what the files lack now. The loss of a file that lacks nothing any more is over.
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

  noteWritten(record: PaymentRecord): void {
    for (const loss of this.ofCurrent) loss.noteWritten(record);
  }

  noteFound(orderId: string): void {
    for (const loss of this.#all) loss.noteFound(orderId);
  }

  noteWhole(orderId: string): void {
    for (const loss of this.#all) loss.noteWhole(orderId);
  }

  concerns(orderId: string): boolean {
    return this.#all.some((loss) => loss.concerns(orderId));
  }

  /** True if a month file may lack lines of this order. A `records.jsonl` that is still being copied is no month file. */
  isOfMonth(key: OrderKey): boolean {
    return this.#all.some(
      (loss) => loss.details.file !== undefined && loss.details.file !== currentName && loss.concernsKey(key),
    );
  }

  /** @param isCurrentComing `records.jsonl` has changed a short time ago, and not by this program */
  damage(isCurrentComing: boolean): RecordDamage | undefined {
    const newest = this.#all.at(-1);
    if (!newest) return undefined;
    const { at, what } = newest;
    const isComing = this.#all.some((loss) => isLossComing(loss, isCurrentComing));
    const needsPerson = !isComing && this.#all.some(({ isListed }) => !isListed);
    const { missing } = this;
    return { at, what, missing, ...(isComing && { isComing }), ...(needsPerson && { needsPerson }) };
  }
}

export const isLossComing = ({ isComing, details }: RecordLoss, isCurrentComing: boolean): boolean =>
  details.file === undefined ? isCurrentComing : isComing;
