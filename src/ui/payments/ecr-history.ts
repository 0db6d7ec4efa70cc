import '../resolve/ecr-charged-twice.ts';
import './ecr-needs-you.ts';
import './ecr-payment-list.ts';
import './ecr-payments-more.ts';
import './ecr-sums.ts';
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { RunningTotals } from '../../core/history/history-totals.ts';
import { countText, fill, moneyText, plural } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import {
  everyPayment,
  type Filter,
  filterPayments,
  filters,
  type HistoryReader,
  type PaymentChoice,
} from './history-reader.ts';
import { historyStyles } from './history-styles.ts';
import { emptyStyles } from './list-styles.ts';
import { hashOfPayment, reportHash } from './payments-place.ts';
import { isOneDay, neighbourOf, type Period, periodName, periodOf, periodText } from './period.ts';

/** The payments of a period: totals in one line, what needs a person, and the list. Fires `period` and `count-simulated`. */
@customElement('ecr-history')
export class EcrHistory extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) reader!: HistoryReader;
  /** The rows of the reader. Another array makes the element render again. */
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) readState!: HistoryReader['state'];
  @property({ attribute: false }) period!: Period;
  /** Undefined: a person has not chosen. Simulated payments are then listed only where all payments are simulated. */
  @property({ attribute: false }) countsSimulated: boolean | undefined;
  /** The payment that is shown beside the list. */
  @property({ attribute: false }) chosen: string | undefined;

  @state() private choice: PaymentChoice = everyPayment;
  @state() private isMoreOpen = false;
  #shown: readonly PaymentRow[] = [];
  /** Taken minus refunded, of what a search or a filter shows. */
  #shownNet = '';

  static override styles = [controls, cards, fields, emptyStyles, historyStyles];

  /** Focuses the row of a payment, or the heading if the row is not rendered. */
  focusRow(paymentId: string | undefined): void {
    const list = this.renderRoot.querySelector('ecr-payment-list');
    const link = paymentId === undefined ? undefined : list?.linkOf(paymentId);
    (link ?? this.renderRoot.querySelector<HTMLElement>('h1'))?.focus();
  }

  get #listsSimulated(): boolean {
    return (
      this.countsSimulated ??
      (this.snapshot.simulated.terminal || this.rows.every(({ simulated }) => simulated))
    );
  }

  /** Filters only after a change of rows or choice, not for every snapshot: a list may have 100,000 rows. */
  protected override willUpdate(changed: PropertyValues): void {
    const withSimulated = this.#listsSimulated;
    if (withSimulated !== this.choice.withSimulated) this.choice = { ...this.choice, withSimulated };
    else if (!changed.has('rows') && !changed.has('choice')) return;
    this.#shown = filterPayments(this.rows, this.choice);
    this.#shownNet = this.#isEverything ? '' : this.#netOf(this.#shown);
  }

  /** Empty if no money moved. */
  #netOf(rows: readonly PaymentRow[]): string {
    const sums = new RunningTotals();
    for (const row of rows) sums.add(row);
    const { currencies } = sums.totals(this.choice.withSimulated);
    return currencies
      .filter(({ fates }) => fates.paid.count + fates.refunded.count > 0)
      .map(({ netMinor, currency }) => moneyText(netMinor, currency, this.locale))
      .join(', ');
  }

  protected override render() {
    const { rows, readState, reader } = this;
    const isEmpty = rows.length === 0;
    // What is searched stands at the top. The bar still says how many payments need a person.
    const isSearching = !isEmpty && this.choice.search.trim() !== '';
    return html`${this.#renderHead()}
      ${
        this.isMoreOpen
          ? html`<ecr-payments-more
              id="more-panel"
              .reader=${reader}
              .snapshot=${this.snapshot}
              .period=${this.period}
              .choice=${this.choice}
              .count=${this.#shown.length}
              .countsSimulated=${this.countsSimulated === true}
              @choice=${(event: CustomEvent<Partial<PaymentChoice>>) => this.#choose(event.detail)}
              @count-simulated=${this.#onCountSimulated}
            ></ecr-payments-more>`
          : ''
      }
      <ecr-sums ?hidden=${isEmpty || isSearching} .totals=${reader.totals(this.countsSimulated === true)}></ecr-sums>
      ${this.#renderSimulated()} ${this.#renderState()}
      <ecr-charged-twice .snapshot=${this.snapshot}></ecr-charged-twice>
      <ecr-needs-you ?hidden=${isSearching} .connector=${this.connector} .snapshot=${this.snapshot}></ecr-needs-you>
      ${isEmpty ? (readState === 'done' ? this.#renderEmpty() : '') : this.#renderFound()}`;
  }

  get #dayName(): string {
    return periodName(this.period, this.locale, lazyTexts('payments').history);
  }

  #renderHead() {
    const { list, history } = lazyTexts('payments');
    const { period } = this;
    const isLast = period.to > Date.now();
    const step = (by: -1 | 1) => () => this.#fire(neighbourOf(period, by, Date.now()));
    return html`<div class="head">
      <div class="day">
        <button type="button" id="day-before" class="quiet square" aria-label=${list.dayBefore} @click=${step(-1)}>${rareIcon('previous')}</button>
        <h1 tabindex="-1">${this.#dayName}
          ${period.kind === 'span' ? '' : html`<span class="sub">${periodText(period, this.locale)}</span>`}</h1>
        <button type="button" id="day-after" class="quiet square" aria-label=${list.dayAfter} ?disabled=${isLast} @click=${step(1)}>${rareIcon('next')}</button>
      </div>
      <div class="acts">
        <a id="report" class="button" href=${reportHash} aria-label=${history.closeDay}>${icon('receipt')}<span class="label">${history.closeDay}</span></a>
        <button type="button" id="more" class="square" aria-label=${list.moreOf} aria-expanded=${this.isMoreOpen}
          aria-controls="more-panel" @click=${this.#onMore}>${icon('dots', 22)}</button>
      </div>
    </div>`;
  }

  #renderSimulated() {
    const { list, history } = lazyTexts('payments');
    const count = this.reader.simulated;
    if (count === 0) return '';
    const text = this.countsSimulated === true ? history.simulatedIn : fill(list.simulatedLeftOut, { count });
    return html`<p class="muted small" id="simulated">${text}</p>`;
  }

  #renderState() {
    const { history } = lazyTexts('payments');
    const { readState, rows } = this;
    if (readState === 'failed')
      return html`<div class="failed" role="alert">
        ${icon('warning')}
        <p>${history.readFailed}</p>
        <button type="button" id="read-again" @click=${() => this.reader.retry()}>${history.again}</button>
      </div>`;
    return html`<p role="status" class="muted" ?hidden=${readState !== 'reading'}>
      ${readState === 'reading' ? fill(history.reading, { count: countText(rows.length, this.locale) }) : ''}
    </p>`;
  }

  #renderFound() {
    const { search } = this.choice;
    const list = html`<ecr-payment-list
      .rows=${this.#shown}
      .snapshot=${this.snapshot}
      .chosen=${this.chosen}
      .search=${search}
      .byDay=${!isOneDay(this.period)}
    ></ecr-payment-list>`;
    return html`<div class="tools">${this.#renderSearch()} ${this.#renderFilters()}</div>
      <p role="status" class=${this.#isEverything ? 'visually-hidden' : 'muted'} id="found">${this.#foundText()}</p>
      ${this.#shown.length > 0 ? keyed(this.period, list) : this.#renderNothingFound()}`;
  }

  get #isEverything(): boolean {
    const { search, filter, outcome } = this.choice;
    return search.trim() === '' && filter === 'all' && outcome === 'all';
  }

  #renderSearch() {
    const { list } = lazyTexts('payments');
    return html`<label class="find">${rareIcon('search')}<span class="visually-hidden">${list.find}</span>
      <input id="search" type="search" autocomplete="off" spellcheck="false" maxlength="64" placeholder=${list.findHint}
        .value=${this.choice.search} @keydown=${this.#onSearchKey}
        @input=${(event: Event) => this.#choose({ search: (event.target as HTMLInputElement).value })} />
    </label>`;
  }

  /** Enter opens the one payment that was found. */
  #onSearchKey({ key }: KeyboardEvent): void {
    const [only, another] = this.#shown;
    if (key === 'Enter' && only && !another && this.choice.search.trim() !== '')
      location.hash = hashOfPayment(only.paymentId);
  }

  #renderFilters() {
    const { list } = lazyTexts('payments');
    const names: Readonly<Record<Filter, string>> = {
      all: list.every,
      paid: list.paid,
      declined: list.declined,
      refunded: list.refunded,
      'to-check': list.toCheck,
    };
    const { filter, outcome } = this.choice;
    return html`<div class="filters" role="group" aria-label=${list.filters}>
      ${filters.map(
        (
          name,
        ) => html`<button type="button" id="filter-${name}" aria-pressed=${filter === name && outcome === 'all'}
          @click=${() => this.#choose({ filter: name, outcome: 'all' })}>${names[name]}</button>`,
      )}
    </div>`;
  }

  #foundText(): string {
    const [shown, all] = [
      this.#shown.length,
      this.#listsSimulated ? this.rows.length : this.rows.length - this.reader.simulated,
    ];
    if (shown === all) return plural(this.t.plurals.payments, all, this.locale);
    const counts = { shown: countText(shown, this.locale), all: countText(all, this.locale) };
    const { found, foundNet } = lazyTexts('payments').history;
    const net = this.#shownNet ? ` · ${fill(foundNet, { net: this.#shownNet })}` : '';
    return `${fill(found, counts)}${net}`;
  }

  #renderNothingFound() {
    const { list, history } = lazyTexts('payments');
    const search = this.choice.search.trim();
    const onClear = () => {
      this.choice = { ...everyPayment, withSimulated: this.choice.withSimulated };
      this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
    };
    const isWeek = this.period.kind === 'week' || this.period.kind === 'month';
    return html`<div class="card empty">
      <span class="emblem">${rareIcon('search', 44)}</span>
      <h2>${search === '' ? history.noneFound : fill(list.nothingFor, { search })}</h2>
      <p>${list.otherDay}</p>
      <div class="buttons">
        ${isWeek ? '' : html`<button type="button" id="search-week" class="primary" @click=${() => this.#fire(periodOf('week', Date.now()))}>${list.searchWeek}</button>`}
        <button type="button" id="clear" @click=${onClear}>${history.clear}</button>
      </div>
    </div>`;
  }

  #renderEmpty() {
    const { list, history } = lazyTexts('payments');
    const isToday = this.period.kind === 'today';
    return html`<div class="card empty">
      <span class="emblem">${icon('list', 44)}</span>
      <h2>${isToday ? history.noneToday : history.none}</h2>
      <p>${history.noneHow}</p>
      <div class="buttons">
        <a class="button primary" href=${hashOfArea('pay')}>${list.takeOne}</a>
        ${isToday ? html`<button type="button" id="yesterday" @click=${() => this.#fire(periodOf('yesterday', Date.now()))}>${list.lookYesterday}</button>` : ''}
      </div>
    </div>`;
  }

  #onMore(): void {
    this.isMoreOpen = !this.isMoreOpen;
  }

  #onCountSimulated({ detail }: CustomEvent<boolean>): void {
    this.dispatchEvent(new CustomEvent('count-simulated', { detail }));
  }

  #choose(change: Partial<PaymentChoice>): void {
    this.choice = {
      ...this.choice,
      ...change,
      ...(change.outcome && change.outcome !== 'all' && { filter: 'all' }),
    };
  }

  #fire(detail: Period): void {
    this.dispatchEvent(new CustomEvent('period', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-history': EcrHistory;
  }
}
