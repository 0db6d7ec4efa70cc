import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { type NotTaken, readSettingsFile } from '../../core/settings/settings-file.ts';
import { visibleSettings } from '../../core/settings/visible-settings.ts';
import { changesBetween } from './draft-changes.ts';
import { type FieldName, flagFields, textFields } from './field-names.ts';
import { isUsed } from './field-use.ts';
import { draftOfSettings, type SettingsDraft } from './settings-draft.ts';
import { settingsOf } from './settings-of.ts';

interface FieldNotTaken {
  readonly path: string;
  /** Where the form has a field of this name. */
  readonly name: FieldName | undefined;
  /** The key of the text that says it. */
  readonly why: 'whyInvalid' | 'whyUnknown' | 'whySecret' | 'whyService' | 'whyUnused';
}

/** What came of a file: the key of what was wrong with it as a whole, or which fields it changed. */
export type FileSaid =
  | 'noSettings'
  | 'newer'
  | { readonly changed: readonly FieldName[]; readonly notTaken: readonly FieldNotTaken[] };

const whys = {
  invalid: 'whyInvalid',
  unknown: 'whyUnknown',
  secret: 'whySecret',
  service: 'whyService',
} as const satisfies Record<NotTaken['why'], string>;

const names: readonly FieldName[] = [...textFields, ...flagFields];
const fieldOf = (path: string): FieldName | undefined => names.find((name) => name === path);

/** What a file of settings would change in the form. Nothing is saved by it. */
export function readIntoForm(
  text: string,
  visible: VisibleSettings,
): { readonly said: FileSaid; readonly edits: Partial<SettingsDraft> } {
  const reading = readSettingsFile(text, settingsOf(visible));
  if (!reading.ok) return { said: reading.why === 'newer' ? 'newer' : 'noSettings', edits: {} };
  const now = draftOfSettings(visible);
  const wanted = draftOfSettings(visibleSettings(reading.settings, false));
  const changed = Object.entries(changesBetween(now, wanted)) as [FieldName, never][];
  const used = ([name]: readonly [FieldName, unknown]) => isUsed(name, wanted, visible.hipay.route);
  // The fields of a contract that is taken away go with it.
  const unused = changed.filter((each) => !used(each) && !each[0].startsWith('contracts.'));
  const edits: Partial<SettingsDraft> = Object.fromEntries(changed.filter((each) => !unused.includes(each)));
  const notTaken = [
    ...reading.notTaken.map(({ path, why }) => ({ path, name: fieldOf(path), why: whys[why] })),
    ...unused.map(([name]) => ({ path: name, name, why: 'whyUnused' as const })),
  ];
  return { said: { changed: Object.keys(edits) as FieldName[], notTaken }, edits };
}
