import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { moneyText } from '../parts/money-text.ts';
import { outcomeLook } from '../payments/outcome-look.ts';
import { type DoubtfulPayment, doubtfulOf, ResolveEvent } from '../resolve/doubtful-payment.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { explainResult, hipayWord, mayTryAgain, needsLook, type PaymentResult } from './payment-result.ts';
import { resultStyles } from './result-styles.ts';

/** How a payment ended: what happened, was the customer charged, what to do now. Fires `again` or `dismiss`. */
@customElement('ecr-payment-result')
export class EcrPaymentResult extends EcrElement {
  @property({ attribute: false }) result!: PaymentResult;
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [controls, cards, resultStyles];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    const { result } = this;
    const look = outcomeLook[result.outcome];
    const text = explainResult(result, this.t);
    const hipay = hipayWord(result, this.snapshot);
    return html`<section class="card stack ${look.tone}" aria-labelledby="title">
      <div class="head">
        <span class="mark">${icon(look.icon, 32)}</span>
        <div>
          <h1 id="title" tabindex="-1">${text.label}</h1>
          <p class="sum">${moneyText(result.amountMinor, result.currency, this.locale)}</p>
          ${result.orderId ? html`<p class="muted order">${fill(words.orderIs, { order: result.orderId })}</p>` : ''}
        </div>
      </div>
      ${result.replayed ? html`<p>${words.replayed}</p>` : ''}
      <p class="what">${text.what}</p>
      <dl>
        <dt>${words.chargedTitle}</dt>
        <dd class="charged">${text.charged}</dd>
        <dt>${words.whatToDo}</dt>
        <dd>${text.todo}</dd>
      </dl>
      ${hipay ? html`<p class="muted">${words[hipay]}</p>` : ''} ${this.#detail()} ${this.#buttons()}
    </section>`;
  }

  #detail() {
    const { detail } = this.result;
    return detail
      ? html`<details><summary>${this.t.words.detail}</summary><p class="detail">${detail}</p></details>`
      : '';
  }

  /** What a person can resolve here. A payment without a record cannot be: it shows in the list if there is one. */
  #doubtful(): DoubtfulPayment | undefined {
    const { result, snapshot } = this;
    if (!needsLook(result.outcome) || result.paymentId === undefined) return undefined;
    const row = snapshot.payments.find((each) => each.paymentId === result.paymentId);
    if (row) return row.state === 'resolved' ? undefined : doubtfulOf(row);
    const { paymentId, orderId, amountMinor, currency } = result;
    return { paymentId, orderId, amountMinor, currency, at: snapshot.payment?.startedAt ?? Date.now() };
  }

  /** After an unknown outcome there is no way to charge again from here: the ticket has to be looked at first. */
  #buttons() {
    const { words } = this.t;
    const fire = (name: 'again' | 'dismiss') => () => this.dispatchEvent(new Event(name));
    const doubtful = this.#doubtful();
    if (doubtful) {
      return html`<div class="buttons">
        <button type="button" id="resolve" class="primary"
          @click=${() => this.dispatchEvent(new ResolveEvent(doubtful))}>${this.t.resolver.open}</button>
        <button type="button" id="dismiss" @click=${fire('dismiss')}>${this.t.resolver.later}</button>
      </div>`;
    }
    if (needsLook(this.result.outcome)) {
      return html`<div class="buttons">
        <button type="button" id="dismiss" @click=${fire('dismiss')}>${words.closeUnknown}</button>
      </div>`;
    }
    const again = mayTryAgain(this.result);
    return html`<div class="buttons">
      ${again ? html`<button type="button" id="again" class="primary" @click=${fire('again')}>${words.tryAgain}</button>` : ''}
      <button type="button" id="dismiss" class=${again ? '' : 'primary'} @click=${fire('dismiss')}>
        ${words.newPayment}
      </button>
    </div>`;
  }
}
