import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NotificationRow } from '../../core/connector-api/snapshot.ts';
import { paymentsCsv } from '../../core/history/payments-csv.ts';
import { countText, fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { csvWords } from './csv-words.ts';
import { filterPayments, type HistoryReader, type PaymentChoice } from './history-reader.ts';
import { dayText, lastDayOf, type Period } from './period.ts';

/** Exports the chosen payments as a CSV file for a spreadsheet. The label of the button contains their number. */
@customElement('ecr-payments-file')
export class EcrPaymentsFile extends EcrElement {
  @property({ attribute: false }) reader!: HistoryReader;
  @property({ attribute: false }) choice!: PaymentChoice;
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) notifications!: readonly NotificationRow[];
  /** True: the button says only what kind of file it is. */
  @property({ type: Boolean }) short = false;
  /** Number of chosen payments that are read so far. */
  @property({ type: Number }) count = 0;

  @state() private message: { readonly text: string; readonly isError: boolean } | undefined;

  static override styles = [
    controls,
    cards,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
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

  /** Clears the message of the previous period. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('period')) this.message = undefined;
  }

  protected override render() {
    const { history, report } = lazyTexts('payments');
    const label = fill(history.csv, { count: countText(this.count, this.locale) });
    return html`<div class="buttons">
        <button type="button" id="save-csv" ?disabled=${this.count === 0} @click=${this.#save}>
          ${rareIcon('download')} ${this.short ? report.csv : label}
        </button>
      </div>
      <p role="status" class=${this.message?.isError ? 'error' : 'fine'} ?hidden=${!this.message}>
        ${this.message ? html`${icon(this.message.isError ? 'warning' : 'check', 18)} ${this.message.text}` : ''}
      </p>`;
  }

  /** Waits until all payments are read, because a person cannot see that a file is incomplete. */
  readonly #save = async (): Promise<void> => {
    const texts = lazyTexts('payments').history;
    const { reader, period } = this;
    if (reader.state === 'reading') this.message = { text: texts.csvWaits, isError: false };
    await reader.finished;
    if (reader.state !== 'done') {
      this.message = { text: texts.csvFailed, isError: true };
      return;
    }
    // Saves no file if the person has chosen another period meanwhile.
    if (period !== this.period) return;
    const rows = filterPayments(reader.rows, this.choice);
    const words = csvWords(texts, this.t, this.locale, this.notifications);
    const days = [...new Set([dayText(period.from), dayText(lastDayOf(period))])].join('_');
    saveFile(`hipay-ecr-${days}.csv`, 'text/csv;charset=utf-8', paymentsCsv(rows, words));
    this.message = {
      text: fill(texts.csvDone, { count: countText(rows.length, this.locale) }),
      isError: false,
    };
  };
}
