import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { questionStyles } from './question-styles.ts';

/** Asks for confirmation before money goes back. Fires `confirmed` or `declined`; Escape declines. */
@customElement('ecr-confirm-back')
export class EcrConfirmBack extends EcrDialog {
  @property({ attribute: false }) request!: PaymentRequest;
  #isConfirmed = false;

  static override styles = [
    ...EcrDialog.styles,
    questionStyles,
    css`
      .what {
        font-size: var(--text-large);
        font-weight: 700;
      }
    `,
  ];

  protected override readonly descriptionIds = 'what';

  // The first button keeps the money and has the focus: an Enter by mistake must not give money back.
  protected override renderContent() {
    const texts = lazyTexts('resolve').confirmBack;
    const { transactionType, amountMinor, currency } = this.request;
    const amount = moneyText(amountMinor, currency, this.locale);
    const what = transactionType === 'Credit' ? texts.confirmRefund : texts.confirmCancellation;
    return html`<div class="stack">
      <h2 id="title">${icon('warning', 24)}<span> ${texts.confirmTitle}</span></h2>
      <p class="what" id="what">${fill(what, { amount })}</p>
      <p>${texts.confirmHow}</p>
      <div class="buttons">
        <button type="button" id="keep" data-first-focus @click=${this.close}>${texts.confirmNo}</button>
        <button type="button" id="give-back" class="primary" @click=${this.#onConfirm}>
          ${fill(texts.confirmYes, { amount })}
        </button>
      </div>
    </div>`;
  }

  protected override fireClosed(): void {
    this.dispatchEvent(new Event(this.#isConfirmed ? 'confirmed' : 'declined'));
  }

  #onConfirm(): void {
    this.#isConfirmed = true;
    this.close();
  }
}
