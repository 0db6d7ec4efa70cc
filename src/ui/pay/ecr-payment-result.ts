import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, moneyText, timeText } from '../format.ts';
import { differenceText } from '../model/doubt-texts.ts';
import { directionOf, operationName, signedMoney } from '../model/operations.ts';
import { outcomeBadges } from '../model/outcome-badges.ts';
import {
  type DoubtfulPayment,
  ReceiptEvent,
  ResolveEvent,
  toDoubtfulPayment,
} from '../model/payment-events.ts';
import {
  dueMinor,
  explainResult,
  mayTryAgain,
  needsCheck,
  notificationTextKey,
  type PaymentResult,
} from '../model/payment-result.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { resultStyles } from './result-styles.ts';

/**
 * Shows how a payment ended: what happened, whether the customer was charged, what to do now. Fires `again`, `rest`,
 * `dismiss`, `receipt` or `resolve`.
 */
@customElement('ecr-payment-result')
export class EcrPaymentResult extends EcrElement {
  @property({ attribute: false }) result!: PaymentResult;
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [controls, cards, resultStyles];

  constructor() {
    super();
    // Updates the shown age of a payment in doubt.
    new EverySecond(this, 10_000);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    const { result } = this;
    const badge = outcomeBadges[result.outcome];
    const text = explainResult(result, this.t);
    const hipay = notificationTextKey(result, this.snapshot);
    const doubtful = this.#doubtfulPayment();
    return html`<section class="card stack ${badge.tone} ${directionOf(result.transactionType)}" aria-labelledby="title">
      <div class="head">
        <span class="mark">${icon(badge.icon, 32)}</span>
        <div>
          <h1 id="title" tabindex="-1">${text.label}</h1>
          ${this.#operation()}
          <p class="sum">${signedMoney(result, this.locale)}</p>
          ${doubtful ? html`<p class="started">${this.#started(doubtful)}</p>` : ''}
          ${result.orderId ? html`<p class="muted order">${fill(words.orderIs, { order: result.orderId })}</p>` : ''}
        </div>
      </div>
      ${result.replayed ? html`<p>${words.replayed}</p>` : ''}
      ${this.#parts()} ${this.#bothAmounts()}
      <p class="what">${differenceText(result, this.t, this.locale) ?? text.what}</p>
      <dl>
        <dt>${text.chargedTitle}</dt>
        <dd class="charged">${text.charged}</dd>
        <dt>${words.whatToDo}</dt>
        <dd>${text.todo} ${doubtful ? this.#lookFor(doubtful) : ''}</dd>
      </dl>
      ${hipay ? html`<p class="muted">${words[hipay]}</p>` : ''} ${this.#detail()} ${this.#buttons(doubtful)}
    </section>`;
  }

  /** Names the operation, except for a sale by card, the usual case. */
  #operation() {
    const { transactionType, paymentMeans } = this.result;
    if (transactionType === 'Debit' && paymentMeans === 'card') return '';
    return html`<p class="operation">${operationName(transactionType, paymentMeans, this.t)}</p>`;
  }

  #money(minor: number): string {
    return moneyText(minor, this.result.currency, this.locale);
  }

  /**
   * For a partial approval, shows the requested, the paid and the missing amount in large letters. Without this, the
   * cashier could hand over all goods for a part of the price.
   */
  #parts() {
    const { result } = this;
    const { operations } = this.t;
    const due = dueMinor(result);
    if (due === 0) return '';
    return html`<dl class="parts">
      <dt>${operations.askedFor}</dt>
      <dd>${this.#money(result.askedMinor ?? 0)}</dd>
      <dt>${operations.paidPart}</dt>
      <dd>${this.#money(result.amountMinor)}</dd>
      <dt>${operations.stillDue}</dt>
      <dd class="due">${this.#money(due)}</dd>
    </dl>`;
  }

  /** The terminal's amount above the requested amount, both in large letters, so that people compare them. */
  #bothAmounts() {
    const { amountMinor, terminalSays } = this.result;
    const { resolver } = this.t;
    const reported = terminalSays?.money;
    if (!reported) return '';
    return html`<dl class="parts">
      <dt>${resolver.terminalSays}</dt>
      <dd class="reported">${moneyText(reported.amountMinor, reported.currency, this.locale)}</dd>
      <dt>${resolver.youAsked}</dt>
      <dd>${this.#money(amountMinor)}</dd>
    </dl>`;
  }

  #started({ at }: DoubtfulPayment): string {
    const now = Date.now();
    const values = { time: timeText(at, now, this.locale), age: ageText(at, now, this.locale) };
    return fill(this.t.resolver.started, values);
  }

  /** Names the ticket to look for. Empty after an answer for another payment: then the screen shows that answer. */
  #lookFor({ at, amountMinor }: DoubtfulPayment): string {
    if (this.result.outcome !== 'UNKNOWN') return '';
    const time = timeText(at, Date.now(), this.locale);
    return fill(this.t.resolver.lookFor, { amount: this.#money(amountMinor), time });
  }

  #receipt() {
    const { paymentId, orderId, hasReceipt } = this.result;
    if (!hasReceipt || paymentId === undefined) return '';
    const onOpen = () => this.dispatchEvent(new ReceiptEvent({ paymentId, orderId }));
    return html`<button type="button" id="receipt" @click=${onOpen}>${this.t.words.receipt}</button>`;
  }

  #detail() {
    const { detail } = this.result;
    return detail
      ? html`<details><summary>${this.t.words.detail}</summary><p class="detail">${detail}</p></details>`
      : '';
  }

  /**
   * The payment that a person can resolve here. Undefined if it needs no check or is already resolved. Also
   * undefined without a `paymentId`; the payments list then shows the payment if it was recorded.
   */
  #doubtfulPayment(): DoubtfulPayment | undefined {
    const { result, snapshot } = this;
    if (!needsCheck(result.outcome) || result.paymentId === undefined) return undefined;
    const row = snapshot.payments.find((each) => each.paymentId === result.paymentId);
    if (row) return row.state === 'resolved' ? undefined : toDoubtfulPayment(row);
    const { paymentId, orderId, transactionType, amountMinor, currency } = result;
    return {
      paymentId,
      orderId,
      transactionType,
      amountMinor,
      currency,
      at: snapshot.payment?.startedAt ?? Date.now(),
    };
  }

  /** After an unknown outcome, no button charges again: a person must look at the terminal's ticket first. */
  #buttons(doubtful: DoubtfulPayment | undefined) {
    const { words } = this.t;
    const fire = (name: 'again' | 'dismiss' | 'rest') => () => this.dispatchEvent(new Event(name));
    if (doubtful) {
      return html`<div class="buttons">
        <button type="button" id="resolve" class="primary"
          @click=${() => this.dispatchEvent(new ResolveEvent(doubtful))}>${this.t.resolver.open}</button>
        <button type="button" id="dismiss" @click=${fire('dismiss')}>${this.t.resolver.later}</button>
      </div>`;
    }
    if (needsCheck(this.result.outcome)) {
      return html`<div class="buttons">
        <button type="button" id="dismiss" @click=${fire('dismiss')}>${words.closeUnknown}</button>
      </div>`;
    }
    const mayRepeat = mayTryAgain(this.result);
    const due = dueMinor(this.result);
    const rest = due > 0 ? fill(this.t.operations.takeRest, { amount: this.#money(due) }) : '';
    return html`<div class="buttons">
      ${rest ? html`<button type="button" id="rest" class="primary" @click=${fire('rest')}>${rest}</button>` : ''}
      ${mayRepeat ? html`<button type="button" id="again" class="primary" @click=${fire('again')}>${words.tryAgain}</button>` : ''}
      <button type="button" id="dismiss" class=${mayRepeat || rest ? '' : 'primary'} @click=${fire('dismiss')}>
        ${words.newPayment}
      </button>
      ${this.#receipt()}
    </div>`;
  }
}
