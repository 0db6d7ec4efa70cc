import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FailureName } from '../../core/failures.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentRow, Snapshot } from '../../core/relay/snapshot.ts';
import '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { moneyText } from '../parts/money-text.ts';
import { timeText } from '../parts/time-text.ts';
import { adviceFor } from '../pay/explain-result.ts';
import { directionOf, operationName, resolverWords, signedMoney } from '../pay/money-direction.ts';
import { ReceiptEvent } from '../receipts/receipt-event.ts';
import { doubtfulOf, ResolveEvent } from '../resolve/doubtful-payment.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationLook, notificationLookOf } from './notification-look.ts';
import { outcomeLook } from './outcome-look.ts';
import { tableStyles } from './table-styles.ts';

/** The last day's payments, newest first: a table, and on a phone one card each. */
@customElement('ecr-payment-list')
export class EcrPaymentList extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [controls, cards, tableStyles];

  protected override render() {
    const { words, plurals } = this.t;
    const { payments } = this.snapshot;
    return html`<section class="card stack" aria-labelledby="title">
      <div class="head">
        <h1 id="title" tabindex="-1">${words.recent}</h1>
        ${payments.length > 0 ? html`<p class="muted">${plural(plurals.payments, payments.length, this.locale)}</p>` : ''}
      </div>
      ${payments.length > 0 ? this.#table() : this.#empty()}
    </section>`;
  }

  #empty() {
    const { words } = this.t;
    return html`<div class="empty">
      <p><strong>${words.noPayments}</strong></p>
      <p class="muted">${words.noPaymentsHow}</p>
    </div>`;
  }

  /** Roles are written out because the phone's card layout (display: grid) would take the table's own away. */
  #table() {
    const { words } = this.t;
    const head = [words.time, words.order, words.amount, words.outcome, words.notification];
    return html`<table role="table" aria-labelledby="title">
      <thead role="rowgroup">
        <tr role="row">
          ${head.map((text, at) => html`<th role="columnheader" scope="col" class=${at === 2 ? 'end' : ''}>${text}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${this.snapshot.payments.map((row) => this.#row(row))}
      </tbody>
    </table>`;
  }

  #row(row: PaymentRow) {
    const { words } = this.t;
    const notification = notificationLookOf(row, this.snapshot.notifications);
    const look = notificationLook[notification];
    return html`<tr role="row">
      <td role="cell" class="time">${timeText(row.createdAt, Date.now(), this.locale)}</td>
      <td role="cell" class="order">
        <span class="id">${row.orderId}</span>
        ${this.#operation(row)}
        ${row.cardMasked ? html`<span class="muted small">${words.card} ${row.cardMasked}</span>` : ''}
      </td>
      <td role="cell" class="end sum ${directionOf(row.transactionType)}">${this.#sum(row)}</td>
      <td role="cell" class="badges">
        ${this.#outcome(row)}
        ${row.simulated ? html`<ecr-badge tone="warn" icon="flask" text=${words.simulated}></ecr-badge>` : ''}
        ${this.#why(row)} ${this.#resolve(row)} ${this.#receipt(row)}
      </td>
      <td role="cell" class="told ${notification === 'nothingToTell' ? 'nothing' : ''}">
        <span class="visually-hidden">${words.notification}: </span>
        ${
          notification === 'nothingToTell'
            ? html`<span class="muted" aria-hidden="true">–</span
              ><span class="visually-hidden">${words.nothingToTell}</span>`
            : html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${words[notification]}></ecr-badge>`
        }
      </td>
    </tr>`;
  }

  #sum(row: PaymentRow) {
    const asked = row.askedMinor;
    if (directionOf(row.transactionType) === 'none') return '–';
    return html`${signedMoney(row, this.locale)}
    ${
      asked === undefined
        ? ''
        : html`<span class="muted small asked"
            >${this.t.operations.askedFor} ${moneyText(asked, row.currency, this.locale)}</span
          >`
    }`;
  }

  /** Money given back must not look like a sale: a sale by card alone goes without its name. */
  #operation({ transactionType, paymentMeans }: PaymentRow) {
    if (transactionType === 'Debit' && paymentMeans === 'card') return '';
    return html`<strong class="small operation">${operationName(transactionType, paymentMeans, this.t)}</strong>`;
  }

  #outcome(row: PaymentRow) {
    const { words, outcomes } = this.t;
    if (!row.outcome) return html`<ecr-badge tone="calm" icon="clock" text=${words.inProgress}></ecr-badge>`;
    // It tells of a payment; it is none that could be approved.
    if (directionOf(row.transactionType) === 'none')
      return html`<ecr-badge tone="calm" icon="info" text=${words.done}></ecr-badge>`;
    const look = outcomeLook[row.outcome];
    const { paidLabel, notPaidLabel } = resolverWords(this.t, row.transactionType);
    const decided = row.resolution && (row.resolution.paid ? paidLabel : notPaidLabel);
    const text = decided ?? outcomes[row.outcome].label;
    return html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${text}></ecr-badge>`;
  }

  #receipt(row: PaymentRow) {
    if (!row.hasReceipt) return '';
    const { words } = this.t;
    const open = () => this.dispatchEvent(new ReceiptEvent(row));
    return html`<button type="button" class="receipt" aria-label="${words.receipt} ${row.orderId}" @click=${open}>
      ${words.receipt}
    </button>`;
  }

  #resolve(row: PaymentRow) {
    if (row.state !== 'unknown') return '';
    const open = () => this.dispatchEvent(new ResolveEvent(doubtfulOf(row)));
    return html`<button type="button" class="resolve" @click=${open}>${this.t.resolver.open}</button>`;
  }

  #reason({ outcome, transactionType }: PaymentRow, failure: FailureName): string {
    const back = outcome && directionOf(transactionType) === 'back';
    return back
      ? adviceFor({ outcome, transactionType, failure }, this.t).what
      : this.t.failures[failure].what;
  }

  /** The reason, where the badge does not already say it. */
  #why(row: PaymentRow) {
    if (row.resolution) {
      const { resolvedPaid, resolvedNotPaid } = resolverWords(this.t, row.transactionType);
      const { paid, by } = row.resolution;
      const text = fill(paid ? resolvedPaid : resolvedNotPaid, { by });
      return html`<span class="muted small why">${text} ${row.resolution.why}</span>`;
    }
    if (!row.failure || isPaid(row.outcome) || row.outcome === 'CANCELLED') return '';
    return html`<span class="muted small why">${this.#reason(row, row.failure)}</span>`;
  }
}
