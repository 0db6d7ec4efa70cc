import { terminalLanguages } from '../../core/terminal/terminal-languages.ts';
import './ecr-amount-pad.ts';
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { formatMajor } from '../../core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';
import { isSameSaleInDoubt } from '../../core/payment/doubt.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { chosenEntry, chosenLargeAmount } from '../appearance.ts';
import { fill, moneyText, readAmount } from '../format.ts';
import { choiceButton, choicesOf, givesBack, type OperationChoice } from '../model/operations.ts';
import type { AmountKey } from '../parts/amount-entry.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { describedBy, fieldError } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { amountSize, stage } from '../theme/stage.ts';
import type { moreFields } from './more-fields.ts';
import {
  type DraftProblems,
  emptyDraft,
  type PaymentDraft,
  readDraft,
  typeInDraft,
  withAmount,
} from './payment-draft.ts';
import type { PaymentFormContext } from './payment-form-context.ts';
import { paymentFormStyles } from './payment-form-styles.ts';
import { PaymentQuestion } from './payment-question.ts';

const recentCount = 4;

/**
 * What the form says about the last keys. `away`: a barcode was removed from the amount. `order`: it is in the order number.
 * `cut`: digits did not count, and the amount begins again.
 */
export type TypedNote = 'away' | 'order' | 'cut';

/** The last different amounts of sales in this currency, the smallest first, so that they stay where they are. */
export function recentAmounts(payments: readonly PaymentRow[], currency: CurrencyCode): number[] {
  const newestFirst = payments
    .filter((row) => row.transactionType === 'Debit' && row.currency === currency)
    .sort((a, b) => b.createdAt - a.createdAt);
  const amounts = new Set(newestFirst.map(({ amountMinor, askedMinor }) => askedMinor ?? amountMinor));
  return [...amounts].slice(0, recentCount).sort((a, b) => a - b);
}

/** The stage and the side on which a person enters a payment. Fires `draft` for each change, and `take` with a `PaymentRequest`. */
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
  /** Finds a payment in doubt of another browser that may be the same sale. */
  @property({ attribute: false }) findElsewhere: ConnectorApi['findDoubtElsewhere'] | undefined;
  @property() note: TypedNote | undefined;

  @state() private problems: DraftProblems | undefined;
  @state() private moreOpened = false;

  readonly #question = new PaymentQuestion(this, () => this.focusAmount());
  /** True from the press of the button until all questions are answered. */
  #isAsking = false;
  #moreFields: typeof moreFields | undefined;
  readonly #keepMore = (part: { readonly moreFields: typeof moreFields }): void => {
    this.#moreFields = part.moreFields;
  };
  readonly #morePart = new LazyPart(this, [], () => import('./more-fields.ts').then(this.#keepMore));

  static override styles = [controls, fields, stage, paymentFormStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Errors first appear when the form is submitted. While there are errors, each change checks the form again.
    if (!changed.has('draft') || !this.problems) return;
    const read = readDraft(this.#draft);
    this.problems = read.ok ? undefined : read;
  }

  /** Focuses the amount, except on narrow screens: a phone would open its keyboard over the page. */
  protected override firstUpdated(): void {
    const hasNoFocus = document.activeElement === document.body || document.activeElement === null;
    if (hasNoFocus && matchMedia('(min-width: 56rem)').matches) this.focusAmount();
  }

  focusAmount(): void {
    this.renderRoot.querySelector<HTMLElement>('#amount')?.focus({ preventScroll: true });
  }

  /** Does what the main button does. */
  submit(): void {
    if (!this.starting && !this.blocked) this.renderRoot.querySelector('form')?.requestSubmit();
  }

  protected override render() {
    const { words } = this.t;
    const context = this.#context();
    return html`<form class="work" novalidate @submit=${this.#onSubmit} aria-labelledby="title">
      <div class="stage">
        ${this.#renderTop(context)}
        <div class="mid">
          ${this.#renderEntry(context)} ${this.#renderNote()}
          ${
            this.#isMoreOpen
              ? html`<fieldset class="options" id="options" ?disabled=${this.blocked === 'storage'}>
                  ${this.#morePart.render(() => html`${this.#moreFields?.(context)}`)}
                </fieldset>`
              : this.#renderRecent()
          }
        </div>
        <div class="foot"><slot></slot></div>
      </div>
      <section class="side" aria-label=${words.pad}>
        <ecr-amount-pad
          ?empty=${this.#draft.amount === ''}
          .beside=${this.#besideZero()}
          ?disabled=${this.blocked === 'storage'}
          @key=${(event: CustomEvent<AmountKey>) =>
            this.#fire(typeInDraft(this.#draft, event.detail, this.locale))}
        ></ecr-amount-pad>
        ${this.#renderTake(context)}
      </section>
    </form>
    ${this.#question.render()}`;
  }

  #renderTop({ texts, currencies, draft, change }: PaymentFormContext) {
    const { words } = texts;
    const more = this.#isMoreOpen ? words.less : words.more;
    return html`<div class="top">
      <h1 id="title" tabindex="-1" class="visually-hidden">${words.takePayment}</h1>
      <label for="amount">${words.amount}</label>
      ${
        currencies.length < 2
          ? ''
          : html`<select id="currency" aria-label=${words.currency}
              @change=${(event: Event) => change({ currency: (event.target as HTMLSelectElement).value as CurrencyCode })}>
              ${currencies.map((each) => html`<option ?selected=${each === draft.currency}>${each}</option>`)}
            </select>`
      }
      <span class="grow"></span>
      <button type="button" id="more" class="quiet" aria-expanded=${this.#isMoreOpen} aria-controls="options"
        @click=${this.#onMore}>${icon('gear')} ${more}</button>
    </div>`;
  }

  /** The large amount is what people see; the field above it is what assistive technology and pasted text use. */
  #renderEntry({ draft, problems, chosen }: PaymentFormContext) {
    const { words, amountProblems } = this.t;
    const problem = problems?.amount;
    const error = problem && amountProblems[problem];
    const read = readAmount(draft.amount, draft.currency);
    const isZero = draft.amount === '' || /^[0.,]+$/.test(draft.amount);
    const sign = givesBack(chosen) ? '−' : '';
    const money = (minor: number) => moneyText(minor, draft.currency, this.locale);
    const shown = isZero ? money(0) : read.ok ? sign + money(read.amountMinor) : draft.amount;
    return html`<div class="entry ${problem ? 'wrong' : ''}">
        <p class="amount ${isZero ? 'zero' : ''}" aria-hidden="true" .style=${amountSize(shown)}>${shown}<span
            class="caret"></span></p>
        <input id="amount" name="amount" type="text" inputmode="none" autocomplete="off" enterkeyhint="go"
          maxlength="20" required ?disabled=${this.blocked === 'storage'}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby=${describedBy({ id: 'amount', label: '', hint: 'hint', error })}
          .value=${draft.amount}
          @input=${(event: Event) => this.#fire(withAmount(this.#draft, { amount: (event.target as HTMLInputElement).value }))} />
      </div>
      ${fieldError('amount', error)}
      <p class="hint ${this.payments.length > 0 ? 'visually-hidden' : ''}" id="amount-hint">${this.#hint(words)}</p>`;
  }

  #hint(words: EcrElement['t']['words']): string {
    const { currency } = this.#draft;
    if (this.#besideZero() !== '00') return words.amountHint;
    return fill(words.amountHintCents, { amount: moneyText(1250, currency, this.locale) });
  }

  #besideZero(): '00' | 'point' | undefined {
    if (exponentOf(this.#draft.currency) === 0) return undefined;
    return chosenEntry.read() === 'cents' ? '00' : 'point';
  }

  #renderRecent() {
    const { currency } = this.#draft;
    const amounts = recentAmounts(this.payments, currency);
    if (amounts.length === 0) return '';
    return html`<div class="recent" role="group" aria-label=${this.t.words.recent}
      @mousedown=${(event: Event) => event.preventDefault()}>
      <span class="small muted" aria-hidden="true">${this.t.words.recent}</span>
      ${amounts.map(
        (minor) => html`<button type="button" ?disabled=${this.blocked === 'storage'}
          @click=${() => this.#fire(withAmount(this.#draft, { amount: formatMajor(minor, currency) }, true))}
        >${moneyText(minor, currency, this.locale)}</button>`,
      )}
    </div>`;
  }

  /** The button that submits the form. If no payment can start, it is disabled, and the line below it says why. */
  #renderTake(context: PaymentFormContext) {
    const { blocked, starting } = this;
    const { words } = this.t;
    const isBack = givesBack(context.chosen);
    const why = blocked === 'storage' ? `${words.storageTitle} ${words.storageTodo}` : words.blockedTerminal;
    return html`<div class="submit">
      <button class="primary huge take ${isBack ? 'back' : ''}" ?disabled=${starting || blocked !== undefined}>
        ${icon(isBack ? 'back' : 'card', 24)} ${starting ? words.starting : buttonText(context)}
        <kbd aria-hidden="true">${words.enterKey}</kbd>
      </button>
      ${blocked ? html`<p class="blocked" role="status">${why}</p>` : ''}
    </div>`;
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

  /** What differs from a plain sale is never hidden. */
  get #isMoreOpen(): boolean {
    const { order, force } = this.#draft;
    return this.moreOpened || order !== '' || force || this.#chosen !== 'sale';
  }

  #onMore(): void {
    this.moreOpened = !this.moreOpened;
  }

  #change(change: Partial<PaymentDraft>): void {
    this.#fire({ ...this.#draft, ...change });
  }

  #fire(detail: PaymentDraft): void {
    this.dispatchEvent(new CustomEvent<PaymentDraft>('draft', { detail }));
  }

  #renderNote() {
    const { words } = this.t;
    const notes = { away: words.scanned, order: words.scannedOrder, cut: words.cutAmount };
    return html`<p class="scanned" role="status" ?hidden=${!this.note}>
      ${this.note ? html`${icon('info')} <span>${notes[this.note]}</span>` : ''}
    </p>`;
  }

  /** Asks the questions that a payment by hand needs, one after the other, and fires `take` if all are confirmed. */
  async #take(request: PaymentRequest): Promise<void> {
    const isBack = givesBack(this.#chosen);
    const [doubt] = this.payments
      .filter((row) => isSameSaleInDoubt(request, row))
      .sort((a, b) => b.createdAt - a.createdAt);
    if (doubt && !(await this.#question.isAnotherSale(doubt))) return;
    const { draft } = this;
    // Without an answer the payment goes on: the question is a help, and must not stop the shop.
    const elsewhere = await this.findElsewhere?.(request).catch(() => null);
    // Another payment has begun meanwhile, or the amount on the screen is another one.
    if (!this.isConnected || this.draft !== draft) return;
    if (elsewhere && !(await this.#question.isAnotherSale({ ...request, ...elsewhere }))) return;
    if (isBack && !(await this.#question.isMeantBack(request))) return;
    if (!isBack && isLarge(request) && !(await this.#question.isMeantLarge(request))) return;
    this.dispatchEvent(new CustomEvent('take', { detail: request }));
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const read = readDraft({ ...this.#draft, operation: this.#chosen });
    this.problems = read.ok ? undefined : read;
    if (read.ok) {
      // A second Enter while the first one is asked about must not take a second payment.
      if (this.#isAsking) return;
      this.#isAsking = true;
      return this.#take(read.request).finally(() => {
        this.#isAsking = false;
      });
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}

/** True if a person is asked before this amount is taken. */
export function isLarge({
  amountMinor,
  currency,
}: Pick<PaymentRequest, 'amountMinor' | 'currency'>): boolean {
  const from = chosenLargeAmount.read();
  return from !== 'off' && amountMinor >= Number(from) * 10 ** exponentOf(currency);
}

/** The button shows the amount, so that the cashier reads it again before it goes to the terminal. */
function buttonText({ draft, chosen, texts, locale }: PaymentFormContext): string {
  const amount = readAmount(draft.amount, draft.currency);
  if (!amount.ok) return chosen === 'sale' ? texts.words.take : texts.operations[chosen];
  return fill(choiceButton(chosen, texts), { amount: moneyText(amount.amountMinor, draft.currency, locale) });
}
