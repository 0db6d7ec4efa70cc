import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { NotificationRow, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { differenceText } from '../model/doubt-texts.ts';
import { directionOf, operationName, signedMoney } from '../model/operations.ts';
import { ResolveEvent, toDoubtfulPayment } from '../model/payment-events.ts';
import { statusOf } from '../model/payment-status.ts';
import { needsHash } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { controls } from '../theme/controls.ts';
import { notifiedAmount } from './ecr-notification-list.ts';
import { type Need, needsOf } from './needs.ts';

/** Rows that fit above the list on a desk. A till shows two of them, a phone one. */
const shownRows = 3;

/** What needs a person, above the list: one line and one button each. */
@customElement('ecr-needs-you')
export class EcrNeedsYou extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;

  @state() private message = '';

  static override styles = [
    controls,
    css`
      section {
        overflow: clip;
        border: 1px solid var(--warn-line);
        border-radius: var(--radius);
        background: var(--warn-soft);
      }
      h2,
      p {
        margin: 0;
      }
      header {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        padding: var(--space-1) var(--space-2) var(--space-1) var(--space-4);
        color: var(--warn);
      }
      h2 {
        flex: 1;
        font-size: 1rem;
      }
      header a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding-inline: var(--space-2);
        color: inherit;
        font-size: 0.9375rem;
        font-weight: 600;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(6.5rem, auto) minmax(0, 1fr) auto;
        gap: 0 var(--space-4);
        align-items: center;
        min-height: 3.25rem;
        padding: var(--space-1) var(--space-2) var(--space-1) var(--space-4);
        border-top: 1px solid var(--warn-line);
      }
      b {
        font-size: 1.1875rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .what {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .message {
        padding: var(--space-2) var(--space-4);
        border-top: 1px solid var(--warn-line);
      }
      @media (max-height: 54rem) {
        .row:nth-of-type(3) {
          display: none;
        }
      }
      @media (max-width: 44rem) {
        .row {
          grid-template-columns: minmax(0, 1fr) auto;
          padding-block: var(--space-2);
        }
        .what {
          grid-row: 2;
          font-size: 0.9375rem;
        }
        .row > :last-child {
          grid-area: 1 / 2 / 3 / 3;
        }
        .row:nth-of-type(n + 2) {
          display: none;
        }
      }
      @media (max-height: 30rem) {
        .row:nth-of-type(n + 2) {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new PeriodicRender(this, 10_000);
  }

  protected override render() {
    const { needsYou, seeAll } = lazyTexts('payments').list;
    const needs = needsOf(this.snapshot, Date.now());
    if (needs.length === 0) return nothing;
    return html`<section aria-labelledby="needs">
      <header>${icon('warning')}
        <h2 id="needs">${fill(needsYou, { count: needs.length })}</h2>
        <a href=${needsHash}>${seeAll}</a>
      </header>
      ${needs.slice(0, shownRows).map((need, place) => this.#need(need, place === 0))}
      <p class="message" role="status" ?hidden=${!this.message}>${this.message}</p>
    </section>`;
  }

  #need(need: Need, isFirst: boolean) {
    const { list, notifications } = lazyTexts('payments');
    if (need.kind === 'check') return this.#toCheck(need.row, isFirst);
    const { notification } = need;
    const amount = notifiedAmount(notification, this.locale);
    if (need.kind === 'stuck') {
      const { failure } = notification;
      const why = failure ? this.t.failures[failure].what : '';
      return this.#line(
        amount,
        [this.#stuckText(notification), why],
        html`<a class="button" href=${needsHash} aria-label="${list.look}: ${amount}">${list.look}</a>`,
      );
    }
    const age = ageText(notification.createdAt, Date.now(), this.locale);
    return this.#line(
      amount,
      [fill(list.overdueRow, { age })],
      html`<button type="button" class="send" @click=${() => this.#send(notification)}>${notifications.sendNow}</button>`,
    );
  }

  /** Says first that the sale is paid, where its payment is among the newest. */
  #stuckText({ orderId, paymentId }: NotificationRow): string {
    const { payments, notifications } = this.snapshot;
    const isIt = (row: PaymentRow) => (paymentId ? row.paymentId === paymentId : row.orderId === orderId);
    const row = payments.find(isIt);
    return row ? statusOf(row, notifications, this.t).text : lazyTexts('payments').list.statuses.stuck;
  }

  #toCheck(row: PaymentRow, isFirst: boolean) {
    const { list } = lazyTexts('payments');
    const amount = signedMoney(row, this.locale);
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const why =
      differenceText(row, this.t, this.locale) ?? (row.failure ? this.t.failures[row.failure].what : '');
    const isBack = directionOf(row.transactionType) === 'back';
    const operation = isBack ? operationName(row.transactionType, row.paymentMeans, this.t) : '';
    const onCheck = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    return this.#line(
      amount,
      [list.statuses.toCheck, operation, time, why],
      html`<button type="button" class="check ${isFirst ? 'primary' : ''}"
        aria-label="${list.check}: ${amount}, ${time}" @click=${onCheck}>${list.check}</button>`,
    );
  }

  #line(amount: string, what: readonly string[], action: TemplateResult) {
    return html`<div class="row"><b>${amount}</b><span class="what">${what.filter(Boolean).join(' · ')}</span>${action}</div>`;
  }

  async #send({ entryId }: NotificationRow): Promise<void> {
    const { sentOne, notSentOne } = lazyTexts('payments').history;
    try {
      const { delivered } = await this.connector.sendNotificationsNow({ entryId });
      this.message = delivered > 0 ? sentOne : notSentOne;
    } catch {
      this.message = this.t.words.callFailed;
    }
  }
}
