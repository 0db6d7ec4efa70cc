import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { type FieldProblems, readSettings } from './read-settings.ts';
import { draftOfSettings, type SettingsDraft } from './settings-draft.ts';

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
