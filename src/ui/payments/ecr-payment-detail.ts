import './ecr-notification-list.ts';
import './ecr-refund-part.ts';
import './ecr-story.ts';
import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { TimelineStep } from '../../core/connector-api/timeline.ts';
import { fill, memoize, moneyText, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { differenceText, reasonText } from '../model/doubt-texts.ts';
import { directionOf, operationName, resolverWords, signedMoney } from '../model/operations.ts';
import { notificationStateOf } from '../model/outcome-badges.ts';
import { outcomeLabel } from '../model/outcome-label.ts';
import { ReceiptEvent, ResolveEvent, toDoubtfulPayment } from '../model/payment-events.ts';
import { cardText, isToCheck, isWithoutMoney, statusOf } from '../model/payment-status.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards, folds, tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { detailStyles } from './detail-styles.ts';
import { stepBadge } from './ecr-story.ts';
import { chipStyles } from './list-styles.ts';
import { pageStyles } from './page-styles.ts';
import { hashOfOrder, hashOfPayment, listHash } from './payments-place.ts';
import { type PaymentFacts, readFacts } from './sale-facts.ts';
import { type ShopStep, shopSteps } from './shop-steps.ts';

const toTheSecond = memoize(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
);
const wholeDay = memoize(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

/** One payment: what it was, what happened to it, its receipt, its refunds. Fires `read` with the row that was read. */
@customElement('ecr-payment-detail')
export class EcrPaymentDetail extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) paymentId!: string;
  /** The row of the list, which is there before the payment is read. */
  @property({ attribute: false }) listed: PaymentRow | undefined;
  /** Name of the days that the list shows. */
  @property() back = '';
  /** True: the question about a refund opens at once. */
  @property({ type: Boolean }) asksRefund = false;

  @state() private facts: PaymentFacts | 'reading' | 'failed' | 'none' = 'reading';
  #read = 0;

  static override styles = [controls, cards, folds, tones, chipStyles, pageStyles, detailStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('paymentId');
    const before = changed.get('snapshot');
    const isChanged = before !== undefined && this.#rowIn(before) !== this.#rowIn(this.snapshot);
    if (isOther) this.facts = 'reading';
    if (isOther || isChanged) void this.#readFacts();
  }

  protected override render() {
    const { paymentsArea } = this.t.words;
    return html`<a class="backlink" href=${listHash}>${rareIcon('previous')} ${this.back || paymentsArea}</a>
      ${this.#renderTop()} ${this.#renderBody()}`;
  }

  get #row(): PaymentRow | undefined {
    return typeof this.facts === 'object'
      ? this.facts.story.row
      : (this.listed ?? this.#rowIn(this.snapshot));
  }

  #rowIn({ payments }: Snapshot): PaymentRow | undefined {
    return payments.find(({ paymentId }) => paymentId === this.paymentId);
  }

  #renderTop() {
    const row = this.#row;
    const { page } = lazyTexts('payments');
    if (!row) return html`<h1 tabindex="-1">${page.payment}</h1>`;
    const isTwice = typeof this.facts === 'object' && this.facts.story.chargedTwice === true;
    const status = statusOf(row, this.snapshot.notifications, this.t, isTwice);
    const amount =
      directionOf(row.transactionType) === 'none'
        ? operationName(row.transactionType, row.paymentMeans, this.t)
        : signedMoney(row, this.locale);
    return html`<div class="top">
      <div>
        <span class="chip ${status.tone}">${icon(status.icon, 16)}${status.text}</span>
        <h1 class="sum ${amount.length > 10 ? 'long' : ''}" tabindex="-1"><span class="visually-hidden">${page.payment} </span>${amount}</h1>
        <p class="muted date">${wholeDay(this.locale).format(row.createdAt)}${row.simulated ? ` · ${this.t.words.simulated}` : ''}</p>
      </div>
      <div class="acts">${this.#renderActs(row)}</div>
    </div>`;
  }

  #renderActs(row: PaymentRow) {
    const { list, history } = lazyTexts('payments');
    const { words } = this.t;
    const onResolve = () => this.dispatchEvent(new ResolveEvent(toDoubtfulPayment(row)));
    const onReceipt = () => this.dispatchEvent(new ReceiptEvent(row));
    return html`${row.hasReceipt ? html`<button type="button" class="receipt" @click=${onReceipt}>${icon('receipt')} ${words.receipt}</button>` : ''}
      ${isToCheck(row) ? html`<button type="button" class="resolve primary" @click=${onResolve}>${list.check}</button>` : ''}
      ${row.resolution && !isToCheck(row) ? html`<button type="button" id="correct" @click=${onResolve}>${history.correct}</button>` : ''}
      ${
        typeof this.facts === 'object'
          ? html`<ecr-refund-part
              .connector=${this.connector}
              .snapshot=${this.snapshot}
              .facts=${this.facts}
              .asks=${this.asksRefund}
              @changed=${() => void this.#readFacts()}
            ></ecr-refund-part>`
          : ''
      }`;
  }

  #renderBody() {
    const { history } = lazyTexts('payments');
    const { facts } = this;
    if (facts === 'reading')
      return html`<p role="status" class="muted" aria-busy="true">${this.t.words.loading}</p>`;
    if (facts === 'none') return html`<p role="alert">${history.storyNone}</p>`;
    if (facts === 'failed')
      return html`<p role="alert">${history.storyFailed}</p>
        <div class="buttons"><button type="button" id="story-again" @click=${this.#readFacts}>${history.again}</button></div>`;
    return html`${this.#renderNotes(facts)} ${facts.linked.map((row) => this.#renderLinked(row))}
      <div class="cols">${this.#renderDetails(facts)} ${this.#renderStory(facts)}</div>
      <ecr-notification-list .connector=${this.connector} .snapshot=${this.snapshot} .only=${this.paymentId}></ecr-notification-list>`;
  }

  /** Why the payment needs a person, or why a person decided as they did. */
  #renderNotes({ story: { row, chargedTwice } }: PaymentFacts) {
    const notes = [
      chargedTwice ? this.t.resolver.chargedTwiceRow : undefined,
      isToCheck(row)
        ? (differenceText(row, this.t, this.locale) ??
          (row.failure ? reasonText(row, row.failure, this.t, this.locale) : undefined))
        : undefined,
    ];
    return notes.map((text) => (text ? html`<div class="note">${icon('warning')}<p>${text}</p></div>` : ''));
  }

  /** The sale of a refund, or a refund of the sale. */
  #renderLinked(row: PaymentRow) {
    const { page } = lazyTexts('payments');
    const status = statusOf(row, this.snapshot.notifications, this.t);
    const isRefund = directionOf(row.transactionType) === 'back';
    const card = this.#row?.cardMasked;
    const time = timeText(row.createdAt, Date.now(), this.locale);
    const what = [time, card !== undefined && row.cardMasked === card ? page.sameCard : '', row.orderId];
    return html`<a class="linked" href=${hashOfPayment(row.paymentId)}>
      <span>${isRefund ? operationName(row.transactionType, row.paymentMeans, this.t) : page.sale}</span>
      <b>${signedMoney(row, this.locale)}</b>
      ${isRefund && row.charge === 'charged' ? '' : html`<span class="chip ${status.tone}">${icon(status.icon, 16)}${status.text}</span>`}
      <span class="muted">${what.filter(Boolean).join(' · ')}</span>
      ${rareIcon('next', 18)}
    </a>`;
  }

  #renderDetails({ story, refunds, linked }: PaymentFacts) {
    const { page } = lazyTexts('payments');
    const { row } = story;
    const isPlain = row.transactionType === 'Debit' && row.paymentMeans === 'card';
    const money = (minor: number) => moneyText(minor, row.currency, this.locale);
    const line = (name: string, value: unknown) =>
      value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : '';
    const decided = row.resolution && `${row.resolution.by}: ${this.#decision(row)}`;
    const left =
      typeof refunds === 'object' && refunds.refundedMinor + refunds.heldMinor > 0
        ? money(refunds.refundableMinor)
        : '';
    const failure =
      row.failure && isWithoutMoney(row) && row.outcome !== 'CANCELLED' && !row.resolution
        ? reasonText(row, row.failure, this.t, this.locale)
        : '';
    const unknownSale =
      row.refundOf !== undefined && linked.length === 0
        ? html`<a href=${hashOfOrder(row.refundOf)}>${row.refundOf}</a>`
        : '';
    return html`<section class="card" aria-labelledby="details">
      <h2 id="details">${page.details}</h2>
      <dl>
        ${line(page.operation, isPlain ? '' : operationName(row.transactionType, row.paymentMeans, this.t))}
        ${line(this.t.operations.askedFor, row.askedMinor === undefined ? '' : money(row.askedMinor))}
        ${line(page.card, cardText(row))} ${line(page.order, row.orderId)} ${line(page.sale, unknownSale)}
        ${line(page.toHipay, this.#hipay(story.row, story.steps))}
        ${line(page.stillRefundable, left)} ${line(page.decidedBy, decided)}
      </dl>
      ${row.resolution ? html`<p class="muted small">${row.resolution.why}</p>` : ''}
      ${failure ? html`<p class="muted small">${failure}</p>` : ''}
    </section>`;
  }

  #decision(row: PaymentRow): string {
    const { paidLabel, notPaidLabel } = resolverWords(this.t, row.transactionType);
    return row.resolution?.paid ? paidLabel : notPaidLabel;
  }

  #hipay(row: PaymentRow, steps: readonly TimelineStep[]): string {
    const { page, notifications } = lazyTexts('payments');
    const state = notificationStateOf(row, this.snapshot.notifications);
    if (state === 'nothingToTell') return '';
    const at = steps.find(({ kind }) => kind === 'told')?.at;
    if (state !== 'told' || at === undefined) return notifications[state];
    return fill(page.sentAt, { time: timeText(at, Date.now(), this.locale) });
  }

  #renderStory({ story, linked }: PaymentFacts) {
    const { history, page } = lazyTexts('payments');
    const steps = shopSteps(
      story.steps,
      linked.filter(({ refundOf }) => refundOf === story.row.orderId),
    );
    return html`<section class="card" aria-labelledby="story">
      <h2 id="story">${history.story}</h2>
      <ol>${steps.map((each) => this.#renderStep(each, story.row))}</ol>
      <details id="technical">
        <summary>${page.technical}</summary>
        <ecr-story .story=${story}></ecr-story>
      </details>
    </section>`;
  }

  #renderStep(step: ShopStep, row: PaymentRow) {
    const { page, list } = lazyTexts('payments');
    const time = html`<time datetime=${new Date(step.at).toISOString()}>${this.#stepTime(step.at, row.createdAt)}</time>`;
    const item = (mark: unknown, tone: string, text: string, more = '') =>
      html`<li><span class="mark ${tone}">${mark}</span><div><b>${text}</b>${more ? html`<p>${more}</p>` : ''}</div>${time}</li>`;
    if (step.kind === 'refund') {
      const amount = moneyText(step.refund.amountMinor, step.refund.currency, this.locale);
      return item(icon('back', 18), '', fill(page.refundedStep, { amount }), page.linked);
    }
    if (step.kind === 'waiting')
      return item(icon('clock', 18), 'warn', list.statuses.waiting, page.waitingHint);
    const { tone, icon: name } = stepBadge(step.step);
    const mark = step.step.kind === 'told' ? rareIcon('cloud', 18) : icon(name, 18);
    return item(
      mark,
      tone === 'calm' ? '' : tone,
      this.#stepText(step.step, row),
      this.#stepDetail(step.step, row),
    );
  }

  #stepTime(at: number, startedAt: number): string {
    const isSameDay = new Date(at).toDateString() === new Date(startedAt).toDateString();
    const time = toTheSecond(this.locale).format(at);
    return isSameDay
      ? time
      : `${new Date(at).toLocaleDateString(this.locale, { day: 'numeric', month: 'short' })}, ${time}`;
  }

  #stepText(step: TimelineStep, { transactionType }: PaymentRow): string {
    const { history, page, list, notifications } = lazyTexts('payments');
    const { steps } = history;
    const { outcome: ended, detail } = step;
    const outcome = ended ? outcomeLabel({ transactionType, outcome: ended, detail }, this.t) : '';
    const values = { by: step.by ?? '', outcome };
    if (step.kind === 'accepted') return page.received;
    if (step.kind === 'answered') return outcome || steps.answered;
    if (step.kind === 'told') return notifications.told;
    if (step.kind === 'parked') return list.statuses.stuck;
    if (step.kind === 'resolved') return fill(step.paid ? steps.resolvedPaid : steps.resolvedNotPaid, values);
    if (step.kind === 'alarm' && step.by !== undefined) return fill(steps.alarmByPerson, values);
    return step.kind === 'frame' ? '' : fill(steps[step.kind], values);
  }

  #stepDetail(step: TimelineStep, row: PaymentRow): string {
    if (step.kind === 'answered') return cardText(row);
    if (step.kind === 'resolved') return step.detail ?? '';
    return step.kind === 'parked' && step.failure ? this.t.failures[step.failure].what : '';
  }

  readonly #readFacts = async (): Promise<void> => {
    this.#read += 1;
    const read = this.#read;
    if (this.facts === 'failed') this.facts = 'reading';
    const found = await readFacts(this.connector, this.paymentId).then(
      (facts) => facts ?? ('none' as const),
      () => 'failed' as const,
    );
    if (read !== this.#read) return;
    this.facts = found;
    if (typeof found === 'object')
      this.dispatchEvent(new CustomEvent<PaymentRow>('read', { detail: found.story.row }));
  };
}
