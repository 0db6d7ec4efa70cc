import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { findChargedTwice } from '../../core/records/charged-twice.ts';
import { fill, timeText } from '../format.ts';
import { signedMoney } from '../model/operations.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';

/** The orders whose customer was charged more than once, with the amount and time of each payment, and what to do. */
@customElement('ecr-charged-twice')
export class EcrChargedTwice extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [
    cards,
    css`
      :host {
        display: contents;
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        color: var(--bad);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--bad-soft);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const orders = [...findChargedTwice(this.snapshot.payments)];
    if (orders.length === 0) return nothing;
    const { chargedTwice, chargedTwiceTodo } = this.t.resolver;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${icon('warning', 24)}<span>${chargedTwice}</span></h2>
      <ul>
        ${orders.map(
          ([order, charged]) => html`<li>
            ${fill(chargedTwiceTodo, { order, payments: charged.map((row) => this.#payment(row)).join(', ') })}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #payment(row: PaymentRow): string {
    return `${signedMoney(row, this.locale)} (${timeText(row.createdAt, Date.now(), this.locale)})`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-charged-twice': EcrChargedTwice;
  }
}
