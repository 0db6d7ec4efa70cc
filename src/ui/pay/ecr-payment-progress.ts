import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type LivePayment, type PaymentPhase, paymentPhase } from '../../core/connector-api/snapshot.ts';
import { elapsedText, fill, timeText } from '../format.ts';
import { directionOf, operationName, signedMoney } from '../model/operations.ts';
import { isUnconfirmed, phaseWords } from '../model/payment-result.ts';
import { EcrElement, PeriodicRender } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { folds } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { solidStage } from '../theme/solid-stage.ts';
import { amountSize, stage } from '../theme/stage.ts';
import { progressStyles } from './progress-styles.ts';

const phases = paymentPhase.options;

/** The three parts of a payment that people see; each phase belongs to one. */
const parts = ['calling', 'card', 'end'] as const;
type Part = (typeof parts)[number];

const partOf: Readonly<Record<PaymentPhase, Part>> = {
  recording: 'calling',
  'calling-terminal': 'calling',
  sending: 'calling',
  customer: 'card',
  answer: 'end',
  notifying: 'end',
  finished: 'end',
};

/** The phase whose words stand for the whole part. */
const phaseOfPart: Readonly<Record<Part, PaymentPhase>> = {
  calling: 'calling-terminal',
  card: 'customer',
  end: 'notifying',
};

const emblems: Readonly<Record<Part, TemplateResult>> = {
  calling: icon('terminal', 64),
  card: rareIcon('contactless', 64),
  end: rareIcon('hourglass', 64),
};

/** The technical steps, each done when a later phase than this one has begun. */
const steps = [
  ['recording', 'stepRecorded'],
  ['calling-terminal', 'stepCalled'],
  ['sending', 'stepReceived'],
  ['answer', 'stepAnswered'],
  ['notifying', 'stepSent'],
] as const;

/** The red key of a terminal, drawn. */
const redKey = html`<svg class="red-key" width="42" height="32" viewBox="0 0 34 26" aria-hidden="true">
  <rect x="1" y="1" width="32" height="24" rx="6" stroke="#fff" stroke-opacity=".7" stroke-width="1.5" />
  <path d="m12 8 10 10m0-10L12 18" stroke="#fff" stroke-width="3" stroke-linecap="round" />
</svg>`;

/** Shows the running payment: what happens now, who must act, for how long it has run, and how to stop it. Nothing moves. */
@customElement('ecr-payment-progress')
export class EcrPaymentProgress extends EcrElement {
  @property({ attribute: false }) payment!: LivePayment;
  /** The amount that a person had typed before, as they see it. It is kept. */
  @property() kept = '';
  /** True after digits that did not count, because this payment runs. */
  @property({ type: Boolean }) cut = false;

  /** When each phase began, as far as this page has seen it; for the technical steps. */
  readonly #began = new Map<PaymentPhase, number>();

  static override styles = [controls, folds, stage, solidStage, progressStyles];

  constructor() {
    super();
    new PeriodicRender(this);
  }

  protected override willUpdate(): void {
    this.#began.set(this.payment.phase, this.payment.phaseSince);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  protected override render() {
    const { payment } = this;
    const direction = directionOf(payment.transactionType);
    const part = partOf[payment.phase];
    const unconfirmed = isUnconfirmed(payment, Date.now());
    const amount = signedMoney(payment, this.locale);
    return html`<div class="work">
      <section class="stage solid ${direction}" aria-labelledby="title">
        <div class="top">${this.#asked()} ${this.#operation()}</div>
        <div class="mid">
          ${direction === 'none' ? '' : html`<p class="amount" .style=${amountSize(amount)}>${amount}</p>`}
          <div class="headline">
            <span class="emblem">${emblems[unconfirmed ? 'calling' : part]}</span>
            <div>
              <h1 id="title" class="phase" tabindex="-1">${this.#headline(part, unconfirmed)}</h1>
              ${this.#who(part, unconfirmed)}
            </div>
          </div>
        </div>
        <div class="track" aria-hidden="true">${parts.map((each) => html`<i class=${this.#barState(each)}></i>`)}</div>
      </section>
      <section class="side" aria-label=${this.t.words.whatToDo}>
        ${this.#elapsed()}
        ${unconfirmed ? '' : html`<p class="usual">${this.#now()}</p>`}
        <div class="now" role="status" ?hidden=${!unconfirmed}>${unconfirmed ? this.#unconfirmed() : ''}</div>
        ${part === 'end' ? '' : this.#cancel()} ${this.#notes()}
        <span class="grow"></span>
        ${this.#renderSteps()}
      </section>
    </div>`;
  }

  /** Names the till, because nobody here has pressed a button. */
  #asked() {
    const { askedBy, startedAt } = this.payment;
    if (!askedBy) return '';
    const { words } = this.t;
    const time = timeText(startedAt, Date.now(), this.locale);
    const origin = askedBy.origin?.replace(/^https?:\/\//, '');
    const text = origin ? fill(words.askedByOrigin, { origin, time }) : fill(words.askedByTill, { time });
    return html`<span class="asked">${rareIcon('basket', 22)} ${text}</span>`;
  }

  /** A sale by card is the usual case: beside the till that asks for it, it is not named. */
  #operation(): string {
    const { operations } = this.t;
    const { transactionType, paymentMeans, askedBy } = this.payment;
    const direction = directionOf(transactionType);
    if (direction === 'in')
      return askedBy && paymentMeans === 'card' ? '' : operationName(transactionType, paymentMeans, this.t);
    const titles = {
      back: operations.runningBack,
      reserved: operations.runningAuthorization,
      none: operations.runningDuplicate,
    };
    return titles[direction];
  }

  #headline(part: Part, unconfirmed: boolean): string {
    if (unconfirmed) return this.t.words.unconfirmed;
    return phaseWords(phaseOfPart[part], this.payment.transactionType, this.t).label;
  }

  #who(part: Part, unconfirmed: boolean) {
    const { words } = this.t;
    const isCustomers = part === 'card' && directionOf(this.payment.transactionType) !== 'none';
    const text = unconfirmed ? words.youAct : isCustomers ? words.customerActs : words.nobodyActs;
    const mark = unconfirmed || isCustomers ? 'person' : part === 'end' ? 'check' : 'clock';
    return html`<p class="who">${icon(mark, 22)} ${text}</p>`;
  }

  #barState(part: Part): string {
    const distance = parts.indexOf(part) - parts.indexOf(partOf[this.payment.phase]);
    return distance < 0 ? 'done' : distance === 0 ? 'now' : '';
  }

  #elapsed() {
    const { words } = this.t;
    const { orderId, startedAt } = this.payment;
    return html`<dl>
      <div class="fact"><dt>${words.elapsed}</dt>
        <dd class="big"><span role="timer">${elapsedText(Date.now() - startedAt)}</span></dd></div>
      <div class="fact"><dt>${words.order}</dt><dd class="order">${orderId}</dd></div>
    </dl>`;
  }

  #now(): string {
    const { phase, transactionType } = this.payment;
    return phaseWords(phase, transactionType, this.t).now;
  }

  #unconfirmed() {
    const { words } = this.t;
    return html`<p><strong>${words.unconfirmedCard}</strong> ${words.unconfirmedCardDo}</p>
      <p><strong>${words.unconfirmedNothing}</strong> ${words.unconfirmedNothingDo}</p>`;
  }

  #notes() {
    const { words } = this.t;
    const texts = [
      ...(this.cut ? [words.cutAmount] : []),
      ...(this.kept ? [fill(words.kept, { amount: this.kept })] : []),
    ];
    return html`<div role="status">${texts.map(
      (text) => html`<p class="kept">${icon('info')} <span>${text}</span></p>`,
    )}</div>`;
  }

  #cancel() {
    const { words, operations } = this.t;
    const isBack = directionOf(this.payment.transactionType) === 'back';
    return html`<div class="cancel">${redKey}
      <p><strong>${words.cancelTitle}</strong>
        <span class="muted small">${isBack ? operations.cancelHowBack : words.cancelHow}</span></p>
    </div>`;
  }

  #renderSteps() {
    const { words } = this.t;
    const { phase, transactionType } = this.payment;
    const at = phases.indexOf(phase);
    const shown = steps.filter(([name]) => name !== 'notifying' || directionOf(transactionType) !== 'none');
    const next = shown.findIndex(([name]) => phases.indexOf(name) >= at);
    return html`<details>
      <summary>${words.technicalSteps}</summary>
      <ol class="steps">
        ${shown.map(([name, word], index) => {
          const done = phases.indexOf(name) < at;
          const spoken = done ? words.stepDone : index === next ? words.stepNow : words.stepAhead;
          return html`<li aria-current=${index === next ? 'step' : 'false'}>${icon(done ? 'check' : 'minus', 16)}
            <span>${words[word]}<span class="visually-hidden">, ${spoken}</span></span>
            <time>${done ? this.#timeAfter(name) : ''}</time></li>`;
        })}
      </ol>
    </details>`;
  }

  /** When the phase after this one began; empty if this page has not seen it. */
  #timeAfter(phase: PaymentPhase): string {
    const next = phases[phases.indexOf(phase) + 1];
    const at = next && this.#began.get(next);
    return at === undefined ? '' : new Date(at).toLocaleTimeString(this.locale);
  }
}
