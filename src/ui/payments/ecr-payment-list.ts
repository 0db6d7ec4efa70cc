import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FailureName } from '../../core/failures.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentRow, Snapshot } from '../../core/relay/snapshot.ts';
import { countText } from '../parts/count-text.ts';
import '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { InPieces } from '../parts/in-pieces.ts';
import { moneyText } from '../parts/money-text.ts';
import { timeText } from '../parts/time-text.ts';
import { adviceFor } from '../pay/explain-result.ts';
import { directionOf, operationName, resolverWords, signedMoney } from '../pay/money-direction.ts';
import { ReceiptEvent } from '../receipts/receipt-event.ts';
import { doubtfulOf, ResolveEvent } from '../resolve/doubtful-payment.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationLook, notificationLookOf } from './notification-look.ts';
import { notificationTexts } from './notification-texts.ts';
import { outcomeLook } from './outcome-look.ts';
import { StoryEvent } from './story-event.ts';
import { tableStyles } from './table-styles.ts';
import { historyTexts } from './texts/history-texts.ts';

/** Drawn at first and with each press: a browser stays quick, and nobody reads more at once. */
const rowsShown = 50;
/** As many as are in sight when the screen is opened. */
const rowsAtOnce = 10;

/** Payments, newest first: a table, and on a phone one card each. */
@customElement('ecr-payment-list')
export class EcrPaymentList extends EcrElement {
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private shown = rowsShown;
  readonly #pieces = new InPieces(this, rowsAtOnce);

  static override styles = [controls, cards, tableStyles];

  protected override render() {
    const left = this.rows.length - this.shown;
    const more = Math.min(left, rowsShown);
    return html`${this.#table()}
    ${
      left > 0
        ? html`<div class="buttons">
            <button type="button" id="more-rows" @click=${this.#more}>
              ${fill(inLanguage(historyTexts).more, { count: countText(more, this.locale) })}
            </button>
          </div>`
        : ''
    }`;
  }

  #more(): void {
    this.shown += rowsShown;
  }

  /** Roles are written out because the phone's card layout (display: grid) would take the table's own away. */
  #table() {
    const { words } = this.t;
    const listed = inLanguage(notificationTexts);
    const head = [listed.time, words.order, words.amount, listed.outcome, listed.notification];
    const { details, list } = inLanguage(historyTexts);
    const wanted = Math.min(this.rows.length, this.shown);
    const drawn = this.#pieces.of(wanted);
    return html`<table role="table" aria-label=${list} aria-busy=${drawn < wanted}>
      <thead role="rowgroup">
        <tr role="row">
          ${head.map((text, at) => html`<th role="columnheader" scope="col" class=${at === 2 ? 'end' : ''}>${text}</th>`)}
          <th role="columnheader" scope="col"><span class="visually-hidden">${details}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          this.rows.slice(0, drawn),
          ({ paymentId }) => paymentId,
          (row) => this.#row(row),
        )}
      </tbody>
    </table>`;
  }

  #row(row: PaymentRow) {
    const { words } = this.t;
    const listed = inLanguage(notificationTexts);
    const notification = notificationLookOf(row, this.snapshot.notifications);
    const look = notificationLook[notification];
    return html`<tr role="row">
      <td role="cell" class="time">${timeText(row.createdAt, Date.now(), this.locale)}</td>
      <td role="cell" class="order">
        <span class="id">${row.orderId}</span>
        ${this.#operation(row)}
        ${row.cardMasked ? html`<span class="muted small">${listed.card} ${row.cardMasked}</span>` : ''}
      </td>
      <td role="cell" class="end sum ${directionOf(row.transactionType)}">${this.#sum(row)}</td>
      <td role="cell" class="badges">
        ${this.#outcome(row)}
        ${row.simulated ? html`<ecr-badge tone="warn" icon="flask" text=${words.simulated}></ecr-badge>` : ''}
        ${this.#why(row)}
      </td>
      <td role="cell" class="told ${notification === 'nothingToTell' ? 'nothing' : ''}">
        <span class="visually-hidden">${listed.notification}: </span>
        ${
          notification === 'nothingToTell'
            ? html`<span class="muted" aria-hidden="true">–</span
              ><span class="visually-hidden">${listed.nothingToTell}</span>`
            : html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${listed[notification]}></ecr-badge>`
        }
      </td>
      <td role="cell" class="acts">${this.#resolve(row)} ${this.#receipt(row)} ${this.#story(row)}</td>
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

  #story(row: PaymentRow) {
    const { details } = inLanguage(historyTexts);
    const open = () => this.dispatchEvent(new StoryEvent(row));
    return html`<button type="button" class="story" aria-label="${details} ${row.orderId}" @click=${open}>
      ${details}
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
