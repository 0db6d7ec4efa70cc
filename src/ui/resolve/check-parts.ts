import { html, type TemplateResult } from 'lit';
import type { Texts } from '../../texts/load-texts.ts';
import { fill } from '../format.ts';
import { operationName, signedMoney } from '../model/operations.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { typeAmount } from '../parts/type-amount.ts';
import { type CheckDraft, type CheckProblems, checkTexts, type TicketAnswer } from './check-draft.ts';

type CheckTexts = ReturnType<typeof checkTexts>;

/** Values for the placeholders of the texts. */
interface Values extends Readonly<Record<string, string>> {
  readonly amount: string;
  readonly time: string;
  readonly order: string;
}

/** The ticket to look for, drawn as a terminal prints it. The two lines to compare are marked. */
export function ticketDrawing(payment: DoubtfulPayment, texts: Texts, locale: string): TemplateResult {
  const check = checkTexts(payment.transactionType);
  const day = new Date(payment.at).toLocaleDateString(locale);
  const time = new Date(payment.at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return html`<figure class="ticket" aria-label=${check.ticket}>
    <p class="muted low-out">${operationName(payment.transactionType, 'card', texts)}</p>
    <p>${day} <b>${fill(check.atTime, { time })}</b> <span class="mark">${check.thisTime}</span></p>
    <hr />
    <p class="sum">${signedMoney(payment, locale)}</p>
    <p><span class="mark">${check.thisAmount}</span></p>
    <hr />
    <p class="muted order low-out">${fill(texts.words.orderIs, { order: payment.orderId })}</p>
  </figure>`;
}

interface AnswerHandlers {
  readonly onAnswer: (answer: TicketAnswer) => void;
  readonly onLater: () => void;
  /** True if a person changes what is recorded already: the payment is in no list of doubts then. */
  readonly isCorrection: boolean;
}

/** The four answers to the question what the ticket says. */
export function answerList(
  texts: CheckTexts,
  values: Values,
  { onAnswer, onLater, isCorrection }: AnswerHandlers,
): TemplateResult {
  const answer = (
    id: string,
    tone: string,
    name: IconName,
    label: string,
    hint: string,
    onClick: () => void,
  ) => html`<button type="button" class="answer" id=${id} @click=${onClick}>
    <i class="round ${tone}">${icon(name, 28)}</i>
    <span><b>${label}</b><span class="muted">${fill(hint, values)}</span></span>
    ${rareIcon('next')}
  </button>`;
  return html`<div class="answers" role="group" aria-labelledby="title">
    ${answer('paid', 'good', 'check', texts.paid, texts.paidHint, () => onAnswer('paid'))}
    ${answer('not-paid', 'bad', 'cross', texts.notPaid, texts.notPaidHint, () => onAnswer('not-paid'))}
    ${answer('other', 'warn', 'differ', texts.other, texts.otherHint, () => onAnswer('other'))}
    ${answer('later', 'calm', 'clock', texts.cannot, isCorrection ? texts.cannotHintCorrection : texts.cannotHint, onLater)}
  </div>`;
}

export const recordText = (texts: CheckTexts, answer: TicketAnswer): string =>
  ({ paid: texts.recordPaid, 'not-paid': texts.recordNotPaid, other: texts.recordOther })[answer];

interface ConfirmationContext {
  readonly payment: DoubtfulPayment;
  readonly draft: CheckDraft;
  readonly problems: CheckProblems;
  readonly texts: Texts;
  readonly values: Values;
  readonly locale: string;
  /** True while the customer may still be paying. */
  readonly isEarly: boolean;
  /** What the terminal said about the amount. */
  readonly says: string | undefined;
  change(change: Partial<CheckDraft>): void;
}

/** What will be recorded and what it causes, and the fields of the record. */
export function confirmation(context: ConfirmationContext): TemplateResult {
  const { payment, draft, values } = context;
  const texts = checkTexts(payment.transactionType);
  const { isNotified } = payment;
  const consequences = {
    paid: texts.confirmPaid,
    'not-paid': isNotified ? texts.confirmNotPaidSent : texts.confirmNotPaid,
    other: isNotified ? texts.confirmOtherSent : texts.confirmOther,
  };
  const [tone, name] = (
    {
      paid: ['good', 'check'],
      'not-paid': ['bad', 'cross'],
      other: ['warn', 'differ'],
    } as const
  )[draft.answer];
  return html`<div class="verdict ${tone}">
      <i class="round solid">${icon(name, 28)}</i>
      <div>
        <h1 id="title" tabindex="-1">${recordText(texts, draft.answer)}</h1>
        <p>${fill(consequences[draft.answer], values)}</p>
      </div>
    </div>
    ${context.isEarly && draft.answer === 'not-paid' ? idleField(context) : ''}
    ${draft.answer === 'other' ? amountField(context) : ''} ${byField(context)} ${whyField(context)}`;
}

const typed = (event: Event): string => (event.target as HTMLInputElement).value;

function amountField({
  payment,
  draft,
  problems,
  says,
  texts,
  locale,
  change,
}: ConfirmationContext): TemplateResult {
  const check = checkTexts(payment.transactionType);
  const { amount } = problems;
  const error = amount && (amount === 'same' ? check.sameAmount : texts.amountProblems[amount]);
  const parts = {
    id: 'ticket-amount',
    label: check.ticketAmount,
    error,
    ...(says !== undefined && { hint: says }),
  };
  return formField(
    parts,
    html`<span class="money">
      <input id="ticket-amount" type="text" inputmode="decimal" required autocomplete="off" .value=${draft.amount}
        aria-invalid=${error ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
        @beforeinput=${(event: InputEvent) => typeAmount(event, payment.currency, locale)}
        @input=${(event: Event) => change({ amount: typed(event) })} />
      <b>${payment.currency}</b>
    </span>`,
  );
}

function idleField({ payment, draft, problems, change }: ConfirmationContext): TemplateResult {
  const texts = checkTexts(payment.transactionType);
  return html`<div class="note warn">
    ${icon('question')}
    <div class="stack">
      <p>${texts.mayStillPay}</p>
      <label class="idle">
        <input id="idle" type="checkbox" .checked=${draft.isIdle} aria-invalid=${problems.isIdle ? 'true' : 'false'}
          aria-describedby="idle-error"
          @change=${(event: Event) => change({ isIdle: (event.target as HTMLInputElement).checked })} />
        <span>${texts.isIdle}</span>
      </label>
      <p class="error" id="idle-error" role="alert">${problems.isIdle ? texts.isIdleMissing : ''}</p>
    </div>
  </div>`;
}

function byField({ payment, draft, problems, change }: ConfirmationContext): TemplateResult {
  const texts = checkTexts(payment.transactionType);
  const parts = { id: 'by', label: texts.by, hint: texts.byHint, error: problems.by && texts.byMissing };
  return formField(
    parts,
    html`<input id="by" type="text" maxlength="64" required autocomplete="off" .value=${draft.by}
      aria-invalid=${problems.by ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
      @input=${(event: Event) => change({ by: typed(event) })} />`,
  );
}

/** The reason is filled in from the answer, and folded. Common reasons are buttons, because typing on a screen is slow. */
function whyField({ payment, draft, problems, change }: ConfirmationContext): TemplateResult {
  const texts = checkTexts(payment.transactionType);
  const parts = { id: 'why', label: texts.why, error: problems.why && texts.whyMissing };
  const reasons = {
    paid: [texts.whyPaidTicket, texts.whyPaidDuplicate],
    'not-paid': [texts.whyNoTicket, texts.whyRefused, texts.whyCancelled],
    other: [texts.whyOther],
  };
  return html`<details class="why" ?open=${problems.why === true}>
    <summary>${texts.why}: ${draft.why}</summary>
    <div class="stack">
      ${formField(
        parts,
        html`<input id="why" type="text" maxlength="300" required autocomplete="off" .value=${draft.why}
          aria-invalid=${problems.why ? 'true' : 'false'} aria-describedby=${describedBy(parts)}
          @input=${(event: Event) => change({ why: typed(event) })} />`,
      )}
      <div class="ready" role="group" aria-label=${texts.suggestions}>
        ${reasons[draft.answer].map(
          (text) => html`<button type="button" aria-pressed=${draft.why === text ? 'true' : 'false'}
            @click=${() => change({ why: text })}>${text}</button>`,
        )}
      </div>
    </div>
  </details>`;
}
