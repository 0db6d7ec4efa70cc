import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts, useTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { isProtected, tillOrigin, tillPair, tillStyles } from './till-parts.ts';

/** What a web page of another origin asks the person at the connector. */
export type TillQuestion =
  | {
      readonly kind: 'allow';
      readonly origin: string;
      readonly payment?: { readonly amountMinor: number; readonly currency: string } | undefined;
    }
  | { readonly kind: 'terminal'; readonly origin: string };

/**
 * Asks the question: who asks, for how much, and what the till can and cannot see. Fires `yes` within the click, or `no` (also
 * for Escape), and then `answered`.
 */
@customElement('ecr-till-question')
export class EcrTillQuestion extends EcrDialog {
  @property({ attribute: false }) question!: TillQuestion;
  #isAccepted = false;

  static override styles = [
    ...EcrDialog.styles,
    tillStyles,
    css`
      dialog {
        --dialog-width: 30rem;
        padding: var(--space-6);
      }
      .stack {
        gap: 1.25rem;
      }
      h2 {
        font-size: 1.5rem;
        text-wrap: balance;
      }
      .title {
        display: grid;
        gap: var(--space-3);
      }
      .who {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .amount {
        font-size: clamp(2rem, 10vw, 3rem);
        font-variant-numeric: tabular-nums;
        font-weight: 700;
        letter-spacing: -0.03em;
        line-height: 1.1;
        overflow-wrap: anywhere;
      }
      .can {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .can li {
        display: flex;
        gap: 0.625rem;
      }
      .can svg {
        margin-top: 0.15rem;
        color: var(--text-muted);
      }
      .can .yes svg {
        color: var(--good);
      }
      .unsafe {
        display: flex;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius);
        background: var(--warn-soft);
      }
      .unsafe svg {
        color: var(--warn);
      }
      .answers {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-3);
      }
      .answers button {
        min-height: var(--target-large);
      }
      .small {
        font-size: var(--text-small);
      }
      @media (max-width: 30rem), (max-height: 30rem) {
        dialog {
          padding: var(--space-4);
        }
        .stack {
          gap: var(--space-3);
        }
      }
      @media (max-height: 30rem) {
        dialog {
          --dialog-width: 44rem;
        }
        .pair {
          display: none;
        }
      }
    `,
  ];

  protected override readonly descriptionIds = 'who what';

  // The button that refuses has the focus: a person who is typing when the question appears must not accept it.
  protected override renderContent() {
    const texts = lazyTexts('tills');
    const { question } = this;
    const isAllowQuestion = question.kind === 'allow';
    return html`<div class="stack">
      ${tillPair} ${isAllowQuestion ? this.#renderAllow(question) : this.#renderTerminal(question.origin)}
      <div class="answers">
        <button type="button" id="no" data-first-focus @click=${this.close}>
          ${isAllowQuestion ? texts.refuse : texts.notNow}
        </button>
        <button type="button" id="yes" class="primary" @click=${this.#onYes}>
          ${isAllowQuestion ? texts.allow : texts.choose}
        </button>
      </div>
      ${isAllowQuestion ? html`<p class="muted small">${texts.later}</p>` : ''}
    </div>`;
  }

  #renderAllow({ origin, payment }: TillQuestion & { kind: 'allow' }) {
    const texts = lazyTexts('tills');
    return html`<div class="title">
        <h2 id="title">${texts.allowTitle}</h2>
        ${tillOrigin(origin)}
      </div>
      ${
        payment
          ? html`<div>
              <p class="muted">${texts.asksNow}</p>
              <p class="amount">${moneyText(payment.amountMinor, payment.currency as CurrencyCode, this.locale)}</p>
            </div>`
          : ''
      }
      ${
        isProtected(origin)
          ? ''
          : html`<div class="unsafe">${icon('warning')}
              <p><strong>${texts.unsafeTitle}</strong><br />${texts.unsafe}</p>
            </div>`
      }
      <ul class="can" id="what">
        <li class="yes">${icon('check')}<span>${texts.can}</span></li>
        <li>${icon('minus')}<span>${texts.cannot}</span></li>
      </ul>`;
  }

  #renderTerminal(origin: string) {
    const texts = lazyTexts('tills');
    return html`<div class="title">
      <h2 id="title">${texts.terminalTitle}</h2>
      <p class="who" id="who">${fill(texts.terminalWhat, { origin })}</p>
    </div>`;
  }

  protected override fireClosed(): void {
    if (!this.#isAccepted) this.dispatchEvent(new Event('no'));
    this.dispatchEvent(new Event('answered'));
  }

  #onYes(): void {
    this.#isAccepted = true;
    // Fires before the dialog closes: the browser opens its list of ports only within the click.
    this.dispatchEvent(new Event('yes'));
    this.close();
  }
}

/** Asks the person at this page, and resolves to the answer. `onAccept` runs in the click that accepts. */
export async function askTillQuestion(
  question: TillQuestion,
  onAccept: () => void = () => {},
): Promise<boolean> {
  await useTexts(['tills']);
  const element = new EcrTillQuestion();
  element.question = question;
  return new Promise((resolve) => {
    let isAccepted = false;
    element.addEventListener('yes', () => {
      isAccepted = true;
      onAccept();
    });
    element.addEventListener('answered', () => {
      element.remove();
      resolve(isAccepted);
    });
    document.body.append(element);
  });
}
