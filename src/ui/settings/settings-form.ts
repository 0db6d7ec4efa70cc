import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { inLanguage } from '../language.ts';
import { type FieldProblems, readSettings } from './read-settings.ts';
import { changesBetween, draftOfSettings, hasNewSecret, type SettingsDraft } from './settings-draft.ts';
import type { FormTexts } from './texts/settings-texts.ts';
import { toolsTexts } from './texts/tools-texts.ts';

/** What was typed into the form and is not saved yet, and what is known to be wrong with it. */
export interface FormEdits {
  /** Only what was edited: what others change meanwhile comes through in the fields that nobody touched. */
  readonly edited: Partial<SettingsDraft>;
  readonly problems: FieldProblems;
  /** The single settings of the line are asked for, also where they are those of a preset. */
  readonly customLine: boolean;
}

export const noEdits: FormEdits = { edited: {}, problems: {}, customLine: false };

/** What stands in the fields. */
export const draftWith = ({ edited }: FormEdits, visible: VisibleSettings): SettingsDraft => ({
  ...draftOfSettings(visible),
  ...edited,
});

/** An error goes as soon as its cause is gone; a new one waits for the button. */
export function withChange(
  edits: FormEdits,
  change: Partial<SettingsDraft>,
  visible: VisibleSettings,
): FormEdits {
  const changed = { ...edits, edited: { ...edits.edited, ...change } };
  const read = readSettings(draftWith(changed, visible), visible);
  const left = read.ok ? {} : read.problems;
  const problems = Object.fromEntries(Object.entries(edits.problems).filter(([name]) => name in left));
  return { ...changed, problems };
}

/** What the save bar says, and whether it is bad news. */
export interface Said {
  readonly text: string;
  readonly bad: boolean;
}

/** `done`: what is said once they are saved. Bad news means that they are not. */
export async function sendSettings(
  connector: ConnectorApi,
  settings: Settings,
  { words, failures }: FormTexts,
  done: string,
): Promise<Said> {
  try {
    const answer = await connector.saveSettings({ settings });
    if (answer.saved) return { text: done, bad: false };
    const why = `${failures[answer.failure].what} ${answer.detail}`;
    return { text: `${words.saveRefused} ${why}`, bad: true };
  } catch {
    return { text: words.callFailed, bad: true };
  }
}

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
