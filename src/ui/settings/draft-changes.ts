import type { FieldName } from './field-names.ts';
import type { SettingsDraft } from './settings-draft.ts';

/** Never shown, so what they were before is not known here. */
const secretFields: ReadonlySet<FieldName> = new Set(['hipay.password', 'hipay.hashKey']);

/** The fields in which two drafts differ, with their values in the second. Secrets are left out. */
export const changesBetween = (from: SettingsDraft, to: SettingsDraft): Partial<SettingsDraft> =>
  Object.fromEntries(
    (Object.keys(to) as FieldName[])
      .filter((name) => !secretFields.has(name) && from[name] !== to[name])
      .map((name) => [name, to[name]]),
  );

/** Whether saving this would replace a secret, which no undoing brings back. */
export const hasNewSecret = (draft: Partial<SettingsDraft>): boolean =>
  [...secretFields].some((name) => Boolean(draft[name]));
