import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { FieldName } from './field-names.ts';
import type { FieldProblems } from './read-settings.ts';
import type { SettingsDraft } from './settings-draft.ts';
import type { FormTexts } from './texts/settings-texts.ts';

/** What each group of the settings form is drawn from. */
export interface FormContext {
  readonly draft: SettingsDraft;
  readonly visible: VisibleSettings;
  readonly problems: FieldProblems;
  readonly texts: FormTexts;
  readonly scripts: readonly string[];
  readonly customLine: boolean;
  /** Somebody looks for settings: only what was found is drawn. */
  readonly searching: boolean;
  shown(name: FieldName): boolean;
  change(change: Partial<SettingsDraft>): void;
  showCustomLine(show: boolean): void;
}
