import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { fill, moneyText } from '../format.ts';
import { lateTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls, dialogs } from '../theme/controls.ts';

/** Asks for confirmation before money goes back. Fires `confirmed` or `declined`; Escape declines. */
@customElement('ecr-confirm-back')
export class EcrConfirmBack extends EcrElement {
  @property({ attribute: false }) request!: PaymentRequest;
  @query('dialog') private dialog!: HTMLDialogElement;
  #confirmed = false;

  static override styles = [
    controls,
    cards,
    dialogs,
    css`
      dialog {
        --dialog-width: 32rem;
        border-top: 0.375rem solid var(--warn-line);
      }
      h2 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        color: var(--warn);
      }
      .what {
        font-size: var(--text-large);
        font-weight: 700;
      }
    `,
  ];

  protected override firstUpdated(): void {
    this.dialog.showModal();
    // "Keep" has the focus: pressing Enter once too often must not give money back.
    this.renderRoot.querySelector<HTMLElement>('#keep')?.focus();
  }

  protected override render() {
    const texts = lateTexts('resolve').confirmBack;
    const { transactionType, amountMinor, currency } = this.request;
    const amount = moneyText(amountMinor, currency, this.locale);
    const what = transactionType === 'Credit' ? texts.confirmRefund : texts.confirmCancellation;
    return html`<dialog aria-labelledby="title" aria-describedby="what" @close=${this.#onClose}>
      <div class="stack">
        <h2 id="title">${icon('warning')} ${texts.confirmTitle}</h2>
        <p class="what" id="what">${fill(what, { amount })}</p>
        <p>${texts.confirmHow}</p>
        <div class="buttons">
          <button type="button" id="keep" @click=${() => this.dialog.close()}>${texts.confirmNo}</button>
          <button type="button" id="give-back" class="primary" @click=${this.#onConfirm}>
            ${fill(texts.confirmYes, { amount })}
          </button>
        </div>
      </div>
    </dialog>`;
  }

  #onConfirm(): void {
    this.#confirmed = true;
    this.dialog.close();
  }

  #onClose(): void {
    this.dispatchEvent(new Event(this.#confirmed ? 'confirmed' : 'declined'));
  }
}
