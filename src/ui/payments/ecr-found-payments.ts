import './ecr-payment-list.ts';
import './ecr-payments-file.ts';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { type OutcomeKey, outcomeKeys } from '../../core/history/money-fate.ts';
import { countText, fill, plural } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { outcomeLabels } from './csv-words.ts';
import { everyPayment, filterPayments, type HistoryReader, type PaymentChoice } from './history-reader.ts';
import type { Period } from './period.ts';
import { emptyStyles } from './table-styles.ts';

/** Searches and filters the payments of a period, lists them and exports them. */
@customElement('ecr-found-payments')
export class EcrFoundPayments extends EcrElement {
  @property({ attribute: false }) reader!: HistoryReader;
  /** All payments of the period, from the reader. */
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private choice: PaymentChoice = everyPayment;
  #shown: readonly PaymentRow[] = [];

  static override styles = [
    controls,
    cards,
    fields,
    emptyStyles,
    css`
      .tools {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
        gap: var(--space-3) var(--space-4);
      }
      @media (max-width: 40rem) {
        .tools {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** Filters only after a change of rows or choice, not for every snapshot: a list may have 100,000 rows. */
  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows') || changed.has('choice')) this.#shown = filterPayments(this.rows, this.choice);
  }

  protected override render() {
    const list = html`<ecr-payment-list .rows=${this.#shown} .snapshot=${this.snapshot}></ecr-payment-list>`;
    return html`<section class="card stack" aria-label=${lazyTexts('payments').history.list}>
      <div class="tools">${this.#renderSearch()} ${this.#renderFilter()}</div>
      <ecr-payments-file
        .reader=${this.reader}
        .choice=${this.choice}
        .period=${this.period}
        .notifications=${this.snapshot.notifications}
        .count=${this.#shown.length}
      >
        <p role="status" class="muted" id="found">${this.#foundText()}</p>
      </ecr-payments-file>
      ${this.#shown.length > 0 ? keyed(this.period, list) : this.#renderNothingFound()}
    </section>`;
  }

  #renderSearch() {
    const texts = lazyTexts('payments').history;
    return html`<div class="field wide">
      <label for="search">${texts.search}</label>
      <input
        id="search"
        type="search"
        autocomplete="off"
        spellcheck="false"
        maxlength="64"
        aria-describedby="search-hint"
        .value=${this.choice.search}
        @input=${(event: Event) => this.#setFilter({ search: (event.target as HTMLInputElement).value })}
      />
      <p class="hint" id="search-hint">${texts.searchHint}</p>
    </div>`;
  }

  #renderFilter() {
    const texts = lazyTexts('payments').history;
    const { outcome } = this.choice;
    const labels = { ...outcomeLabels(this.t), RUNNING: this.t.words.inProgress };
    return html`<div class="field">
      <label for="outcome">${texts.filter}</label>
      <select
        id="outcome"
        @change=${(event: Event) =>
          this.#setFilter({ outcome: (event.target as HTMLSelectElement).value as OutcomeKey | 'all' })}
      >
        <option value="all" ?selected=${outcome === 'all'}>${texts.all}</option>
        ${outcomeKeys.map(
          (key) => html`<option value=${key} ?selected=${outcome === key}>${labels[key]}</option>`,
        )}
      </select>
    </div>`;
  }

  #foundText(): string {
    const [shown, all] = [this.#shown.length, this.rows.length];
    if (shown === all) return plural(this.t.plurals.payments, all, this.locale);
    const counts = { shown: countText(shown, this.locale), all: countText(all, this.locale) };
    return fill(lazyTexts('payments').history.found, counts);
  }

  #renderNothingFound() {
    const texts = lazyTexts('payments').history;
    const onClear = () => {
      this.choice = everyPayment;
      this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
    };
    return html`<div class="empty">
      <p><strong>${texts.noneFound}</strong></p>
      <p class="muted">${texts.noneFoundHow}</p>
      <p><button type="button" id="clear" @click=${onClear}>${texts.clear}</button></p>
    </div>`;
  }

  #setFilter(change: Partial<PaymentChoice>): void {
    this.choice = { ...this.choice, ...change };
  }
}
