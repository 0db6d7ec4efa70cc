import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import { inLanguage } from '../texts/in-language.ts';
import { changesBetween, hasNewSecret } from './draft-changes.ts';
import { draftWith, type FormEdits, noEdits, withChange } from './form-edits.ts';
import { readSettings } from './read-settings.ts';
import { type Said, sendSettings } from './send-settings.ts';
import { draftOfSettings, type SettingsDraft } from './settings-draft.ts';
import type { FormTexts } from './texts/settings-texts.ts';
import { toolsTexts } from './texts/tools-texts.ts';

interface Around {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
  readonly texts: FormTexts;
}

/** The form from the first key to the button: changed, saved, discarded, undone. Its host fires `settings-changed`. */
export class FormInWork implements ReactiveController {
  edits: FormEdits = noEdits;
  saving = false;
  said: Said | undefined;
  /** What takes the last save of this sitting back. */
  #lastSave: { readonly edited: Partial<SettingsDraft>; readonly secret: boolean } | undefined;
  #savedNow = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly around: () => Around,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  get canUndo(): boolean {
    return this.#lastSave !== undefined;
  }

  /** The fields hold what was typed until the saved settings come back, so that nothing flickers. */
  settingsCame(): void {
    if (!this.#savedNow) return;
    this.#savedNow = false;
    this.edits = { ...this.edits, edited: {} };
  }

  change(change: Partial<SettingsDraft>, visible: VisibleSettings): void {
    this.edits = withChange(this.edits, change, visible);
    this.#say(undefined);
  }

  /** What a file says comes in place of what was typed. */
  take(edited: Partial<SettingsDraft>, visible: VisibleSettings): void {
    this.edits = { ...this.edits, edited: {} };
    this.change(edited, visible);
  }

  showCustomLine(customLine: boolean): void {
    this.edits = { ...this.edits, customLine };
    this.host.requestUpdate();
  }

  /** The fields as they are stored. What was typed into a field that the browser remembers by itself goes too. */
  readonly discard = (): void => {
    this.edits = noEdits;
    this.#say({ text: inLanguage(toolsTexts).discarded, bad: false });
  };

  readonly undo = async (): Promise<void> => {
    const last = this.#lastSave;
    if (!last) return;
    const texts = inLanguage(toolsTexts);
    this.edits = { ...this.edits, edited: last.edited };
    // Where it could not be saved, it can be tried again.
    if (!(await this.#save(last.secret ? texts.undoneButSecret : texts.undone))) return;
    this.#lastSave = undefined;
    this.host.requestUpdate();
  };

  readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { settings, texts } = this.around();
    if (!settings?.provisioned) await this.#save(texts.words.saved);
  };

  async #save(done: string): Promise<boolean> {
    const { connector, settings, texts } = this.around();
    if (!settings) return false;
    const draft = draftWith(this.edits, settings);
    const read = readSettings(draft, settings);
    this.edits = { ...this.edits, problems: read.ok ? {} : read.problems };
    if (!read.ok) {
      await this.#showProblems(texts.words.notSaved);
      return false;
    }
    const edited = changesBetween(draft, draftOfSettings(settings));
    this.saving = true;
    this.host.requestUpdate();
    const said = await sendSettings(connector, read.settings, texts, done);
    this.saving = false;
    this.#say(said);
    if (said.bad) return false;
    if (Object.keys(edited).length > 0) this.#lastSave = { edited, secret: hasNewSecret(draft) };
    this.#savedNow = true;
    this.host.dispatchEvent(new Event('settings-changed', { bubbles: true, composed: true }));
    return true;
  }

  async #showProblems(text: string): Promise<void> {
    this.#say({ text, bad: true });
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #say(said: Said | undefined): void {
    this.said = said;
    this.host.requestUpdate();
  }
}
