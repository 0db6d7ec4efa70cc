import { formatMajor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { SettingField as FieldName, FlagField, TextField } from '../../core/settings/setting-defs.ts';
import type { SettingDef } from '../../core/settings/setting-kinds.ts';
import { contractFields, settingDefOf, settingRows } from '../../core/settings/setting-rows.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { type LanguageTraits, terminalLanguages, traitsOf } from '../../core/terminal/terminal-languages.ts';

export type { FieldName, FlagField, TextField };

/** The settings that the form shows. */
const formRows = [...settingRows].filter(([, { form }]) => form !== undefined);

/** Fields whose value is a text during editing, named by their path in the settings. */
export const textFields = formRows.flatMap(([path, { kind }]) => {
  if (kind.is === 'contracts') return contractFields.map((field) => `${path}.${field}`);
  return kind.is === 'flag' ? [] : [path];
}) as readonly TextField[];

/** Fields that are on or off. `contracts.proxy` and `contracts.nfc` turn the whole contract on or off. */
export const flagFields = formRows
  .filter(([, { kind }]) => kind.is === 'flag' || kind.is === 'contracts')
  .map(([path]) => path) as readonly FlagField[];

export const fieldNames: readonly FieldName[] = [...textFields, ...flagFields];

/** The contract to which a field belongs: `contracts.nfc` for `contracts.nfc.rank`. Undefined for all other fields. */
const contractOf = (name: FieldName): FlagField | undefined =>
  flagFields.find((flag) => name.startsWith(`${flag}.`));

const defOf = (name: FieldName): SettingDef | undefined => settingDefOf(contractOf(name) ?? name);

/** The values of the fields of the settings form, which may be invalid. */
export type SettingsDraft = Readonly<Record<TextField, string> & Record<FlagField, boolean>>;

const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** The currency of amounts in the form: the shop's first currency, because the threshold has no currency of its own. */
export const thresholdCurrency = (visible: VisibleSettings): CurrencyCode => visible.currencies[0] ?? 'EUR';

export function draftOfSettings(visible: VisibleSettings): SettingsDraft {
  const threshold = visible.authorizationThresholdMinor;
  const texts = textFields.map((name) => [name, String(valueAt(visible, name) ?? '')]);
  const flags = flagFields.map((name) => [name, Boolean(valueAt(visible, name))]);
  return {
    ...Object.fromEntries([...texts, ...flags]),
    currencies: visible.currencies.join(', '),
    authorizationThresholdMinor:
      threshold === undefined ? '' : formatMajor(threshold, thresholdCurrency(visible)),
  } as SettingsDraft;
}

/** The part of the form that contains a field. */
export type Group = NonNullable<SettingDef['form']>;

export const groupOf = (name: FieldName): Group => defOf(name)?.form ?? 'payments';

type Route = 'direct' | 'relay';

/** The traits of the terminal language in the draft; undefined if the draft names no language. */
export function languageTraits(draft: SettingsDraft): LanguageTraits | undefined {
  const language = terminalLanguages.find((name) => name === draft['terminal.language']);
  return language && traitsOf(language);
}
const isCaisseAp = (draft: SettingsDraft): boolean => languageTraits(draft)?.settings === 'caisse-ap';

const usageChecks: Record<
  NonNullable<SettingDef['usedWhen']>,
  (draft: SettingsDraft, route: Route) => boolean
> = {
  'on-cable': (draft) => ['web-serial', 'web-usb'].includes(draft['terminal.link']),
  simulated: (draft) => draft['terminal.link'] === 'simulated',
  'caisse-ap': isCaisseAp,
  concert: (draft) => !isCaisseAp(draft),
  direct: (_draft, route) => route === 'direct',
};

/** True if the chosen link, protocol language and contracts use this field. The form shows no other fields. */
export function isUsed(name: FieldName, draft: SettingsDraft, route: Route): boolean {
  const contract = contractOf(name);
  if (contract) return draft[contract];
  const when = defOf(name)?.usedWhen;
  return when === undefined || usageChecks[when](draft, route);
}

/** Passwords and passphrases. The page never gets the stored secrets, so it does not know their previous values. */
const secretFields: ReadonlySet<FieldName> = new Set(
  fieldNames.filter((name) => defOf(name)?.carrier === 'secret'),
);

/** The fields in which two drafts differ, with their values in the second. Secrets are left out. */
export const changesBetween = (from: SettingsDraft, to: SettingsDraft): Partial<SettingsDraft> =>
  Object.fromEntries(
    (Object.keys(to) as FieldName[])
      .filter((name) => !secretFields.has(name) && from[name] !== to[name])
      .map((name) => [name, to[name]]),
  );

/** The fields with unsaved changes, with a typed password or passphrase. */
export const changedFields = (saved: SettingsDraft, draft: SettingsDraft): readonly FieldName[] => [
  ...(Object.keys(changesBetween(saved, draft)) as FieldName[]),
  ...[...secretFields].filter((name) => Boolean(draft[name])),
];

export const isSecret = (name: FieldName): boolean => secretFields.has(name);

/** True if saving this draft would replace a secret, which an undo cannot restore. */
export const hasNewSecret = (draft: Partial<SettingsDraft>): boolean =>
  [...secretFields].some((name) => Boolean(draft[name]));
