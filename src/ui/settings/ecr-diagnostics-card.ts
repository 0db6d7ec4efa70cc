import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { diagnosticsHash } from '../area.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { saveFile } from '../parts/save-file.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { settingsTexts } from './texts/settings-texts.ts';

/** The flight recorder as a file, for whoever helps the shop. */
@customElement('ecr-diagnostics-card')
export class EcrDiagnosticsCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;

  @state() private preparing = false;
  @state() private failed = false;

  static override styles = [controls, cards];

  protected override render() {
    const { upkeep } = inLanguage(settingsTexts);
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${upkeep.diagnosticsTitle}</h2>
      <p>${upkeep.diagnosticsWhat}</p>
      <p><a id="open-diagnostics" href=${diagnosticsHash}>${upkeep.openDiagnostics}</a></p>
      <div class="buttons">
        <button type="button" id="save-diagnostics" ?disabled=${this.preparing} @click=${this.#save}>
          ${this.preparing ? upkeep.preparing : upkeep.saveDiagnostics}
        </button>
      </div>
      <p role="status" ?hidden=${!this.failed}>${this.failed ? upkeep.nothingSaved : ''}</p>
    </section>`;
  }

  async #save(): Promise<void> {
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
