import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type LivePayment, type PaymentPhase, paymentPhase } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { elapsedText } from '../parts/elapsed-text.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { moneyText } from '../parts/money-text.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { progressStyles } from './progress-styles.ts';

const phases = paymentPhase.options;

/** The payment that runs: which step it is at, since when, and how it can be stopped. */
@customElement('ecr-payment-progress')
export class EcrPaymentProgress extends EcrElement {
  @property({ attribute: false }) payment!: LivePayment;

  static override styles = [controls, cards, progressStyles];

  constructor() {
    super();
    new EverySecond(this);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    const { payment } = this;
    return html`<section class="card stack" aria-labelledby="title">
      <div>
        <h1 id="title" tabindex="-1">${words.running}</h1>
        <p class="muted">${fill(words.orderIs, { order: payment.orderId })}</p>
      </div>
      <p class="sum">${moneyText(payment.amountMinor, payment.currency, this.locale)}</p>
      <p class="elapsed">
        ${icon('clock')}
        <span role="timer">${fill(words.elapsed, { time: elapsedText(Date.now() - payment.startedAt) })}</span>
      </p>
      <ol>
        ${phases.map((phase) => this.#step(phase))}
      </ol>
      <p class="cancel"><strong>${words.cancelTitle}</strong> ${words.cancelHow}</p>
    </section>`;
  }

  #step(phase: PaymentPhase) {
    const { words, phases: texts } = this.t;
    const distance = phases.indexOf(phase) - phases.indexOf(this.payment.phase);
    const state = distance < 0 ? 'done' : distance === 0 ? 'now' : 'ahead';
    const spoken = { done: words.stepDone, now: words.stepNow, ahead: words.stepAhead }[state];
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : 'false'}>
      <span class="dot">${state === 'done' ? icon('check', 16) : ''}</span>
      <div>
        <p class="label">${texts[phase].label}<span class="visually-hidden">, ${spoken}</span></p>
        ${state === 'now' ? html`<p class="muted">${texts[phase].now}</p>` : ''}
      </div>
    </li>`;
  }
}
