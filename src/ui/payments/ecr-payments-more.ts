import './ecr-payments-file.ts';
import './ecr-period-bar.ts';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { type OutcomeKey, outcomeKeys } from '../../core/history/money-fate.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { needsHash } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { outcomeLabels } from './csv-words.ts';
import type { HistoryReader, PaymentChoice } from './history-reader.ts';
import type { Period } from './period.ts';

/**
 * What people rarely need of the list: other days, one outcome, a file, simulated payments, and the way to HiPay. Fires
 * `period`, and `choice` with a part of a PaymentChoice.
 */
@customElement('ecr-payments-more')
export class EcrPaymentsMore extends EcrElement {
  @property({ attribute: false }) reader!: HistoryReader;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) choice!: PaymentChoice;
  /** Number of chosen payments that are read so far. */
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) countsSimulated = false;

  static override styles = [
    controls,
    cards,
    fields,
    css`
      .others {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-5);
        align-items: end;
      }
      .others .field {
        flex: 0 1 16rem;
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { list, history } = lazyTexts('payments');
    const { pending, parked } = this.snapshot.outbox;
    const waiting = pending + parked;
    return html`<section class="card stack" aria-label=${list.moreOf}>
      <ecr-period-bar .period=${this.period}></ecr-period-bar>
      <div class="others">
        ${this.#renderOutcome()}
        <a id="sending" href=${needsHash}>${waiting > 0 ? fill(list.sendingCount, { count: waiting }) : list.sending}</a>
      </div>
      ${
        this.reader.simulated > 0
          ? html`<label class="choice">
              <input type="checkbox" id="count-simulated" .checked=${this.countsSimulated}
                @change=${(event: Event) => this.#simulated((event.target as HTMLInputElement).checked)} />
              <span>${list.showSimulated}</span>
              ${this.countsSimulated ? html`<span class="hint">${history.simulatedIn}</span>` : ''}
            </label>`
          : ''
      }
      <ecr-payments-file
        .reader=${this.reader}
        .choice=${this.choice}
        .period=${this.period}
        .notifications=${this.snapshot.notifications}
        .count=${this.count}
      ></ecr-payments-file>
    </section>`;
  }

  #renderOutcome() {
    const { history } = lazyTexts('payments');
    const labels = { ...outcomeLabels(this.t), RUNNING: this.t.words.inProgress };
    const { outcome } = this.choice;
    return html`<div class="field">
      <label for="outcome">${history.filter}</label>
      <select id="outcome" @change=${(event: Event) =>
        this.#choose({ outcome: (event.target as HTMLSelectElement).value as OutcomeKey | 'all' })}>
        <option value="all" ?selected=${outcome === 'all'}>${history.all}</option>
        ${outcomeKeys.map((key) => html`<option value=${key} ?selected=${outcome === key}>${labels[key]}</option>`)}
      </select>
    </div>`;
  }

  #choose(detail: Partial<PaymentChoice>): void {
    this.dispatchEvent(new CustomEvent('choice', { detail }));
  }

  #simulated(detail: boolean): void {
    this.dispatchEvent(new CustomEvent('count-simulated', { detail }));
  }
}
