import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import { defaultSettings } from '../../core/settings/settings.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { offers } from '../../core/terminal/terminal-languages.ts';
import { fill, moneyText, plural, timeText } from '../format.ts';
import { differenceText } from '../model/doubt-texts.ts';
import {
  type DoubtfulPayment,
  isRunning,
  ResolveEvent,
  toDoubtfulPayment,
  unresolved,
} from '../model/payment-events.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { openDialogs } from '../parts/open-dialogs.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { ScanGuard } from '../parts/scan-guard.ts';
import { cards, folds } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import {
  type CheckDecision,
  type CheckDraft,
  type CheckProblems,
  checkTexts,
  draftOf,
  type Evidence,
  mayStillPay,
  readCheck,
  type TicketAnswer,
} from './check-draft.ts';
import { answerList, confirmation, recordText, ticketDrawing } from './check-parts.ts';
import { checkStyles } from './check-styles.ts';

const storageKey = 'hipay-ecr.resolved-by';

/** Undefined if a browser policy denies storage; then the screen asks for the name each time. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Name of the person who decided last. Stored only until the tab closes, because the next shift is another person. */
export const rememberedName = {
  read: (): string => storage()?.getItem(storageKey) ?? '',
  write: (name: string): void => storage()?.setItem(storageKey, name),
};

/**
 * The page on which a person compares the terminal's ticket with a payment in doubt. It draws the ticket to look for and asks
 * what the ticket says, then asks once for a confirmation.
 */
@customElement('ecr-check-screen')
export class EcrCheckScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  /** The payment to check; undefined if it is no longer in doubt. */
  @property({ attribute: false }) payment: DoubtfulPayment | undefined;
  /** Address of the screen from which the person came. */
  @property() backHash = hashOfArea('payments');

  /** Undefined until the person has said what the ticket says. */
  @state() private draft: CheckDraft | undefined;
  @state() private problems: CheckProblems = {};
  @state() private evidence: Evidence | undefined;
  @state() private saving = false;
  @state() private errorText = '';
  /** What was recorded. */
  @state() private done: CheckDecision | undefined;
  readonly #duplicatePart = new LazyPart(this, ['resolve'], () => import('./ecr-duplicate.ts'));

  static override styles = [controls, cards, folds, fields, checkStyles];

  constructor() {
    super();
    // A barcode scanner's Enter must not decide about money.
    new ScanGuard(this, { readTyped: () => undefined, onScan: () => {} });
    new PeriodicRender(this, 5000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKeyDown);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('payment') || changed.get('payment')?.paymentId === this.payment?.paymentId) return;
    this.draft = undefined;
    this.evidence = undefined;
    this.done = undefined;
    this.errorText = '';
  }

  protected override updated(changed: PropertyValues): void {
    // Nothing is left to do here, so the cashier sees the payment that a till has begun.
    if (this.done && isRunning(this.snapshot)) location.hash = hashOfArea('pay');
    // Focuses the first empty field, else the heading of the step: the next Tab then reaches its first answer, and a screen reader
    // announces the step.
    if (['payment', 'draft', 'done'].some((name) => changed.has(name)) && this.#step !== this.#focusedStep) {
      this.#focusedStep = this.#step;
      const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[type="text"][required]')];
      const empty = this.draft && !this.done ? fields.find(({ value }) => value === '') : undefined;
      (empty ?? this.renderRoot.querySelector<HTMLElement>('h1'))?.focus();
    }
  }
  #focusedStep = '';

  get #step(): string {
    const { payment, draft, done } = this;
    if (!payment) return 'settled';
    return `${payment.paymentId} ${done ? 'done' : (draft?.answer ?? 'question')}`;
  }

  protected override render() {
    const { payment, done, draft } = this;
    if (!payment || (!done && this.#isSettled(payment))) return this.#settled(payment);
    if (done) return this.#end(payment, done);
    return draft ? this.#confirm(payment, draft) : this.#question(payment);
  }

  #question(payment: DoubtfulPayment) {
    const texts = checkTexts(payment.transactionType);
    const says = this.#says(payment);
    return html`<div class="stack">
      <a class="quiet" id="back-link" href=${this.backHash}>${rareIcon('previous')}${texts.goBack}</a>
      <div class="two">
        <div class="stack">
          ${ticketDrawing(payment, this.t, this.locale)}
          <p class="muted small">${texts.noPaper}</p>
          ${this.#duplicate(payment)}
        </div>
        <div>
          <h1 id="title" tabindex="-1">${texts.title}</h1>
          <p class="muted">${fill(texts.lookFor, this.#values(payment))}</p>
          ${this.#isEarly(payment) ? html`<p class="note warn" id="early">${icon('question')}<span>${texts.mayStillPay}</span></p>` : ''}
          ${says ? html`<p class="note warn">${icon('differ')}<span>${says}</span></p>` : ''}
          ${
            this.evidence?.suggestion
              ? html`<p class="note calm">${icon('info')}<span>${this.evidence.suggestion}</span></p>`
              : ''
          }
          ${answerList(texts, this.#values(payment), {
            onAnswer: (answer) => this.#onAnswer(payment, answer),
            onLater: this.#leave,
            isCorrection: payment.corrects !== undefined,
          })}
        </div>
      </div>
    </div>`;
  }

  #confirm(payment: DoubtfulPayment, draft: CheckDraft) {
    const texts = checkTexts(payment.transactionType);
    return html`<form class="stack" novalidate autocomplete="off" aria-labelledby="title" @submit=${this.#onSubmit}>
      <button type="button" class="quiet" id="back" ?disabled=${this.saving} @click=${this.#backToQuestion}>
        ${rareIcon('previous')}${texts.toQuestion}
      </button>
      <div class="two">
        <div>${ticketDrawing(payment, this.t, this.locale)}</div>
        <div class="stack">
          ${confirmation({
            payment,
            draft,
            problems: this.problems,
            texts: this.t,
            values: this.#values(payment),
            locale: this.locale,
            isEarly: this.#isEarly(payment),
            says: draft.answer === 'other' ? this.#says(payment) : undefined,
            change: this.#change,
          })}
          ${this.errorText ? html`<p class="error" role="alert">${icon('warning', 18)} ${this.errorText}</p>` : ''}
          <div class="buttons">
            <button type="button" class="large" id="cancel" ?disabled=${this.saving} @click=${this.#backToQuestion}>
              ${texts.goBack}
            </button>
            <button class="large primary" id="record" ?disabled=${this.saving}>
              ${this.saving ? this.t.words.saving : recordText(texts, draft.answer)}
            </button>
          </div>
        </div>
      </div>
    </form>`;
  }

  #end(payment: DoubtfulPayment, { paid, amountMinor = payment.amountMinor }: CheckDecision) {
    const texts = checkTexts(payment.transactionType);
    const { plurals } = this.t;
    const left = unresolved(this.snapshot).filter(({ paymentId }) => paymentId !== payment.paymentId);
    const [next] = left;
    const amount = moneyText(amountMinor, payment.currency, this.locale);
    const what = fill(paid ? texts.donePaid : texts.doneNotPaid, { amount });
    return html`<div class="card end" role="status">
      <i class="round ${paid ? 'good' : 'calm'}">${icon('check', 48)}</i>
      <h1 id="title" tabindex="-1">${next ? what : texts.doneAll}</h1>
      <p class="muted">${next ? plural(plurals.unresolved, left.length, this.locale) : what}</p>
      <div class="buttons">
        ${next ? html`<button type="button" class="large primary" id="next" @click=${() => this.#ask(next)}>${texts.checkNext}</button>` : ''}
        <a class="button large ${next ? '' : 'primary'}" id="to-pay" href=${hashOfArea('pay')}>${texts.toPay}</a>
      </div>
    </div>`;
  }

  #settled(payment: DoubtfulPayment | undefined) {
    const texts = checkTexts(payment?.transactionType ?? 'Debit');
    return html`<div class="card end" role="status">
      <h1 id="title" tabindex="-1">${texts.settled}</h1>
      <a class="button large primary" href=${this.backHash}>${texts.goBack}</a>
    </div>`;
  }

  /** Only for terminals whose protocol language can repeat the last ticket. */
  #duplicate(payment: DoubtfulPayment) {
    const { language } = this.settings?.terminal ?? {};
    if (!language || !offers(language, 'duplicate')) return '';
    return this.#duplicatePart.render(
      () => html`<ecr-duplicate
        .connector=${this.connector}
        .payment=${payment}
        @evidence=${({ detail }: CustomEvent<Evidence | undefined>) => {
          this.evidence = detail;
        }}
      ></ecr-duplicate>`,
    );
  }

  /** Reads the customer's time from the settings; until they are here, the usual one. */
  #isEarly(payment: DoubtfulPayment): boolean {
    const { customerMs } = this.settings?.terminal.timers ?? defaultSettings().terminal.timers;
    return mayStillPay(payment, customerMs, Date.now());
  }

  #rowOf({ paymentId }: DoubtfulPayment): PaymentRow | undefined {
    return this.snapshot.payments.find((row) => row.paymentId === paymentId);
  }

  /** True if the doubt has ended in another way, for example by the terminal's late answer. */
  #isSettled(payment: DoubtfulPayment): boolean {
    const row = this.#rowOf(payment);
    return row !== undefined && row.state !== 'unknown' && payment.corrects === undefined;
  }

  /** What the terminal or persons said about it that does not fit. */
  #says(payment: DoubtfulPayment): string | undefined {
    const row = this.#rowOf(payment);
    return row && differenceText(row, this.t, this.locale);
  }

  #values({ amountMinor, currency, at, orderId }: DoubtfulPayment) {
    return {
      amount: moneyText(amountMinor, currency, this.locale),
      time: timeText(at, Date.now(), this.locale),
      order: orderId,
    };
  }

  #onAnswer(payment: DoubtfulPayment, answer: TicketAnswer): void {
    this.problems = {};
    this.errorText = '';
    this.draft = draftOf(answer, payment, rememberedName.read(), this.evidence);
  }

  readonly #change = (change: Partial<CheckDraft>): void => {
    if (!this.draft || !this.payment) return;
    this.draft = { ...this.draft, ...change };
    // A change of a field can only remove errors; the button adds new ones.
    const read = readCheck(this.draft, this.payment, this.#isEarly(this.payment));
    const left: CheckProblems = read.ok ? {} : read.problems;
    const { amount, by, why, isIdle } = this.problems;
    this.problems = {
      amount: amount && left.amount,
      by: by && left.by,
      why: why && left.why,
      isIdle: isIdle && left.isIdle,
    };
  };

  readonly #backToQuestion = (): void => {
    if (!this.saving) this.draft = undefined;
  };

  readonly #leave = (): void => {
    location.hash = this.backHash;
  };

  readonly #onKeyDown = ({ key, defaultPrevented, repeat }: KeyboardEvent): void => {
    if (key !== 'Escape' || defaultPrevented || repeat || this.saving || openDialogs.size > 0) return;
    if (this.draft && !this.done) this.#backToQuestion();
    else this.#leave();
  };

  #ask(row: PaymentRow): void {
    this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { draft, payment } = this;
    if (this.saving || !draft || !payment) return;
    const read = readCheck(draft, payment, this.#isEarly(payment));
    this.problems = read.ok ? {} : read.problems;
    if (read.ok) return this.#record(payment, read.decision);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  async #record(payment: DoubtfulPayment, decision: CheckDecision): Promise<void> {
    const { words, failures } = this.t;
    const { paymentId, corrects, transactionType } = payment;
    this.saving = true;
    this.errorText = '';
    try {
      const correction = corrects !== undefined && { corrects };
      const answer = await this.connector.resolvePayment({ paymentId, ...decision, ...correction });
      rememberedName.write(decision.by);
      if (answer.resolved) this.done = decision;
      else
        this.errorText = `${checkTexts(transactionType).refused} ${failures[answer.failure].what} (${answer.detail})`;
    } catch {
      this.errorText = words.callFailed;
    } finally {
      this.saving = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-check-screen': EcrCheckScreen;
  }
}
