import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import type { ReceiptOf } from '../model/payment-events.ts';
import { copyText, printText, saveFile } from '../parts/browser-files.ts';
import { EcrDialog } from '../parts/ecr-dialog.ts';

/** Long enough for any till's order number, short enough for any file system. */
const maxOrderLength = 40;

const padToTwo = (count: number): string => String(count).padStart(2, '0');

/** Local time, as a person searches for it: 20261126-1430. */
function localTime(at: number): string {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(padToTwo);
  return `${year}${month}${day}-${padToTwo(date.getHours())}${padToTwo(date.getMinutes())}`;
}

/**
 * A file name that every file system accepts, whatever the order number contains. It starts with `word`, so that it is
 * neither hidden nor one of Windows' device names.
 */
export function receiptFileName(word: string, orderId: string, at: number): string {
  const order = orderId
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, maxOrderLength);
  return `${word}-${order}-${localTime(at)}.txt`;
}

type Receipts = CallResult<'readReceipts'>['receipts'];

/** The receipts of a payment as text: to read, print on 80 mm paper, copy or save. Fires `closed`. */
@customElement('ecr-receipt-dialog')
export class EcrReceiptDialog extends EcrDialog {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) payment!: ReceiptOf;

  @state() private receipts: Receipts | 'failed' | undefined;
  @state() private copied: boolean | undefined;

  static override styles = [
    ...EcrDialog.styles,
    css`
      dialog {
        --dialog-width: 30rem;
      }
      .order {
        overflow-wrap: anywhere;
      }
      pre {
        margin: 0;
        padding: var(--space-4);
        overflow-x: auto;
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface-sunken);
        font: 0.875rem/1.4 ui-monospace, monospace;
      }
    `,
  ];

  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.#read();
  }

  protected override renderContent() {
    const texts = lazyTexts('receipts');
    return html`<div class="stack">
      <div>
        <h2 id="title" tabindex="-1" data-first-focus>${texts.title}</h2>
        <p class="muted order">${fill(texts.of, { order: this.payment.orderId })}</p>
      </div>
      ${this.#content()}
      <p role="status">${this.copied === undefined ? '' : this.copied ? texts.copied : texts.notCopied}</p>
      <div class="buttons">
        <button type="button" id="close-receipt" @click=${this.close}>${texts.close}</button>
      </div>
    </div>`;
  }

  #content() {
    const texts = lazyTexts('receipts');
    const { receipts } = this;
    if (receipts === undefined) return html`<p role="status">${texts.loading}</p>`;
    if (receipts === 'failed') return html`<p role="alert">${texts.failed}</p>`;
    if (receipts.length === 0) return html`<p>${texts.none}</p>`;
    // The terminal's text stays text: it must not become HTML of this page.
    return receipts.map(
      ({ for: owner, content }) => html`<section class="stack" aria-label=${texts[owner]}>
        <h3>${texts[owner]}</h3>
        <pre tabindex="0">${content}</pre>
        <div class="buttons">
          <button type="button" class="print" @click=${() => printText(content)}>${texts.print}</button>
          <button type="button" class="copy" @click=${() => this.#copy(content)}>${texts.copy}</button>
          <button type="button" class="save" @click=${() => this.#save(owner, content)}>${texts.save}</button>
        </div>
      </section>`,
    );
  }

  async #read(): Promise<void> {
    try {
      this.receipts = (await this.connector.readReceipts({ paymentId: this.payment.paymentId })).receipts;
    } catch {
      this.receipts = 'failed';
    }
  }

  /** The file name contains the time of the payment, so that a person finds it. If that time is unknown: the current time. */
  async #save(owner: Receipts[number]['for'], text: string): Promise<void> {
    const { paymentId, orderId } = this.payment;
    const story = await this.connector.readPayment({ paymentId }).catch(() => null);
    const word = lazyTexts('receipts')[`${owner}File`];
    saveFile(receiptFileName(word, orderId, story?.row.createdAt ?? Date.now()), 'text/plain', text);
  }

  async #copy(text: string): Promise<void> {
    this.copied = await copyText(text);
  }
}
