import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { lazyTexts } from '../language.ts';
import { diagnosticsHash } from '../page-address.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Saves the flight recorder as a file, for support. */
@customElement('ecr-diagnostics-card')
export class EcrDiagnosticsCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;

  @state() private preparing = false;
  @state() private failed = false;

  static override styles = [
    controls,
    cards,
    css`
      .link a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
      }
    `,
  ];

  protected override render() {
    const { maintenance } = lazyTexts('settings');
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${maintenance.diagnosticsTitle}</h2>
      <p>${maintenance.diagnosticsWhat}</p>
      <p class="link"><a id="open-diagnostics" href=${diagnosticsHash}>${maintenance.openDiagnostics}</a></p>
      <div class="buttons">
        <button type="button" id="save-diagnostics" ?disabled=${this.preparing} @click=${this.#onSave}>
          ${this.preparing ? maintenance.preparing : maintenance.saveDiagnostics}
        </button>
      </div>
      <p role="status" ?hidden=${!this.failed}>${this.failed ? maintenance.nothingSaved : ''}</p>
    </section>`;
  }

  async #onSave(): Promise<void> {
    this.preparing = true;
    this.failed = false;
    try {
      const { text } = await this.connector.exportRecording({});
      const moment = new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-');
      saveFile(`hipay-ecr-diagnostics-${moment}.jsonl`, 'application/jsonl', text);
    } catch {
      this.failed = true;
    } finally {
      this.preparing = false;
    }
  }
}
