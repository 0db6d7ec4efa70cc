import { terminalLanguages } from '../../core/terminal/terminal-languages.ts';
import './ecr-amount-pad.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';
import { mayBeSameSale } from '../../core/payment/doubt.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill, moneyText } from '../format.ts';
import { choiceButton, choiceHint, choicesOf, givesBack, type OperationChoice } from '../model/operations.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { type DraftProblems, emptyDraft, type PaymentDraft, readAmount, readDraft } from './payment-draft.ts';
import { paymentFormStyles } from './payment-form-styles.ts';
import { PaymentQuestion } from './payment-question.ts';
import { ScanGuard } from './scan-guard.ts';

export function amountField(context: PaymentFormContext) {
  const { words, amountProblems } = context.texts;
  const problem = context.problems?.amount;
  const parts = {
    id: 'amount',
    label: words.amount,
    hint: words.amountHint,
    error: problem && amountProblems[problem],
  };
  return formField(
    parts,
    html`<div class="money">
        <input id="amount" name="amount" type="text" inputmode=${context.fingers ? 'none' : 'decimal'} autocomplete="off" enterkeyhint="go"
          placeholder="0" maxlength="20" required
          aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
          .value=${context.draft.amount}
          @input=${(event: Event) => context.change({ amount: (event.target as HTMLInputElement).value })} />
        ${currencyChoice(context)}
      </div>`,
  );
}

function currencyChoice({ currencies, draft, texts, change }: PaymentFormContext) {
  if (currencies.length < 2) return html`<span class="currency">${draft.currency}</span>`;
  return html`<select
      aria-label=${texts.words.currency}
      @change=${(event: Event) => change({ currency: (event.target as HTMLSelectElement).value as CurrencyCode })}
    >
      ${currencies.map((each) => html`<option ?selected=${each === draft.currency}>${each}</option>`)}
    </select>`;
}

/** Shown only on touch screens, because a keyboard is quicker and the pad takes space. */
export function amountPad({ draft, blocked, fingers, change }: PaymentFormContext) {
  if (!fingers) return '';
  return html`<ecr-amount-pad
      .amount=${draft.amount}
      .digits=${exponentOf(draft.currency)}
      .disabled=${blocked === 'storage'}
      @amount=${(event: CustomEvent<string>) => change({ amount: event.detail })}
    ></ecr-amount-pad>`;
}

/** The list of the operations that the terminal's protocol language offers. */
export function operationField({ chosen, language, texts, change }: PaymentFormContext) {
  const { operations } = texts;
  const parts = { id: 'operation', label: operations.operation, hint: choiceHint(chosen, texts) };
  const choose = (event: Event) =>
    change({ operation: (event.target as HTMLSelectElement).value as OperationChoice });
  return formField(
    parts,
    html`<select id="operation" aria-describedby=${describedBy(parts)} @change=${choose}>
        ${choicesOf(language).map(
          (name) => html`<option value=${name} ?selected=${name === chosen}>${operations[name]}</option>`,
        )}
      </select>`,
  );
}

export function orderField({ draft, problems, texts, change }: PaymentFormContext) {
  const { words } = texts;
  const error = problems?.orderWrong ? words.orderProblem : undefined;
  const label = html`${words.order} <span class="optional">(${words.optional})</span>`;
  const parts = { id: 'order', label, hint: words.orderHint, error };
  return formField(
    parts,
    html`<input id="order" name="order" type="text" autocomplete="off" maxlength="64"
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        .value=${draft.order}
        @input=${(event: Event) => change({ order: (event.target as HTMLInputElement).value })} />`,
  );
}

/** The button that submits the form. If no payment can start, it is disabled, and the line below it says why. */
export function takeButton(context: PaymentFormContext, starting: boolean) {
  const { chosen, blocked } = context;
  const isBack = givesBack(chosen);
  return html`<div class="stack submit">
        <button class="primary take ${isBack ? 'back' : ''}" ?disabled=${starting || blocked !== undefined}>
          ${icon(isBack ? 'back' : 'card', 24)} ${starting ? context.texts.words.starting : buttonText(context)}
        </button>
        ${blocked ? html`<p class="blocked" role="status">${blockedText(context)}</p>` : ''}
      </div>`;
}

/** The button shows the amount, so that the cashier reads it again before it goes to the terminal. */
function buttonText({ draft, chosen, texts, locale }: PaymentFormContext): string {
  const amount = readAmount(draft.amount, draft.currency);
  if (!amount.ok) return chosen === 'sale' ? texts.words.take : texts.operations[chosen];
  return fill(choiceButton(chosen, texts), { amount: moneyText(amount.amountMinor, draft.currency, locale) });
}

const blockedText = ({ blocked, texts: { words } }: PaymentFormContext): string =>
  blocked === 'storage' ? `${words.storageTitle} ${words.storageTodo}` : words.blockedTerminal;

/** The form in which a person enters a payment. Fires `take` with a `PaymentRequest`. */
@customElement('ecr-payment-form')
export class EcrPaymentForm extends EcrElement {
  @property({ attribute: false }) currencies: readonly CurrencyCode[] = ['EUR'];
  /** The protocol language of the terminal. It decides which operations the form offers. */
  @property() language: Settings['terminal']['language'] = terminalLanguages[0];
  /** Why no payment can start now. The form shows it below the button. */
  @property() blocked: 'terminal' | 'storage' | undefined;
  @property({ type: Boolean }) starting = false;
  @property({ attribute: false }) draft: PaymentDraft | undefined;
  /** The payments that the screen knows. If a payment of the same amount is in doubt, the form asks first. */
  @property({ attribute: false }) payments: readonly PaymentRow[] = [];

  /** Set after a barcode scan. `away`: the code was removed from the amount. `order`: it is in the order number. */
  @state() private scanned: 'away' | 'order' | undefined;
  @state() private problems: DraftProblems | undefined;

  readonly #question = new PaymentQuestion(this);
  readonly #fingers = matchMedia('(any-pointer: coarse)').matches;

  constructor() {
    super();
    new ScanGuard(this, {
      readAmount: () => this.#draft.amount,
      onScan: (before, intoOrder) => {
        this.#change(intoOrder ? {} : { amount: before });
        this.scanned = intoOrder ? 'order' : 'away';
      },
    });
  }

  static override styles = [controls, cards, fields, paymentFormStyles];

  /** Focuses the amount, except on narrow screens: a phone would open its keyboard over the page. */
  protected override firstUpdated(): void {
    const hasNoFocus = document.activeElement === document.body || document.activeElement === null;
    if (hasNoFocus && matchMedia('(min-width: 56rem)').matches) {
      this.renderRoot.querySelector<HTMLElement>('#amount')?.focus({ preventScroll: true });
    }
  }

  protected override render() {
    const { words } = this.t;
    const context = this.#context();
    return html`<form class="card stack" novalidate @submit=${this.#onSubmit} aria-labelledby="title">
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

  /** The chosen operation, or a sale if the terminal's protocol language does not offer the chosen operation. */
  get #chosen(): OperationChoice {
    const { operation } = this.#draft;
    return choicesOf(this.language).includes(operation) ? operation : 'sale';
  }

  #change(change: Partial<PaymentDraft>): void {
    this.scanned = undefined;
    this.draft = { ...this.#draft, ...change };
    // Errors first appear when the form is submitted. While there are errors, each change checks the form again.
    if (!this.problems) return;
    const read = readDraft(this.draft);
    this.problems = read.ok ? undefined : read;
  }

  #scannedNote() {
    const { words } = this.t;
    const notes = { away: words.scanned, order: words.scannedOrder };
    return html`<p class="scanned" role="status" ?hidden=${!this.scanned}>
      ${this.scanned ? html`${icon('info')} <span>${notes[this.scanned]}</span>` : ''}
    </p>`;
  }

  /** Asks the questions that a payment by hand needs, one after the other, and fires `take` if all are confirmed. */
  async #take(request: PaymentRequest): Promise<void> {
    const isBack = givesBack(this.#chosen);
    const [doubt] = this.payments
      .filter((row) => mayBeSameSale(request, row, Date.now()))
      .sort((a, b) => b.createdAt - a.createdAt);
    if (doubt && !(await this.#question.isAnotherSale(doubt))) return;
    if (isBack && !(await this.#question.isMeantBack(request))) return;
    this.dispatchEvent(new CustomEvent('take', { detail: request }));
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const read = readDraft({ ...this.#draft, operation: this.#chosen });
    this.problems = read.ok ? undefined : read;
    if (read.ok) return this.#take(read.request);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}

/** Everything that the fields and the button of the payment form render. */
export interface PaymentFormContext {
  readonly draft: PaymentDraft;
  /** The draft's operation, or a sale if the terminal's protocol language does not offer it. */
  readonly chosen: OperationChoice;
  readonly problems: DraftProblems | undefined;
  readonly currencies: readonly CurrencyCode[];
  readonly language: Settings['terminal']['language'];
  /** Why no payment can start now. */
  readonly blocked: 'terminal' | 'storage' | undefined;
  /** True if the computer has a touch screen. */
  readonly fingers: boolean;
  readonly texts: Texts;
  readonly locale: string;
  change(change: Partial<PaymentDraft>): void;
}
