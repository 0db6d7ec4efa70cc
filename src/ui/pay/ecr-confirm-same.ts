import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DoubtElsewhere } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { isRecentDoubt } from '../../core/payment/doubt.ts';
import { ageText, fill, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf } from '../model/operations.ts';
import { ResolveEvent, toDoubtfulPayment } from '../model/payment-events.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { questionStyles } from './question-styles.ts';

/** A payment in doubt of another browser, with the money of the request. Only its own browser can check it. */
export type DoubtOfOtherBrowser = DoubtElsewhere &
  Pick<PaymentRow, 'amountMinor' | 'currency' | 'transactionType'>;

const isOfThisBrowser = (doubt: PaymentRow | DoubtOfOtherBrowser): doubt is PaymentRow => 'state' in doubt;

/**
 * Asks whether a payment is a new sale, because the outcome of a payment of the same amount is unknown. Fires `confirmed`
 * if it is a new sale, otherwise `declined`; Escape declines.
 */
@customElement('ecr-confirm-same')
export class EcrConfirmSame extends EcrDialog {
  @property({ attribute: false }) doubt!: PaymentRow | DoubtOfOtherBrowser;
  #answer: 'other' | 'check' | undefined;

  static override styles = [...EcrDialog.styles, questionStyles];

  protected override readonly descriptionIds = 'what';

  // The button that takes no money has the focus: an Enter by mistake must not charge a second time.
  protected override renderContent() {
    const texts = lazyTexts('resolve').confirmSame;
    const { amountMinor, currency, orderId: order, createdAt } = this.doubt;
    const isHere = isOfThisBrowser(this.doubt);
    const now = Date.now();
    const time = timeText(createdAt, now, this.locale);
    const values = { time, order, age: ageText(createdAt, now, this.locale) };
    return html`<div class="stack">
      <h2 id="title">
        ${icon('question', 24)}<span>${fill(isRecentDoubt(this.#since, now) ? texts.title : texts.titleOlder, { amount: moneyText(amountMinor, currency, this.locale) })}</span>
      </h2>
      <p id="what">${fill(texts.when, values)} ${this.#mayHaveMoved()} ${isHere ? '' : texts.elsewhere}</p>
      <div class="answers">
        <button type="button" id="other-sale" @click=${() => this.#onAnswer('other')}>${texts.other}</button>
        <button type="button" id="check-first" class="primary" data-first-focus
          @click=${() => this.#onAnswer('check')}>${isHere ? fill(texts.check, { time }) : texts.checkElsewhere}</button>
      </div>
    </div>`;
  }

  get #since(): number {
    const { doubt } = this;
    return (isOfThisBrowser(doubt) ? doubt.doubtfulSince : doubt.since) ?? doubt.createdAt;
  }

  #mayHaveMoved(): string {
    const texts = lazyTexts('resolve').confirmSame;
    const direction = directionOf(this.doubt.transactionType);
    if (direction === 'back') return texts.mayBeGivenBack;
    return direction === 'reserved' ? texts.mayBeReserved : texts.mayBePaid;
  }

  protected override fireClosed(): void {
    this.dispatchEvent(new Event(this.#answer === 'other' ? 'confirmed' : 'declined'));
    if (this.#answer === 'check' && isOfThisBrowser(this.doubt))
      this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(this.doubt)));
  }

  #onAnswer(answer: 'other' | 'check'): void {
    this.#answer = answer;
    this.close();
  }
}
