import './ecr-day-close.ts';
import './ecr-totals.ts';
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import type { HistoryReader } from './history-reader.ts';
import type { Period } from './period.ts';

/** The totals of a period, optionally with simulated payments, and a button that opens a summary to print. */
@customElement('ecr-history-sums')
export class EcrHistorySums extends EcrElement {
  @property({ attribute: false }) reader!: HistoryReader;
  /** The rows of the reader. Another array makes the element render new totals. */
  @property({ attribute: false }) rows!: readonly PaymentRow[];
  @property({ attribute: false }) state!: HistoryReader['state'];
  @property({ attribute: false }) period!: Period;

  @state() private withSimulated = false;
  @state() private isSummaryOpen = false;

  static override styles = [
    controls,
    cards,
    fields,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .simulated {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-5);
        align-items: center;
        padding: var(--space-2) var(--space-4);
        border-radius: var(--radius-small);
        background: var(--warn-soft);
        color: var(--warn);
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('payments').history;
    const totals = this.reader.totals(this.withSimulated);
    return html`<ecr-totals .totals=${totals}></ecr-totals>
      ${this.#renderSimulated()}
      <div class="buttons">
        <button type="button" id="close-day" @click=${this.#onOpen}>${icon('list')} ${texts.closeDay}</button>
      </div>
      ${
        this.isSummaryOpen
          ? html`<ecr-day-close
              .totals=${totals}
              .period=${this.period}
              .state=${this.state}
              .withSimulated=${this.withSimulated}
              @closed=${this.#onClose}
            ></ecr-day-close>`
          : ''
      }`;
  }

  #renderSimulated() {
    const texts = lazyTexts('payments').history;
    const count = this.reader.simulated;
    if (count === 0) return '';
    return html`<div class="simulated">
      <p>${this.withSimulated ? texts.simulatedIn : fill(texts.simulatedOut, { count })}</p>
      <label class="choice">
        <input
          type="checkbox"
          id="count-simulated"
          .checked=${this.withSimulated}
          @change=${(event: Event) => {
            this.withSimulated = (event.target as HTMLInputElement).checked;
          }}
        />
        <span>${texts.countSimulated}</span>
      </label>
    </div>`;
  }

  #onOpen(): void {
    this.isSummaryOpen = true;
  }

  #onClose(): void {
    this.isSummaryOpen = false;
  }
}
