import type { Clock } from '../../core/ports/host.ts';
import type { DigestChange } from '../records/record-heads.ts';

interface JournalState {
  /** Undefined while a page with this journal answers; monotonic ms. */
  awaySince: number | undefined;
  /** Digest of each payment in the journal, by payment id. Undefined: not compared since its page connected. */
  known?: Map<string, string>;
  /** Digest of each payment that this journal got without its undelivered notifications, by payment id. */
  readonly shown: Map<string, string>;
}

/** Which journals have a page that answers, and which payments each of them has. */
export class JournalPresence {
  readonly #journals = new Map<string, JournalState>();
  readonly #startedAt: number;

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly takeOverMs: number,
  ) {
    this.#startedAt = clock.monotonic();
  }

  /**
   * Notes which journals have come and which have left since the last call.
   *
   * @param answering the journals whose pages answer now
   */
  update(answering: readonly string[]): { readonly appeared: string[]; readonly left: string[] } {
    const appeared = answering.filter((journal) => {
      const state = this.#journals.get(journal);
      return !state || state.awaySince !== undefined;
    });
    for (const journal of appeared) this.#journals.set(journal, { awaySince: undefined, shown: new Map() });
    const left: string[] = [];
    for (const [journal, state] of this.#journals) {
      if (answering.includes(journal) || state.awaySince !== undefined) continue;
      state.awaySince = this.clock.monotonic();
      left.push(journal);
    }
    return { appeared, left };
  }

  /** True while a page with this journal answers. */
  isHere(journal: string | undefined): boolean {
    const state = journal === undefined ? undefined : this.#journals.get(journal);
    return state !== undefined && state.awaySince === undefined;
  }

  /** True if the page of this journal has been away for `takeOverMs`. An unknown journal counts as away since the start. */
  isLongAway(journal: string | undefined): boolean {
    const state = journal === undefined ? undefined : this.#journals.get(journal);
    return this.#exceedsTakeOver(state ? state.awaySince : this.#startedAt);
  }

  /** Digests of the journal's payments, by payment id; undefined if the journal was not compared. */
  known(journal: string): ReadonlyMap<string, string> | undefined {
    return this.#journals.get(journal)?.known;
  }

  setKnown(journal: string, known: Map<string, string>): void {
    const state = this.#journals.get(journal);
    if (state) state.known = known;
  }

  wasShown(journal: string, paymentId: string, digest: string): boolean {
    return this.#journals.get(journal)?.shown.get(paymentId) === digest;
  }

  noteShown(journal: string, paymentId: string, digest: string): void {
    this.#journals.get(journal)?.shown.set(paymentId, digest);
  }

  noteKnown(journal: string, paymentId: string, digest: string): void {
    this.#journals.get(journal)?.known?.set(paymentId, digest);
  }

  /** Notes that the journal itself has changed a payment. A journal that lacked a part of the payment still lacks it. */
  noteOwnChange(journal: string, paymentId: string, { before, after }: DigestChange): void {
    const known = this.#journals.get(journal)?.known;
    if (known?.get(paymentId) === before) known?.set(paymentId, after);
  }

  /** True if another journal has, or may have, this payment with all its notifications. Journals long away do not count. */
  isHeldElsewhere(paymentId: string, digest: string, journal: string): boolean {
    return this.#others(journal).some(({ known }) => !known || known.get(paymentId) === digest);
  }

  /** True if another journal is known to have this payment. Journals that are away for `takeOverMs` do not count. */
  othersHave(paymentId: string, journal: string | undefined): boolean {
    return this.#others(journal).some(({ known }) => known?.has(paymentId));
  }

  #others(journal: string | undefined): JournalState[] {
    return [...this.#journals]
      .filter(([other, { awaySince }]) => other !== journal && !this.#exceedsTakeOver(awaySince))
      .map(([, state]) => state);
  }

  #exceedsTakeOver(awaySince: number | undefined): boolean {
    return awaySince !== undefined && this.clock.monotonic() - awaySince >= this.takeOverMs;
  }
}
