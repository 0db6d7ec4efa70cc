import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type LivePayment, type PaymentPhase, paymentPhase } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { elapsedText } from '../parts/elapsed-text.ts';
import { EverySecond } from '../parts/every-second.ts';
import { icon } from '../parts/icon.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { directionOf, signedMoney } from './money-direction.ts';
import { isUnconfirmed, phaseWords } from './phase-words.ts';
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
    const { words, operations } = this.t;
    const { payment } = this;
    const direction = directionOf(payment.transactionType);
    return html`<section class="card stack ${direction}" aria-labelledby="title">
      <div>
        <h1 id="title" tabindex="-1">${this.#title()}</h1>
        <p class="muted">${fill(words.orderIs, { order: payment.orderId })}</p>
      </div>
      ${direction === 'none' ? '' : html`<p class="sum">${signedMoney(payment, this.locale)}</p>`}
      <p class="elapsed">
        ${icon('clock')}
        <span role="timer">${fill(words.elapsed, { time: elapsedText(Date.now() - payment.startedAt) })}</span>
      </p>
      <ol>
        ${phases.map((phase) => this.#step(phase))}
      </ol>
      <p class="visually-hidden" role="status">${isUnconfirmed(payment, Date.now()) ? words.unconfirmed : ''}</p>
      <p class="cancel"><strong>${words.cancelTitle}</strong> ${direction === 'back' ? operations.cancelHowBack : words.cancelHow}</p>
    </section>`;
  }

  #title(): string {
    const { words, operations } = this.t;
    const titles = {
      in: words.running,
      back: operations.runningBack,
      held: operations.runningHold,
      none: operations.runningDuplicate,
    };
    return titles[directionOf(this.payment.transactionType)];
  }

  #step(phase: PaymentPhase) {
    const { words } = this.t;
    const said = phaseWords(phase, this.payment.transactionType, this.t);
    const unconfirmed = isUnconfirmed(this.payment, Date.now());
    const distance = phases.indexOf(phase) - phases.indexOf(this.payment.phase);
    const state = distance < 0 ? 'done' : distance === 0 ? 'now' : 'ahead';
    const spoken = { done: words.stepDone, now: words.stepNow, ahead: words.stepAhead }[state];
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : 'false'}>
      <span class="dot">${state === 'done' ? icon('check', 16) : ''}</span>
      <div>
        <p class="label">${said.label}<span class="visually-hidden">, ${spoken}</span></p>
        ${state === 'now' ? html`<p class="muted">${unconfirmed ? words.unconfirmed : said.now}</p>` : ''}
      </div>
    </li>`;
  }
}
