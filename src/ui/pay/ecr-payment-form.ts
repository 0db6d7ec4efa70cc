import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { amountField, amountPad } from './amount-field.ts';
import { BackQuestion } from './back-question.ts';
import { choicesOf, givesBack, type OperationChoice } from './operation-choice.ts';
import { operationField } from './operation-field.ts';
import { orderField } from './order-field.ts';
import { type DraftProblems, emptyDraft, type PaymentDraft, readDraft } from './payment-draft.ts';
import type { PaymentFormContext } from './payment-form-context.ts';
import { paymentFormStyles } from './payment-form-styles.ts';
import { ScanGuard } from './scan-guard.ts';
import { takeButton } from './take-button.ts';

/** Asks for an amount. Fires `take` with a `PaymentRequest`. */
@customElement('ecr-payment-form')
export class EcrPaymentForm extends EcrElement {
  @property({ attribute: false }) currencies: readonly CurrencyCode[] = ['EUR'];
  /** The terminal's language: it decides what can be asked for. */
  @property() language: Settings['terminal']['language'] = 'concert-v2-e+';
  /** Why no payment can start now; the button then says so instead of failing later. */
  @property() blocked: 'terminal' | 'storage' | undefined;
  @property({ type: Boolean }) starting = false;
  @property({ attribute: false }) draft: PaymentDraft | undefined;

  /** What a barcode scanner typed, and where. */
  @state() private scanned: 'away' | 'order' | undefined;
  @state() private problems: DraftProblems | undefined;

  readonly #question = new BackQuestion(this, (request) => this.#take(request));
  readonly #fingers = matchMedia('(any-pointer: coarse)').matches;

  constructor() {
    super();
    new ScanGuard(this, {
      amount: () => this.#draft.amount,
      scanned: (before, intoOrder) => {
        this.#change(intoOrder ? {} : { amount: before });
        this.scanned = intoOrder ? 'order' : 'away';
      },
    });
  }

  static override styles = [controls, cards, fields, paymentFormStyles];

  /** A till's keyboard can type at once. On a phone this would pull up the keyboard over the page. */
  protected override firstUpdated(): void {
    const nobodyElse = document.activeElement === document.body || document.activeElement === null;
    if (nobodyElse && matchMedia('(min-width: 56rem)').matches) {
      this.renderRoot.querySelector<HTMLElement>('#amount')?.focus({ preventScroll: true });
    }
  }

  protected override render() {
    const { words } = this.t;
    const context = this.#context();
    return html`<form class="card stack" novalidate @submit=${this.#submit} aria-labelledby="title">
      <h1 id="title" tabindex="-1">${words.takePayment}</h1>
      <fieldset class="stack" ?disabled=${this.blocked === 'storage'}>
      ${amountField(context)} ${this.#scannedNote()} ${amountPad(context)} ${orderField(context)}
      <label class="choice">
        <input type="checkbox" id="force" .checked=${context.draft.force}
          @change=${(event: Event) => this.#change({ force: (event.target as HTMLInputElement).checked })} />
        <span>${words.force}</span>
        <span class="hint">${words.forceHint}</span>
      </label>
      ${operationField(context)}
      </fieldset>
      ${takeButton(context, this.starting)}
    </form>
    ${this.#question.render()}`;
  }

  #context(): PaymentFormContext {
    const { currencies, language, blocked, problems, locale } = this;
    return {
      draft: this.#draft,
      chosen: this.#chosen,
      problems,
      currencies,
      language,
      blocked,
      fingers: this.#fingers,
      texts: this.t,
      locale,
      change: (change) => this.#change(change),
    };
  }

  get #draft(): PaymentDraft {
    return this.draft ?? emptyDraft(this.currencies[0] ?? 'EUR');
  }

  /** What is left of a language that the settings no longer name is a sale. */
  get #chosen(): OperationChoice {
    const { operation } = this.#draft;
    return choicesOf(this.language).includes(operation) ? operation : 'sale';
  }

  #change(change: Partial<PaymentDraft>): void {
    this.scanned = undefined;
    this.draft = { ...this.#draft, ...change };
    // An error goes as soon as its cause is gone; a new one waits for the button.
    if (!this.problems) return;
    const read = readDraft(this.draft);
    this.problems = read.ok ? undefined : read;
  }

  #scannedNote() {
    const { words } = this.t;
    const said = { away: words.scanned, order: words.scannedOrder };
    return html`<p class="scanned" role="status" ?hidden=${!this.scanned}>
      ${this.scanned ? html`${icon('info')} <span>${said[this.scanned]}</span>` : ''}
    </p>`;
  }

  #take(request: PaymentRequest): void {
    this.dispatchEvent(new CustomEvent('take', { detail: request }));
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const read = readDraft({ ...this.#draft, operation: this.#chosen });
    this.problems = read.ok ? undefined : read;
    if (read.ok && givesBack(this.#chosen)) return this.#question.ask(read.request);
    if (read.ok) return this.#take(read.request);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}
