import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import { fill, lastDigits, timeText } from '../format.ts';
import { signedMoney } from '../model/operations.ts';
import { outcomeBadges } from '../model/outcome-badges.ts';
import { outcomeLabel } from '../model/outcome-label.ts';
import { ReceiptEvent } from '../model/payment-events.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

const shownCount = 4;

/** Payments with a certain end, newest first. What is in doubt is shown elsewhere, never as a last payment. */
const endedPayments = (payments: readonly PaymentRow[]): PaymentRow[] =>
  payments
    .filter(
      ({ outcome, state, transactionType }) => outcome && state !== 'unknown' && movesMoney(transactionType),
    )
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, shownCount);

/** The last payment with its receipt; at a desk the last four. */
@customElement('ecr-last-sales')
export class EcrLastSales extends EcrElement {
  @property({ attribute: false }) payments: readonly PaymentRow[] = [];

  static override styles = [
    controls,
    tones,
    css`
      section {
        padding: var(--space-1) var(--space-2) var(--space-1) var(--space-4);
        border: var(--edge) solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      header {
        display: none;
        align-items: center;
        justify-content: space-between;
        padding-inline-end: var(--space-2);
      }
      h2,
      p,
      ul {
        margin: 0;
        padding: 0;
      }
      h2 {
        font-size: 1rem;
      }
      header a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        font-size: var(--text-small);
      }
      ul {
        list-style: none;
      }
      li {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-height: 3.25rem;
      }
      li + li {
        display: none;
        border-top: var(--edge) solid var(--line);
      }
      .mark {
        display: grid;
        flex: none;
        width: 2rem;
        height: 2rem;
        place-items: center;
        border-radius: 50%;
      }
      strong {
        font-size: 1.125rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      p {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--text-muted);
      }
      button {
        border-color: transparent;
        background: none;
        color: var(--accent);
      }
      @media (min-width: 87.5rem) and (min-height: 50rem) {
        header,
        li + li {
          display: flex;
        }
      }
      @media (max-width: 40rem) and (min-height: 30.01rem) {
        li {
          min-height: var(--target);
        }
        section {
          padding: 0 var(--space-2);
        }
        .card,
        .name {
          display: none;
        }
        li {
          gap: var(--space-2);
        }
        .mark {
          width: 1.5rem;
          height: 1.5rem;
        }
        strong {
          font-size: 1rem;
        }
        p {
          font-size: var(--text-small);
        }
        button {
          min-width: var(--target);
          padding-inline: 0;
        }
      }
      @media (max-height: 30rem) {
        section {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const rows = endedPayments(this.payments);
    if (rows.length === 0) return nothing;
    const { words } = this.t;
    return html`<section aria-label=${words.lastSale}>
      <header><h2>${words.lastSale}</h2><a href=${hashOfArea('payments')}>${words.allPayments}</a></header>
      <ul>${rows.map((row) => this.#row(row))}</ul>
    </section>`;
  }

  #row(row: PaymentRow) {
    const { words } = this.t;
    const { outcome = 'UNKNOWN', paymentId, orderId, cardMasked } = row;
    const badge = outcomeBadges[outcome];
    const label = outcomeLabel({ ...row, outcome }, this.t);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const onReceipt = () => this.dispatchEvent(new ReceiptEvent({ paymentId, orderId }));
    return html`<li>
      <span class="mark ${badge.tone}">${icon(badge.icon, 18)}</span>
      <strong>${signedMoney(row, this.locale)}</strong>
      <p>${label} · ${time}${cardMasked ? html`<span class="card"> · ${lastDigits(cardMasked)}</span>` : ''}</p>
      ${
        row.hasReceipt
          ? html`<button type="button" class="receipt" aria-label="${words.receipt}: ${fill(words.orderIs, { order: orderId })}"
              @click=${onReceipt}>${icon('receipt')} <span class="name">${words.receipt}</span></button>`
          : ''
      }
    </li>`;
  }
}
