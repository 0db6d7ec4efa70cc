import * as z from 'zod/mini';
import type { SettingDef } from './setting-kinds.ts';
import { settingDefOf, settingRows } from './setting-rows.ts';
import { type Settings, settings } from './settings.ts';

/** How a setting may be transferred; undefined if the path is not the path of a setting. */
export const carrierOf = (path: string): SettingDef['carrier'] | undefined => settingDefOf(path)?.carrier;

export const portablePaths = [...settingRows.keys()].filter((path) => carrierOf(path) === 'file');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value at a path; undefined if there is none. Inherited properties do not count. */
export const valueAt = (whole: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      whole,
    );

/** Returns a copy with this value at the path; `undefined` removes it. */
export function withValueAt(whole: unknown, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = isObject(whole) ? whole : {};
  if (rest.length > 0) return { ...others, [key]: withValueAt(inner, rest.join('.'), value) };
  return value === undefined ? others : { ...others, [key]: value };
}

/** Lists the paths of all values. A setting whose value is an object, such as a contract, is one path. */
export function* pathsIn(value: unknown, before = ''): Generator<string> {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = `${before}${key}`;
    if (isObject(inner) && carrierOf(path) === undefined && before.split('.').length < 4)
      yield* pathsIn(inner, `${path}.`);
    else yield path;
  }
}

const kind = 'hipay-ecr-settings';
const version = 1;
const maxTextLength = 200_000;
const maxNotTaken = 50;

/** Settings with or without their secrets: an export reads no secret. */
type WithoutSecrets = Omit<Settings, 'hipay'> & {
  readonly hipay: Omit<Settings['hipay'], 'password' | 'hashKey'>;
};

/** Settings that may be absent. An absent setting is `null` in the file; a key that the file lacks changes nothing. */
const nullable: ReadonlySet<string> = new Set([
  'contracts.proxy',
  'contracts.nfc',
  'authorizationThresholdMinor',
]);

/**
 * Selects the settings that may leave this browser. Only listed paths are exported, so that a secret that is added
 * later is never exported by mistake.
 */
export const portableSettings = (source: WithoutSecrets): Record<string, unknown> =>
  portablePaths.reduce<Record<string, unknown>>((whole, path) => {
    const value = valueAt(source, path);
    return withValueAt(whole, path, value ?? (nullable.has(path) ? null : undefined));
  }, {});

/** Writes the settings as a file, for a second till or as a backup. */
export function settingsFileText(
  source: WithoutSecrets,
  about: { readonly program: string; readonly savedAt: string },
): string {
  return `${JSON.stringify({ kind, version, ...about, settings: portableSettings(source) }, null, 2)}\n`;
}

const settingsFile = z.object({
  kind: z.literal(kind),
  version: z.int().check(z.minimum(1)),
  settings: z.record(z.string(), z.unknown()),
});

export interface NotTaken {
  /** The path as in the file. */
  readonly path: string;
  /** `invalid`: not a value that this setting can have. `unknown`: no setting of this version. */
  readonly why: 'invalid' | 'unknown' | 'secret' | 'service';
}

export type SettingsFileReading =
  | {
      readonly ok: true;
      /** `present` with the values of the file. The secrets of `present` stay. */
      readonly settings: Settings;
      readonly taken: readonly string[];
      readonly notTaken: readonly NotTaken[];
    }
  | { readonly ok: false; readonly why: 'no-settings-file' | 'newer' };

function parsed(text: string): unknown {
  if (text.length > maxTextLength) return undefined;
  try {
    // Editors on Windows put a byte order mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/**
 * Reads each setting separately, so that an invalid setting does not prevent the others. The caller checks with
 * `settingsFaultCode` whether the settings can be used together.
 */
export function readSettingsFile(text: string, present: Settings): SettingsFileReading {
  const file = settingsFile.safeParse(parsed(text));
  if (!file.success) return { ok: false, why: 'no-settings-file' };
  if (file.data.version > version) return { ok: false, why: 'newer' };
  let merged = present;
  const taken: string[] = [];
  const notTaken: NotTaken[] = [];
  for (const path of pathsIn(file.data.settings)) {
    const carrier = carrierOf(path);
    if (carrier !== 'file') {
      notTaken.push({ path: path.slice(0, 80), why: carrier ?? 'unknown' });
      continue;
    }
    const value = valueAt(file.data.settings, path);
    const isNone = value === null && nullable.has(path);
    const next = settings.safeParse(withValueAt(merged, path, isNone ? undefined : value));
    if (next.success) {
      merged = next.data;
      taken.push(path);
    } else notTaken.push({ path, why: 'invalid' });
  }
  return { ok: true, settings: merged, taken, notTaken: notTaken.slice(0, maxNotTaken) };
}
