import type { PaymentRow } from '../relay/snapshot.ts';
import { type HistoryTotals, RunningTotals } from './history-totals.ts';

/** From new to old; two of one millisecond stand as the journal's pages have them. */
const isBefore = (a: PaymentRow, b: PaymentRow): boolean =>
  a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.paymentId > b.paymentId);

/**
 * Payments as they come, in pages and one by one: each stands once, as it was known last, in its place and in the sums.
 * A row costs the same whether it is the first or the hundred thousandth.
 */
export class CollectedPayments {
  readonly #known = new Map<string, PaymentRow>();
  readonly #ordered: PaymentRow[] = [];
  readonly #sums = new RunningTotals();
  #given: readonly PaymentRow[] | undefined;

  take(row: PaymentRow): void {
    const known = this.#known.get(row.paymentId);
    if (known === row) return;
    if (known) this.#sums.remove(known);
    const stays = known?.createdAt === row.createdAt;
    if (known && !stays) this.#ordered.splice(this.#placeOf(known), 1);
    this.#ordered.splice(this.#placeOf(row), stays ? 1 : 0, row);
    this.#sums.add(row);
    this.#known.set(row.paymentId, row);
    this.#given = undefined;
  }

  /** Newest first; the same list until something changes. */
  get rows(): readonly PaymentRow[] {
    this.#given ??= [...this.#ordered];
    return this.#given;
  }

  get simulated(): number {
    return this.#sums.simulated;
  }

  totals(withSimulated: boolean): HistoryTotals {
    return this.#sums.totals(withSimulated);
  }

  #placeOf(row: PaymentRow): number {
    let [low, high] = [0, this.#ordered.length];
    // What is read page by page comes at the end.
    const last = this.#ordered.at(-1);
    if (last && isBefore(last, row)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#ordered[middle];
      if (there && isBefore(there, row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
