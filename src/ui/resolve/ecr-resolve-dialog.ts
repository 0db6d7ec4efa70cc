import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { offers } from '../../core/terminal/terminal-languages.ts';
import { fill } from '../format.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { fields } from '../theme/fields.ts';
import {
  choiceStep,
  type DraftProblem,
  draftProblems,
  type Evidence,
  type ResolveDraft,
  type StepContext,
  ticketStep,
  ticketTexts,
  whoStep,
} from './resolve-steps.ts';
import { resolveStyles } from './resolve-styles.ts';

const storageKey = 'hipay-ecr.resolved-by';

/** Undefined if a browser policy denies storage; then the dialog asks for the name each time. */
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

const steps = [ticketStep, choiceStep, whoStep] as const;
const requiredInStep: readonly (readonly DraftProblem[])[] = [[], ['choice'], ['by', 'why']];

/**
 * Leads a person from the terminal's ticket to a decision. Fires `closed`; its detail is true if a decision was
 * recorded.
 */
@customElement('ecr-resolve-dialog')
export class EcrResolveDialog extends EcrDialog {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) payment!: DoubtfulPayment;
  /** The terminal's protocol language: with some of them, the connector can ask for the last ticket. */
  @property({ attribute: false }) language: Settings['terminal']['language'] | undefined;

  @state() private step = 0;
  @state() private draft: ResolveDraft = { paid: undefined, by: rememberedName.read(), why: '' };
  @state() private problems: readonly DraftProblem[] = [];
  @state() private evidence: Evidence | undefined;
  @state() private saving = false;
  @state() private errorText = '';
  readonly #duplicatePart = new LazyPart(this, ['resolve'], () => import('./ecr-duplicate.ts'));
  #recorded = false;

  static override styles = [...EcrDialog.styles, fields, resolveStyles];

  protected override updated(changed: PropertyValues): void {
    // Focuses each step's heading: the next Tab reaches its first control, and a screen reader announces the step.
    if (changed.has('step')) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** Escape must not close the dialog while a decision is being saved. */
  protected override mayCancel(): boolean {
    return !this.saving;
  }

  protected override fireClosed(): void {
    this.dispatchEvent(new CustomEvent<boolean>('closed', { detail: this.#recorded }));
  }

  protected override renderContent() {
    const resolver = ticketTexts(this.payment.transactionType);
    const step = steps[this.step] ?? ticketStep;
    return html`<form class="stack" novalidate autocomplete="off" @submit=${this.#onSubmit}>
      <p class="muted small">${fill(resolver.stepOf, { step: this.step + 1 })}</p>
      ${step(this.#context())}
      ${this.errorText ? html`<p class="error" role="alert">${icon('warning', 18)} ${this.errorText}</p>` : ''}
      <div class="buttons">${this.#buttons()}</div>
    </form>`;
  }

  #buttons() {
    const { words } = this.t;
    const resolver = ticketTexts(this.payment.transactionType);
    const { paid } = this.draft;
    const last = this.step === steps.length - 1;
    const record = this.saving ? words.saving : paid ? resolver.recordPaid : resolver.recordNotPaid;
    return html`<button type="button" id="cancel" ?disabled=${this.saving} @click=${this.close}>
        ${this.t.resolver.later}
      </button>
      <span class="push"></span>
      ${
        this.step > 0
          ? html`<button type="button" id="back" ?disabled=${this.saving} @click=${this.#onBack}>${resolver.back}</button>`
          : ''
      }
      <button id="next" class="primary" ?disabled=${this.saving}>${last ? record : resolver.next}</button>`;
  }

  #context(): StepContext {
    return {
      payment: this.payment,
      draft: this.draft,
      problems: this.problems,
      texts: this.t,
      locale: this.locale,
      evidence: this.evidence,
      duplicate: this.#renderDuplicate(),
      change: (change) => {
        this.draft = { ...this.draft, ...change };
        // A change of a field can only remove errors; the button adds new ones.
        const left = draftProblems(this.draft);
        this.problems = this.problems.filter((problem) => left.includes(problem));
      },
    };
  }

  /** The element exists only in step 1. The dialog keeps its evidence for the other steps. */
  #renderDuplicate() {
    if (!this.language || !offers(this.language, 'duplicate')) return '';
    return this.#duplicatePart.render(
      () => html`<ecr-duplicate
      .connector=${this.connector}
      .payment=${this.payment}
      @evidence=${(event: CustomEvent<Evidence | undefined>) => {
        this.evidence = event.detail;
      }}
    ></ecr-duplicate>`,
    );
  }

  #onBack(): void {
    this.step -= 1;
    this.problems = [];
    this.errorText = '';
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving) return;
    const required = requiredInStep[this.step] ?? [];
    this.problems = draftProblems(this.draft).filter((problem) => required.includes(problem));
    if (this.problems.length > 0) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], input')?.focus();
    } else if (this.step < steps.length - 1) this.step += 1;
    else await this.#record();
  }

  async #record(): Promise<void> {
    const { words, failures } = this.t;
    const { paid, by, why } = this.draft;
    this.saving = true;
    this.errorText = '';
    try {
      const decision = { paid: paid === true, by: by.trim(), why: why.trim() };
      const { paymentId, corrects } = this.payment;
      const answer = await this.connector.resolvePayment({
        paymentId,
        ...decision,
        ...(corrects !== undefined && { corrects }),
      });
      rememberedName.write(decision.by);
      this.#recorded = answer.resolved;
      if (!answer.resolved) {
        this.errorText = `${ticketTexts(this.payment.transactionType).refused} ${failures[answer.failure].what} (${answer.detail})`;
      }
    } catch {
      this.errorText = words.callFailed;
    } finally {
      this.saving = false;
    }
    if (this.#recorded) this.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-resolve-dialog': EcrResolveDialog;
  }
}
