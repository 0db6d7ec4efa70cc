import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, plural, timeText } from '../format.ts';
import { differenceText, reasonText } from '../model/doubt-texts.ts';
import { operationName, signedMoney } from '../model/operations.ts';
import { ResolveEvent, toDoubtfulPayment, unresolved } from '../model/payment-events.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** The payments that a person must check, newest first. Each has its own button. */
@customElement('ecr-to-check')
export class EcrToCheck extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [
    controls,
    cards,
    css`
      h2 {
        margin-bottom: calc(-1 * var(--space-3));
        font-size: 1.625rem;
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
        padding: var(--space-4) 1.25rem;
        border: var(--edge) solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      li:first-child {
        border: 2px solid var(--warn-line);
      }
      .sum {
        font-size: 1.625rem;
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
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    new PeriodicRender(this, 10_000);
  }

  protected override render() {
    const rows = unresolved(this.snapshot);
    if (rows.length === 0) return nothing;
    const { plurals, resolver } = this.t;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${plural(plurals.unresolved, rows.length, this.locale)}</h2>
      <p class="muted">${resolver.toCheckHint}</p>
      <ul>
        ${repeat(
          rows,
          ({ paymentId }) => paymentId,
          (row, place) => this.#row(row, place === 0),
        )}
      </ul>
    </section>`;
  }

  /** @param isMain gives the row the screen's main button. */
  #row(row: PaymentRow, isMain: boolean) {
    const { words, resolver } = this.t;
    const sum = signedMoney(row, this.locale);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const operation = operationName(row.transactionType, row.paymentMeans, this.t);
    const order = fill(words.orderIs, { order: row.orderId });
    const onCheck = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    const reason = row.failure
      ? reasonText(row, row.failure, this.t, this.locale)
      : differenceText(row, this.t, this.locale);
    return html`<li>
      <p class="sum">${sum}</p>
      <div>
        <p class="when">${time}, ${ageText(row.createdAt, Date.now(), this.locale)}</p>
        <p class="order">${operation} · ${order}</p>
        ${reason ? html`<p class="reason">${reason}</p>` : ''}
      </div>
      <button type="button" class="check ${isMain ? 'primary' : ''}"
        aria-label="${resolver.open}: ${sum}, ${time}, ${order}" @click=${onCheck}>${icon('receipt')} ${resolver.open}</button>
    </li>`;
  }
}
