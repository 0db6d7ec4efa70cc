import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LivePayment, Snapshot } from '../../core/connector-api/snapshot.ts';
import { moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf, signedMoney } from '../model/operations.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { controls } from '../theme/controls.ts';
import { amountSize } from '../theme/stage.ts';
import { type CustomerView, customerView, leftMinor } from './customer-view.ts';

const grounds: Readonly<Record<CustomerView, string>> = {
  idle: 'wait',
  card: 'wait',
  wait: 'wait',
  paid: 'good',
  refunded: 'good',
  part: 'wait',
  reserved: 'good',
  declined: 'calm',
  'not-made': 'calm',
  doubt: 'calm',
};

/** Views with the amount. In doubt there is none, because it may be another one. */
const hasAmount: ReadonlySet<CustomerView> = new Set([
  'card',
  'wait',
  'paid',
  'part',
  'refunded',
  'reserved',
]);

/** The window that a customer sees. It follows the payments, and can do nothing with them. */
@customElement('ecr-customer-display')
export class EcrCustomerDisplay extends EcrElement {
  /** Undefined until the page that drives the terminal has sent one. */
  @property({ attribute: false }) snapshot: Snapshot | undefined;
  /** False while no page of this browser drives the terminal. */
  @property({ attribute: false }) isFollowing = true;
  @property({ attribute: false }) isFullscreen = false;

  static override styles = [
    controls,
    css`
      .ground {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        min-height: 100dvh;
        padding: clamp(1rem, 4vmin, 3rem);
        background: var(--stage-wait);
        color: var(--stage-ink);
        transition: background-color var(--motion-calm) var(--ease);
      }
      .good {
        background: var(--stage-good);
      }
      .calm {
        background: var(--stage-calm);
      }
      .center {
        display: grid;
        gap: clamp(1rem, 5vmin, 3rem);
        justify-items: center;
        place-self: center;
        text-align: center;
      }
      h1,
      p {
        margin: 0;
      }
      .amount {
        font-size: min(calc(145vw / var(--n)), 30vh, 18rem);
        font-variant-numeric: tabular-nums;
        font-weight: 700;
        letter-spacing: -0.03em;
        line-height: 1.05;
        white-space: nowrap;
      }
      .amount.small {
        font-size: min(calc(110vw / var(--n)), 22vh, 12rem);
      }
      .row {
        display: flex;
        gap: clamp(1rem, 4vmin, 3rem);
        align-items: center;
        justify-content: center;
      }
      h1 {
        max-width: 12em;
        font-size: clamp(2rem, min(9vw, 11vh), 7rem);
        letter-spacing: -0.02em;
        line-height: 1.1;
        overflow-wrap: anywhere;
        text-wrap: balance;
      }
      .row h1 {
        max-width: 7em;
      }
      /* The amount is the largest text, also a long one. */
      .center:has(.amount) h1 {
        font-size: clamp(1rem, min(6vw, 8vh), 4rem);
      }
      .part {
        display: grid;
        gap: clamp(0.25rem, 1vmin, 1rem);
        justify-items: center;
      }
      @media (max-width: 40rem) {
        .row {
          flex-wrap: wrap;
        }
      }
      .sub {
        font-size: clamp(1.125rem, 3.4vmin, 2rem);
        text-wrap: balance;
      }
      .emblem {
        display: grid;
        flex: none;
        place-items: center;
        width: clamp(5rem, 24vmin, 15rem);
        aspect-ratio: 1;
        border-radius: 50%;
        background: var(--stage-ink);
        color: var(--stage-good);
      }
      .emblem.line {
        border: 3px solid var(--stage-line);
        background: var(--stage-fill);
        color: inherit;
      }
      .emblem svg {
        width: 58%;
        height: 58%;
      }
      .simulated {
        justify-self: center;
        padding: var(--space-2) var(--space-4);
        border: 2px dashed;
        border-radius: var(--radius-small);
        font-weight: 600;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        min-height: var(--target);
      }
      footer button {
        border-color: var(--stage-line);
        background: none;
        color: inherit;
      }
      footer button:hover:not(:disabled) {
        border-color: currentColor;
        color: inherit;
      }
      :focus-visible {
        outline-color: currentColor;
      }
      @media (forced-colors: active) {
        .ground {
          border: 4px solid CanvasText;
        }
      }
    `,
  ];

  constructor() {
    super();
    new PeriodicRender(this);
  }

  protected override render() {
    const { snapshot, isFollowing } = this;
    const texts = lazyTexts('customer-display');
    const payment = snapshot?.payment;
    const view = customerView(payment, Date.now(), isFollowing);
    const { simulated } = snapshot ?? {};
    return html`<div class="ground ${grounds[view]}" data-view=${view}>
      ${simulated?.terminal ? html`<p class="simulated">${this.t.words.simulatedTitle}</p>` : html`<span></span>`}
      <div class="center" role="status">${this.#renderView(view, payment)}</div>
      <footer>
        ${
          this.isFullscreen
            ? ''
            : html`<button type="button" id="fullscreen" @click=${() => this.dispatchEvent(new Event('fullscreen'))}>${texts.fullscreen}</button>`
        }
      </footer>
    </div>`;
  }

  #renderView(view: CustomerView, payment: LivePayment | undefined) {
    const texts = lazyTexts('customer-display');
    const { title, sub } = texts.views[view];
    const isBack = payment !== undefined && directionOf(payment.transactionType) === 'back';
    const isDone = grounds[view] === 'good';
    const amount = payment && hasAmount.has(view) ? signedMoney(payment, this.locale) : '';
    const shownAmount = amount ? this.#amount(amount, isDone) : '';
    if (view === 'part' && payment) {
      const left = moneyText(leftMinor(payment), payment.currency, this.locale);
      return html`<div class="part">${this.#amount(amount, true)}<h1>${title}</h1></div>
        <div class="part">${this.#amount(left, true)}<p class="sub">${sub}</p></div>`;
    }
    const words = html`${isBack && !isDone ? html`<p class="sub">${texts.refund}</p>` : ''}
      <h1>${title}</h1>`;
    if (view === 'card')
      return html`${shownAmount}
        <div class="row"><span class="emblem line">${rareIcon('contactless')}</span><div>${words}</div></div>`;
    return html`${isDone ? html`<span class="emblem">${icon('check')}</span>` : shownAmount}
      <div>${words}</div>
      ${isDone ? shownAmount : ''} ${sub ? html`<p class="sub">${sub}</p>` : ''}`;
  }

  #amount(amount: string, isSmall: boolean) {
    return html`<p class=${isSmall ? 'amount small' : 'amount'} .style=${amountSize(amount)}>${amount}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-customer-display': EcrCustomerDisplay;
  }
}
