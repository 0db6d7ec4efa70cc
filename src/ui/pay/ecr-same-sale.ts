import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { SameSaleQuestion } from '../../core/connector-api/snapshot.ts';
import { fill, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { questionStyles } from './question-styles.ts';

/**
 * Asks whether a till without order numbers repeats a paid sale whose answer it did not get. The till waits meanwhile; the
 * dialog goes when it does not wait any more. Escape answers nothing.
 */
@customElement('ecr-same-sale')
export class EcrSameSale extends EcrDialog {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) question!: SameSaleQuestion;

  static override styles = [...EcrDialog.styles, questionStyles];

  protected override readonly descriptionIds = 'what';

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#reportSeen);
    this.#reportSeen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#reportSeen);
  }

  protected override mayCancel(): boolean {
    return false;
  }

  // The button that takes no money has the focus: pressing Enter once too often must not charge a second time.
  protected override renderContent() {
    const texts = lazyTexts('resolve').sameSale;
    const { amountMinor, currency, orderId: order, at } = this.question;
    const amount = moneyText(amountMinor, currency, this.locale);
    const time = timeText(at, Date.now(), this.locale);
    return html`<div class="stack">
      <h2 id="title">${icon('question', 24)}<span>${fill(texts.title, { amount, time })}</span></h2>
      <p id="what">${fill(texts.what, { order })}</p>
      <div class="answers">
        <button type="button" id="new-sale" @click=${() => this.#answer('new')}>${texts.other}</button>
        <button type="button" id="same-sale" class="primary" data-first-focus
          @click=${() => this.#answer('same')}>${texts.same}</button>
      </div>
    </div>`;
  }

  readonly #reportSeen = (): void => {
    if (document.visibilityState === 'visible') this.#answer('seen');
  };

  #answer(answer: 'seen' | 'same' | 'new'): void {
    void this.connector.answerSameSale({ id: this.question.id, answer }).catch(() => {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-same-sale': EcrSameSale;
  }
}
