import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { currencyOfNumeric, numericCode } from '../../core/money/currency.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { paymentRequest } from '../../core/payment/payment-request.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { directionOf } from '../model/operations.ts';
import type { DoubtfulPayment } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards, folds } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import type { Evidence } from './check-draft.ts';

/**
 * What the terminal's last ticket says about an unresolved payment. `known`: the ticket belongs to another payment that
 * is known to be paid. `none`: the terminal has no last ticket. `not-told`: the terminal did not answer, which proves
 * nothing.
 */
export type EvidenceKind = 'matches' | 'known' | 'other-amount' | 'no-amount' | 'none' | 'not-told';

export function classifyEvidence(answer: PaymentAnswer, payment: DoubtfulPayment): EvidenceKind {
  if (answer.outcome === 'DECLINED' || answer.outcome === 'CANCELLED') return 'none';
  if (answer.outcome !== 'APPROVED') return 'not-told';
  if (answer.duplicateOf !== undefined) return 'known';
  // Uses only the terminal's own amount: the answer's `amountMinor` may be copied from the request.
  const { amountMinor, currencyNumeric } = answer.told ?? {};
  if (amountMinor === undefined) return 'no-amount';
  const currencyDiffers = currencyNumeric !== undefined && currencyNumeric !== numericCode(payment.currency);
  return amountMinor === payment.amountMinor && !currencyDiffers ? 'matches' : 'other-amount';
}

/** Asks the terminal for its last ticket, and shows it as evidence for the person who decides. Fires `evidence`. */
@customElement('ecr-duplicate')
export class EcrDuplicate extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) payment!: DoubtfulPayment;

  @state() private asking = false;
  @state() private answer: PaymentAnswer | 'lost' | undefined;

  static override styles = [
    controls,
    cards,
    folds,
    css`
      .evidence {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-4);
        border-radius: var(--radius-small);
        background: var(--surface-sunken);
      }
      .said {
        display: flex;
        gap: var(--space-2);
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-3);
        margin: 0;
      }
      dt {
        color: var(--text-muted);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      pre {
        margin: 0;
        overflow-x: auto;
        font: 0.8125rem/1.4 ui-monospace, monospace;
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('resolve').duplicate;
    return html`<div class="stack">
      <p class="muted" id="consent">${texts.consent}</p>
      <div class="buttons">
        <button type="button" id="ask-duplicate" aria-describedby="consent" ?disabled=${this.asking}
          @click=${this.#onAsk}>${this.asking ? texts.asking : texts.ask}</button>
      </div>
      <div role="status" id="answer">${this.answer ? this.#evidence(this.answer) : ''}</div>
    </div>`;
  }

  #evidence(answer: PaymentAnswer | 'lost') {
    const texts = lazyTexts('resolve').duplicate;
    if (answer === 'lost') return html`<p class="evidence">${texts.notTold} ${this.t.words.callFailed}</p>`;
    const kind = classifyEvidence(answer, this.payment);
    const findings = {
      matches: this.#isRefund ? texts.matchesBack : texts.matches,
      known: fill(texts.known, { order: answer.duplicateOf ?? '' }),
      'other-amount': fill(texts.otherAmount, { amount: this.#amount(answer) }),
      'no-amount': texts.noAmount,
      none: this.#isRefund ? texts.noneBack : texts.none,
      'not-told': texts.notTold,
    };
    const why = kind === 'not-told' && answer.failure ? this.t.failures[answer.failure].what : '';
    return html`<div class="evidence">
      <p class="said">${icon(kind === 'matches' ? 'check' : 'info')} <span>${findings[kind]} ${why}</span></p>
      ${kind === 'matches' && !answer.authorisationNumber ? html`<p>${texts.noNumber}</p>` : ''}
      ${answer.outcome === 'APPROVED' ? this.#facts(answer) : ''}
      ${answer.detail ? html`<p class="muted">${answer.detail}</p>` : ''}
    </div>`;
  }

  #facts(answer: PaymentAnswer) {
    const texts = lazyTexts('resolve').duplicate;
    const facts = [
      [texts.amount, this.#amount(answer)],
      [texts.authorisation, answer.authorisationNumber],
      [texts.card, answer.cardMasked],
    ];
    return html`<dl>
        ${facts.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : ''))}
      </dl>
      ${(answer.receipts ?? []).map(
        ({ content }) => html`<details>
          <summary>${texts.ticket}</summary>
          <pre tabindex="0">${content}</pre>
        </details>`,
      )}`;
  }

  /** The tickets of a sale and of its refund look the same, so an equal amount proves nothing for a refund. */
  get #isRefund(): boolean {
    return directionOf(this.payment.transactionType) === 'back';
  }

  #amount({ told }: PaymentAnswer): string {
    if (told?.amountMinor === undefined) return '';
    const currency = currencyOfNumeric(told.currencyNumeric ?? '') ?? this.payment.currency;
    return moneyText(told.amountMinor, currency, this.locale);
  }

  async #onAsk(): Promise<void> {
    const { orderId, amountMinor, currency } = this.payment;
    this.asking = true;
    try {
      const request = { orderId, amountMinor, currency, transactionType: 'Duplicate' };
      this.answer = await this.connector.takePayment(paymentRequest.parse(request));
      this.#reportEvidence(this.answer);
    } catch {
      this.answer = 'lost';
    } finally {
      this.asking = false;
    }
    await this.updateComplete;
    this.renderRoot.querySelector('#answer')?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * Fires `evidence` with a proposed reason, which the person may change. The person decides whether it was paid.
   */
  #reportEvidence(answer: PaymentAnswer): void {
    const texts = lazyTexts('resolve').duplicate;
    const kind = classifyEvidence(answer, this.payment);
    const { duplicateOf, authorisationNumber, cardMasked } = answer;
    const parts =
      kind === 'none'
        ? [texts.whyNone]
        : [
            this.#amount(answer),
            authorisationNumber && `${texts.authorisation} ${authorisationNumber}`,
            cardMasked && `${texts.card} ${cardMasked}`,
            duplicateOf && fill(texts.whyKnown, { order: duplicateOf }),
          ];
    const why = `${texts.why} ${parts.filter(Boolean).join(', ')}`.slice(0, 300);
    const detail: Evidence | undefined =
      kind === 'not-told' || kind === 'no-amount'
        ? undefined
        : { why, ...(kind === 'matches' && !this.#isRefund && { suggestion: texts.suggests }) };
    this.dispatchEvent(new CustomEvent('evidence', { detail }));
  }
}
