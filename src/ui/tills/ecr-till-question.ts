import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts, useTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';

/** What a web page of another origin asks the person at the connector. */
export type TillQuestion =
  | {
      readonly kind: 'allow';
      readonly origin: string;
      readonly payment?: { readonly amountMinor: number; readonly currency: string } | undefined;
    }
  | { readonly kind: 'terminal'; readonly origin: string };

/**
 * Asks the question, with the origin in large letters. Fires `yes` within the click, or `no` (also for Escape), and then
 * `answered`.
 */
@customElement('ecr-till-question')
export class EcrTillQuestion extends EcrDialog {
  @property({ attribute: false }) question!: TillQuestion;
  #isAccepted = false;

  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 32rem;
        border-top: 0.375rem solid var(--warn-line);
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }
      .who {
        font-size: var(--text-large);
        font-weight: 700;
        overflow-wrap: anywhere;
      }
      .amount {
        font-weight: 700;
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
      <h2 id="title">${icon('warning')} ${isAllowQuestion ? texts.allowTitle : texts.terminalTitle}</h2>
      <p class="who" id="who">
        ${fill(isAllowQuestion ? texts.allowWho : texts.terminalWhat, { origin: question.origin })}
      </p>
      ${isAllowQuestion ? html`<p id="what">${texts.allowWhat}</p>` : ''}
      ${
        isAllowQuestion && question.payment
          ? html`<p class="amount">
              ${fill(texts.allowAmount, {
                amount: moneyText(
                  question.payment.amountMinor,
                  question.payment.currency as CurrencyCode,
                  this.locale,
                ),
              })}
            </p>`
          : ''
      }
      ${isAllowQuestion ? html`<p class="muted">${texts.later}</p>` : ''}
      <div class="buttons">
        <button type="button" id="no" data-first-focus @click=${this.close}>
          ${isAllowQuestion ? texts.refuse : texts.notNow}
        </button>
        <button type="button" id="yes" class="primary" @click=${this.#onYes}>
          ${isAllowQuestion ? texts.allow : texts.choose}
        </button>
      </div>
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
