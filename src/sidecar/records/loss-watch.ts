import type { Log } from '../program/log.ts';
import type { FileMark } from './file-damage.ts';
import type { Before } from './file-state.ts';
import { type EndedPayment, ordersWithoutEnd } from './head-reading.ts';
import { type KnownOrders, type LinesDigest, readHex64 } from './lines-digest.ts';
import type { Lack, LostBefore, LostNow } from './missing-lines.ts';
import type { OrderKey } from './order-index.ts';
import type { RecordFiles } from './record-files.ts';
import { isLossComing, type RecordDamage, RecordLoss, RecordLosses } from './record-loss.ts';

export interface LossWatchParts {
  readonly files: Pick<
    RecordFiles,
    'giveUp' | 'hasLines' | 'countLines' | 'read' | 'readNewest' | 'isCurrentComing' | 'lacks' | 'noteLoss'
  >;
  readonly path: string;
  readonly log: Log;
  readonly now: () => number;
  /** What the last start knew. */
  readonly before: Before;
  /** Payments of earlier starts whose records had a certain end on disk. */
  readonly ended: readonly EndedPayment[];
  /** Called when the losses have changed. */
  readonly onChange: () => void;
}

/** Where `records.jsonl` ended before, and the digest of its lines. */
interface KnownPart {
  readonly mark?: FileMark | undefined;
  readonly digest?: LinesDigest | undefined;
}

/** Knows which records are lost, and notices when they are there again. */
export class LossWatch {
  readonly losses: RecordLosses;
  acceptedAt: number | undefined;
  readonly #listeners = new Set<(damage: RecordDamage | undefined) => void>();
  /** Files that still have to learn that their missing lines are given up. */
  readonly #givingUp = new Set<string>();
  #givenUp: Promise<unknown> = Promise.resolve();
  /** The lines may have come back before the start. */
  #isRecountDue = true;
  #shown = '';

  constructor(private readonly parts: LossWatchParts) {
    const { earlierLoss, loss } = parts.before;
    this.losses = new RecordLosses([earlierLoss, loss].filter((each) => each !== undefined));
    this.acceptedAt = parts.before.state?.acceptedAt;
    this.#shown = this.#look();
  }

  /** The losses that are not over. */
  current(): RecordLosses | undefined {
    const over = this.losses.remove(({ isOver }) => isOver);
    this.#giveUp(over);
    if (over.length > 0) this.#show();
    return this.losses.all.length > 0 ? this.losses : undefined;
  }

  damage(): RecordDamage | undefined {
    return this.current()?.damage(this.parts.files.isCurrentComing);
  }

  onDamage(listener: (damage: RecordDamage | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Compares `records.jsonl` with what the last start knew of it, once its orders are known.
   *
   * @param now what the file has
   */
  compare(
    now: KnownOrders,
    { digest, unreadable }: RecordFiles['atStart'],
    listed: LostBefore | undefined,
  ): void {
    const { state, loss, isNewLoss, isSameFile } = this.parts.before;
    const known = state?.digest === undefined ? undefined : readHex64(state.digest);
    if (loss && isNewLoss && state && this.losses.all.includes(loss)) {
      this.losses.remove((each) => each === loss);
      if (known !== undefined && known === now.digest) return;
      // The earlier index lists exactly the known lines, so it shows which orders are lost.
      const isListed = known !== undefined && listed?.digestAtStop === known;
      this.losses.add(loss.counted(isListed ? listed.missing : state.orders - now.orders));
      return;
    }
    if (this.#isUnlisted) return;
    const isOther = known !== undefined && digest !== undefined && digest !== known;
    // Without a known digest, a damaged line counts as a loss.
    const isDamaged = known === undefined && unreadable > 0;
    const missing = isSameFile ? (state?.orders ?? 0) - now.orders : 0;
    if (!(isSameFile && isOther) && !isDamaged && !(known === undefined && missing > 0)) return;
    const mark = state && isOther ? { size: state.size, tail: state.tail } : undefined;
    this.#note('overwritten while the program did not run', missing, { mark, digest: known });
    this.parts.files.noteLoss(false);
  }

  /** Notes that lines of `records.jsonl` were lost. @param had what it had before */
  noteDamage(what: string, missing: LostNow['missing'], had: KnownPart): void {
    const loss = new RecordLoss(this.parts.now(), what, missing, had);
    this.#isRecountDue = true;
    if (loss.isOver) return;
    this.parts.files.noteLoss(true);
    this.losses.add(loss);
  }

  /** The index of `records.jsonl` lists what the file lacked at the start. */
  noteLostBefore({ missing, mark, digest }: LostBefore, isComing: boolean): void {
    if (this.#isUnlisted) return;
    const { files, before } = this.parts;
    // Here `state` proves that nothing is missing: the index belongs to another file.
    if (before.state !== undefined && missing === 0) return;
    // A start that was killed may have noted some of them before.
    const isNew = ([key]: [OrderKey, number]) => !this.losses.ofCurrent.some(({ lost }) => lost?.has(key));
    const lost = typeof missing === 'number' ? missing : new Map([...missing].filter(isNew));
    if (typeof lost !== 'number' && lost.size === 0) return;
    this.#note('cut or deleted while the program did not run', lost, missing === 0 ? {} : { mark, digest });
    files.noteLoss(isComing);
  }

  /**
   * The state of the file may be lost together with the file itself. Then the ended permits still prove the loss. They do not list
   * all lost orders, because older permits are not kept.
   */
  async noteMissingEnds(): Promise<void> {
    const ended = this.#countedEnds().filter(({ orderId }) => !this.losses.concerns(orderId));
    const missing = await ordersWithoutEnd(ended, this.parts.files);
    if (missing === 0) return;
    this.#note('cut or deleted while the program did not run', missing);
    this.parts.files.noteLoss(false);
  }

  /** Takes over what the files of closed months lack now. */
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
    const whole: RecordLoss[] = [];
    for (const loss of this.losses.ofCurrent) {
      const { mark, digest } = loss.details;
      await loss.recount((key) => files.countLines(key).catch(() => 0));
      if (mark && digest !== undefined && (await files.hasLines(mark, digest))) whole.push(loss);
    }
    this.losses.remove((loss) => whole.includes(loss));
    this.current();
    this.#show();
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

  /** Shows the losses to all listeners. */
  notify(): void {
    this.#shown = this.#look();
    for (const listener of this.#listeners) listener(this.losses.damage(this.parts.files.isCurrentComing));
    this.parts.onChange();
  }

  /** Resolves when the months know which lines are given up. */
  async settled(): Promise<void> {
    await this.#givenUp;
  }

  /** Shows the losses if they have changed since the last time. */
  #show(): void {
    if (this.#look() === this.#shown) return;
    if (this.losses.all.length === 0)
      this.parts.log.info({ path: this.parts.path }, 'the second copy of the records is complete again');
    this.notify();
  }

  /** What is shown, without the number of lost orders, which may change with each record. */
  #look(): string {
    const { isCurrentComing } = this.parts.files;
    const all = this.losses.all.map((loss) => [
      loss.at,
      loss.details.file,
      isLossComing(loss, isCurrentComing),
    ]);
    return JSON.stringify(all);
  }

  /** True if each order may be lost. */
  get #isUnlisted(): boolean {
    return this.losses.ofCurrent.some(({ isListed }) => !isListed);
  }

  #note(what: string, missing: LostNow['missing'], had: KnownPart = {}): void {
    const loss = new RecordLoss(this.parts.now(), what, missing, had);
    this.losses.add(loss);
    this.#log(loss);
    this.#show();
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
