import './ecr-found-payments.ts';
import './ecr-history-sums.ts';
import './ecr-payment-list.ts';
import './ecr-period-bar.ts';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { countText, fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { HistoryReader } from './history-reader.ts';
import { historyHead, type Period, periodOf, periodText } from './period.ts';
import { emptyStyles } from './table-styles.ts';

/** Reads the payments of a period, and shows totals and list. */
@customElement('ecr-history')
export class EcrHistory extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private period: Period = periodOf('today', Date.now());
  readonly #reader = new HistoryReader(
    this,
    () => this.connector,
    () => (this.snapshot.payment?.phase ?? 'finished') !== 'finished',
  );

  static override styles = [
    controls,
    cards,
    historyHead,
    emptyStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      .failed {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        padding: var(--space-4);
        border-radius: var(--radius-small);
        background: var(--bad-soft);
        color: var(--bad);
      }
      .failed p {
        flex: 1 1 16rem;
      }
    `,
  ];

  constructor() {
    super();
    // Renders again, so that a page that is open at midnight shows the new day.
    new EverySecond(this, 30_000);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { kind, from } = this.period;
    if (kind !== 'span' && periodOf(kind, Date.now()).from !== from) this.#show(periodOf(kind, Date.now()));
    else if (changed.has('connector')) this.#show(this.period);
    else if (changed.has('snapshot')) this.#reader.update(this.snapshot.payments);
  }

  protected override render() {
    const texts = lazyTexts('payments').history;
    const { rows, state } = this.#reader;
    const isEmpty = rows.length === 0;
    return html`<section class="card stack" aria-labelledby="title">
        <div class="head">
          <h1 id="title" tabindex="-1">${this.period.kind === 'span' ? texts.list : texts[this.period.kind]}</h1>
          <p class="muted">${periodText(this.period, this.locale)}</p>
        </div>
        <ecr-period-bar
          .period=${this.period}
          @period=${(event: CustomEvent<Period>) => this.#show(event.detail)}
        ></ecr-period-bar>
        ${this.#renderState()} ${isEmpty && state === 'done' ? this.#renderEmpty() : ''}
        <ecr-history-sums
          ?hidden=${isEmpty}
          .reader=${this.#reader}
          .rows=${rows}
          .state=${state}
          .period=${this.period}
        ></ecr-history-sums>
      </section>
      <ecr-found-payments
        ?hidden=${isEmpty}
        .reader=${this.#reader}
        .rows=${rows}
        .period=${this.period}
        .snapshot=${this.snapshot}
      ></ecr-found-payments>`;
  }

  #renderState() {
    const texts = lazyTexts('payments').history;
    const { state, rows } = this.#reader;
    if (state === 'failed')
      return html`<div class="failed" role="alert">
        ${icon('warning')}
        <p>${texts.readFailed}</p>
        <button type="button" id="read-again" @click=${() => this.#reader.retry()}>${texts.again}</button>
      </div>`;
    return html`<p role="status" class="muted" ?hidden=${state !== 'reading'}>
      ${state === 'reading' ? fill(texts.reading, { count: countText(rows.length, this.locale) }) : ''}
    </p>`;
  }

  #renderEmpty() {
    const texts = lazyTexts('payments').history;
    return html`<div class="empty">
      <p><strong>${this.period.kind === 'today' ? texts.noneToday : texts.none}</strong></p>
      <p class="muted">${texts.noneHow}</p>
    </div>`;
  }

  #show(period: Period): void {
    this.period = period;
    this.#reader.show(period, this.snapshot.payments);
  }
}
