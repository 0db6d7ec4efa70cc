import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { ageText, fill, lastDigits, moneyText, timeText } from '../format.ts';
import { differenceText } from '../model/doubt-texts.ts';
import { directionOf, operationName, signedMoney } from '../model/operations.ts';
import { outcomeBadges } from '../model/outcome-badges.ts';
import {
  type DoubtfulPayment,
  OpenTerminalEvent,
  ReceiptEvent,
  ResolveEvent,
  toDoubtfulPayment,
} from '../model/payment-events.ts';
import {
  dueMinor,
  isCertain,
  mayTryAgain,
  needsCheck,
  notificationTextKey,
  type PaymentResult,
} from '../model/payment-result.ts';
import { explainResult } from '../model/result-explanation.ts';
import { mustBeMended } from '../model/terminal-status.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { hashOfOrder } from '../payments/payments-place.ts';
import { folds } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { solidStage } from '../theme/solid-stage.ts';
import { amountSize, stage } from '../theme/stage.ts';
import { resultStyles } from './result-styles.ts';

/** Icons of main buttons, by their id. */
const mainIcons: Readonly<Record<string, IconName>> = { resolve: 'receipt', 'open-terminal': 'terminal' };

/**
 * Shows how a payment ended: what happened, whether the customer was charged, what to do now. Fires `again`, `rest`,
 * `dismiss`, `ReceiptEvent`, `ResolveEvent` or `OpenTerminalEvent`.
 */
@customElement('ecr-payment-result')
export class EcrPaymentResult extends EcrElement {
  @property({ attribute: false }) result!: PaymentResult;
  @property({ attribute: false }) snapshot!: Snapshot;
  /** True after digits that did not count: they began while the payment ran, or this result needs a decision first. */
  @property({ type: Boolean }) cut = false;

  static override styles = [controls, folds, stage, solidStage, resultStyles];

  constructor() {
    super();
    // Updates the shown age of a payment in doubt.
    new PeriodicRender(this, 10_000);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { words } = this.t;
    const { result } = this;
    const badge = outcomeBadges[result.outcome];
    const text = explainResult(result, this.t, this.snapshot.terminal.overNetwork);
    const doubtful = this.#doubtfulPayment();
    return html`<div class="work">
      <section class="stage solid ${badge.tone} ${directionOf(result.transactionType)}" aria-labelledby="title">
        <div class="top">${this.#facts(doubtful)}</div>
        <div class="mid">
          ${result.terminalSays?.money || dueMinor(result) > 0 ? '' : this.#amount()}
          <div class="headline">
            <span class="emblem">${result.outcome === 'NOT_SENT' ? rareIcon('plug', 64) : icon(badge.icon, 64)}</span>
            <h1 id="title" class="phase" tabindex="-1">${text.label}</h1>
          </div>
          ${this.#parts()} ${this.#bothAmounts()}
        </div>
      </section>
      <section class="side" aria-label=${text.chargedTitle}>
        <div class="verdict">
          <p class="muted small">${text.chargedTitle}</p>
          <p class="charged">${text.charged}</p>
        </div>
        <p class="cut" role="status" ?hidden=${!this.cut}>${this.cut ? html`${icon('info')} <span>${words.cutAmount}</span>` : ''}</p>
        ${result.replayed ? html`<p>${words.replayed}</p>` : ''}
        <p class="what">${differenceText(result, this.t, this.locale) ?? text.what}</p>
        <div class="todo ${doubtful ? 'warn' : ''}">
          <strong>${words.whatToDo}</strong>
          <p>${text.todo} ${doubtful ? this.#lookFor(doubtful) : ''}</p>
        </div>
        ${this.#notification()}
        ${result.orderId ? html`<p class="muted small order">${fill(words.orderIs, { order: result.orderId })}</p>` : ''}
        ${this.#sale()} ${this.#buttons(doubtful)}
        ${this.#detail()}
      </section>
    </div>`;
  }

  #amount() {
    const amount = signedMoney(this.result, this.locale);
    return html`<p class="amount" .style=${amountSize(amount)}>${amount}</p>`;
  }

  /** A link to the sale of this refund. */
  #sale() {
    const { refundOf } = this.result;
    if (refundOf === undefined) return '';
    return html`<p><a id="sale" href=${hashOfOrder(refundOf)}>${fill(this.t.words.ofSale, { order: refundOf })}</a></p>`;
  }

  /** Says whether HiPay has the notification of the payment. */
  #notification() {
    const key = notificationTextKey(this.result, this.snapshot);
    if (!key) return '';
    return html`<p class="muted sent">${icon(key === 'hipayNotified' ? 'check' : 'clock')} <span>${this.t.words[key]}</span></p>`;
  }

  /** The payment of this result, while it is the running or the last one. */
  get #live() {
    const { payment } = this.snapshot;
    return payment?.paymentId === this.result.paymentId ? payment : undefined;
  }

  /** When the payment began, what it was if it was no plain sale, and the card if the terminal named it. */
  #facts(doubtful: DoubtfulPayment | undefined) {
    const { transactionType, paymentMeans, paymentId } = this.result;
    const row = this.snapshot.payments.find((each) => each.paymentId === paymentId);
    const at = row?.createdAt ?? this.#live?.startedAt;
    const isPlain = transactionType === 'Debit' && paymentMeans === 'card';
    const time = at === undefined ? '' : timeText(at, Date.now(), this.locale);
    return [
      doubtful ? html`<span class="started">${this.#started(doubtful)}</span>` : html`<span>${time}</span>`,
      row?.cardMasked ? html`<span>${lastDigits(row.cardMasked)}</span>` : '',
      dueMinor(this.result) > 0
        ? html`<span class="asked">${this.t.operations.askedFor} ${this.#money(this.result.askedMinor ?? 0)}</span>`
        : '',
      isPlain
        ? ''
        : html`<strong class="operation">${operationName(transactionType, paymentMeans, this.t)}</strong>`,
    ];
  }

  #money(minor: number): string {
    return moneyText(minor, this.result.currency, this.locale);
  }

  /**
   * For a partial approval, shows the paid and the missing amount in large letters. Without this, the cashier could hand
   * over all goods for a part of the price.
   */
  #parts() {
    const { result } = this;
    const { operations } = this.t;
    const due = dueMinor(result);
    if (due === 0) return '';
    return html`<dl class="parts">
      <div><dt>${operations.paidPart}</dt>
        <dd>${this.#money(result.amountMinor)}</dd></div>
      <div class="high"><dt>${operations.stillDue}</dt>
        <dd>${this.#money(due)}</dd></div>
    </dl>`;
  }

  /** The terminal's amount above the requested amount, both in large letters, so that people compare them. */
  #bothAmounts() {
    const { amountMinor, terminalSays } = this.result;
    const { resolver } = this.t;
    const reported = terminalSays?.money;
    if (!reported) return '';
    return html`<dl class="parts">
      <div class="high"><dt>${resolver.terminalSays}</dt>
        <dd>${moneyText(reported.amountMinor, reported.currency, this.locale)}</dd></div>
      <div><dt>${resolver.youAsked}</dt>
        <dd>${this.#money(amountMinor)}</dd></div>
    </dl>`;
  }

  #started({ at }: DoubtfulPayment): string {
    const now = Date.now();
    const values = { time: timeText(at, now, this.locale), age: ageText(at, now, this.locale) };
    return fill(this.t.resolver.started, values);
  }

  /** Names the ticket to look for. Empty if the terminal answered for another payment, because the screen shows that answer. */
  #lookFor({ at, amountMinor }: DoubtfulPayment): string {
    if (this.result.outcome !== 'UNKNOWN') return '';
    const time = timeText(at, Date.now(), this.locale);
    return fill(this.t.resolver.lookFor, { amount: this.#money(amountMinor), time });
  }

  #receipt() {
    const { paymentId, orderId, hasReceipt } = this.result;
    if (!hasReceipt || paymentId === undefined) return '';
    const onOpen = () => this.dispatchEvent(new ReceiptEvent({ paymentId, orderId }));
    return html`<button type="button" id="receipt" class="large" @click=${onOpen}>
      ${icon('receipt')} ${this.t.words.receipt}</button>`;
  }

  /** A link to the page of this sale, where its refund begins. */
  #refund() {
    const { outcome, transactionType, paymentId, orderId } = this.result;
    if (outcome !== 'APPROVED' || transactionType !== 'Debit' || paymentId === undefined) return '';
    return html`<a id="refund" class="button large" href=${hashOfOrder(orderId)}>
      ${icon('back')} ${this.t.words.refundSale}</a>`;
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
      at: this.#live?.startedAt ?? Date.now(),
    };
  }

  /**
   * The main button is the lowest one, except on small screens. In doubt it is also the first one for the keyboard. After an unknown
   * outcome no button charges again: a person must look at the ticket first. While the terminal does not answer, the main
   * button leads to its checks: trying again would fail again.
   */
  #buttons(doubtful: DoubtfulPayment | undefined) {
    const { words, operations, resolver } = this.t;
    const fire = (name: 'again' | 'dismiss' | 'rest') => () => this.dispatchEvent(new Event(name));
    const main = (id: string, label: string, onClick: () => void, key = '') =>
      html`<button type="button" id=${id} class="primary huge" @click=${onClick}>
        ${mainIcons[id] ? icon(mainIcons[id], 22) : ''} ${label} ${key ? html`<kbd aria-hidden="true">${key}</kbd>` : ''}</button>`;
    const other = (id: string, label: string, onClick: () => void, ...keys: string[]) =>
      html`<button type="button" id=${id} class="large" @click=${onClick}>
        ${label} ${keys.map((key) => html`<kbd aria-hidden="true">${key}</kbd>`)}</button>`;
    const dismissKeys = isCertain(this.result) ? [words.enterKey, words.escapeKey] : [];
    if (doubtful)
      return html`<div class="acts two">
        ${main('resolve', resolver.open, () => this.dispatchEvent(new ResolveEvent(doubtful)))}
        ${other('dismiss', resolver.later, fire('dismiss'))}
      </div>`;
    if (needsCheck(this.result.outcome))
      return html`<div class="acts">${main('dismiss', words.closeUnknown, fire('dismiss'))}</div>`;
    const due = dueMinor(this.result);
    if (due > 0)
      return html`<div class="acts">
        <div class="pair">${this.#receipt()} ${other('dismiss', words.newPayment, fire('dismiss'))}</div>
        ${main('rest', fill(operations.takeRest, { amount: this.#money(due) }), fire('rest'))}
      </div>`;
    if (!mayTryAgain(this.result))
      return html`<div class="acts">
        <div class="pair">${this.#receipt()} ${this.#refund()}</div>
        ${main('dismiss', words.newPayment, fire('dismiss'), words.enterKey)}
        ${isCertain(this.result) && !this.cut ? html`<p class="muted small next">${words.nextHint}</p>` : ''}
      </div>`;
    const openTerminal = () => this.dispatchEvent(new OpenTerminalEvent());
    const again = [words.tryAgain, fire('again')] as const;
    const check = [words.check, openTerminal] as const;
    const isTerminalFailure = this.result.failure?.startsWith('terminal-') === true;
    const mustMend = isTerminalFailure && mustBeMended(this.snapshot.terminal);
    return html`<div class="acts">
      <div class="pair">
        ${isTerminalFailure ? (mustMend ? other('again', ...again) : other('open-terminal', ...check)) : ''}
        ${this.#receipt()}
        ${other('dismiss', words.newPayment, fire('dismiss'), ...(isTerminalFailure ? [] : dismissKeys))}
      </div>
      ${mustMend ? main('open-terminal', ...check) : main('again', ...again)}
    </div>`;
  }
}
