import './ecr-history.ts';
import './ecr-day-report.ts';
import './ecr-needs-page.ts';
import './ecr-payment-detail.ts';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { HistoryReader } from './history-reader.ts';
import { hashOfPayment, type PaymentsPlace, placeOfHash } from './payments-place.ts';
import { type Period, periodName, periodOf } from './period.ts';
import { rowOfOrder } from './sale-facts.ts';

/** From this size on, a payment stands beside the list. */
const desk = '(min-width: 87.5rem) and (min-height: 50rem)';

/** The list of payments and its pages; the address says which one is shown. */
@customElement('ecr-payments-screen')
export class EcrPaymentsScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private place: PaymentsPlace = placeOfHash(location.hash);
  @state() private period: Period = periodOf('today', Date.now());
  @state() private isOrderUnknown = false;
  @state() private countsSimulated: boolean | undefined;
  @state() private isDesk = matchMedia(desk).matches;
  readonly #deskQuery = matchMedia(desk);
  readonly #reader = new HistoryReader(
    this,
    () => this.connector,
    () => (this.snapshot.payment?.phase ?? 'finished') !== 'finished',
  );

  static override styles = css`
    [hidden] {
      display: none !important;
    }
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      min-width: 0;
    }
    .page {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      min-width: 0;
    }
    .page > * {
      box-sizing: border-box;
      width: 100%;
      max-width: 72rem;
      margin-inline: auto;
      padding: 1.25rem var(--space-5) var(--space-7);
    }
    .beside {
      grid-template-columns: minmax(0, 1fr) 30rem;
      align-content: stretch;
    }
    .beside > aside {
      position: sticky;
      top: 0;
      height: 100dvh;
      padding: var(--space-6);
      overflow: auto;
      border-inline-start: var(--edge) solid var(--line);
      background: var(--surface);
    }
    .choose {
      color: var(--text-muted);
    }
    @media (max-width: 44rem) {
      .page > * {
        padding: var(--space-3) var(--space-4) var(--space-5);
      }
    }
    @media (max-height: 30rem) {
      .page > * {
        padding-top: var(--space-2);
      }
    }
  `;

  constructor() {
    super();
    // Renders again, so that a page that is open at midnight shows the new day.
    new PeriodicRender(this, 30_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHashChange);
    this.#deskQuery.addEventListener('change', this.#onResize);
    if (this.place.kind === 'order') void this.updateComplete.then(this.#onHashChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHashChange);
    this.#deskQuery.removeEventListener('change', this.#onResize);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { kind, from } = this.period;
    if (kind !== 'span' && periodOf(kind, Date.now()).from !== from) this.#show(periodOf(kind, Date.now()));
    else if (changed.has('connector')) this.#show(this.period);
    else if (changed.has('snapshot')) this.#reader.update(this.snapshot.payments);
  }

  protected override render() {
    const { place, isDesk } = this;
    const isList = place.kind === 'list';
    const isBeside = isDesk && (isList || place.kind === 'payment' || place.kind === 'order');
    return html`<div class="page ${isBeside ? 'beside' : ''}" @period=${(event: CustomEvent<Period>) => this.#show(event.detail)}>
      ${this.#renderList(!isList && !isBeside)}
      ${isBeside && isList ? html`<aside class="choose">${lazyTexts('payments').list.choose}</aside>` : ''}
      ${place.kind === 'payment' ? this.#renderPayment(place, isBeside) : ''}
      ${place.kind === 'order' ? html`<p class="opened" role="status">${this.isOrderUnknown ? fill(lazyTexts('payments').page.notHere, { order: place.orderId }) : this.t.words.loading}</p>` : ''}
      ${place.kind === 'report' ? this.#renderReport() : ''}
      ${place.kind === 'needs' ? html`<ecr-needs-page class="opened" .connector=${this.connector} .snapshot=${this.snapshot}></ecr-needs-page>` : ''}
    </div>`;
  }

  #renderReport() {
    return html`<ecr-day-report
      class="opened"
      .snapshot=${this.snapshot}
      .reader=${this.#reader}
      .rows=${this.#reader.rows}
      .readState=${this.#reader.state}
      .period=${this.period}
      .countsSimulated=${this.countsSimulated === true}
    ></ecr-day-report>`;
  }

  #renderPayment({ paymentId, refund }: PaymentsPlace & { kind: 'payment' }, isBeside: boolean) {
    const detail = html`<ecr-payment-detail
      class=${isBeside ? '' : 'opened'}
      ?beside=${isBeside}
      .connector=${this.connector}
      .snapshot=${this.snapshot}
      .paymentId=${paymentId}
      .listed=${this.#reader.rows.find((row) => row.paymentId === paymentId)}
      .back=${periodName(this.period, this.locale, lazyTexts('payments').history)}
      .asksRefund=${refund}
      @read=${this.#onRead}
    ></ecr-payment-detail>`;
    return isBeside ? html`<aside aria-label=${lazyTexts('payments').list.chosen}>${detail}</aside>` : detail;
  }

  /** The list shows the payment as it was read: what was given back of an older sale is not in the snapshot. */
  readonly #onRead = ({ detail }: CustomEvent<PaymentRow>): void => {
    this.#reader.update([detail]);
    this.requestUpdate();
  };

  /** Replaces the address of an order by that of its payment. */
  async #findOrder({ orderId, refund }: PaymentsPlace & { kind: 'order' }): Promise<void> {
    this.isOrderUnknown = false;
    const row = await rowOfOrder(this.connector, orderId);
    if (this.place.kind !== 'order' || this.place.orderId !== orderId) return;
    if (row) location.replace(hashOfPayment(row.paymentId, refund));
    else this.isOrderUnknown = true;
  }

  /** The list stays where it is behind a page, so that search, scroll and focus are as they were. */
  #renderList(isHidden: boolean) {
    const { place } = this;
    return html`<ecr-history
      ?hidden=${isHidden}
      .connector=${this.connector}
      .snapshot=${this.snapshot}
      .reader=${this.#reader}
      .rows=${this.#reader.rows}
      .readState=${this.#reader.state}
      .period=${this.period}
      .countsSimulated=${this.countsSimulated}
      .chosen=${place.kind === 'payment' ? place.paymentId : undefined}
      @count-simulated=${this.#onCountSimulated}
    ></ecr-history>`;
  }

  #show(period: Period): void {
    this.period = period;
    this.#reader.show(period, this.snapshot.payments);
  }

  #onCountSimulated({ detail }: CustomEvent<boolean>): void {
    this.countsSimulated = detail;
  }

  readonly #onResize = (event: MediaQueryListEvent): void => {
    this.isDesk = event.matches;
  };

  /** Moves the focus with the page: to its heading, and back to the row from which it was opened. */
  readonly #onHashChange = async (): Promise<void> => {
    const before = this.place;
    this.place = placeOfHash(location.hash);
    if (this.place.kind === 'order') void this.#findOrder(this.place);
    await this.updateComplete;
    if (this.place.kind === 'list')
      this.renderRoot
        .querySelector('ecr-history')
        ?.focusRow(before.kind === 'payment' ? before.paymentId : undefined);
    else await this.#focusOpened();
  };

  async #focusOpened(): Promise<void> {
    const opened = this.renderRoot.querySelector<EcrElement>('.opened, aside ecr-payment-detail');
    await opened?.updateComplete;
    if (opened?.matches('.opened')) window.scrollTo(0, 0);
    opened?.renderRoot?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-payments-screen': EcrPaymentsScreen;
  }
}
