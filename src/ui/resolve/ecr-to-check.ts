import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, plural, timeText } from '../format.ts';
import { reasonText } from '../model/doubt-texts.ts';
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
  /** How many are shown here. */
  @property({ type: Number }) limit = Number.POSITIVE_INFINITY;
  /** Address of the screen that shows all. */
  @property() allAt = '';

  static override styles = [
    controls,
    cards,
    css`
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        color: var(--warn);
      }
      section > p,
      .reason,
      .order {
        font-size: var(--text-small);
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
        grid-template-columns: minmax(6.5rem, 1fr) minmax(0, 3fr) auto;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius-small);
        background: var(--warn-soft);
      }
      .sum {
        font-size: 1.375rem;
        font-variant-numeric: tabular-nums;
        font-weight: 700;
        overflow-wrap: anywhere;
      }
      .when {
        font-weight: 600;
      }
      .order {
        overflow-wrap: anywhere;
      }
      li .muted {
        color: var(--text);
      }
      @media (max-width: 44rem) {
        li {
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
    return html`<section class="card stack" aria-labelledby="title">
      <div>
        <h2 id="title">${icon('question', 24)}<span>${plural(plurals.unresolved, rows.length, this.locale)}</span></h2>
        <p class="muted">${resolver.toCheckHint}</p>
      </div>
      <ul>
        ${repeat(
          rows.slice(0, this.limit),
          ({ paymentId }) => paymentId,
          (row, place) => this.#row(row, place),
        )}
      </ul>
      ${rows.length > this.limit ? html`<a href=${this.allAt}>${resolver.allToCheck}</a>` : ''}
    </section>`;
  }

  #row(row: PaymentRow, place: number) {
    const { words, resolver } = this.t;
    const sum = signedMoney(row, this.locale);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const operation = operationName(row.transactionType, row.paymentMeans, this.t);
    const order = fill(words.orderIs, { order: row.orderId });
    const onCheck = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    // Where the form is beside the list, the form has the main button.
    const isMain = place === 0 && !Number.isFinite(this.limit);
    return html`<li>
      <p class="sum">${sum}</p>
      <div>
        <p class="when">${time}, ${ageText(row.createdAt, Date.now(), this.locale)}</p>
        <p class="order">${operation}, ${order}</p>
        ${row.failure ? html`<p class="reason muted">${reasonText(row, row.failure, this.t, this.locale)}</p>` : ''}
      </div>
      <button type="button" class="check ${isMain ? 'primary' : ''}"
        aria-label="${resolver.open}: ${sum}, ${time}, ${order}" @click=${onCheck}>${resolver.open}</button>
    </li>`;
  }
}
