import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { questionStyles } from './question-styles.ts';

/** Asks whether a large amount is meant. Fires `confirmed` or `declined`; Escape declines. */
@customElement('ecr-confirm-large')
export class EcrConfirmLarge extends EcrDialog {
  @property({ attribute: false }) request!: PaymentRequest;
  #isConfirmed = false;

  static override styles = [...EcrDialog.styles, questionStyles];

  protected override readonly descriptionIds = 'what';

  // The button that takes no money has the focus: pressing Enter once too often must not charge.
  protected override renderContent() {
    const texts = lazyTexts('resolve').confirmLarge;
    const amount = moneyText(this.request.amountMinor, this.request.currency, this.locale);
    return html`<div class="stack">
      <h2 id="title">${icon('question', 24)}<span>${fill(texts.title, { amount })}</span></h2>
      <p id="what">${texts.what}</p>
      <div class="answers">
        <button type="button" id="take-large" @click=${this.#onConfirm}>${fill(texts.yes, { amount })}</button>
        <button type="button" id="change-amount" class="primary" data-first-focus @click=${this.close}>${texts.no}</button>
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
