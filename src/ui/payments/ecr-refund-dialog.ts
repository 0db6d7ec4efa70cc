import { html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { SaleRefunds } from '../../core/connector-api/sale-refunds.ts';
import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { AmountMinor } from '../../core/money/amount.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { currencySign, fill, lastDigits, moneyText, readAmount, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { technicalDetail } from '../model/terminal-status.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import { icon } from '../parts/icon.ts';
import { ScanGuard } from '../parts/scan-guard.ts';
import { typeAmount } from '../parts/type-amount.ts';
import { fields } from '../theme/fields.ts';
import { hashOfOrder, hashOfPayment } from './payments-place.ts';
import { refundStyles } from './refund-styles.ts';

/** Why a refund does not begin. */
interface Refused {
  readonly text: string;
  /** The program's own words, in English. */
  readonly detail?: string | undefined;
}

/**
 * Asks how much of a sale goes back, and gives it back: one question, and its safe answer has the focus. Says why nothing can go
 * back. As soon as the refund runs, the screen of running payments shows it. Fires `closed`.
 */
@customElement('ecr-refund-dialog')
export class EcrRefundDialog extends EcrDialog {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) sale!: PaymentRow;
  @property({ attribute: false }) refunds!: SaleRefunds | 'failed';
  /** The refunds of the sale that are known here. */
  @property({ attribute: false }) linked: readonly PaymentRow[] = [];

  @state() private isPart = false;
  @state() private typed = '';
  @state() private isStarting = false;
  @state() private refused: Refused | undefined;
  /** The payment that ran when the refund was asked for. */
  #runningBefore: string | undefined;

  static override styles = [...EcrDialog.styles, fields, refundStyles];

  constructor() {
    super();
    // The Enter of a barcode scanner must not begin a refund.
    new ScanGuard(this, { readTyped: () => undefined, onScan: () => {} });
  }

  /** The refund runs: the one geometry of running and result shows it. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const { payment } = this.snapshot;
    if (!this.isStarting || !changed.has('snapshot') || payment?.paymentId === this.#runningBefore) return;
    if (payment?.refundOf === this.sale.orderId) location.hash = hashOfArea('pay');
  }

  protected override mayCancel(): boolean {
    return !this.isStarting;
  }

  protected override renderContent() {
    const { refund } = lazyTexts('payments');
    const { refunds } = this;
    if (this.refused) return this.#note(refund.title, this.refused.text, this.refused.detail);
    if (refunds === 'failed') return this.#note(refund.title, refund.readFailed);
    const isWhole = refunds.refundableMinor === 0 && refunds.heldMinor === 0 && refunds.refundedMinor > 0;
    if (isWhole) return this.#renderAlready(refunds);
    if (refunds.refusal || refunds.refundableMinor === 0) return this.#renderBlocked(refunds);
    return this.#renderQuestion(refunds);
  }

  #money(minor: number): string {
    return moneyText(minor, this.sale.currency, this.locale);
  }

  #note(title: string, text: string, detail?: string, action: unknown = '') {
    return html`<div class="stack">
      <h2 id="title">${icon('info', 24)}<span>${title}</span></h2>
      <p role="alert">${text}</p>
      ${detail ? technicalDetail(this.t.words.detail, detail) : ''}
      <div class="answers">
        <button type="button" id="keep" data-first-focus @click=${this.close}>${this.t.words.close}</button>
        ${action}
      </div>
    </div>`;
  }

  #renderAlready({ refundedMinor }: SaleRefunds) {
    const { refund } = lazyTexts('payments');
    const amount = this.#money(refundedMinor);
    const [only, another] = this.linked;
    const time = only && !another ? timeText(only.createdAt, Date.now(), this.locale) : undefined;
    const title =
      time === undefined ? fill(refund.already, { amount }) : fill(refund.alreadyAt, { amount, time });
    const see = time === undefined ? refund.see : fill(refund.seeAt, { time });
    const link = only
      ? html`<a class="button primary" id="see" href=${hashOfPayment(only.paymentId)} @click=${this.close}>${see}</a>`
      : '';
    return this.#note(title, refund.alreadyWhat, undefined, link);
  }

  #renderBlocked({ refusal, refunds, heldMinor }: SaleRefunds) {
    const { refund, list } = lazyTexts('payments');
    const amount = this.#money(heldMinor);
    const held = refunds.find(({ charge }) => charge === 'unknown');
    if (held?.recordLost)
      return this.#note(refund.title, fill(refund.lost, { order: held.orderId }), refusal?.detail);
    const look = held
      ? html`<a class="button" id="see" href=${hashOfOrder(held.orderId)} @click=${this.close}>${list.look}</a>`
      : '';
    if (refusal?.failure === 'payment-running')
      return this.#note(refund.title, fill(refund.running, { amount }), undefined, look);
    if (refusal?.failure === 'refund-in-doubt') {
      const text = held ? fill(refund.inDoubt, { amount }) : refund.saleInDoubt;
      return this.#note(refund.title, text, undefined, look);
    }
    return this.#note(refund.title, refund.cannot, refusal?.detail);
  }

  #renderQuestion(refunds: SaleRefunds) {
    const { refund } = lazyTexts('payments');
    const { sale } = this;
    const left = this.#money(refunds.refundableMinor);
    const card = sale.cardMasked && lastDigits(sale.cardMasked);
    const about = [this.#money(refunds.paidMinor), timeText(sale.createdAt, Date.now(), this.locale), card];
    const amountMinor = this.#amountOf(refunds);
    const isTyped = this.isPart && this.typed.trim() !== '';
    const option = (isPart: boolean, name: string, value: string) => html`<label class="option">
      <input type="radio" name="part" id=${isPart ? 'part' : 'all'} .checked=${this.isPart === isPart} ?disabled=${this.isStarting}
        @change=${() => this.#onPart(isPart)} />
      <span class="muted small">${name}</span><b>${value}</b>
    </label>`;
    return html`<div class="stack">
      <div>
        <h2 id="title">${refund.title}</h2>
        <p class="muted">${about.filter(Boolean).join(' · ')}</p>
      </div>
      <div class="options" role="radiogroup" aria-labelledby="title">
        ${option(false, refunds.refundedMinor > 0 ? refund.rest : refund.all, left)}
        ${option(true, refund.part, refund.choose)}
      </div>
      ${
        this.isPart
          ? html`<div class="field">
              <label for="refund-amount">${refund.amount}</label>
              <div class="sum"><input id="refund-amount" inputmode="decimal" autocomplete="off" maxlength="20" .value=${this.typed}
                ?disabled=${this.isStarting}
                aria-invalid=${isTyped && amountMinor === undefined} aria-describedby="refund-hint"
                @beforeinput=${(event: InputEvent) => typeAmount(event, sale.currency, this.locale)}
                @input=${(event: Event) => {
                  this.typed = (event.target as HTMLInputElement).value;
                }}
                @keydown=${(event: KeyboardEvent) => {
                  if (event.key !== 'Enter' || event.repeat || this.isStarting || amountMinor === undefined)
                    return;
                  void this.#refund(amountMinor);
                }} /><span aria-hidden="true">${currencySign(sale.currency, this.locale)}</span></div>
              <p id="refund-hint" class=${isTyped && amountMinor === undefined ? 'error' : 'hint'}>${fill(refund.atMost, { amount: left })}</p>
            </div>`
          : ''
      }
      <ul class="rules">
        <li>${icon('card')}<span>${card ? fill(refund.sameCard, { card }) : refund.anyCard}</span></li>
        <li>${icon('back')}<span>${refund.willBeLinked}</span></li>
      </ul>
      <div class="answers">
        <button type="button" id="keep" data-first-focus ?disabled=${this.isStarting} @click=${this.close}>${refund.no}</button>
        <button type="button" id="give-back" class="primary" ?disabled=${this.isStarting || amountMinor === undefined}
          @click=${() => amountMinor !== undefined && this.#refund(amountMinor)}>${this.#yes(amountMinor)}</button>
      </div>
    </div>`;
  }

  #yes(amountMinor: AmountMinor | undefined): string {
    const { refund } = lazyTexts('payments');
    if (this.isStarting) return this.t.words.starting;
    return amountMinor === undefined
      ? refund.yesNoAmount
      : fill(refund.yes, { amount: this.#money(amountMinor) });
  }

  /** The amount to refund; undefined while it is none, or more than what is left. */
  #amountOf({ refundableMinor }: SaleRefunds): AmountMinor | undefined {
    if (!this.isPart) return refundableMinor as AmountMinor;
    const read = readAmount(this.typed, this.sale.currency);
    return read.ok && read.amountMinor <= refundableMinor ? read.amountMinor : undefined;
  }

  async #onPart(isPart: boolean): Promise<void> {
    this.isPart = isPart;
    await this.updateComplete;
    if (isPart) this.renderRoot.querySelector<HTMLElement>('#refund-amount')?.focus();
  }

  async #refund(amountMinor: AmountMinor): Promise<void> {
    const { orderId, currency, paymentMeans } = this.sale;
    this.isStarting = true;
    this.#runningBefore = this.snapshot.payment?.paymentId;
    try {
      const answer = await this.connector.takePayment({
        amountMinor,
        currency,
        transactionType: 'Credit',
        paymentMeans,
        refundOf: orderId,
        forceAuthorization: false,
        cart: [],
        customer: {},
        customData: {},
      });
      this.#onAnswer(answer);
    } catch (error) {
      // Whether it began is not known: the request may have reached the terminal.
      const detail = error instanceof Error ? error.message : undefined;
      this.refused = { text: this.t.operations.givenUnknown, detail };
    } finally {
      this.isStarting = false;
    }
  }

  /** The end of a refund that ran is on the screen of payments, if that is open by now; otherwise its own page says it. */
  #onAnswer({ paymentId, failure, detail, refundable, charge }: PaymentAnswer): void {
    if (!this.isConnected) return;
    if (paymentId !== undefined) {
      location.hash = hashOfPayment(paymentId);
      return;
    }
    if (charge !== 'nothing-sent' && charge !== 'not-charged') {
      this.refused = { text: this.t.operations.givenUnknown, detail };
      return;
    }
    const { refund } = lazyTexts('payments');
    const left = refundable && fill(refund.notBegun, { amount: this.#money(refundable.amountMinor) });
    const why =
      failure && failure !== 'request-invalid'
        ? `${refund.notBegunAtAll} ${this.t.failures[failure].what} ${this.t.failures[failure].todo}`
        : undefined;
    this.refused = { text: why ?? left ?? refund.notBegunAtAll, detail };
  }
}
