import { html, type TemplateResult } from 'lit';
import { connectorCalls } from '../../core/connector-api/connector-api.ts';
import type { TransactionType } from '../../core/payment/payment-request.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf, signedMoney } from '../model/operations.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';
import { describedBy, fieldError, formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';

/** The texts of the dialog. Refunds and cancellations have their own. */
export const ticketTexts = (type: TransactionType) =>
  lazyTexts('resolve')[directionOf(type) === 'back' ? 'dialogBack' : 'dialog'];

export interface StepContext {
  readonly payment: DoubtfulPayment;
  readonly draft: ResolveDraft;
  readonly problems: readonly DraftProblem[];
  readonly texts: Texts;
  readonly locale: string;
  readonly evidence: Evidence | undefined;
  /** The element that asks the terminal for its last ticket. Empty if the terminal's protocol language cannot do so. */
  readonly duplicate: TemplateResult | '';
  change(change: Partial<ResolveDraft>): void;
}

const amountOf = ({ payment, locale }: StepContext): string =>
  moneyText(payment.amountMinor, payment.currency, locale);

const heading = (text: string): TemplateResult => html`<h2 id="title" tabindex="-1">${text}</h2>`;

/** Step 1: which ticket to look for. */
export function ticketStep(context: StepContext): TemplateResult {
  const { payment, texts, locale } = context;
  const { words } = texts;
  const resolver = ticketTexts(payment.transactionType);
  const time = timeText(payment.at, Date.now(), locale);
  return html`${heading(resolver.lookTitle)}
    <div class="ticket">
      <p class="sum">${signedMoney(payment, locale)}</p>
      <p>${fill(resolver.atTime, { time })}</p>
      <p class="muted order">${fill(words.orderIs, { order: payment.orderId })}</p>
    </div>
    <ol>
      <li>${resolver.lookRest}</li>
      <li>${fill(resolver.lookFor, { amount: amountOf(context), time })}</li>
      <li>${resolver.lookDuplicate}</li>
    </ol>
    ${context.duplicate}`;
}

/** Step 2: what the ticket says. */
export function choiceStep(context: StepContext): TemplateResult {
  const { draft, problems, change, payment, evidence } = context;
  const resolver = ticketTexts(payment.transactionType);
  const error = problems.includes('choice') ? resolver.choiceMissing : undefined;
  const choice = (id: string, paid: boolean, label: string, hint: string) => html`<label
    class="choice answer"
  >
    <input type="radio" name="paid" id=${id} .checked=${draft.paid === paid}
      aria-describedby="${id}-hint" @change=${() => change({ paid, why: evidence?.why ?? '' })} />
    <strong>${label}</strong>
    <span class="hint" id="${id}-hint">${hint}</span>
  </label>`;
  return html`${heading(resolver.choiceTitle)}
    ${evidence?.suggestion ? html`<p class="consequence calm">${icon('info')}<span>${evidence.suggestion}</span></p>` : ''}
    <fieldset class="stack" role="radiogroup" aria-labelledby="title" aria-describedby="choice-error">
      ${choice('paid', true, resolver.paid, fill(resolver.paidHint, { amount: amountOf(context) }))}
      ${choice('not-paid', false, resolver.notPaid, resolver.notPaidHint)}
      ${fieldError('choice', error)}
    </fieldset>`;
}

/** Step 3: who decides and why. Shows what the decision causes. */
export function whoStep(context: StepContext): TemplateResult {
  const { draft, payment } = context;
  const resolver = ticketTexts(payment.transactionType);
  const values = { amount: amountOf(context), order: payment.orderId };
  const notPaid = payment.isNotified ? resolver.confirmNotPaidTold : resolver.confirmNotPaid;
  const consequence = draft.paid ? resolver.confirmPaid : notPaid;
  return html`${heading(draft.paid ? resolver.paid : resolver.notPaid)} ${byField(context)}
    ${whyField(context)}
    <p class="consequence ${draft.paid ? 'good' : 'calm'}">
      ${icon('info')}<span>${fill(consequence, values)} ${resolver.once}</span>
    </p>`;
}

const typed = (event: Event): string => (event.target as HTMLInputElement).value;

function byField({ payment, draft, problems, change }: StepContext): TemplateResult {
  const resolver = ticketTexts(payment.transactionType);
  const error = problems.includes('by') ? resolver.byMissing : undefined;
  const parts = { id: 'by', label: resolver.by, hint: resolver.byHint, error };
  return formField(
    parts,
    html`<input id="by" type="text" maxlength="64" required autocomplete="off" .value=${draft.by}
      aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
      @input=${(event: Event) => change({ by: typed(event) })} />`,
  );
}

/** Offers common reasons as buttons, because typing on a touch screen is slow. */
function whyField({ payment, draft, problems, change }: StepContext): TemplateResult {
  const resolver = ticketTexts(payment.transactionType);
  const error = problems.includes('why') ? resolver.whyMissing : undefined;
  const parts = { id: 'why', label: resolver.why, error };
  const reasons = draft.paid
    ? [resolver.whyPaidTicket, resolver.whyPaidDuplicate]
    : [resolver.whyNoTicket, resolver.whyRefused, resolver.whyCancelled];
  return html`<div class="stack why">
    ${formField(
      parts,
      html`<input id="why" type="text" maxlength="300" required autocomplete="off" .value=${draft.why}
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        @input=${(event: Event) => change({ why: typed(event) })} />`,
    )}
    <div class="ready" role="group" aria-label=${resolver.suggestions}>
      ${reasons.map(
        (text) => html`<button type="button" aria-pressed=${draft.why === text ? 'true' : 'false'}
          @click=${() => change({ why: text })}>${text}</button>`,
      )}
    </div>
  </div>`;
}

/** The terminal's answer about its last ticket. */
export interface Evidence {
  /** The proposed reason, which goes into the record. */
  readonly why: string;
  /** A text that suggests a decision to the person. */
  readonly suggestion?: string;
}

/** The values of the dialog's fields. */
export interface ResolveDraft {
  readonly paid: boolean | undefined;
  readonly by: string;
  readonly why: string;
}

export type DraftProblem = 'choice' | 'by' | 'why';

/** The missing fields, in the order of the steps. */
export function draftProblems({ paid, by, why }: ResolveDraft): DraftProblem[] {
  const { shape } = connectorCalls.resolvePayment.params;
  const problems: (DraftProblem | false)[] = [
    paid === undefined && 'choice',
    !shape.by.safeParse(by).success && 'by',
    !shape.why.safeParse(why).success && 'why',
  ];
  return problems.filter((problem) => problem !== false);
}
