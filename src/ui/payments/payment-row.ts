import { html } from 'lit';
import type { NotificationRow, PaymentRow } from '../../core/relay/snapshot.ts';
import '../parts/ecr-badge.ts';
import { moneyText } from '../parts/money-text.ts';
import { timeText } from '../parts/time-text.ts';
import { directionOf, operationName, signedMoney } from '../pay/money-direction.ts';
import { ReceiptEvent } from '../receipts/receipt-event.ts';
import { doubtfulOf, ResolveEvent } from '../resolve/doubtful-payment.ts';
import { inLanguage } from '../texts/in-language.ts';
import type { Texts } from '../texts/texts.ts';
import { notificationLook, notificationLookOf } from './notification-look.ts';
import { notificationTexts } from './notification-texts.ts';
import { outcomeCell } from './outcome-cell.ts';
import { StoryEvent } from './story-event.ts';
import { historyTexts } from './texts/history-texts.ts';

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
  const notification = notificationLookOf(row, notifications);
  const look = notificationLook[notification];
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
  const open = () => ask(new ResolveEvent(doubtfulOf(row)));
  return html`<button type="button" class="resolve" @click=${open}>${texts.resolver.open}</button>`;
}
