import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { fill, sizeText } from '../format.ts';
import type { StorageState } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { diagnosticsHash } from '../page-address.ts';
import { saveFile } from '../parts/browser-files.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import type { IconName } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Saves the flight recorder as a file, for support. */
@customElement('ecr-diagnostics-card')
export class EcrDiagnosticsCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;

  @state() private preparing = false;
  @state() private failed = false;

  static override styles = [controls, cards];

  protected override render() {
    const { upkeep } = lazyTexts('settings');
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${upkeep.diagnosticsTitle}</h2>
      <p>${upkeep.diagnosticsWhat}</p>
      <p><a id="open-diagnostics" href=${diagnosticsHash}>${upkeep.openDiagnostics}</a></p>
      <div class="buttons">
        <button type="button" id="save-diagnostics" ?disabled=${this.preparing} @click=${this.#onSave}>
          ${this.preparing ? upkeep.preparing : upkeep.saveDiagnostics}
        </button>
      </div>
      <p role="status" ?hidden=${!this.failed}>${this.failed ? upkeep.nothingSaved : ''}</p>
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

const storageBadges: Record<StorageState['kept'], { tone: Tone; icon: IconName }> = {
  kept: { tone: 'good', icon: 'check' },
  'may-be-cleared': { tone: 'warn', icon: 'warning' },
  'not-known': { tone: 'calm', icon: 'question' },
};

/** Shows whether the browser may delete the payments, and what a person can do about it. */
@customElement('ecr-storage-card')
export class EcrStorageCard extends EcrElement {
  @property({ attribute: false }) storage: StorageState | undefined;

  static override styles = [controls, cards];

  protected override render() {
    const { upkeep } = lazyTexts('settings');
    const { kept, usedBytes, freeBytes }: StorageState = this.storage ?? { kept: 'not-known' };
    const label = { kept: upkeep.kept, 'may-be-cleared': upkeep.mayBeCleared, 'not-known': upkeep.notKnown };
    const sizes = usedBytes !== undefined &&
      freeBytes !== undefined && {
        used: sizeText(usedBytes, this.locale),
        free: sizeText(freeBytes, this.locale),
      };
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${upkeep.storageTitle}</h2>
      <p>${upkeep.storageWhat}</p>
      <p><ecr-badge tone=${storageBadges[kept].tone} icon=${storageBadges[kept].icon} text=${label[kept]}></ecr-badge></p>
      ${kept === 'kept' ? '' : html`<p>${upkeep.storageInstall}</p>`}
      <p>${upkeep.storageNever}</p>
      ${sizes ? html`<p class="muted">${fill(upkeep.storageUse, sizes)}</p>` : ''}
    </section>`;
  }
}
