import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { CollectedPayments, type HistoryTotals } from '../../core/history/history-totals.ts';
import { moneyFateOf, type OutcomeKey, outcomeKeyOf } from '../../core/history/money-fate.ts';
import { searchFor } from '../../core/history/payment-search.ts';
import type { PageMark } from '../../core/ports/storage.ts';
import { isToCheck } from '../model/payment-status.ts';
import type { Period } from './period.ts';

/** Rows per page. While a payment runs, pages are smaller, so that the payment waits only for a small page. */
const pageSize = 250;
const pageSizeWhilePaying = 20;
const pauseWhilePayingMs = 150;
/** Minimum time between two renderings of the growing list. */
const renderIntervalMs = 400;

/**
 * Reads the payments of a period page by page, newest first, and keeps them up to date with the connector's snapshots.
 * The latest row of a payment replaces earlier rows.
 */
export class HistoryReader implements ReactiveController {
  #payments = new CollectedPayments();
  #period: Period | undefined;
  #readId = 0;
  #renderedAt = 0;
  state: 'reading' | 'done' | 'failed' = 'reading';
  /** Resolves when reading has ended, completely or with a failure. */
  finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly connector: () => ConnectorApi,
    private readonly isPaying: () => boolean,
  ) {
    host.addController(this);
  }

  /** Reads again if the element left the page before reading had ended. */
  hostConnected(): void {
    if (this.#period && this.state === 'reading') this.#startReading();
  }

  hostDisconnected(): void {
    this.#readId += 1;
  }

  /** The payments, newest first. It is the same array until a payment changes. */
  get rows(): readonly PaymentRow[] {
    return this.#payments.rows;
  }

  get simulated(): number {
    return this.#payments.simulated;
  }

  totals(withSimulated: boolean): HistoryTotals {
    return this.#payments.totals(withSimulated);
  }

  show(period: Period, rows: readonly PaymentRow[]): void {
    this.#period = period;
    this.#payments = new CollectedPayments();
    this.#addRows(rows);
    this.#startReading();
  }

  /** Adds the changed rows of a new snapshot. */
  update(rows: readonly PaymentRow[]): void {
    this.#addRows(rows);
  }

  retry(): void {
    this.#startReading();
  }

  #startReading(): void {
    this.#readId += 1;
    this.state = 'reading';
    this.finished = this.#read(this.#readId);
    this.host.requestUpdate();
  }

  async #read(readId: number): Promise<void> {
    const period = this.#period;
    if (!period) return;
    let after: PageMark | undefined;
    try {
      do {
        const { from, to } = period;
        const page = await this.connector().listPayments({
          from,
          to,
          limit: this.isPaying() ? pageSizeWhilePaying : pageSize,
          ...(after && { after }),
        });
        if (readId !== this.#readId) return;
        this.#addRows(page.rows);
        after = page.next;
        if (after) this.#requestRender();
        if (this.isPaying()) await new Promise((resolve) => setTimeout(resolve, pauseWhilePayingMs));
        if (readId !== this.#readId) return;
      } while (after);
      this.state = 'done';
    } catch {
      if (readId !== this.#readId) return;
      this.state = 'failed';
    }
    this.host.requestUpdate();
  }

  #addRows(rows: readonly PaymentRow[]): void {
    const { from, to } = this.#period ?? { from: 0, to: 0 };
    for (const row of rows) if (row.createdAt >= from && row.createdAt < to) this.#payments.put(row);
  }

  #requestRender(): void {
    const now = performance.now();
    if (now - this.#renderedAt < renderIntervalMs) return;
    this.#renderedAt = now;
    this.host.requestUpdate();
  }
}

/** The filters above the list. */
export const filters = ['all', 'paid', 'declined', 'refunded', 'to-check'] as const;
export type Filter = (typeof filters)[number];

const passes: Readonly<Record<Filter, (row: PaymentRow) => boolean>> = {
  all: () => true,
  paid: (row) => ['paid', 'reserved'].includes(moneyFateOf(row)),
  declined: (row) => moneyFateOf(row) === 'not-paid',
  refunded: (row) => moneyFateOf(row) === 'refunded' || (row.givenBack?.refundedMinor ?? 0) > 0,
  'to-check': isToCheck,
};

/** What a person has chosen to see. */
export interface PaymentChoice {
  /** Raw text of the search field. */
  readonly search: string;
  readonly filter: Filter;
  readonly outcome: OutcomeKey | 'all';
  readonly withSimulated: boolean;
}

export const everyPayment: PaymentChoice = { search: '', filter: 'all', outcome: 'all', withSimulated: true };

/** The payments that match the choice. Returns the same array if everything is chosen. */
export function filterPayments(
  rows: readonly PaymentRow[],
  { search, filter, outcome, withSimulated }: PaymentChoice,
): readonly PaymentRow[] {
  if (search.trim() === '' && outcome === 'all' && filter === 'all' && withSimulated) return rows;
  const isFound = searchFor(search);
  return rows.filter(
    (row) =>
      (withSimulated || !row.simulated) &&
      (outcome === 'all' || outcomeKeyOf(row) === outcome) &&
      passes[filter](row) &&
      isFound(row),
  );
}
