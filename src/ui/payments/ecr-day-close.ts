import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type DayCloseWords, dayCloseText } from '../../core/history/day-close.ts';
import type { HistoryTotals } from '../../core/history/history-totals.ts';
import { fill, moneyText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { copyText, printText } from '../parts/browser-files.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';
import type { HistoryReader } from './history-reader.ts';
import { type Period, periodText } from './period.ts';

/** The summary of a period, which a person can read, copy or print on 80 mm paper. Fires `closed`. */
@customElement('ecr-day-close')
export class EcrDayClose extends EcrDialog {
  @property({ attribute: false }) totals!: HistoryTotals;
  /** What the report on the screen says below its totals. */
  @property({ attribute: false }) sections!: DayCloseWords['sections'];
  @property({ attribute: false }) period!: Period;
  @property({ attribute: false }) state: HistoryReader['state'] = 'reading';
  @property({ attribute: false }) withSimulated = false;

  @state() private copied: boolean | undefined;
  readonly #createdAt = Date.now();

  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 26rem;
      }
      .stack {
        container-type: inline-size;
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        overflow-x: auto;
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface-sunken);
        /* On a phone the font is smaller, so that the columns stay aligned. */
        font: min(0.8125rem, 3.9cqi) / 1.45 ui-monospace, monospace;
      }
    `,
  ];

  protected override renderContent() {
    const texts = lazyTexts('payments').history;
    return html`<div class="stack">
      <h2 id="title" tabindex="-1" data-first-focus>${texts.slipTitle}</h2>
      ${this.state === 'done' ? this.#slip() : html`<p role="alert">${texts.slipPartly}</p>`}
      <p role="status" ?hidden=${this.copied === undefined}>${this.copied ? texts.copied : texts.notCopied}</p>
      <div class="buttons">
        <button type="button" id="close-slip" @click=${this.close}>${texts.close}</button>
      </div>
    </div>`;
  }

  #slip() {
    const texts = lazyTexts('payments').history;
    const slip = this.#text();
    return html`<pre id="slip" tabindex="0">${slip}</pre>
      <div class="buttons">
        <button type="button" class="primary" id="print-slip" @click=${() => printText(slip)}>${texts.print}</button>
        <button type="button" id="copy-slip" @click=${() => this.#copy(slip)}>${texts.copy}</button>
      </div>`;
  }

  #text(): string {
    const texts = lazyTexts('payments').history;
    const time = new Intl.DateTimeFormat(this.locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(this.#createdAt);
    const words = {
      title: texts.slipTitle,
      fates: {
        paid: texts.paid,
        refunded: texts.refunded,
        reserved: texts.reserved,
        unknown: texts.unknown,
        'unknown-back': texts.unknownBack,
      },
      net: texts.net,
      noPayments: texts.slipNone,
      simulatedLeftOut: texts.slipSimulatedOut,
      simulatedIn: texts.slipSimulatedIn,
      money: (minor: number, currency: Parameters<typeof moneyText>[1]) =>
        // A printer's font may lack the narrow space that some languages use in numbers.
        moneyText(minor, currency, this.locale).replace(/[\u00a0\u202f]/g, ' '),
      sections: this.sections,
    };
    const period = {
      name: periodText(this.period, this.locale),
      made: fill(texts.slipMade, { time }),
    };
    return dayCloseText(this.totals, period, words, this.withSimulated);
  }

  async #copy(text: string): Promise<void> {
    this.copied = await copyText(text);
  }
}
