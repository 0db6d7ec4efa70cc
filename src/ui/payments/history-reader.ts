import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { CollectedPayments, type HistoryTotals } from '../../core/history/history-totals.ts';
import { type OutcomeKey, outcomeKeyOf } from '../../core/history/money-fate.ts';
import { searchFor } from '../../core/history/payment-search.ts';
import type { PageMark } from '../../core/ports/storage.ts';
import type { Period } from './period.ts';

/** A payment gets its turn between two pages; while one runs they are small, so that it hardly waits. */
const pageSize = 250;
const pageWhilePaying = 20;
const pauseWhilePayingMs = 150;
/** The screen is drawn again no more often than a person can read. */
const drawEveryMs = 400;

/**
 * The payments of a period: read page by page, newest first, and kept fresh by what the connector tells meanwhile. What
 * was read last of a payment is what is known of it.
 */
export class HistoryReader implements ReactiveController {
  #payments = new CollectedPayments();
  #period: Period | undefined;
  #turn = 0;
  #drawn = 0;
  state: 'reading' | 'done' | 'failed' = 'reading';
  /** Settles when everything is read, or cannot be. */
  finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly connector: () => ConnectorApi,
    private readonly paying: () => boolean,
  ) {
    host.addController(this);
  }

  /** Moved within the page, or put back: what was cut short is read again. */
  hostConnected(): void {
    if (this.#period && this.state === 'reading') this.#begin();
  }

  hostDisconnected(): void {
    this.#turn += 1;
  }

  /** Newest first; the same list until something changes. */
  get rows(): readonly PaymentRow[] {
    return this.#payments.rows;
  }

  get simulated(): number {
    return this.#payments.simulated;
  }

  totals(withSimulated: boolean): HistoryTotals {
    return this.#payments.totals(withSimulated);
  }

  show(period: Period, heard: readonly PaymentRow[]): void {
    this.#period = period;
    this.#payments = new CollectedPayments();
    this.#take(heard);
    this.#begin();
  }

  /** The connector's own lists have changed. */
  hear(rows: readonly PaymentRow[]): void {
    this.#take(rows);
  }

  again(): void {
    this.#begin();
  }

  #begin(): void {
    this.#turn += 1;
    this.state = 'reading';
    this.finished = this.#read(this.#turn);
    this.host.requestUpdate();
  }

  async #read(turn: number): Promise<void> {
    const period = this.#period;
    if (!period) return;
    let after: PageMark | undefined;
    try {
      do {
        const { from, to } = period;
        const page = await this.connector().listPayments({
          from,
          to,
          limit: this.paying() ? pageWhilePaying : pageSize,
          ...(after && { after }),
        });
        if (turn !== this.#turn) return;
        this.#take(page.rows);
        after = page.next;
        if (after) this.#draw();
        if (this.paying()) await new Promise((go) => setTimeout(go, pauseWhilePayingMs));
        if (turn !== this.#turn) return;
      } while (after);
      this.state = 'done';
    } catch {
      if (turn !== this.#turn) return;
      this.state = 'failed';
    }
    this.host.requestUpdate();
  }

  #take(rows: readonly PaymentRow[]): void {
    const { from, to } = this.#period ?? { from: 0, to: 0 };
    for (const row of rows) if (row.createdAt >= from && row.createdAt < to) this.#payments.take(row);
  }

  #draw(): void {
    const now = performance.now();
    if (now - this.#drawn < drawEveryMs) return;
    this.#drawn = now;
    this.host.requestUpdate();
  }
}

/** Which payments of the period a person wants to see. */
export interface PaymentChoice {
  /** As it was typed. */
  readonly search: string;
  readonly outcome: OutcomeKey | 'all';
}

export const everyPayment: PaymentChoice = { search: '', outcome: 'all' };

/** The same list where everything is wanted. */
export function chosenOf(
  rows: readonly PaymentRow[],
  { search, outcome }: PaymentChoice,
): readonly PaymentRow[] {
  if (search.trim() === '' && outcome === 'all') return rows;
  const found = searchFor(search);
  return rows.filter((row) => (outcome === 'all' || outcomeKeyOf(row) === outcome) && found(row));
}
