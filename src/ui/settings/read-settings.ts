import { parseAmount } from '../../core/money/amount.ts';
import { type CurrencyCode, currencyCode } from '../../core/money/currency.ts';
import { findInvisible } from '../../core/settings/pasted-values.ts';
import type { SettingPath } from '../../core/settings/setting-defs.ts';
import type { SettingDef } from '../../core/settings/setting-kinds.ts';
import { contractFields, settingDefOf, settingRows } from '../../core/settings/setting-rows.ts';
import { type Settings, settings as settingsSchema } from '../../core/settings/settings.ts';
import { withValueAt } from '../../core/settings/settings-file.ts';
import { settingsOf, type VisibleSettings } from '../../core/settings/visible-settings.ts';
import {
  type FieldName,
  fieldNames,
  isUsed,
  languageTraits,
  type SettingsDraft,
  type TextField,
} from './settings-draft.ts';

/** What is wrong with a field. The form has a text for each kind. */
export type FieldProblem =
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'format' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'currency'; readonly code: string }
  | { readonly kind: 'no-currency' }
  | { readonly kind: 'simulated-in-production' }
  | { readonly kind: 'invisible'; readonly character: string; readonly place: string }
  | { readonly kind: 'network-address' }
  | { readonly kind: 'network-language' }
  | { readonly kind: 'contract-pair' };

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: FieldProblems };

/** Reads a whole number. Returns NaN for any other text; the schema then refuses it. */
const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);

const currenciesOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);

function thresholdOf(text: string, currency: CurrencyCode): number | undefined {
  if (text.trim() === '') return undefined;
  if (/^0+([.,]0+)?$/.test(text.trim())) return 0;
  const amount = parseAmount(text.replace(/\s/g, ''), currency);
  return amount.ok ? amount.amountMinor : Number.NaN;
}

function contractOf(draft: SettingsDraft, path: 'contracts.proxy' | 'contracts.nfc') {
  if (!draft[path]) return undefined;
  return Object.fromEntries(contractFields.map((field) => [field, draft[`${path}.${field}`].trim()]));
}

/** Reads one field. Removes the spaces around a text, except for a secret. */
function readField(path: SettingPath, { kind, carrier }: SettingDef, draft: SettingsDraft): unknown {
  const value = draft[path as TextField];
  if (kind.is === 'number' || kind.is === 'choice') return wholeNumber(value);
  return kind.is === 'text' && carrier !== 'secret' ? value.trim() : value;
}

const groupPathOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('.'), 0));

/**
 * Returns the stored settings with the values of the form. A group such as `terminal.serial` keeps its stored values if
 * the chosen link and protocol language do not use it: the form does not show it, so a person could not correct it.
 */
function valuesOf(draft: SettingsDraft, stored: Settings, codes: readonly string[]): object {
  const usedGroups = fieldNames.filter((name) => isUsed(name, draft, stored.hipay.route)).map(groupPathOf);
  const firstCurrency = currencyCode.safeParse(codes[0]);
  const ownValues: Partial<Record<SettingPath, unknown>> = {
    'contracts.proxy': contractOf(draft, 'contracts.proxy'),
    'contracts.nfc': contractOf(draft, 'contracts.nfc'),
    authorizationThresholdMinor: thresholdOf(draft.authorizationThresholdMinor, firstCurrency.data ?? 'EUR'),
    currencies: codes,
  };
  return [...settingRows]
    .filter(([path, { form }]) => form !== undefined && usedGroups.includes(groupPathOf(path)))
    .reduce<object>(
      (values, [path, def]) =>
        withValueAt(values, path, path in ownValues ? ownValues[path] : readField(path, def, draft)),
      stored,
    );
}

function problemAt(
  path: readonly PropertyKey[],
  codes: readonly string[],
  draft: SettingsDraft,
): [FieldName, FieldProblem] {
  if (path[0] === 'currencies') {
    const code = codes[Number(path[1])];
    return ['currencies', code === undefined ? { kind: 'no-currency' } : { kind: 'currency', code }];
  }
  const name = path.join('.') as FieldName;
  const kind = settingDefOf(name)?.kind;
  if (kind?.is !== 'number' && String(draft[name]).trim() === '') return [name, { kind: 'missing' }];
  return [name, kind?.is === 'number' ? { kind: 'range', min: kind.min, max: kind.max } : { kind: 'format' }];
}

/** Checks the form with the schema of the settings. Settings that the form does not show keep the values of `visible`. */
export function readSettings(draft: SettingsDraft, visible: VisibleSettings): ReadSettings {
  const stored = settingsOf(visible);
  const codes = currenciesOf(draft.currencies);
  const parsed = settingsSchema.safeParse(valuesOf(draft, stored, codes));
  const contradictions = { ...findContradictions(draft, stored), ...findPasted(draft, stored) };
  if (parsed.success && Object.keys(contradictions).length === 0) return { ok: true, settings: parsed.data };
  const problems = Object.fromEntries(
    (parsed.error?.issues ?? []).map((issue) => problemAt(issue.path, codes, draft)),
  );
  return { ok: false, problems: { ...problems, ...contradictions } };
}

/** The fields that HiPay compares letter by letter. */
const comparedFields = [
  'hipay.login',
  'hipay.password',
  'hipay.hashKey',
  'contracts.proxy.merchantId',
  'contracts.nfc.merchantId',
] as const satisfies readonly FieldName[];

/** Finds invisible characters. Spaces around a text are removed, except for a secret. */
function findPasted(draft: SettingsDraft, { hipay }: Settings): FieldProblems {
  const found = comparedFields
    .filter((name) => isUsed(name, draft, hipay.route))
    .flatMap((name) => {
      const character = findInvisible(draft[name].trim());
      return character ? [[name, { kind: 'invisible', ...character } as const] as const] : [];
    });
  return Object.fromEntries(found);
}

/** Finds what `settingsFault` refuses although each field is valid. Reports it at the field that can correct it. */
function findContradictions(
  draft: SettingsDraft,
  { terminal, hipay, contractList }: Settings,
): FieldProblems {
  const production = draft.environment === 'prod';
  const network = draft['terminal.link'] === 'tcp';
  const isTestGateway = hipay.simulated || hipay.gatewayUrl !== '';
  return {
    ...(production && isTestGateway && { environment: { kind: 'simulated-in-production' } as const }),
    ...(production &&
      draft['terminal.link'] === 'simulated' && {
        'terminal.link': { kind: 'simulated-in-production' } as const,
      }),
    ...(network && terminal.tcp.host === '' && { 'terminal.link': { kind: 'network-address' } as const }),
    ...(network &&
      !languageTraits(draft)?.overNetwork && {
        'terminal.language': { kind: 'network-language' } as const,
      }),
    ...(contractList.length > 0 &&
      languageTraits(draft)?.settings === 'concert' &&
      !draft['contracts.proxy'] &&
      !draft['contracts.nfc'] && { 'terminal.language': { kind: 'contract-pair' } as const }),
  };
}
