import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { copyText, saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** The file, and the counts that the page shows before a person saves it. */
export interface PreparedBundle {
  readonly text: string;
  readonly lines: number;
  readonly payments: number;
}

/** Prepares the file for support. The page describes and shows it before a person can save it. */
@customElement('ecr-support-bundle')
export class EcrSupportBundle extends EcrElement {
  @property({ attribute: false }) prepare!: () => Promise<PreparedBundle>;
  @property({ type: Boolean }) ready = false;

  @state() private state: 'none' | 'preparing' | 'failed' | PreparedBundle = 'none';
  @state() private message = '';

  static override styles = [
    controls,
    cards,
    css`
      ul {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding-inline-start: var(--space-5);
      }
      summary {
        min-height: var(--target);
        padding-block: var(--space-2);
        font-weight: 600;
        cursor: pointer;
      }
      pre {
        max-height: 28rem;
        margin: 0;
        padding: var(--space-3);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface-sunken);
        font-size: var(--text-small);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { words } = lazyTexts('diagnostics');
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${words.bundleTitle}</h2>
      <p>${words.bundleWhat}</p>
      ${typeof this.state === 'string' ? this.#button() : this.#prepared(this.state)}
    </section>`;
  }

  #button() {
    const { words } = lazyTexts('diagnostics');
    return html`<div class="buttons">
        <button type="button" id="make-bundle" ?disabled=${!this.ready || this.state === 'preparing'} @click=${this.#make}>
          ${this.state === 'preparing' ? words.bundlePreparing : words.bundleMake}
        </button>
      </div>
      <p role="status">${this.state === 'failed' ? words.bundleFailed : ''}</p>`;
  }

  #prepared({ text, lines, payments }: PreparedBundle) {
    const { words } = lazyTexts('diagnostics');
    const count = (value: number) => ({ count: new Intl.NumberFormat(this.locale).format(value) });
    return html`<div role="status" class="stack">
        <h3 id="bundle-in" tabindex="-1">${words.bundleIn}</h3>
        <ul>
          <li>${words.bundleInChecks}</li>
          <li>${words.bundleInSettings}</li>
          <li>${fill(words.bundleInLines, count(lines))}</li>
          <li>${fill(words.bundleInPayments, count(payments))}</li>
        </ul>
        <p>${words.bundleOut}</p>
      </div>
      <details id="read-bundle">
        <summary>${words.bundleRead}</summary>
        <pre role="region" tabindex="0" aria-label=${words.bundleRead}>${text}</pre>
      </details>
      <div class="buttons">
        <button type="button" class="primary" id="save-bundle" @click=${() => this.#save(text)}>${words.bundleSave}</button>
        <button type="button" id="copy-bundle" @click=${() => this.#copy(text)}>${words.bundleCopy}</button>
      </div>
      <p role="status">${this.message}</p>`;
  }

  async #make(): Promise<void> {
    this.state = 'preparing';
    try {
      this.state = await this.prepare();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#bundle-in')?.focus();
    } catch {
      this.state = 'failed';
    }
  }

  async #copy(text: string): Promise<void> {
    const { words } = lazyTexts('diagnostics');
    this.message = (await copyText(text)) ? words.copied : words.notCopied;
  }

  #save(text: string): void {
    const moment = new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-');
    saveFile(`hipay-ecr-support-${moment}.json`, 'application/json', text);
  }
}
