import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { ImportReading } from '../../core/settings/imported-settings.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { settingsOf, type VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { hasContract } from '../model/first-steps.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { withSettingsTexts } from '../settings/form-texts.ts';
import { type FieldProblems, readSettings } from '../settings/read-settings.ts';
import { draftOfSettings, type SettingsDraft } from '../settings/settings-draft.ts';
import { settingFields } from '../settings/settings-styles.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import {
  accountFileMessage,
  addFileSecrets,
  keepAnsweringTerminal,
  mergeFile,
  readAccountFile,
} from './account-file.ts';
import { accountForm } from './account-form.ts';
import { guideEnd } from './first-run-styles.ts';
import { focusWrongField } from './guide-focus.ts';

/** HiPay account and contracts, typed or from a file. Fires `settings-changed`, and `done` after saving. */
@customElement('ecr-account-step')
export class EcrAccountStep extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings!: VisibleSettings;

  @query('#file') private readonly chooser!: HTMLInputElement;
  @state() private edited: Partial<SettingsDraft> = { 'contracts.proxy': true };
  @state() private problems: FieldProblems = {};
  @state() private file: ImportReading | undefined;
  @state() private refusal = '';
  @state() private saving = false;

  static override styles = [
    controls,
    cards,
    fields,
    settingFields,
    guideEnd,
    css`
      ul {
        margin: 0;
        padding-inline-start: 1.25rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('first-run').guide;
    if (this.settings.provisioned)
      return hasContract(this.settings)
        ? html`<p>${icon('check')} ${texts.accountProvisioned}</p>`
        : html`<p>${icon('warning')} ${texts.contractProvisioned}</p>`;
    const form = accountForm({
      draft: this.#draft(),
      visible: this.#visible,
      problems: this.problems,
      texts: withSettingsTexts(this.t),
      change: (change) => {
        this.edited = { ...this.edited, ...change };
        this.problems = {};
        this.refusal = '';
      },
    });
    return html`<div class="part">
      <p>${texts.accountHow}</p>
      <div class="field">
        <p class="label">${texts.file}</p>
        <div class="buttons">
          <button type="button" id="open-file" aria-describedby="file-hint" @click=${() => this.chooser.click()}>
            ${texts.openFile}
          </button>
        </div>
        <input
          id="file"
          type="file"
          accept=".yml,.yaml,.json,.txt"
          hidden
          tabindex="-1"
          aria-label=${texts.openFile}
          @change=${this.#open}
        />
        <p class="hint" id="file-hint">${texts.fileHint}</p>
      </div>
      <div role="status">${accountFileMessage(this.file)}</div>
      <form class="part" novalidate autocomplete="off" @submit=${this.#save}>
        ${form}
        <p class="error" role="alert" ?hidden=${!this.refusal}>${this.refusal}</p>
        <div class="buttons end">
          <button class="primary" id="save-account" ?disabled=${this.saving}>${texts.saveAccount}</button>
          <slot name="others"></slot>
        </div>
      </form>
    </div>`;
  }

  get #visible(): VisibleSettings {
    return mergeFile(this.settings, this.file);
  }

  #draft(): SettingsDraft {
    return { ...draftOfSettings(this.#visible), ...this.edited };
  }

  #open = async (event: Event): Promise<void> => {
    const picked = (event.target as HTMLInputElement).files?.[0];
    if (!picked) return;
    const readYaml = (text: string) => this.hostApi.readYaml(text);
    this.file = await readAccountFile(picked, settingsOf(this.settings), readYaml);
    if (this.file.ok) this.edited = {};
    // Allows the same file to be chosen again.
    this.chooser.value = '';
  };

  #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const read = readSettings(this.#draft(), this.#visible);
    this.problems = read.ok ? {} : read.problems;
    if (!read.ok) return focusWrongField(this);
    const complete = addFileSecrets(read.settings, this.file);
    await this.#send(keepAnsweringTerminal(complete, this.settings.terminal, this.snapshot.terminal));
  };

  async #send(settings: Settings): Promise<void> {
    const { words, failures } = this.t;
    this.saving = true;
    try {
      const answer = await this.connector.saveSettings({ settings });
      if (!answer.saved) {
        this.refusal = `${failures[answer.failure].what} ${answer.detail}`;
        return;
      }
      this.edited = {};
      this.file = undefined;
      this.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
      this.dispatchEvent(new Event('done'));
    } catch {
      this.refusal = words.callFailed;
    } finally {
      this.saving = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-account-step': EcrAccountStep;
  }
}
