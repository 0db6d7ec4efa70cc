import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, plural, timeText } from '../format.ts';
import { differenceText, reasonText } from '../model/doubt-texts.ts';
import { operationName, signedMoney } from '../model/operations.ts';
import { ResolveEvent, toDoubtfulPayment, unresolved } from '../model/payment-events.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** The payments that a person must check, newest first. Each has its own button. */
@customElement('ecr-to-check')
export class EcrToCheck extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;
  /** How many are shown; beside the form only the newest, so that the form stays on the screen. */
  @property({ type: Number }) limit = Number.POSITIVE_INFINITY;
  /** Address of the screen that shows all. */
  @property() allAt = '';

  static override styles = [
    controls,
    cards,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        align-items: center;
        justify-content: space-between;
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        color: var(--warn);
      }
      .head a {
        padding-block: var(--space-2);
      }
      .card.short {
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(11rem, auto) minmax(0, 1fr) auto;
        gap: var(--space-2) var(--space-5);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius-small);
        background: var(--warn-soft);
      }
      .short li {
        grid-template-columns: auto minmax(0, 1fr) auto;
        column-gap: var(--space-3);
      }
      .sum {
        font-size: 1.375rem;
        font-variant-numeric: tabular-nums;
        font-weight: 700;
        white-space: nowrap;
      }
      .when {
        font-weight: 600;
      }
      .order,
      .reason {
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }
      @media (max-width: 44rem) {
        li,
        .short li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    new EverySecond(this, 10_000);
  }

  protected override render() {
    const rows = unresolved(this.snapshot);
    if (rows.length === 0) return nothing;
    const { plurals, resolver } = this.t;
    const isShort = Number.isFinite(this.limit);
    return html`<section class="card stack ${isShort ? 'short' : ''}" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${icon('question', 24)}<span>${plural(plurals.unresolved, rows.length, this.locale)}</span></h2>
        ${rows.length > this.limit ? html`<a href=${this.allAt}>${resolver.allToCheck}</a>` : ''}
      </div>
      ${isShort ? '' : html`<p class="muted">${resolver.toCheckHint}</p>`}
      <ul>
        ${repeat(
          rows.slice(0, this.limit),
          ({ paymentId }) => paymentId,
          (row, place) => this.#row(row, place === 0 && !isShort),
        )}
      </ul>
    </section>`;
  }

  /** @param isMain gives the row the screen's main button. Beside the form, the form has it. */
  #row(row: PaymentRow, isMain: boolean) {
    const { words, resolver } = this.t;
    const sum = signedMoney(row, this.locale);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const operation = operationName(row.transactionType, row.paymentMeans, this.t);
    const order = fill(words.orderIs, { order: row.orderId });
    const onCheck = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    const says = differenceText(row, this.t, this.locale);
    const reason =
      Number.isFinite(this.limit) || !row.failure ? says : reasonText(row, row.failure, this.t, this.locale);
    return html`<li>
      <p class="sum">${sum}</p>
      <div>
        <p class="when">${time}, ${ageText(row.createdAt, Date.now(), this.locale)}</p>
        <p class="order">${operation} · ${order}</p>
        ${reason ? html`<p class="reason">${reason}</p>` : ''}
      </div>
      <button type="button" class="check ${isMain ? 'primary' : ''}"
        aria-label="${resolver.open}: ${sum}, ${time}, ${order}" @click=${onCheck}>${resolver.open}</button>
    </li>`;
  }
}
