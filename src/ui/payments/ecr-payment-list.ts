import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NotificationRow, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import { findChargedTwice } from '../../core/records/charged-twice.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { countText, fill, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { reasonText } from '../model/doubt-texts.ts';
import { directionOf, operationName, resolverWords, signedMoney } from '../model/operations.ts';
import { notificationBadges, notificationStateOf, outcomeBadges } from '../model/outcome-badges.ts';
import { ReceiptEvent, ResolveEvent, StoryEvent, toDoubtfulPayment } from '../model/payment-events.ts';
import { ChunkedList } from '../parts/chunked-list.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { tableStyles } from './table-styles.ts';

/** The outcome, with the reason if the badge does not show it. */
export const outcomeCell = (
  row: PaymentRow,
  texts: Texts,
  locale: string,
  isChargedTwice = false,
) => html`<td role="cell" class="badges">
        ${outcomeBadge(row, texts)}
        ${isChargedTwice ? html`<ecr-badge tone="bad" icon="warning" text=${texts.resolver.chargedTwiceRow}></ecr-badge>` : ''}
        ${row.simulated ? html`<ecr-badge tone="warn" icon="flask" text=${texts.words.simulated}></ecr-badge>` : ''}
        ${reasonLine(row, texts, locale)}
      </td>`;

function outcomeBadge(row: PaymentRow, texts: Texts) {
  const { words, outcomes } = texts;
  if (!row.outcome) return html`<ecr-badge tone="calm" icon="clock" text=${words.inProgress}></ecr-badge>`;
  // A request for a duplicate receipt moves no money, so the badge shows only that it is done.
  if (directionOf(row.transactionType) === 'none')
    return html`<ecr-badge tone="calm" icon="info" text=${words.done}></ecr-badge>`;
  const badge = outcomeBadges[row.outcome];
  const { paidLabel, notPaidLabel } = resolverWords(texts, row.transactionType);
  const decided = row.resolution && (row.resolution.paid ? paidLabel : notPaidLabel);
  const text = decided ?? outcomes[row.outcome].label;
  return html`<ecr-badge tone=${badge.tone} icon=${badge.icon} text=${text}></ecr-badge>`;
}

function reasonLine(row: PaymentRow, texts: Texts, locale: string) {
  if (row.resolution) {
    const { resolvedPaid, resolvedNotPaid } = resolverWords(texts, row.transactionType);
    const { paid, by } = row.resolution;
    const text = fill(paid ? resolvedPaid : resolvedNotPaid, { by });
    return html`<span class="muted small why">${text} ${row.resolution.why}</span>`;
  }
  if (!row.failure || isPaid(row.outcome) || row.outcome === 'CANCELLED') return '';
  return html`<span class="muted small why">${reasonText(row, row.failure, texts, locale)}</span>`;
}

type ChargedTwice = ReadonlyMap<string, readonly PaymentRow[]>;

const isAmong = ({ orderId, paymentId }: PaymentRow, chargedTwice: ChargedTwice | undefined): boolean =>
  chargedTwice?.get(orderId)?.some((each) => each.paymentId === paymentId) ?? false;

interface RowContext {
  readonly notifications: readonly NotificationRow[];
  readonly texts: Texts;
  readonly locale: string;
  /** The orders whose customer was charged more than once. */
  readonly chargedTwice?: ChargedTwice;
  /** Dispatches an event that opens the story, the receipt or the resolve dialog of the row. */
  readonly ask: (event: Event) => void;
}

/** One row of the list. It has explicit roles, like the table around it. */
export function paymentRow(row: PaymentRow, context: RowContext) {
  const { texts, locale } = context;
  const listTexts = lazyTexts('payments').notifications;
  return html`<tr role="row">
      <td role="cell" class="time">${timeText(row.createdAt, Date.now(), locale)}</td>
      <td role="cell" class="order">
        <span class="id">${row.orderId}</span>
        ${operationLine(row, texts)}
        ${row.cardMasked ? html`<span class="muted small">${listTexts.card} ${row.cardMasked}</span>` : ''}
      </td>
      <td role="cell" class="end sum ${directionOf(row.transactionType)}">${amountText(row, context)}</td>
      ${outcomeCell(row, texts, locale, isAmong(row, context.chargedTwice))} ${notificationCell(row, context)}
      <td role="cell" class="acts">${resolveButton(row, context)} ${receiptButton(row, context)} ${storyButton(row, context)}</td>
    </tr>`;
}

/** Names the operation, except for a sale by card: a refund must not look like a sale. */
function operationLine({ transactionType, paymentMeans }: PaymentRow, texts: Texts) {
  if (transactionType === 'Debit' && paymentMeans === 'card') return '';
  return html`<strong class="small operation">${operationName(transactionType, paymentMeans, texts)}</strong>`;
}

function amountText(row: PaymentRow, { texts, locale }: RowContext) {
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

/** State of the payment's notification. */
function notificationCell(row: PaymentRow, { notifications }: RowContext) {
  const listTexts = lazyTexts('payments').notifications;
  const notification = notificationStateOf(row, notifications);
  const badge = notificationBadges[notification];
  return html`<td role="cell" class="told ${notification === 'nothingToTell' ? 'nothing' : ''}">
        <span class="visually-hidden">${listTexts.notification}: </span>
        ${
          notification === 'nothingToTell'
            ? html`<span class="muted" aria-hidden="true">–</span
              ><span class="visually-hidden">${listTexts.nothingToTell}</span>`
            : html`<ecr-badge tone=${badge.tone} icon=${badge.icon} text=${listTexts[notification]}></ecr-badge>`
        }
      </td>`;
}

function receiptButton(row: PaymentRow, { texts: { words }, ask }: RowContext) {
  if (!row.hasReceipt) return '';
  const onOpen = () => ask(new ReceiptEvent(row));
  return html`<button type="button" class="receipt" aria-label="${words.receipt} ${row.orderId}" @click=${onOpen}>
      ${words.receipt}
    </button>`;
}

function storyButton(row: PaymentRow, { ask }: RowContext) {
  const { details } = lazyTexts('payments').history;
  const onOpen = () => ask(new StoryEvent(row));
  return html`<button type="button" class="story" aria-label="${details} ${row.orderId}" @click=${onOpen}>
      ${details}
    </button>`;
}

function resolveButton(row: PaymentRow, { texts, ask }: RowContext) {
  if (row.state !== 'unknown') return '';
  const onOpen = () => ask(new ResolveEvent(toDoubtfulPayment(row)));
  return html`<button type="button" class="resolve" aria-label="${texts.resolver.open} ${row.orderId}" @click=${onOpen}>${texts.resolver.open}</button>`;
}

/** Number of rows that the list shows at first, and that each click adds. With more rows, the browser would be slow. */
const rowsPerClick = 50;
/** Number of rows that are rendered per frame: as many as fit on the first screen. */
const rowsPerChunk = 10;

/** Payments, newest first, as a table; on a phone as cards. */
@customElement('ecr-payment-list')
export class EcrPaymentList extends EcrElement {
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private shown = rowsPerClick;
  readonly #chunks = new ChunkedList(this, rowsPerChunk);

  static override styles = [controls, cards, tableStyles];

  protected override render() {
    const left = this.rows.length - this.shown;
    const more = Math.min(left, rowsPerClick);
    return html`${this.#renderTable()}
    ${
      left > 0
        ? html`<div class="buttons">
            <button type="button" id="more-rows" @click=${this.#onMore}>
              ${fill(lazyTexts('payments').history.more, { count: countText(more, this.locale) })}
            </button>
          </div>`
        : ''
    }`;
  }

  #onMore(): void {
    this.shown += rowsPerClick;
  }

  /** The table needs explicit roles, because the card layout of phones (display: grid) removes the implicit roles. */
  #renderTable() {
    const { words } = this.t;
    const listTexts = lazyTexts('payments').notifications;
    const head = [listTexts.time, words.order, words.amount, listTexts.outcome, listTexts.notification];
    const { details, list } = lazyTexts('payments').history;
    const shownRows = Math.min(this.rows.length, this.shown);
    const renderedRows = this.#chunks.count(shownRows);
    const context = {
      // Both payments of an order are near each other in a list by time.
      chargedTwice: findChargedTwice([
        ...this.snapshot.payments,
        ...this.rows.slice(0, this.shown + rowsPerClick),
      ]),
      notifications: this.snapshot.notifications,
      texts: this.t,
      locale: this.locale,
      ask: (event: Event) => this.dispatchEvent(event),
    };
    return html`<table role="table" aria-label=${list} aria-busy=${renderedRows < shownRows}>
      <thead role="rowgroup">
        <tr role="row">
          ${head.map((text, at) => html`<th role="columnheader" scope="col" class=${at === 2 ? 'end' : ''}>${text}</th>`)}
          <th role="columnheader" scope="col"><span class="visually-hidden">${details}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          this.rows.slice(0, renderedRows),
          ({ paymentId }) => paymentId,
          (row) => paymentRow(row, context),
        )}
      </tbody>
    </table>`;
  }
}
