import type { Clock } from '../../core/ports/host.ts';
import type { DigestChange } from '../records/record-store.ts';

interface JournalState {
  /** Undefined while a page with this journal answers; monotonic ms. */
  awaySince: number | undefined;
  /** What the journal knows of each payment, by payment id. Undefined: it was not compared since it came. */
  known?: Map<string, string>;
  /** Digest of each payment that this journal got without its undelivered notifications, by payment id. */
  readonly shown: Map<string, string>;
}

/** Which journals are here, and what each of them knows. A journal that left a moment ago still counts as here. */
export class JournalPresence {
  readonly #journals = new Map<string, JournalState>();
  readonly #startedAt: number;

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly takeOverMs: number,
  ) {
    this.#startedAt = clock.monotonic();
  }

  /** @param here the journals whose pages answer now */
  update(here: readonly string[]): { readonly appeared: string[]; readonly left: string[] } {
    const appeared = here.filter((journal) => {
      const state = this.#journals.get(journal);
      return !state || state.awaySince !== undefined;
    });
    for (const journal of appeared) this.#journals.set(journal, { awaySince: undefined, shown: new Map() });
    const left: string[] = [];
    for (const [journal, state] of this.#journals) {
      if (here.includes(journal) || state.awaySince !== undefined) continue;
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

  /** True if the page of this journal would have come by now. `journal` is undefined if it is not known. */
  hasWaited(journal: string | undefined): boolean {
    const state = journal === undefined ? undefined : this.#journals.get(journal);
    return this.#isLongAway(state ? state.awaySince : this.#startedAt);
  }

  /** What the journal knows; undefined if it was not compared. */
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

  /** The journal itself has changed a payment. If it lacked something of it before, it still does. */
  noteOwnChange(journal: string, paymentId: string, { before, after }: DigestChange): void {
    const known = this.#journals.get(journal)?.known;
    if (known?.get(paymentId) === before) known?.set(paymentId, after);
  }

  /** True if another present journal has this payment with all its notifications, or may have it. */
  isHeldElsewhere(paymentId: string, digest: string, journal: string): boolean {
    return this.#others(journal).some(({ known }) => !known || known.get(paymentId) === digest);
  }

  /** True if another present journal is known to have this payment. */
  othersHave(paymentId: string, journal: string | undefined): boolean {
    return this.#others(journal).some(({ known }) => known?.has(paymentId));
  }

  #others(journal: string | undefined): JournalState[] {
    return [...this.#journals]
      .filter(([other, { awaySince }]) => other !== journal && !this.#isLongAway(awaySince))
      .map(([, state]) => state);
  }

  #isLongAway(awaySince: number | undefined): boolean {
    return awaySince !== undefined && this.clock.monotonic() - awaySince >= this.takeOverMs;
  }
}
