import { terminalLanguages } from '../../core/terminal/terminal-languages.ts';
import '../terminal/ecr-terminal-card.ts';
import './ecr-payment-form.ts';
import './ecr-payment-progress.ts';
import './ecr-payment-result.ts';
import '../resolve/ecr-charged-twice.ts';
import '../resolve/ecr-to-check.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi } from '../host-api.ts';
import { firstStepsOf } from '../model/first-steps.ts';
import { unresolved } from '../model/payment-events.ts';
import {
  needsCheck,
  type PaymentResult,
  resultOfAnswer,
  resultOfLive,
  resultOfLost,
  resultOfRow,
} from '../model/payment-result.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import type { EcrPaymentForm } from './ecr-payment-form.ts';
import { draftOfRepeat, draftOfRest, type PaymentDraft } from './payment-draft.ts';

/** The form and the terminal card side by side, or one below the other on narrow screens. */
export const payScreenStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
    align-items: start;
  }
  .main,
  .aside {
    display: grid;
    gap: var(--space-5);
    min-width: 0;
  }
  @media (min-width: 56rem) {
    :host {
      grid-template: 'main aside' / minmax(0, 3fr) minmax(0, 2fr);
    }
    .main {
      grid-area: main;
    }
    .aside {
      grid-area: aside;
    }
  }
`;

type End = Pick<PaymentRow, 'charge' | 'resolution'> & { readonly outcome?: Outcome | undefined };

/** The end of a payment as a text, so that two ends compare. */
const endText = ({ outcome, charge, resolution }: End): string =>
  JSON.stringify([outcome, charge, resolution?.paid, resolution?.by]);

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
  @state() private draft: PaymentDraft | undefined;
  readonly #stepsPart = new LazyPart(this, ['first-run'], () => import('./ecr-first-steps.ts'));
  /** Id of the payment in doubt that is shown large. It stays after a person has resolved it, so that they see the result. */
  #shownDoubt: string | undefined;
  #hasRendered = false;
  #lastForced = false;

  static override styles = payScreenStyles;

  protected override willUpdate(): void {
    const running = this.snapshot.payment;
    // The next payment, from any till, replaces the last answer.
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

  /**
   * Until a terminal is chosen, the terminal card comes before the form, in the phone layout and in the tab order. A
   * running payment or its result always comes before the card.
   */
  protected override render() {
    const main = html`<div class="main">${this.#renderMain()}</div>`;
    const aside = html`<div class="aside">${this.#renderAside()}</div>`;
    const columns = [
      { key: 'main', part: main },
      { key: 'aside', part: aside },
    ];
    const { payment, terminal } = this.snapshot;
    const hasPayment = (payment && payment.phase !== 'finished') || this.#shownResult();
    if (terminal.state === 'not-chosen' && !hasPayment) columns.reverse();
    return repeat(
      columns,
      ({ key }) => key,
      ({ part }) => part,
    );
  }

  #renderAside() {
    return html`<ecr-terminal-card
        .connector=${this.connector}
        .hostApi=${this.hostApi}
        .snapshot=${this.snapshot}
        .settings=${this.settings}
        .scripts=${this.scripts}
      ></ecr-terminal-card>
      ${this.#renderFirstSteps()}`;
  }

  #renderFirstSteps() {
    const { settings } = this;
    const { terminal } = this.snapshot;
    if (!settings || firstStepsOf(settings, terminal).every(({ done }) => done)) return '';
    return this.#stepsPart.render(
      () => html`<ecr-first-steps .settings=${settings} .lamp=${terminal}></ecr-first-steps>`,
    );
  }

  #renderMain() {
    const { payment } = this.snapshot;
    if (payment && payment.phase !== 'finished') {
      return html`<ecr-payment-progress .payment=${payment}></ecr-payment-progress>`;
    }
    const result = this.#shownResult();
    if (result) {
      const panel = html`<ecr-payment-result
        .result=${result}
        .snapshot=${this.snapshot}
        @again=${() => this.#close(draftOfRepeat(result, this.#lastForced))}
        @rest=${() => this.#close(draftOfRest(result))}
        @dismiss=${() => this.#close(undefined)}
      ></ecr-payment-result>`;
      // A new element for each payment: its heading takes the focus, so that a screen reader announces it.
      return keyed(result.paymentId, panel);
    }
    return html`<ecr-charged-twice .snapshot=${this.snapshot}></ecr-charged-twice>
      <ecr-to-check
        .snapshot=${this.snapshot}
        .limit=${1}
        .allAt=${hashOfArea('payments')}
        ?hidden=${unresolved(this.snapshot).length === 0}
      ></ecr-to-check>
      <ecr-payment-form
        .currencies=${this.settings?.currencies ?? ['EUR']}
        .language=${this.settings?.terminal.language ?? terminalLanguages[0]}
        .blocked=${this.#blockedBy()}
        .starting=${this.starting}
        .payments=${this.snapshot.payments}
        .draft=${this.draft}
        @take=${(event: CustomEvent<PaymentRequest>) => this.#take(event.detail)}
      ></ecr-payment-form>`;
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

  #dismiss(...paymentIds: readonly (string | undefined)[]): void {
    this.dismissed = new Set([...this.dismissed, ...paymentIds.filter((each) => each !== undefined)]);
  }

  #blockedBy(): EcrPaymentForm['blocked'] {
    if (this.snapshot.storageFailure !== undefined) return 'storage';
    return this.snapshot.terminal.state === 'not-chosen' ? 'terminal' : undefined;
  }

  async #take(request: PaymentRequest): Promise<void> {
    this.starting = true;
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
    } catch (error) {
      this.unshownAnswer = resultOfLost(request, error);
    } finally {
      this.starting = false;
    }
  }

  async #close(draft: PaymentDraft | undefined): Promise<void> {
    this.#dismiss(this.#shownResult()?.paymentId, this.snapshot.payment?.paymentId);
    this.unshownAnswer = undefined;
    this.draft = draft;
    await this.updateComplete;
    const form = this.renderRoot.querySelector<EcrPaymentForm>('ecr-payment-form');
    await form?.updateComplete;
    form?.renderRoot.querySelector<HTMLElement>('#amount')?.focus();
  }
}
