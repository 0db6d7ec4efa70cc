import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { LatePart } from '../later/late-part.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { moneyText } from '../parts/money-text.ts';
import { fill } from '../texts/fill.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import './ecr-amount-pad.ts';
import { choiceButton, choiceHint, choicesOf, givesBack, type OperationChoice } from './operation-choice.ts';
import { type PaymentDraft, type ReadDraft, readAmount, readDraft } from './payment-draft.ts';
import { paymentFormStyles } from './payment-form-styles.ts';
import { ScanGuard } from './scan-guard.ts';

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

  /** Waits for a person to say once more that money shall go back. */
  @state() private confirming: PaymentRequest | undefined;
  /** What a barcode scanner typed, and where. */
  @state() private scanned: 'away' | 'order' | undefined;
  @state() private problems: Extract<ReadDraft, { ok: false }> | undefined;

  readonly #asking = new LatePart(this, () => import('./ecr-confirm-back.ts'));

  /** For fingers: where there are none, the keyboard is quicker and the pad would be in the way. */
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
    return html`<form class="card stack" novalidate @submit=${this.#submit} aria-labelledby="title">
      <h1 id="title" tabindex="-1">${words.takePayment}</h1>
      <fieldset class="stack" ?disabled=${this.blocked === 'storage'}>
      ${this.#amount()} ${this.#scannedNote()} ${this.#pad()} ${this.#order()}
      <label class="choice">
        <input type="checkbox" id="force" .checked=${this.#draft.force}
          @change=${(event: Event) => this.#change({ force: (event.target as HTMLInputElement).checked })} />
        <span>${words.force}</span>
        <span class="hint">${words.forceHint}</span>
      </label>
      ${this.#operation()}
      </fieldset>
      <div class="stack submit">
        <button class="primary take ${givesBack(this.#chosen) ? 'back' : ''}" ?disabled=${this.starting || this.blocked !== undefined}>
          ${icon(givesBack(this.#chosen) ? 'back' : 'card', 24)} ${this.#buttonText()}
        </button>
        ${this.blocked ? html`<p class="blocked" role="status">${this.#blockedText()}</p>` : ''}
      </div>
    </form>
    ${this.#confirm()}`;
  }

  get #draft(): PaymentDraft {
    return (
      this.draft ?? {
        amount: '',
        currency: this.currencies[0] ?? 'EUR',
        order: '',
        force: false,
        operation: 'sale',
      }
    );
  }

  #change(change: Partial<PaymentDraft>): void {
    this.scanned = undefined;
    this.draft = { ...this.#draft, ...change };
    // An error goes as soon as its cause is gone; a new one waits for the button.
    if (!this.problems) return;
    const read = readDraft(this.draft);
    this.problems = read.ok ? undefined : read;
  }

  #amount() {
    const { words, amountProblems } = this.t;
    const problem = this.problems?.amount;
    const parts = {
      id: 'amount',
      label: words.amount,
      hint: words.amountHint,
      error: problem && amountProblems[problem],
    };
    return formField(
      parts,
      html`<div class="money">
        <input id="amount" name="amount" type="text" inputmode=${this.#fingers ? 'none' : 'decimal'} autocomplete="off" enterkeyhint="go"
          placeholder="0" maxlength="20" required
          aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
          .value=${this.#draft.amount}
          @input=${(event: Event) => this.#change({ amount: (event.target as HTMLInputElement).value })} />
        ${this.#currency()}
      </div>`,
    );
  }

  #pad() {
    if (!this.#fingers) return '';
    return html`<ecr-amount-pad
      .amount=${this.#draft.amount}
      .digits=${exponentOf(this.#draft.currency)}
      .disabled=${this.blocked === 'storage'}
      @amount=${(event: CustomEvent<string>) => this.#change({ amount: event.detail })}
    ></ecr-amount-pad>`;
  }

  #scannedNote() {
    const { words } = this.t;
    const said = { away: words.scanned, order: words.scannedOrder };
    return html`<p class="scanned" role="status" ?hidden=${!this.scanned}>
      ${this.scanned ? html`${icon('info')} <span>${said[this.scanned]}</span>` : ''}
    </p>`;
  }

  #currency() {
    if (this.currencies.length < 2) return html`<span class="currency">${this.#draft.currency}</span>`;
    return html`<select
      aria-label=${this.t.words.currency}
      @change=${(event: Event) => this.#change({ currency: (event.target as HTMLSelectElement).value as CurrencyCode })}
    >
      ${this.currencies.map((each) => html`<option ?selected=${each === this.#draft.currency}>${each}</option>`)}
    </select>`;
  }

  #order() {
    const { words } = this.t;
    const error = this.problems?.orderWrong ? words.orderProblem : undefined;
    const label = html`${words.order} <span class="optional">(${words.optional})</span>`;
    const parts = { id: 'order', label, hint: words.orderHint, error };
    return formField(
      parts,
      html`<input id="order" name="order" type="text" autocomplete="off" maxlength="64"
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        .value=${this.#draft.order}
        @input=${(event: Event) => this.#change({ order: (event.target as HTMLInputElement).value })} />`,
    );
  }

  /** What is left of a language that the settings no longer name is a sale. */
  get #chosen(): OperationChoice {
    const { operation } = this.#draft;
    return choicesOf(this.language).includes(operation) ? operation : 'sale';
  }

  #operation() {
    const { operations } = this.t;
    const chosen = this.#chosen;
    const hint = choiceHint(chosen, this.t);
    const parts = { id: 'operation', label: operations.operation, hint };
    const choose = (event: Event) =>
      this.#change({ operation: (event.target as HTMLSelectElement).value as OperationChoice });
    return formField(
      parts,
      html`<select id="operation" aria-describedby=${describedBy(parts)} @change=${choose}>
        ${choicesOf(this.language).map(
          (name) => html`<option value=${name} ?selected=${name === chosen}>${operations[name]}</option>`,
        )}
      </select>`,
    );
  }

  #confirm() {
    const request = this.confirming;
    if (!request) return '';
    const question = () => html`<ecr-confirm-back
      .request=${request}
      @confirmed=${() => this.#take(request)}
      @declined=${this.#keep}
    ></ecr-confirm-back>`;
    return this.#asking.renderOver(question, () => void this.#keep());
  }

  #take(request: PaymentRequest): void {
    this.confirming = undefined;
    this.dispatchEvent(new CustomEvent('take', { detail: request }));
  }

  async #keep(): Promise<void> {
    this.confirming = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.take')?.focus();
  }

  /** The button names the sum: the cashier reads it once more before the terminal does. */
  #buttonText(): string {
    const { words } = this.t;
    if (this.starting) return words.starting;
    const amount = readAmount(this.#draft.amount, this.#draft.currency);
    if (!amount.ok) return this.#chosen === 'sale' ? words.take : this.t.operations[this.#chosen];
    return fill(choiceButton(this.#chosen, this.t), {
      amount: moneyText(amount.amountMinor, this.#draft.currency, this.locale),
    });
  }

  #blockedText(): string {
    const { words } = this.t;
    return this.blocked === 'storage' ? `${words.storageTitle} ${words.storageTodo}` : words.blockedTerminal;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const read = readDraft({ ...this.#draft, operation: this.#chosen });
    this.problems = read.ok ? undefined : read;
    if (read.ok && givesBack(this.#chosen)) {
      this.confirming = read.request;
      await this.#asking.open();
      return;
    }
    if (read.ok) return this.#take(read.request);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}
