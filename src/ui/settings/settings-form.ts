import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { lazyTexts } from '../language.ts';
import type { FormTexts } from './form-texts.ts';
import { type FieldProblems, readSettings } from './read-settings.ts';
import {
  changesBetween,
  draftOfSettings,
  type FieldName,
  hasNewSecret,
  type SettingsDraft,
} from './settings-draft.ts';

/** The unsaved changes in the form, and their known errors. */
export interface FormEdits {
  /** Only the edited fields, so that the other fields show changes from elsewhere. */
  readonly edited: Partial<SettingsDraft>;
  readonly problems: FieldProblems;
  /** True if each line setting is shown by itself, even if a preset matches. */
  readonly customLine: boolean;
}

export const noEdits: FormEdits = { edited: {}, problems: {}, customLine: false };

/** The values of the form's fields. */
export const applyEdits = ({ edited }: FormEdits, visible: VisibleSettings): SettingsDraft => ({
  ...draftOfSettings(visible),
  ...edited,
});

/** Adds a change to the edits. A change can only remove errors; new errors appear when a person saves. */
export function withChange(
  edits: FormEdits,
  change: Partial<SettingsDraft>,
  visible: VisibleSettings,
): FormEdits {
  const changed = { ...edits, edited: { ...edits.edited, ...change } };
  const read = readSettings(applyEdits(changed, visible), visible);
  const remaining = read.ok ? {} : read.problems;
  const problems = Object.fromEntries(Object.entries(edits.problems).filter(([name]) => name in remaining));
  return { ...changed, problems };
}

/** Text of the save bar. */
export interface SaveMessage {
  readonly text: string;
  readonly bad: boolean;
}

/** Saves the settings and returns the message: `done` after success, otherwise the reason. */
export async function sendSettings(
  connector: ConnectorApi,
  settings: Settings,
  { words, failures }: FormTexts,
  done: string,
): Promise<SaveMessage> {
  try {
    const answer = await connector.saveSettings({ settings });
    if (answer.saved) return { text: done, bad: false };
    const why = `${failures[answer.failure].what} ${answer.detail}`;
    return { text: `${words.saveRefused} ${why}`, bad: true };
  } catch {
    return { text: words.callFailed, bad: true };
  }
}

interface FormDeps {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
  readonly texts: FormTexts;
  /** Shows the part of the form with these fields. */
  readonly reveal: (names: readonly FieldName[]) => void;
}

/** State of the form: change, save, discard, undo. Its host fires `settings-changed`. */
export class SettingsFormState implements ReactiveController {
  edits: FormEdits = noEdits;
  saving = false;
  message: SaveMessage | undefined;
  /** The edits that undo the last save since the page opened. */
  #lastSave: { readonly edited: Partial<SettingsDraft>; readonly hadSecret: boolean } | undefined;
  #hasJustSaved = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly deps: () => FormDeps,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  get canUndo(): boolean {
    return this.#lastSave !== undefined;
  }

  /** Clears the edits only when the saved settings arrive, so that the fields do not flicker. */
  onSettingsRead(): void {
    if (!this.#hasJustSaved) return;
    this.#hasJustSaved = false;
    this.edits = { ...this.edits, edited: {} };
  }

  change(change: Partial<SettingsDraft>, visible: VisibleSettings): void {
    this.edits = withChange(this.edits, change, visible);
    this.#showMessage(undefined);
  }

  /** Replaces the unsaved edits by the values of a settings file. */
  fill(edited: Partial<SettingsDraft>, visible: VisibleSettings): void {
    this.edits = { ...this.edits, edited: {} };
    this.change(edited, visible);
  }

  showCustomLine(customLine: boolean): void {
    this.edits = { ...this.edits, customLine };
    this.host.requestUpdate();
  }

  /** Shows the stored values again, also in fields where the browser restored text by itself. */
  readonly discard = (): void => {
    this.edits = noEdits;
    this.#showMessage({ text: lazyTexts('settings').tools.discarded, bad: false });
  };

  readonly undo = async (): Promise<void> => {
    const last = this.#lastSave;
    if (!last) return;
    const texts = lazyTexts('settings').tools;
    this.edits = { ...this.edits, edited: last.edited };
    // If saving fails, the person can undo again.
    if (!(await this.#save(last.hadSecret ? texts.undoneButSecret : texts.undone))) return;
    this.#lastSave = undefined;
    this.host.requestUpdate();
  };

  readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!this.deps().settings?.provisioned) await this.save();
  };

  readonly closeMessage = (): void => this.#showMessage(undefined);

  /** Saves, and returns true if all is saved. */
  save(): Promise<boolean> {
    return this.#save(this.deps().texts.words.saved);
  }

  async #save(done: string): Promise<boolean> {
    const { connector, settings, texts } = this.deps();
    if (!settings) return false;
    const draft = applyEdits(this.edits, settings);
    const read = readSettings(draft, settings);
    this.edits = { ...this.edits, problems: read.ok ? {} : read.problems };
    if (!read.ok) {
      this.deps().reveal(Object.keys(read.problems) as FieldName[]);
      await this.#showProblems(texts.words.notSaved);
      return false;
    }
    const edited = changesBetween(draft, draftOfSettings(settings));
    this.saving = true;
    this.host.requestUpdate();
    const message = await sendSettings(connector, read.settings, texts, done);
    this.saving = false;
    this.#showMessage(message);
    if (message.bad) return false;
    if (Object.keys(edited).length > 0) this.#lastSave = { edited, hadSecret: hasNewSecret(draft) };
    this.#hasJustSaved = true;
    this.host.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
    return true;
  }

  async #showProblems(text: string): Promise<void> {
    this.#showMessage({ text, bad: true });
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #showMessage(message: SaveMessage | undefined): void {
    this.message = message;
    this.host.requestUpdate();
  }
}
