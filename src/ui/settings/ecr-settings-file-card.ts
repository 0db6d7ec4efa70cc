import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type NotTaken, readSettingsFile, settingsFileText } from '../../core/settings/settings-file.ts';
import { hideSecrets, settingsOf, type VisibleSettings } from '../../core/settings/visible-settings.ts';
import { decodeText } from '../../core/text-encoding.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import {
  changesBetween,
  draftOfSettings,
  type FieldName,
  flagFields,
  isUsed,
  type SettingsDraft,
  textFields,
} from './settings-draft.ts';

interface FieldNotTaken {
  readonly path: string;
  /** The form's field of this name, if there is one. */
  readonly name: FieldName | undefined;
  /** Key of the text with the reason. */
  readonly why: 'whyInvalid' | 'whyUnknown' | 'whySecret' | 'whyService' | 'whyUnused';
}

/** Result of reading a file: the key of the error for the whole file, or the changed fields. */
export type FileResult =
  | 'noSettings'
  | 'newer'
  | { readonly changed: readonly FieldName[]; readonly notTaken: readonly FieldNotTaken[] };

const reasonKeys = {
  invalid: 'whyInvalid',
  unknown: 'whyUnknown',
  secret: 'whySecret',
  service: 'whyService',
} as const satisfies Record<NotTaken['why'], string>;

const names: readonly FieldName[] = [...textFields, ...flagFields];
const fieldOf = (path: string): FieldName | undefined => names.find((name) => name === path);

/** Returns what a settings file would change in the form. Saves nothing. */
export function readIntoForm(
  text: string,
  visible: VisibleSettings,
): { readonly result: FileResult; readonly edits: Partial<SettingsDraft> } {
  const reading = readSettingsFile(text, settingsOf(visible));
  if (!reading.ok) return { result: reading.why === 'newer' ? 'newer' : 'noSettings', edits: {} };
  const current = draftOfSettings(visible);
  const fromFile = draftOfSettings(hideSecrets(reading.settings, false));
  const changed = Object.entries(changesBetween(current, fromFile)) as [FieldName, never][];
  const isUsedField = ([name]: readonly [FieldName, unknown]) => isUsed(name, fromFile, visible.hipay.route);
  // If the file removes a contract, the fields of this contract change too. These fields stay in the edits.
  const unused = changed.filter((each) => !isUsedField(each) && !each[0].startsWith('contracts.'));
  const edits: Partial<SettingsDraft> = Object.fromEntries(changed.filter((each) => !unused.includes(each)));
  const notTaken = [
    ...reading.notTaken.map(({ path, why }) => ({ path, name: fieldOf(path), why: reasonKeys[why] })),
    ...unused.map(([name]) => ({ path: name, name, why: 'whyUnused' as const })),
  ];
  return { result: { changed: Object.keys(edits) as FieldName[], notTaken }, edits };
}

/**
 * Exports the settings as a file, and reads such a file into the form. Fires `settings-taken` with the values that differ
 * from the form. Does not save them, because a person checks them first.
 */
@customElement('ecr-settings-file-card')
export class EcrSettingsFileCard extends EcrElement {
  @property({ attribute: false }) settings!: VisibleSettings;
  @property() version = '';

  @state() private result: FileResult | 'notRead' | undefined;
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
      }
      .bad {
        color: var(--bad);
      }
      ul {
        margin: 0;
        padding-inline-start: var(--space-5);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const texts = lazyTexts('settings').tools;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${texts.fileTitle}</h2>
      <p>${texts.fileWhat}</p>
      <div class="buttons">
        <button type="button" id="save-settings-file" @click=${this.#save}>${texts.saveFile}</button>
        ${
          this.settings.provisioned
            ? ''
            : html`<button type="button" id="open-settings-file" @click=${() => this.chooser.click()}>
                  ${texts.openFile}
                </button>
                <input type="file" accept=".json,application/json" hidden tabindex="-1"
                  aria-label=${texts.openFile} @change=${this.#open} />`
        }
      </div>
      <div role="status">${this.#renderResult()}</div>
    </section>`;
  }

  #renderResult() {
    const { result } = this;
    const texts = lazyTexts('settings').tools;
    if (!result) return '';
    if (typeof result === 'string')
      return html`<p class="said bad">${icon('warning')} <span>${texts[result]}</span></p>`;
    const text =
      result.changed.length === 0 ? texts.takenSame : fill(texts.taken, { count: result.changed.length });
    return html`<p class="said">${icon('check')} <span>${text}</span></p>
      ${
        result.changed.length === 0
          ? ''
          : html`<ul>
              ${result.changed.map((name) => html`<li>${lazyTexts('setting-fields')[name].label}</li>`)}
            </ul>`
      }
      ${
        result.notTaken.length === 0
          ? ''
          : html`<p>${texts.notTaken}</p>
              <ul>
                ${result.notTaken.map(({ path, name, why }) => html`<li>${this.#label(path, name)}: ${texts[why]}</li>`)}
              </ul>`
      }`;
  }

  #label(path: string, name: keyof SettingsDraft | undefined): string {
    return name ? lazyTexts('setting-fields')[name].label : path;
  }

  #save(): void {
    const savedAt = new Date().toISOString();
    const text = settingsFileText(this.settings, { program: this.version, savedAt });
    saveFile(`hipay-ecr-settings-${savedAt.slice(0, 10)}.json`, 'application/json', text);
  }

  async #open(): Promise<void> {
    const [file] = this.chooser.files ?? [];
    if (!file) return;
    try {
      const { text } = decodeText(new Uint8Array(await file.arrayBuffer()));
      const { result, edits } = readIntoForm(text, this.settings);
      this.result = result;
      if (Object.keys(edits).length > 0)
        this.dispatchEvent(new CustomEvent<Partial<SettingsDraft>>('settings-taken', { detail: edits }));
    } catch {
      this.result = 'notRead';
    }
    // Allows the same file to be chosen again.
    this.chooser.value = '';
  }
}
