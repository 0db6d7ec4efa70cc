import { html, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { offers } from '../../core/terminal/terminal-languages.ts';
import { fill } from '../format.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { cards } from '../theme/cards.ts';
import { controls, dialogs } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import {
  choiceStep,
  type DraftProblem,
  draftProblems,
  type Evidence,
  type ResolveDraft,
  type StepContext,
  ticketStep,
  ticketWords,
  whoStep,
} from './resolve-steps.ts';
import { resolveStyles } from './resolve-styles.ts';

const key = 'hipay-ecr.resolved-by';

/** Storage can be switched off by policy; the name is then asked for each time. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Who decided last, for as long as this tab is open: the next shift is another person. */
export const rememberedName = {
  read: (): string => storage()?.getItem(key) ?? '',
  write: (name: string): void => storage()?.setItem(key, name),
};

const steps = [ticketStep, choiceStep, whoStep] as const;
const asked: readonly (readonly DraftProblem[])[] = [[], ['choice'], ['by', 'why']];

/** Leads a person from the terminal's ticket to a decision. Fires `closed`; its detail says whether one was recorded. */
@customElement('ecr-resolve-dialog')
export class EcrResolveDialog extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) payment!: DoubtfulPayment;
  /** The terminal's language: some can be asked for the last ticket. */
  @property({ attribute: false }) language: Settings['terminal']['language'] | undefined;

  @state() private step = 0;
  @state() private draft: ResolveDraft = { paid: undefined, by: rememberedName.read(), why: '' };
  @state() private problems: readonly DraftProblem[] = [];
  @state() private evidence: Evidence | undefined;
  @state() private saving = false;
  @state() private refusal = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  readonly #late = new LazyPart(this, () => import('./ecr-duplicate.ts'));
  #recorded = false;

  static override styles = [controls, cards, dialogs, fields, resolveStyles];

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    // Each step begins at its heading: the next Tab leads to its first control, and a reader hears where one is.
    if (changed.has('step')) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override render() {
    const resolver = ticketWords(this.payment.transactionType);
    const step = steps[this.step] ?? ticketStep;
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @cancel=${this.#mayCancel}>
      <form class="stack" novalidate autocomplete="off" @submit=${this.#forward}>
        <p class="muted small">${fill(resolver.stepOf, { step: this.step + 1 })}</p>
        ${step(this.#context())}
        ${this.refusal ? html`<p class="error" role="alert">${icon('warning', 18)} ${this.refusal}</p>` : ''}
        <div class="buttons">${this.#buttons()}</div>
      </form>
    </dialog>`;
  }

  #buttons() {
    const { words } = this.t;
    const resolver = ticketWords(this.payment.transactionType);
    const { paid } = this.draft;
    const last = this.step === steps.length - 1;
    const record = this.saving ? words.saving : paid ? resolver.recordPaid : resolver.recordNotPaid;
    return html`<button type="button" id="cancel" ?disabled=${this.saving} @click=${() => this.dialog.close()}>
        ${this.t.resolver.later}
      </button>
      <span class="push"></span>
      ${
        this.step > 0
          ? html`<button type="button" id="back" ?disabled=${this.saving} @click=${this.#back}>${resolver.back}</button>`
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
      duplicate: this.#duplicate(),
      change: (change) => {
        this.draft = { ...this.draft, ...change };
        // An error goes as soon as its cause is gone; a new one waits for the button.
        const left = draftProblems(this.draft);
        this.problems = this.problems.filter((problem) => left.includes(problem));
      },
    };
  }

  /** Whoever leafs back keeps the element, and what the terminal said, in step 1 only; the evidence goes along. */
  #duplicate() {
    if (!this.language || !offers(this.language, 'duplicate')) return '';
    return this.#late.render(
      () => html`<ecr-duplicate
      .connector=${this.connector}
      .payment=${this.payment}
      @evidence=${(event: CustomEvent<Evidence | undefined>) => {
        this.evidence = event.detail;
      }}
    ></ecr-duplicate>`,
    );
  }

  #back(): void {
    this.step -= 1;
    this.problems = [];
    this.refusal = '';
  }

  async #forward(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving) return;
    const here = asked[this.step] ?? [];
    this.problems = draftProblems(this.draft).filter((problem) => here.includes(problem));
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
    this.refusal = '';
    try {
      const decision = { paid: paid === true, by: by.trim(), why: why.trim() };
      const answer = await this.connector.resolvePayment({ paymentId: this.payment.paymentId, ...decision });
      rememberedName.write(decision.by);
      this.#recorded = answer.resolved;
      if (!answer.resolved) {
        this.refusal = `${ticketWords(this.payment.transactionType).refused} ${failures[answer.failure].what} (${answer.detail})`;
      }
    } catch {
      this.refusal = words.callFailed;
    } finally {
      this.saving = false;
    }
    if (this.#recorded) this.dialog.close();
  }

  /** A decision on its way cannot be taken back by the Escape key. */
  #mayCancel(event: Event): void {
    if (this.saving) event.preventDefault();
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent<boolean>('closed', { detail: this.#recorded }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-resolve-dialog': EcrResolveDialog;
  }
}
