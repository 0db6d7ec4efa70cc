import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type LivePayment, type PaymentPhase, paymentPhase } from '../../core/connector-api/snapshot.ts';
import { elapsedText, fill } from '../format.ts';
import { directionOf, signedMoney } from '../model/operations.ts';
import { isUnconfirmed, phaseWords } from '../model/payment-result.ts';
import { EcrElement, EverySecond } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

export const progressStyles = css`
  .back {
    border-inline-start: 0.5rem solid var(--warn-line);
  }
  .sum {
    font-size: var(--text-huge);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.1;
  }
  .elapsed {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    color: var(--text-muted);
    font-variant-numeric: tabular-nums;
  }
  ol {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: 1.75rem 1fr;
    gap: var(--space-3);
    padding-bottom: var(--space-4);
  }
  li:last-child {
    padding-bottom: 0;
  }
  li:not(:last-child)::before {
    position: absolute;
    inset: 1.75rem auto 0 calc(0.875rem - 1px);
    width: 2px;
    background: var(--line);
    content: '';
  }
  li.done:not(:last-child)::before {
    background: var(--good);
  }
  .dot {
    display: grid;
    width: 1.75rem;
    height: 1.75rem;
    place-items: center;
    border: 2px solid var(--line-strong);
    border-radius: 50%;
    background: var(--surface);
  }
  .done .dot {
    border-color: var(--good);
    background: var(--good);
    color: var(--surface);
  }
  .now .dot {
    border-color: var(--accent);
  }
  .now .dot::after {
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: var(--accent);
    animation: breathe var(--motion-breath) ease-in-out infinite;
    content: '';
  }
  @media (forced-colors: active) {
    .done .dot,
    .now .dot::after {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @keyframes breathe {
    50% {
      transform: scale(0.55);
    }
  }
  .label {
    padding-top: 0.125rem;
    line-height: 1.5rem;
  }
  .now .label {
    font-weight: 700;
  }
  .ahead .label {
    color: var(--text-muted);
  }
  .cancel {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 4px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface-sunken);
  }
`;

const phases = paymentPhase.options;

/** Shows the running payment: its phase, its duration, and how to stop it. */
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
        ${phases.map((phase) => this.#renderStep(phase))}
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
      reserved: operations.runningAuthorization,
      none: operations.runningDuplicate,
    };
    return titles[directionOf(this.payment.transactionType)];
  }

  #renderStep(phase: PaymentPhase) {
    const { words } = this.t;
    const stepTexts = phaseWords(phase, this.payment.transactionType, this.t);
    const unconfirmed = isUnconfirmed(this.payment, Date.now());
    const distance = phases.indexOf(phase) - phases.indexOf(this.payment.phase);
    const state = distance < 0 ? 'done' : distance === 0 ? 'now' : 'ahead';
    const spoken = { done: words.stepDone, now: words.stepNow, ahead: words.stepAhead }[state];
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : 'false'}>
      <span class="dot">${state === 'done' ? icon('check', 16) : ''}</span>
      <div>
        <p class="label">${stepTexts.label}<span class="visually-hidden">, ${spoken}</span></p>
        ${state === 'now' ? html`<p class="muted">${unconfirmed ? words.unconfirmed : stepTexts.now}</p>` : ''}
      </div>
    </li>`;
  }
}
