import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { saveFile } from '../parts/save-file.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { addRecords } from './add-records.ts';
import { recordPieces } from './record-pieces.ts';
import { settingsTexts } from './texts/settings-texts.ts';

/** The payments as a file: a second copy, and the way back from it. */
@customElement('ecr-records-card')
export class EcrRecordsCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;

  @state() private working = false;
  @state() private said: { readonly text: string; readonly bad: boolean } | undefined;
  @query('input') private chooser!: HTMLInputElement;

  static override styles = [
    controls,
    cards,
    css`
      .said {
        display: flex;
        gap: var(--space-2);
        color: var(--good);
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  protected override render() {
    const { upkeep } = inLanguage(settingsTexts);
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${upkeep.recordsTitle}</h2>
      <p>${upkeep.recordsWhat}</p>
      <div class="buttons">
        <button type="button" id="save-records" ?disabled=${this.working} @click=${() => this.#run(() => this.#save())}>
          ${upkeep.saveRecords}
        </button>
        <button type="button" id="add-records" ?disabled=${this.working} @click=${() => this.chooser.click()}>
          ${upkeep.addRecords}
        </button>
        <input type="file" accept=".json,.jsonl,application/json" hidden tabindex="-1" aria-label=${upkeep.addRecords}
          @change=${() => this.#run(() => this.#add())} />
      </div>
      <p role="status" class="said ${this.said?.bad ? 'bad' : ''}">
        ${this.said ? html`${icon(this.said.bad ? 'warning' : 'check')} <span>${this.said.text}</span>` : ''}
      </p>
    </section>`;
  }

  async #run(work: () => Promise<EcrRecordsCard['said']>): Promise<void> {
    this.working = true;
    this.said = undefined;
    try {
      this.said = await work();
    } catch {
      this.said = { text: this.t.words.callFailed, bad: true };
    } finally {
      this.working = false;
    }
  }

  async #save(): Promise<undefined> {
    const pieces = await recordPieces(this.connector);
    const type = pieces.length === 1 ? 'json' : 'jsonl';
    saveFile(
      `hipay-ecr-payments-${new Date().toISOString().slice(0, 10)}.${type}`,
      `application/${type}`,
      pieces,
    );
  }

  async #add(): Promise<EcrRecordsCard['said']> {
    const [file] = this.chooser.files ?? [];
    if (!file) return undefined;
    // The same file can be chosen again.
    const { added, known, stopped } = await addRecords(file, this.connector).finally(() => {
      this.chooser.value = '';
    });
    const { upkeep } = inLanguage(settingsTexts);
    const { failures } = this.t;
    const sums = fill(upkeep.recordsAdded, { added, known });
    if (!stopped) return { text: sums, bad: false };
    const some = added + known > 0;
    if (stopped.failure === 'cut-off') return { text: `${sums} ${upkeep.recordsCutOff}`, bad: true };
    const unread = some ? upkeep.recordsCutOff : upkeep.recordsNoCopy;
    const why = stopped.failure === 'request-invalid' ? unread : failures[stopped.failure].what;
    return { text: `${some ? `${sums} ` : ''}${why} (${stopped.detail})`, bad: true };
  }
}
