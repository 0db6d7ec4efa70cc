import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NotificationRow } from '../../core/connector-api/snapshot.ts';
import { paymentsCsv } from '../../core/history/payments-csv.ts';
import { countText, fill } from '../format.ts';
import { inLanguage } from '../language.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { csvWords } from './csv-words.ts';
import { chosenOf, type HistoryReader, type PaymentChoice } from './history-reader.ts';
import { dayText, historyHead, lastDayOf, type Period } from './period.ts';
import { historyTexts } from './texts/history-texts.ts';

/** The chosen payments as a file for a spreadsheet; what it holds stands beside the button. */
@customElement('ecr-payments-file')
export class EcrPaymentsFile extends EcrElement {
  @property({ attribute: false }) reader!: HistoryReader;
  @property({ attribute: false }) choice!: PaymentChoice;
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) notifications!: readonly NotificationRow[];
  /** How many are chosen of what is read. */
  @property({ type: Number }) count = 0;

  @state() private said: { readonly text: string; readonly bad: boolean } | undefined;

  static override styles = [
    controls,
    cards,
    historyHead,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .fine {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        color: var(--good);
        font-size: var(--text-small);
        font-weight: 600;
      }
    `,
  ];

  /** What was said was of other days. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('period')) this.said = undefined;
  }

  protected override render() {
    const count = countText(this.count, this.locale);
    return html`<div class="head">
        <slot></slot>
        <button type="button" id="save-csv" ?disabled=${this.count === 0} @click=${this.#save}>
          ${fill(inLanguage(historyTexts).csv, { count })}
        </button>
      </div>
      <p role="status" class=${this.said?.bad ? 'error' : 'fine'} ?hidden=${!this.said}>
        ${this.said ? html`${icon(this.said.bad ? 'warning' : 'check', 18)} ${this.said.text}` : ''}
      </p>`;
  }

  /** A file that lacks payments would be worse than none. */
  readonly #save = async (): Promise<void> => {
    const texts = inLanguage(historyTexts);
    const { reader, period } = this;
    if (reader.state === 'reading') this.said = { text: texts.csvWaits, bad: false };
    await reader.finished;
    if (reader.state !== 'done') {
      this.said = { text: texts.csvFailed, bad: true };
      return;
    }
    // Other days were chosen while it waited.
    if (period !== this.period) return;
    const rows = chosenOf(reader.rows, this.choice);
    const words = csvWords(texts, this.t, this.locale, this.notifications);
    const days = [...new Set([dayText(period.from), dayText(lastDayOf(period))])].join('_');
    saveFile(`hipay-ecr-${days}.csv`, 'text/csv;charset=utf-8', paymentsCsv(rows, words));
    this.said = { text: fill(texts.csvDone, { count: countText(rows.length, this.locale) }), bad: false };
  };
}
