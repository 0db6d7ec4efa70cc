import { terminalLanguages } from '../../core/terminal/terminal-languages.ts';
import './ecr-payment-form.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { LivePayment, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { moneyText, readAmount } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { firstStepsOf } from '../model/first-steps.ts';
import { isRunning, unresolved } from '../model/payment-events.ts';
import {
  isCertain,
  needsCheck,
  type PaymentResult,
  resultOfAnswer,
  resultOfLive,
  resultOfLost,
  resultOfRow,
} from '../model/payment-result.ts';
import type { AmountKey } from '../parts/amount-entry.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { ScanGuard } from '../parts/scan-guard.ts';
import { hashOfOrder } from '../payments/payments-place.ts';
import { controls } from '../theme/controls.ts';
import { CutAmount } from './cut-amount.ts';
import { earlyKeys } from './early-keys.ts';
import type { EcrPaymentForm, TypedNote } from './ecr-payment-form.ts';
import { PayKeys } from './pay-keys.ts';
import {
  draftOfRepeat,
  draftOfRest,
  emptyDraft,
  type PaymentDraft,
  typeInDraft,
  withAmount,
} from './payment-draft.ts';

/** What a key has dismissed. A barcode scanner brings it back: its digits are no next amount. */
interface KeyDismissed {
  readonly at: number;
  readonly dismissed: ReadonlySet<string>;
  readonly answer: PaymentResult | undefined;
}

/** A scanner that types the digits of a barcode is recognised within this time after its first digit. */
const scanMs = 1000;

type End = Pick<PaymentRow, 'charge' | 'resolution'> & { readonly outcome?: Outcome | undefined };

/** The end of a payment as a text, so that two ends compare. */
const endText = ({ outcome, charge, resolution }: End): string =>
  JSON.stringify([outcome, charge, resolution?.paid, resolution?.by]);

/** True if this running payment is the one that this page asked for. */
const isPaymentOf = (
  request: PaymentRequest,
  { askedBy, amountMinor, orderId, phase }: LivePayment,
): boolean =>
  phase !== 'finished' &&
  !askedBy &&
  amountMinor === request.amountMinor &&
  (request.orderId === undefined || request.orderId === orderId);

/** Lets a person enter a payment. Shows the running payment, also if another till has started it. */
@customElement('ecr-pay-screen')
export class EcrPayScreen extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings: VisibleSettings | undefined;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private starting = false;
  /** A result that the snapshot does not contain: the request was refused or replayed, or its answer was lost. */
  @state() private unshownAnswer: PaymentResult | undefined;
  /** What the record of `unshownAnswer` said when the answer came. */
  #recordAtAnswer = '';
  /** Results that a person has dismissed here. */
  @state() private dismissed: ReadonlySet<string> = new Set();
  /** What a person has typed. It stays while another till's payment runs. */
  @state() private draft: PaymentDraft | undefined;
  @state() private typedNote: TypedNote | undefined;
  readonly #cut = new CutAmount();
  #keyDismissed: KeyDismissed | undefined;
  /**
   * Loaded right after the page's first picture, so that the screens are here before the first payment. What stands below the
   * amount comes with them, and appears where it is already rendered.
   */
  readonly #paymentPart = new LazyPart(this, [], () =>
    Promise.all([
      import('./ecr-payment-progress.ts'),
      import('./ecr-payment-result.ts'),
      import('./ecr-last-sales.ts'),
      import('../resolve/ecr-charged-twice.ts'),
      import('../resolve/ecr-doubt-row.ts'),
    ]),
  );
  readonly #terminalPart = new LazyPart(this, [], () => import('../terminal/ecr-terminal-card.ts'));
  readonly #stepsPart = new LazyPart(this, ['first-run'], () => import('./ecr-first-steps.ts'));
  /** Id of the payment in doubt that is shown large. It stays after a person has resolved it, so that they see the result. */
  #shownDoubt: string | undefined;
  readonly #findElsewhere: ConnectorApi['findDoubtElsewhere'] = (sale) =>
    this.connector.findDoubtElsewhere(sale);
  #hasRendered = false;
  #lastForced = false;
  /** The request of this page, until its payment is seen or its answer is here. */
  #taking: PaymentRequest | undefined;

  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        min-width: 0;
      }
      .foot {
        display: grid;
        gap: var(--space-3);
        grid-template-columns: minmax(0, 1fr);
      }
      /* On a phone, what is in doubt has the place of the last payment, so that amount and keypad stay in the window. */
      @media (max-width: 40rem) and (min-height: 30.01rem) {
        ecr-doubt-row:not([hidden]) ~ ecr-last-sales {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    // Before the keys: its listener is the first, and keeps a scanner's keys from them.
    new ScanGuard(this, {
      readTyped: () => this.draft,
      onScan: (before, intoOrder) => this.#onScan(before, intoOrder),
    });
    new PayKeys(this, {
      onAmountKey: (key, replaces, at) => this.#typeKey(key, replaces, at),
      onLostKey: (key, at) => this.#drop(key, at),
      onEnter: (at) => this.#onEnter(at),
      onEscape: () => this.#onEscape(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const at = earlyKeys.take();
    if (at !== undefined) this.#drop('0', at);
  }

  protected override willUpdate(): void {
    const running = this.snapshot.payment;
    if (this.#taking && running && isPaymentOf(this.#taking, running)) this.#forgetTaken();
    // The next payment, from any till, replaces the last answer and the note of a scan.
    if (running && running.phase !== 'finished' && this.typedNote !== 'cut') this.typedNote = undefined;
    if (running && running.phase !== 'finished' && running.paymentId !== this.unshownAnswer?.paymentId) {
      this.unshownAnswer = undefined;
    }
    // Hides the result of a payment that ended before this page opened, unless a person must still check it.
    if (this.#hasRendered) return;
    this.#hasRendered = true;
    const { payment } = this.snapshot;
    if (payment?.phase === 'finished' && !needsCheck(resultOfLive(payment).outcome))
      this.#dismiss(payment.paymentId);
  }

  protected override firstUpdated(): void {
    void this.#paymentPart.open();
  }

  protected override render() {
    const { payment } = this.snapshot;
    if (payment && payment.phase !== 'finished')
      return this.#paymentPart.render(
        () => html`<ecr-payment-progress
          .payment=${payment}
          .kept=${this.#kept()}
          .cut=${this.typedNote === 'cut'}
        ></ecr-payment-progress>`,
      );
    const result = this.#shownResult();
    if (!result) return this.#renderForm();
    const panel = html`<ecr-payment-result
      .result=${result}
      .snapshot=${this.snapshot}
      .cut=${this.typedNote === 'cut'}
      @again=${() => this.#onAgain(result)}
      @rest=${() => this.#close(draftOfRest(result))}
      @dismiss=${() => this.#close(this.draft)}
    ></ecr-payment-result>`;
    // A new element for each payment: its heading takes the focus, so that a screen reader announces it.
    return this.#paymentPart.render(() => html`${keyed(result.paymentId, panel)}`);
  }

  #renderForm() {
    return html`<ecr-payment-form
      .currencies=${this.settings?.currencies ?? ['EUR']}
      .language=${this.settings?.terminal.language ?? terminalLanguages[0]}
      .blocked=${this.#blockedBy()}
      .starting=${this.starting}
      .payments=${this.snapshot.payments}
      .findElsewhere=${this.#findElsewhere}
      .draft=${this.draft}
      .note=${this.typedNote}
      @draft=${this.#onDraft}
      @take=${(event: CustomEvent<PaymentRequest>) => this.#take(event.detail)}
    ><div class="foot">${this.#renderFoot()}</div></ecr-payment-form>`;
  }

  /** Below the amount, so that it never moves: what must be checked, what is still to be set up, and the last payments. */
  #renderFoot() {
    const { connector, hostApi, snapshot, settings, scripts } = this;
    const card = () => html`<ecr-terminal-card
      .connector=${connector}
      .hostApi=${hostApi}
      .snapshot=${snapshot}
      .settings=${settings}
      .scripts=${scripts}
    ></ecr-terminal-card>`;
    const isChosen = snapshot.terminal.state !== 'not-chosen';
    return html`<ecr-charged-twice .snapshot=${snapshot}></ecr-charged-twice>
      <ecr-doubt-row .snapshot=${snapshot} ?hidden=${unresolved(snapshot).length === 0}></ecr-doubt-row>
      ${isChosen ? '' : this.#terminalPart.render(card)} ${this.#renderFirstSteps()}
      ${isChosen ? html`<ecr-last-sales .payments=${snapshot.payments}></ecr-last-sales>` : ''}`;
  }

  #renderFirstSteps() {
    const { settings } = this;
    const { terminal } = this.snapshot;
    if (!settings || firstStepsOf(settings, terminal).every(({ done }) => done)) return '';
    return this.#stepsPart.render(
      () => html`<ecr-first-steps .settings=${settings} .lamp=${terminal}></ecr-first-steps>`,
    );
  }

  /** The typed amount that waits while this payment, which another till asked for, runs. */
  #kept(): string {
    const { draft } = this;
    if (this.starting || !draft || draft.amount === '') return '';
    const read = readAmount(draft.amount, draft.currency);
    return read.ok ? moneyText(read.amountMinor, draft.currency, this.locale) : draft.amount;
  }

  #shownResult(): PaymentResult | undefined {
    if (this.unshownAnswer) return this.#changedSince(this.unshownAnswer) ?? this.unshownAnswer;
    const { payment } = this.snapshot;
    // A request for a duplicate receipt moves no money; the dialog that sent it shows the answer.
    if (payment && movesMoney(payment.transactionType) && !this.dismissed.has(payment.paymentId))
      return resultOfLive(payment);
    const doubt = this.#doubtToShow();
    this.#shownDoubt = doubt?.paymentId;
    return doubt && resultOfRow(doubt);
  }

  /** The result by the payment's record, if the record has changed since this answer came. */
  #changedSince({ paymentId }: PaymentResult): PaymentResult | undefined {
    const row = this.snapshot.payments.find((each) => each.paymentId === paymentId);
    return row?.outcome && endText(row) !== this.#recordAtAnswer ? resultOfRow(row) : undefined;
  }

  /** The newest payment in doubt. The journal knows it also if no page has seen how it ended. */
  #doubtToShow(): PaymentRow | undefined {
    const { payments } = this.snapshot;
    const isNotDismissed = ({ paymentId }: PaymentRow) => !this.dismissed.has(paymentId);
    const shown = payments.find((row) => row.paymentId === this.#shownDoubt && isNotDismissed(row));
    return shown ?? unresolved(this.snapshot).find(isNotDismissed);
  }

  get #form(): EcrPaymentForm | null {
    return this.renderRoot.querySelector<EcrPaymentForm>('ecr-payment-form');
  }

  #dismiss(...paymentIds: readonly (string | undefined)[]): void {
    this.dismissed = new Set([...this.dismissed, ...paymentIds.filter((each) => each !== undefined)]);
  }

  #blockedBy(): EcrPaymentForm['blocked'] {
    if (this.snapshot.storageFailure !== undefined) return 'storage';
    return this.snapshot.terminal.state === 'not-chosen' ? 'terminal' : undefined;
  }

  async #take(request: PaymentRequest): Promise<void> {
    this.starting = true;
    this.typedNote = undefined;
    this.#taking = request;
    this.#lastForced = request.forceAuthorization;
    const idBefore = this.snapshot.payment?.paymentId;
    try {
      const answer = await this.connector.takePayment(request);
      const shownId = this.snapshot.payment?.paymentId;
      const isInSnapshot =
        answer.paymentId !== undefined && answer.paymentId === shownId && shownId !== idBefore;
      this.unshownAnswer = isInSnapshot ? undefined : resultOfAnswer(answer, request.paymentMeans);
      const row = this.snapshot.payments.find(({ paymentId }) => paymentId === answer.paymentId);
      this.#recordAtAnswer = endText(row ?? answer);
      // Another till was quicker: what was typed is still to be paid.
      if (answer.failure !== 'payment-running') this.#forgetTaken();
    } catch (error) {
      this.unshownAnswer = resultOfLost(request, error);
      this.#forgetTaken();
    } finally {
      this.#taking = undefined;
      this.starting = false;
    }
  }

  /** A refund of a sale begins again at its sale, which knows what is left: by hand it would name no sale. */
  #onAgain(result: PaymentResult): void {
    const { refundOf } = result;
    void this.#close(refundOf === undefined ? draftOfRepeat(result, this.#lastForced) : this.draft);
    if (refundOf !== undefined) location.hash = hashOfOrder(refundOf, true);
  }

  async #close(draft: PaymentDraft | undefined): Promise<void> {
    this.#dismiss(this.#shownResult()?.paymentId, this.snapshot.payment?.paymentId);
    this.unshownAnswer = undefined;
    this.typedNote = undefined;
    this.draft = draft;
    await this.updateComplete;
    await this.#form?.updateComplete;
    this.#form?.focusAmount();
  }

  /** What was typed has become a payment: the next digits begin the next amount. */
  #forgetTaken(): void {
    if (this.#taking) this.draft = undefined;
    this.#taking = undefined;
  }

  readonly #onDraft = ({ detail }: CustomEvent<PaymentDraft>): void => {
    if (this.#taking) return;
    this.#cut.takeBegin();
    this.draft = detail;
    this.typedNote = undefined;
  };

  /** Digits enter the amount. On a certain result they begin the next one; while a payment runs they do not count. */
  #typeKey(key: AmountKey, replaces: boolean, at: number): void {
    if (this.#taking || isRunning(this.snapshot) || this.#cut.includes(at)) {
      this.#drop(key, at);
      return;
    }
    if (this.#blockedBy() === 'storage') return;
    if (this.#shownResult()) {
      if (key === 'back' || !this.#dismissByKey()) {
        this.#drop(key, at);
        return;
      }
      this.draft = undefined;
    }
    if (this.#cut.takeBegin() && key !== 'back') this.draft = undefined;
    const [currency = 'EUR'] = this.settings?.currencies ?? [];
    this.draft = typeInDraft(this.draft ?? emptyDraft(currency), key, this.locale, replaces);
    this.typedNote = undefined;
    // Enter then takes the payment, also if a control that has its own Enter had the focus.
    this.#form?.focusAmount();
  }

  #drop(key: AmountKey, at: number): void {
    if (key === 'back') return;
    this.#cut.drop(at);
    this.typedNote = 'cut';
  }

  #onEnter(at: number): void {
    if (this.#cut.includes(at)) this.#cut.end();
    else if (!this.#dismissByKey()) this.#form?.submit();
  }

  /** Escape closes a result that is certain; on the form it clears the typed amount. */
  #onEscape(): void {
    if (this.#dismissByKey() || isRunning(this.snapshot) || this.#taking || this.#shownResult()) return;
    this.#cut.takeBegin();
    this.typedNote = undefined;
    if (this.draft) this.draft = withAmount(this.draft, { amount: '' });
  }

  /** Dismisses a result that is certain. A result in doubt stays until a person presses its button. */
  #dismissByKey(): boolean {
    const result = isRunning(this.snapshot) ? undefined : this.#shownResult();
    if (!result || !isCertain(result)) return false;
    this.#keyDismissed = {
      at: performance.now(),
      dismissed: this.dismissed,
      answer: this.unshownAnswer,
    };
    void this.#close(this.draft);
    return true;
  }

  #onScan(before: PaymentDraft | undefined, intoOrder: boolean): void {
    const hidden = this.#keyDismissed;
    if (hidden && performance.now() - hidden.at < scanMs) {
      this.dismissed = hidden.dismissed;
      this.unshownAnswer = hidden.answer;
    }
    this.#keyDismissed = undefined;
    if (!intoOrder) this.draft = before;
    this.typedNote = intoOrder ? 'order' : 'away';
    this.#cut.end();
  }
}
