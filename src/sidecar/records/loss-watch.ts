import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { Log } from '../program/log.ts';
import type { FileMark } from './file-damage.ts';
import { type Before, knownIn, type StoredState } from './file-state.ts';
import { type EndedPayment, hasEndOfAny, ordersWithoutEnd } from './head-reading.ts';
import { latestOf } from './latest-records.ts';
import { type LinesDigest, readHex64 } from './lines-digest.ts';
import { countOf, type Lack, type LostBefore, type LostNow, lostLines } from './missing-lines.ts';
import type { LostOrders, OrderKey } from './order-index.ts';
import type { RecordFiles } from './record-files.ts';
import {
  type AddedFacts,
  isLossComing,
  moneyFactsSoFar,
  type RecordDamage,
  RecordLoss,
  RecordLosses,
} from './record-loss.ts';

export interface LossWatchParts {
  readonly files: RecordFiles;
  readonly path: string;
  readonly log: Log;
  readonly now: () => number;
  /** What the last start knew. */
  readonly before: Before;
  /** Payments of earlier starts whose records had a certain end on disk: their permits are ended. */
  readonly ended: readonly EndedPayment[];
  /** Called when the losses have changed. */
  readonly onChange: () => void;
}

/** Where `records.jsonl` ended before, and the digest of its lines. */
interface KnownPart {
  readonly mark?: FileMark | undefined;
  readonly digest?: LinesDigest | undefined;
}

const isMarkOf = (state: StoredState | undefined, mark: FileMark): boolean =>
  state?.size === mark.size && state.tail === mark.tail;

/** Knows which records are lost, and notices when they are in the files again. */
export class LossWatch {
  readonly losses: RecordLosses;
  acceptedAt: number | undefined;
  readonly #listeners = new Set<(damage: RecordDamage | undefined) => void>();
  /** Names of files whose missing lines are being given up. Until that is done, what they lack is no new loss. */
  readonly #givingUp = new Set<string>();
  #givenUp: Promise<unknown> = Promise.resolve();
  /** True at the start and after damage: then `recount` counts also if no lines were added. */
  #isRecountDue = true;
  /** What the listeners were last called with, see `#summary`. */
  #shown: string;
  /** What was written after a loss that this start has ended, because the lost lines are in the file again. */
  #judged: AddedFacts | undefined;

  constructor(private readonly parts: LossWatchParts) {
    const { earlierLoss, loss } = parts.before;
    this.losses = new RecordLosses([earlierLoss, loss].filter((each) => each !== undefined));
    this.acceptedAt = parts.before.state?.acceptedAt;
    this.#shown = this.#summary();
  }

  /** The losses that are not over. Undefined: there is none. */
  current(): RecordLosses | undefined {
    this.removeOver();
    return this.losses.all.length > 0 ? this.losses : undefined;
  }

  /** Removes the losses that are over. */
  removeOver(): void {
    const over = this.losses.remove(({ isOver }) => isOver);
    this.#giveUp(over);
    if (over.length > 0) this.#show();
  }

  damage(): RecordDamage | undefined {
    return this.current()?.damage(this.parts.files.isCurrentComing);
  }

  onDamage(listener: (damage: RecordDamage | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Compares the files with what the last start knew of them, once their orders are known. */
  async compare(): Promise<void> {
    const { files } = this.parts;
    const { lostBefore } = files;
    await this.#compareWithState(lostBefore);
    this.update(files.lacks());
    if (lostBefore) await this.#noteLostBefore(lostBefore);
    await this.#endIfStateIsBack();
  }

  async #compareWithState(lostBefore: LostBefore | undefined): Promise<void> {
    const { orders, digest: has, atStart } = this.parts.files;
    const { state, loss, isNewLoss, isSameFile } = this.parts.before;
    await this.#noteWrittenAfterState();
    const wasUnlisted = this.#isUnlisted;
    this.#judged = await this.#endByLines();
    const found = isNewLoss && loss && this.losses.all.includes(loss) ? loss : undefined;
    // `#endByLines` has compared the file, or an earlier loss without a list covers all that it lacks.
    if (this.#judged || (!found && wasUnlisted)) return;
    const digest = state?.digest === undefined ? undefined : readHex64(state.digest);
    const missing = await lostLines({
      known: state && (found || isSameFile) ? { orders: state.orders, digest } : { orders: 0 },
      has: { orders, digest: has, atMark: atStart.digest, unreadable: atStart.unreadable },
      listed: lostBefore && { missing: lostBefore.missing, digest: lostBefore.digestAtStop, isOwn: false },
      isDamaged: found !== undefined,
      hasEnd: async () => !found || !state || this.parts.files.holdsEnd(knownIn(state).mark),
    });
    this.losses.remove((each) => each === found);
    if (missing === 0) return;
    if (found) return this.losses.add(found.counted(missing, atStart.isIndexWhole));
    const mark = state && digest !== undefined ? { size: state.size, tail: state.tail } : undefined;
    this.#note('overwritten while the program did not run', missing, { mark, digest });
    this.parts.files.noteLoss(false);
  }

  /**
   * Ends the loss of a damaged or foreign state when the true state is back. The files of another till fit each other too, so the
   * file must have the end of a payment whose permit is here.
   */
  async #endIfStateIsBack(): Promise<void> {
    const { files, before, ended } = this.parts;
    const { state, isSameFile } = before;
    const own = this.losses.ofCurrent;
    if (own.length === 0 || !own.every(({ details }) => details.ofState)) return;
    if (!state || state.loss || state.lacking || !isSameFile) return;
    if (state.digest === undefined || files.atStart.digest !== readHex64(state.digest)) return;
    const months = new Set(state.months?.map(({ name }) => name));
    const lacks = files.lacks();
    if (lacks.some(({ name }) => months.has(name)) || !(await hasEndOfAny(ended, files))) return;
    this.losses.remove(({ details: { file } }) => file === undefined || !months.has(file));
    // The foreign state had listed months that this folder never had.
    await files.giveUp(lacks.map(({ name }) => name));
    this.#show();
  }

  /** Notes that lines of `records.jsonl` were lost. */
  noteDamage({ what, missing, mark, digest }: LostNow): void {
    const loss = new RecordLoss(this.parts.now(), what, missing, { mark, digest });
    this.#isRecountDue = true;
    if (loss.isOver) return;
    this.parts.files.noteLoss(true);
    this.losses.add(loss);
  }

  /** A copy is about to be written to `records.jsonl`. */
  noteWritten(copy: RecordCopy): void {
    if (copy.kind === 'payment') this.losses.noteWritten(copy.record);
  }

  /** Notes what `records.jsonl` lacked at the start of what its index listed. */
  async #noteLostBefore({ missing, mark, digest }: LostBefore): Promise<void> {
    if (this.#isUnlisted) return;
    const { files, before } = this.parts;
    // Then the index or the file belongs to another till. If there is a state, it has said which one.
    const isAnother = countOf(missing) === 0;
    if (before.state !== undefined && isAnother) return;
    // A start that was killed may have noted some of these orders before.
    const judged = this.#judged;
    if (judged && (isAnother || typeof missing === 'number')) return;
    const isNew = ([key]: [OrderKey, number]) =>
      !judged?.has(key) && !this.losses.ofCurrent.some(({ lost }) => lost?.has(key));
    const listed = typeof missing === 'number' || isAnother ? undefined : missing;
    const lost = listed ? new Map([...listed].filter(isNew)) : countOf(missing);
    if (typeof lost !== 'number' && lost.size === 0) return;
    const had = missing === 0 ? {} : { mark, digest };
    const loss = this.#note('cut or deleted while the program did not run', lost, had);
    // The index may be of another file. If that file comes back, it lacks the lines that are here now.
    if (!isMarkOf(before.state, mark)) await this.#noteAllWritten(loss);
    files.noteLoss(files.file.sizeAtOpen > 0);
  }

  async #noteAllWritten(loss: RecordLoss): Promise<void> {
    for await (const copy of this.parts.files.copiesFrom(0))
      if (copy.kind === 'payment') loss.noteWritten(copy.record);
  }

  /**
   * The state of the file may be lost together with the file itself. Then the ended permits still prove the loss. They do not list
   * all lost orders, because older permits are not kept.
   */
  async noteMissingEnds(): Promise<void> {
    const isUnknown = (orderId: string) => !this.losses.concerns(orderId);
    const ended = this.#countedEnds().filter(({ orderId }) => isUnknown(orderId));
    // The reading also finds damage within a month file. Then the loss of that file has the order.
    const missing = (await ordersWithoutEnd(ended, this.parts.files)).filter(isUnknown);
    if (missing.length === 0) return;
    this.#note('cut or deleted while the program did not run', missing.length);
    this.parts.files.noteLoss(false);
  }

  /** Takes over what the month files lack now. */
  update(lacks: readonly Lack[]): void {
    const { before, now } = this.parts;
    const added = this.losses.update(
      lacks.filter(({ name }) => !this.#givingUp.has(name)),
      ({ name, what, missing }) => {
        const known = before.lacking.find((each) => each.name === name);
        const found = known?.keys?.map(readHex64);
        return new RecordLoss(known?.at ?? now(), what, missing, { file: name, found });
      },
    );
    for (const loss of added) this.#log(loss);
    this.#show();
  }

  /** Counts again what `records.jsonl` lacks, because lost lines may be there again. */
  async recount(hasForeignLines: boolean): Promise<void> {
    if (!hasForeignLines && !this.#isRecountDue) return;
    this.#isRecountDue = false;
    const { files } = this.parts;
    for (const loss of this.losses.ofCurrent)
      await loss.recount((key) => files.countLines(key).catch(() => 0));
    await this.#endByLines();
    this.removeOver();
    this.#show();
  }

  /** Notes the lines that were written after the state: a kill leaves a state that is older than the file. */
  async #noteWrittenAfterState(): Promise<void> {
    const { files, before } = this.parts;
    if (!before.state || !before.isSameFile || this.losses.ofCurrent.length === 0) return;
    for await (const copy of files.copiesFrom(before.state.size)) this.noteWritten(copy);
  }

  /**
   * Ends the losses whose lines are in the file again. If the file has all lines from before the oldest loss, all losses end: only
   * what was written after the oldest one can still be missing, and that is noted as a new loss.
   *
   * @returns what was written after the oldest loss; undefined if that loss is not over, or if that is not known
   */
  async #endByLines(): Promise<AddedFacts | undefined> {
    const { files } = this.parts;
    const all = this.losses.ofCurrent;
    const over = new Set<RecordLoss>();
    for (const loss of all) {
      const { mark, digest } = loss.details;
      if (mark && digest !== undefined && (await files.hasLines(mark, digest))) over.add(loss);
    }
    const [oldest] = all;
    const added = oldest && over.has(oldest) ? oldest.added : undefined;
    const lost = added && (await this.#lackOf(added));
    if (lost) for (const loss of all) if (loss.details.mark) over.add(loss);
    this.losses.remove((loss) => over.has(loss));
    if (lost && lost.size > 0) this.#note('records.jsonl is an earlier one again', lost);
    return added;
  }

  /** The orders of which the files lack one of these facts about money. */
  async #lackOf(added: AddedFacts): Promise<LostOrders> {
    const lost = new Map<OrderKey, number>();
    for (const [key, facts] of added) {
      const copies = await this.parts.files.copiesOf(key).catch(() => []);
      const known = new Set(latestOf(copies).payments.flatMap(moneyFactsSoFar));
      // The reading also finds damage within a month file. Then the loss of that file has the order.
      if (this.losses.isOfMonth(key)) continue;
      if ([...facts].some((fact) => !known.has(fact))) lost.set(key, copies.length + facts.size);
    }
    return lost;
  }

  /** A person accepts that the records do not come back. A loss of a file that may still be copied back is not accepted. */
  accept(): void {
    if (!this.current()) return;
    const { files, log, path, now } = this.parts;
    const accepted = this.losses.remove((loss) => !isLossComing(loss, files.isCurrentComing));
    const missing = accepted.reduce((sum, loss) => sum + loss.missing, 0);
    if (accepted.length > 0) {
      log.warn({ path, missing }, 'a person has accepted the loss of records');
      this.acceptedAt = now();
      this.#giveUp(accepted);
    }
    if (this.losses.all.length > 0)
      log.warn({ path }, 'a loss of records is not accepted while its file may still be copied back');
    this.notify();
  }

  /** Calls all listeners. */
  notify(): void {
    this.#shown = this.#summary();
    for (const listener of this.#listeners) listener(this.losses.damage(this.parts.files.isCurrentComing));
    this.parts.onChange();
  }

  /** Resolves when all lines that are given up are noted. */
  async settled(): Promise<void> {
    await this.#givenUp;
  }

  /** Calls all listeners if the losses have changed since the last call. */
  #show(): void {
    if (this.#summary() === this.#shown) return;
    if (this.losses.all.length === 0)
      this.parts.log.info({ path: this.parts.path }, 'the second copy of the records is complete again');
    this.notify();
  }

  /** What has changed if the listeners must be called. The number of lost orders is left out: each record may change it. */
  #summary(): string {
    const { isCurrentComing } = this.parts.files;
    const all = this.losses.all.map((loss) => [
      loss.at,
      loss.details.file,
      isLossComing(loss, isCurrentComing),
    ]);
    return JSON.stringify(all);
  }

  /** True if each order may be a lost one of `records.jsonl`. */
  get #isUnlisted(): boolean {
    return this.losses.ofCurrent.some(({ isListed }) => !isListed);
  }

  #note(what: string, missing: LostNow['missing'], had: KnownPart = {}): RecordLoss {
    const loss = new RecordLoss(this.parts.now(), what, missing, had);
    this.losses.add(loss);
    this.#log(loss);
    this.#show();
    return loss;
  }

  #log({ what, missing }: RecordLoss): void {
    const { log, path } = this.parts;
    log.error({ path, what, lost: missing }, 'the second copy of the records has lost records');
  }

  #giveUp(losses: readonly RecordLoss[]): void {
    const names = losses.flatMap(({ details }) => details.file ?? []);
    if (names.length === 0) return;
    for (const name of names) this.#givingUp.add(name);
    this.#givenUp = this.parts.files
      .giveUp(names)
      .catch((error) => this.parts.log.error({ names, error: String(error) }, 'a month cannot be looked at'))
      .then(() => {
        for (const name of names) this.#givingUp.delete(name);
        this.parts.onChange();
      });
  }

  /** The ended permits that prove a loss. A permit that is older than an accepted loss proves nothing new. */
  #countedEnds(): readonly EndedPayment[] {
    const { acceptedAt } = this;
    return this.parts.ended.filter(({ at = 0 }) => acceptedAt === undefined || at > acceptedAt);
  }
}
