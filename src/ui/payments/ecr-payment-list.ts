import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NotificationRow, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { findChargedTwice } from '../../core/records/charged-twice.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { countText, fill, memoize, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf, operationName, signedMoney } from '../model/operations.ts';
import { cardText, isWithoutMoney, statusOf } from '../model/payment-status.ts';
import { ChunkedList } from '../parts/chunked-list.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { chipStyles, listStyles } from './list-styles.ts';
import { hashOfPayment } from './payments-place.ts';
import { groupsOf, type RowGroup } from './row-groups.ts';

type ChargedTwice = ReadonlyMap<string, readonly PaymentRow[]>;

const isAmong = ({ orderId, paymentId }: PaymentRow, chargedTwice: ChargedTwice): boolean =>
  chargedTwice.get(orderId)?.some((each) => each.paymentId === paymentId) ?? false;

interface RowContext {
  readonly notifications: readonly NotificationRow[];
  readonly texts: Texts;
  readonly locale: string;
  /** The orders whose customer was charged more than once. */
  readonly chargedTwice: ChargedTwice;
  /** The payment that is shown beside the list. */
  readonly chosen: string | undefined;
  /** What a person searches for, as typed. */
  readonly search: string;
}

/** Marks the part of a text that was searched for. */
function marked(text: string, search: string) {
  const at = search === '' ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0) return text;
  const end = at + search.length;
  return html`${text.slice(0, at)}<mark>${text.slice(at, end)}</mark>${text.slice(end)}`;
}

/** One payment: a link to its page. */
export function paymentRow(row: PaymentRow, context: RowContext) {
  const { texts, locale, chosen, search, chargedTwice, notifications } = context;
  const status = statusOf(row, notifications, texts, isAmong(row, chargedTwice));
  const amount = directionOf(row.transactionType) === 'none' ? '–' : signedMoney(row, locale);
  return html`<a class="r" href=${hashOfPayment(row.paymentId)} data-payment=${row.paymentId}
    aria-current=${row.paymentId === chosen ? 'true' : nothing}>
    <span class="t">${timeText(row.createdAt, Date.now(), locale)}</span>
    <span class="a ${isWithoutMoney(row) ? 'out' : ''}">${marked(amount, search)}</span>
    <span class="s"><span class="chip ${status.tone}">${icon(status.icon, 16)}${status.text}</span></span>
    <span class="w">${marked(aboutRow(row, status.text, context), search)}<span class="o"> · ${marked(row.orderId, search)}</span></span>
    ${rareIcon('next', 18)}
  </a>`;
}

/** What is not a plain sale and the status does not say, the card, and what was asked for if a part was paid. */
function aboutRow(row: PaymentRow, status: string, { texts, locale }: RowContext): string {
  const { transactionType, paymentMeans, askedMinor, currency, simulated, outcome } = row;
  const isPlain = transactionType === 'Debit' && paymentMeans === 'card';
  const operation = operationName(transactionType, paymentMeans, texts);
  const isSaid = isPlain || operation === status || (transactionType === 'Credit' && outcome === 'APPROVED');
  const parts = [
    isSaid ? '' : operation,
    simulated ? texts.words.simulated : '',
    askedMinor === undefined ? '' : `${texts.operations.askedFor} ${moneyText(askedMinor, currency, locale)}`,
    cardText(row),
  ];
  return parts.filter(Boolean).join(' · ') || '—';
}

/** Number of rows that the list shows at first, and that each click adds. With more rows, the browser would be slow. */
const rowsPerClick = 50;
/** Number of rows that are rendered per frame: as many as fit on the first screen. */
const rowsPerChunk = 10;

const hourFormat = memoize((locale: string) => new Intl.DateTimeFormat(locale, { hour: 'numeric' }));
const dayFormat = memoize(
  (locale: string) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }),
);

/** `10 h`, or `10:00` in a language that writes the bare number. */
export function hourText(at: number, locale: string): string {
  const text = hourFormat(locale).format(at);
  return /^\d+$/.test(text) ? `${text}:00` : text;
}

export const shortDayText = (at: number, locale: string): string => dayFormat(locale).format(at);

/** Payments, newest first, by hour, or by day if there are several days. */
@customElement('ecr-payment-list')
export class EcrPaymentList extends EcrElement {
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) chosen: string | undefined;
  @property() search = '';
  @property({ type: Boolean }) byDay = false;

  @state() private shown = rowsPerClick;
  readonly #chunks = new ChunkedList(this, rowsPerChunk);

  static override styles = [controls, tones, chipStyles, listStyles];

  /** The link of a payment, if it is rendered. */
  linkOf(paymentId: string): HTMLElement | undefined {
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>('.r')];
    return links.find((each) => each.dataset['payment'] === paymentId);
  }

  protected override render() {
    const { list, more } = lazyTexts('payments').history;
    const shownRows = Math.min(this.rows.length, this.shown);
    const renderedRows = this.#chunks.count(shownRows);
    const left = this.rows.length - this.shown;
    return html`<ul aria-label=${list} aria-busy=${renderedRows < shownRows}>
        ${repeat(
          this.#items(renderedRows),
          ({ key }) => key,
          ({ content }) => content,
        )}
      </ul>
      ${
        left > 0
          ? html`<div class="more">
              <button type="button" id="more-rows" @click=${this.#onMore}>
                ${fill(more, { count: countText(Math.min(left, rowsPerClick), this.locale) })}
              </button>
            </div>`
          : ''
      }`;
  }

  #items(renderedRows: number) {
    const groups = new Map(groupsOf(this.rows, renderedRows, this.byDay).map((each) => [each.first, each]));
    const context: RowContext = {
      // Both payments of an order are near each other in a list by time.
      chargedTwice: findChargedTwice([
        ...this.snapshot.payments,
        ...this.rows.slice(0, this.shown + rowsPerClick),
      ]),
      notifications: this.snapshot.notifications,
      texts: this.t,
      locale: this.locale,
      chosen: this.chosen,
      search: this.search.trim(),
    };
    return this.rows.slice(0, renderedRows).flatMap((row, place) => {
      const group = groups.get(place);
      const item = { key: row.paymentId, content: html`<li>${paymentRow(row, context)}</li>` };
      return group ? [{ key: `group ${group.at}`, content: this.#group(group) }, item] : [item];
    });
  }

  #group({ at, count, net }: RowGroup) {
    const sums = [...net].map(([currency, minor]) => moneyText(minor, currency, this.locale));
    const name = this.byDay ? shortDayText(at, this.locale) : hourText(at, this.locale);
    return html`<li class="hour">
      <span>${name}</span><span>${count > 0 ? [countText(count, this.locale), ...sums].join(' · ') : ''}</span>
    </li>`;
  }

  #onMore(): void {
    this.shown += rowsPerClick;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-payment-list': EcrPaymentList;
  }
}
