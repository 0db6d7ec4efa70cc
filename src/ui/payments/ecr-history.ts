import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { totalsOf } from '../../core/history/history-totals.ts';
import { type OutcomeKey, outcomeKeyOf, outcomeKeys } from '../../core/history/money-fate.ts';
import { searchFor } from '../../core/history/payment-search.ts';
import { paymentsCsv } from '../../core/history/payments-csv.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { saveFile } from '../parts/save-file.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { plural } from '../texts/plural.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { csvWords, outcomeLabels } from './csv-words.ts';
import './ecr-day-close.ts';
import './ecr-payment-list.ts';
import './ecr-period-bar.ts';
import './ecr-totals.ts';
import { HistoryReader } from './history-reader.ts';
import { historyStyles } from './history-styles.ts';
import { dayText, lastDayOf, type Period, periodOf } from './period.ts';
import { periodText } from './period-text.ts';
import { historyTexts } from './texts/history-texts.ts';

/** The payments of some days: what they come to, which they are, and as a file. */
@customElement('ecr-history')
export class EcrHistory extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private period: Period = periodOf('today', Date.now());
  @state() private search = '';
  @state() private outcome: OutcomeKey | 'all' = 'all';
  @state() private withSimulated = false;
  @state() private closing = false;
  @state() private said: { readonly text: string; readonly bad: boolean } | undefined;
  readonly #reader = new HistoryReader(
    this,
    () => this.connector,
    () => (this.snapshot.payment?.phase ?? 'finished') !== 'finished',
  );

  static override styles = [controls, cards, fields, historyStyles];

  constructor() {
    super();
    // A page that is left open over midnight shows the new day.
    new EverySecond(this, 30_000);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { kind, from } = this.period;
    if (kind !== 'span' && periodOf(kind, Date.now()).from !== from) this.#show(periodOf(kind, Date.now()));
    else if (changed.has('connector')) this.#show(this.period);
    else if (changed.has('snapshot')) this.#reader.hear(this.snapshot.payments);
  }

  protected override render() {
    const texts = inLanguage(historyTexts);
    const all = this.#reader.rows;
    const shown = this.#chosen(all);
    return html`<section class="card stack" aria-labelledby="title">
        <div class="head">
          <h1 id="title" tabindex="-1">${this.period.kind === 'span' ? texts.list : texts[this.period.kind]}</h1>
          <p class="muted">${periodText(this.period, this.locale)}</p>
        </div>
        <ecr-period-bar
          .period=${this.period}
          @period=${(event: CustomEvent<Period>) => this.#show(event.detail)}
        ></ecr-period-bar>
        ${this.#state()} ${this.#sums(all)}
      </section>
      ${this.#older()}
      ${
        all.length > 0
          ? html`<section class="card stack" aria-label=${texts.list}>
              ${this.#tools(all, shown)}
              ${
                shown.length > 0
                  ? html`<ecr-payment-list .rows=${shown} .snapshot=${this.snapshot}></ecr-payment-list>`
                  : this.#nothingFound()
              }
            </section>`
          : ''
      }
      ${this.#closeDay(all)}`;
  }

  #chosen(all: readonly PaymentRow[]): readonly PaymentRow[] {
    if (this.search.trim() === '' && this.outcome === 'all') return all;
    const found = searchFor(this.search);
    return all.filter((row) => (this.outcome === 'all' || outcomeKeyOf(row) === this.outcome) && found(row));
  }

  #state() {
    const texts = inLanguage(historyTexts);
    const { state, rows } = this.#reader;
    const count = new Intl.NumberFormat(this.locale).format(rows.length);
    if (state === 'failed')
      return html`<div class="failed" role="alert">
        ${icon('warning')}
        <p>${texts.readFailed}</p>
        <button type="button" id="read-again" @click=${() => this.#reader.again()}>${texts.again}</button>
      </div>`;
    return html`<p role="status" class="muted" ?hidden=${state !== 'reading'}>
      ${state === 'reading' ? fill(texts.reading, { count }) : ''}
    </p>`;
  }

  #sums(all: readonly PaymentRow[]) {
    const texts = inLanguage(historyTexts);
    if (all.length === 0) return this.#reader.state === 'done' ? this.#empty() : '';
    const totals = totalsOf(all, this.withSimulated);
    const simulated = all.filter((row) => row.simulated).length;
    return html`<ecr-totals .totals=${totals}></ecr-totals>
      ${
        simulated > 0
          ? html`<div class="simulated">
              <p>
                ${this.withSimulated ? texts.simulatedIn : fill(texts.simulatedOut, { count: simulated })}
              </p>
              <label class="choice">
                <input
                  type="checkbox"
                  id="count-simulated"
                  .checked=${this.withSimulated}
                  @change=${(event: Event) => {
                    this.withSimulated = (event.target as HTMLInputElement).checked;
                  }}
                />
                <span>${texts.countSimulated}</span>
              </label>
            </div>`
          : ''
      }
      <div class="buttons">
        <button type="button" id="close-day" @click=${() => this.#openClosing()}>
          ${icon('list')} ${texts.closeDay}
        </button>
      </div>`;
  }

  #empty() {
    const texts = inLanguage(historyTexts);
    return html`<div class="empty">
      <p><strong>${this.period.kind === 'today' ? texts.noneToday : texts.none}</strong></p>
      <p class="muted">${texts.noneHow}</p>
    </div>`;
  }

  /** However old it is and whatever days are shown: nobody may charge such an order again. */
  #older() {
    const texts = inLanguage(historyTexts);
    const { from, to } = this.period;
    const rows = this.snapshot.payments.filter(
      ({ state, createdAt }) => state === 'unknown' && (createdAt < from || createdAt >= to),
    );
    if (rows.length === 0) return '';
    return html`<section class="card stack" aria-labelledby="older">
      <div>
        <h2 id="older">${texts.older}</h2>
        <p class="muted">${texts.olderHow}</p>
      </div>
      <ecr-payment-list .rows=${rows} .snapshot=${this.snapshot}></ecr-payment-list>
    </section>`;
  }

  #tools(all: readonly PaymentRow[], shown: readonly PaymentRow[]) {
    const texts = inLanguage(historyTexts);
    const number = new Intl.NumberFormat(this.locale);
    const count = number.format(shown.length);
    const labels = { ...outcomeLabels(this.t), RUNNING: this.t.words.inProgress };
    return html`<div class="tools">
        <div class="field wide">
          <label for="search">${texts.search}</label>
          <input
            id="search"
            type="search"
            autocomplete="off"
            spellcheck="false"
            maxlength="64"
            aria-describedby="search-hint"
            .value=${this.search}
            @input=${(event: Event) => {
              this.search = (event.target as HTMLInputElement).value;
            }}
          />
          <p class="hint" id="search-hint">${texts.searchHint}</p>
        </div>
        <div class="field">
          <label for="outcome">${texts.filter}</label>
          <select
            id="outcome"
            @change=${(event: Event) => {
              this.outcome = (event.target as HTMLSelectElement).value as OutcomeKey | 'all';
            }}
          >
            <option value="all" ?selected=${this.outcome === 'all'}>${texts.all}</option>
            ${outcomeKeys.map(
              (key) => html`<option value=${key} ?selected=${this.outcome === key}>${labels[key]}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="head">
        <p role="status" class="muted" id="found">
          ${
            shown.length === all.length
              ? plural(this.t.plurals.payments, all.length, this.locale)
              : fill(texts.found, { shown: count, all: number.format(all.length) })
          }
        </p>
        <button type="button" id="save-csv" ?disabled=${shown.length === 0} @click=${this.#save}>
          ${fill(texts.csv, { count })}
        </button>
      </div>
      <p role="status" class=${this.said?.bad ? 'error' : 'fine'} ?hidden=${!this.said}>
        ${this.said ? html`${icon(this.said.bad ? 'warning' : 'check', 18)} ${this.said.text}` : ''}
      </p>`;
  }

  #nothingFound() {
    const texts = inLanguage(historyTexts);
    const clear = () => {
      this.search = '';
      this.outcome = 'all';
      this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
    };
    return html`<div class="empty">
      <p><strong>${texts.noneFound}</strong></p>
      <p class="muted">${texts.noneFoundHow}</p>
      <p><button type="button" id="clear" @click=${clear}>${texts.clear}</button></p>
    </div>`;
  }

  #closeDay(all: readonly PaymentRow[]) {
    if (!this.closing) return '';
    return html`<ecr-day-close
      .totals=${totalsOf(all, this.withSimulated)}
      .period=${this.period}
      .state=${this.#reader.state}
      .withSimulated=${this.withSimulated}
      @closed=${this.#closed}
    ></ecr-day-close>`;
  }

  #openClosing(): void {
    this.closing = true;
  }

  #closed = async (): Promise<void> => {
    this.closing = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#close-day')?.focus();
  };

  #show(period: Period): void {
    this.period = period;
    this.said = undefined;
    this.#reader.show(period, this.snapshot.payments);
  }

  /** A file that lacks payments would be worse than none. */
  #save = async (): Promise<void> => {
    const texts = inLanguage(historyTexts);
    if (this.#reader.state === 'reading') this.said = { text: texts.csvWaits, bad: false };
    await this.#reader.finished;
    if (this.#reader.state !== 'done') {
      this.said = { text: texts.csvFailed, bad: true };
      return;
    }
    const rows = this.#chosen(this.#reader.rows);
    const words = csvWords(texts, this.t, this.locale, this.snapshot.notifications);
    const { from } = this.period;
    const days = [...new Set([dayText(from), dayText(lastDayOf(this.period))])].join('_');
    saveFile(`hipay-ecr-${days}.csv`, 'text/csv;charset=utf-8', paymentsCsv(rows, words));
    const count = new Intl.NumberFormat(this.locale).format(rows.length);
    this.said = { text: fill(texts.csvDone, { count }), bad: false };
  };
}
