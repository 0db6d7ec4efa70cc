import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NotificationRow, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import { countText, fill, moneyText, timeText } from '../format.ts';
import { inLanguage } from '../language.ts';
import { directionOf, operationName, resolverWords, signedMoney } from '../model/operations.ts';
import { notificationBadges, notificationStateOf, outcomeBadges } from '../model/outcome-badges.ts';
import { ReceiptEvent, ResolveEvent, StoryEvent, toDoubtfulPayment } from '../model/payment-events.ts';
import { adviceFor } from '../model/payment-result.ts';
import { ChunkedList } from '../parts/chunked-list.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import type { Texts } from '../texts/texts.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { notificationTexts } from './notification-texts.ts';
import { tableStyles } from './table-styles.ts';
import { historyTexts } from './texts/history-texts.ts';

/** How a payment ended, and why where the badge does not say it. */
export const outcomeCell = (row: PaymentRow, texts: Texts) => html`<td role="cell" class="badges">
        ${badge(row, texts)}
        ${row.simulated ? html`<ecr-badge tone="warn" icon="flask" text=${texts.words.simulated}></ecr-badge>` : ''}
        ${why(row, texts)}
      </td>`;

function badge(row: PaymentRow, texts: Texts) {
  const { words, outcomes } = texts;
  if (!row.outcome) return html`<ecr-badge tone="calm" icon="clock" text=${words.inProgress}></ecr-badge>`;
  // It tells of a payment; it is none that could be approved.
  if (directionOf(row.transactionType) === 'none')
    return html`<ecr-badge tone="calm" icon="info" text=${words.done}></ecr-badge>`;
  const look = outcomeBadges[row.outcome];
  const { paidLabel, notPaidLabel } = resolverWords(texts, row.transactionType);
  const decided = row.resolution && (row.resolution.paid ? paidLabel : notPaidLabel);
  const text = decided ?? outcomes[row.outcome].label;
  return html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${text}></ecr-badge>`;
}

function why(row: PaymentRow, texts: Texts) {
  if (row.resolution) {
    const { resolvedPaid, resolvedNotPaid } = resolverWords(texts, row.transactionType);
    const { paid, by } = row.resolution;
    const text = fill(paid ? resolvedPaid : resolvedNotPaid, { by });
    return html`<span class="muted small why">${text} ${row.resolution.why}</span>`;
  }
  if (!row.failure || isPaid(row.outcome) || row.outcome === 'CANCELLED') return '';
  return html`<span class="muted small why">${reason(row, row.failure, texts)}</span>`;
}

function reason(
  { outcome, transactionType }: PaymentRow,
  failure: NonNullable<PaymentRow['failure']>,
  texts: Texts,
): string {
  const back = outcome && directionOf(transactionType) === 'back';
  return back ? adviceFor({ outcome, transactionType, failure }, texts).what : texts.failures[failure].what;
}

interface RowContext {
  readonly notifications: readonly NotificationRow[];
  readonly texts: Texts;
  readonly locale: string;
  /** What a button of the row asks for: the story, the receipt, the resolver. */
  readonly ask: (event: Event) => void;
}

/** One payment of the list. Roles are written out, as in the table around it. */
export function paymentRow(row: PaymentRow, context: RowContext) {
  const { texts, locale } = context;
  const listed = inLanguage(notificationTexts);
  return html`<tr role="row">
      <td role="cell" class="time">${timeText(row.createdAt, Date.now(), locale)}</td>
      <td role="cell" class="order">
        <span class="id">${row.orderId}</span>
        ${operation(row, texts)}
        ${row.cardMasked ? html`<span class="muted small">${listed.card} ${row.cardMasked}</span>` : ''}
      </td>
      <td role="cell" class="end sum ${directionOf(row.transactionType)}">${sum(row, context)}</td>
      ${outcomeCell(row, texts)} ${toldCell(row, context)}
      <td role="cell" class="acts">${resolve(row, context)} ${receipt(row, context)} ${story(row, context)}</td>
    </tr>`;
}

/** Money given back must not look like a sale: a sale by card alone goes without its name. */
function operation({ transactionType, paymentMeans }: PaymentRow, texts: Texts) {
  if (transactionType === 'Debit' && paymentMeans === 'card') return '';
  return html`<strong class="small operation">${operationName(transactionType, paymentMeans, texts)}</strong>`;
}

function sum(row: PaymentRow, { texts, locale }: RowContext) {
  const asked = row.askedMinor;
  if (directionOf(row.transactionType) === 'none') return '–';
  return html`${signedMoney(row, locale)}
    ${
      asked === undefined
        ? ''
        : html`<span class="muted small asked"
            >${texts.operations.askedFor} ${moneyText(asked, row.currency, locale)}</span
          >`
    }`;
}

/** What HiPay knows of it. */
function toldCell(row: PaymentRow, { notifications }: RowContext) {
  const listed = inLanguage(notificationTexts);
  const notification = notificationStateOf(row, notifications);
  const look = notificationBadges[notification];
  return html`<td role="cell" class="told ${notification === 'nothingToTell' ? 'nothing' : ''}">
        <span class="visually-hidden">${listed.notification}: </span>
        ${
          notification === 'nothingToTell'
            ? html`<span class="muted" aria-hidden="true">–</span
              ><span class="visually-hidden">${listed.nothingToTell}</span>`
            : html`<ecr-badge tone=${look.tone} icon=${look.icon} text=${listed[notification]}></ecr-badge>`
        }
      </td>`;
}

function receipt(row: PaymentRow, { texts: { words }, ask }: RowContext) {
  if (!row.hasReceipt) return '';
  const open = () => ask(new ReceiptEvent(row));
  return html`<button type="button" class="receipt" aria-label="${words.receipt} ${row.orderId}" @click=${open}>
      ${words.receipt}
    </button>`;
}

function story(row: PaymentRow, { ask }: RowContext) {
  const { details } = inLanguage(historyTexts);
  const open = () => ask(new StoryEvent(row));
  return html`<button type="button" class="story" aria-label="${details} ${row.orderId}" @click=${open}>
      ${details}
    </button>`;
}

function resolve(row: PaymentRow, { texts, ask }: RowContext) {
  if (row.state !== 'unknown') return '';
  const open = () => ask(new ResolveEvent(toDoubtfulPayment(row)));
  return html`<button type="button" class="resolve" @click=${open}>${texts.resolver.open}</button>`;
}

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
  readonly #chunks = new ChunkedList(this, rowsAtOnce);

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
    const drawn = this.#chunks.count(wanted);
    const context = {
      notifications: this.snapshot.notifications,
      texts: this.t,
      locale: this.locale,
      ask: (event: Event) => this.dispatchEvent(event),
    };
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
          (row) => paymentRow(row, context),
        )}
      </tbody>
    </table>`;
  }
}
