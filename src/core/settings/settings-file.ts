import * as z from 'zod/mini';
import type { SettingDef } from './setting-kinds.ts';
import { settingDefOf, settingRows } from './setting-rows.ts';
import { type Settings, settings } from './settings.ts';

/** Where a setting may go. */
export const wayOf = (path: string): SettingDef['carrier'] | undefined => settingDefOf(path)?.carrier;

export const portablePaths = [...settingRows.keys()].filter((path) => wayOf(path) === 'file');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where there is nothing, or nothing of its own. */
export const valueAt = (whole: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      whole,
    );

/** A copy with this value at that path; `undefined` takes it out. */
export function withValueAt(whole: unknown, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = isObject(whole) ? whole : {};
  if (rest.length > 0) return { ...others, [key]: withValueAt(inner, rest.join('.'), value) };
  return value === undefined ? others : { ...others, [key]: value };
}

/** Every path of a value that is known, or leads to nothing known. */
export function* pathsIn(value: unknown, before = ''): Generator<string> {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = `${before}${key}`;
    if (isObject(inner) && wayOf(path) === undefined && before.split('.').length < 4)
      yield* pathsIn(inner, `${path}.`);
    else yield path;
  }
}

const kind = 'hipay-ecr-settings';
const version = 1;
const longestText = 200_000;
const mostTold = 50;

/** Settings with or without their secrets: those are not looked at. */
type WithoutSecrets = Omit<Settings, 'hipay'> & {
  readonly hipay: Omit<Settings['hipay'], 'password' | 'hashKey'>;
};

/** `null` in the file: there is none, as against nothing said. */
const canBeNone: ReadonlySet<string> = new Set([
  'contracts.proxy',
  'contracts.nfc',
  'authorizationThresholdMinor',
]);

/** What may leave this browser, by a list of what may: a secret that somebody adds tomorrow is not on it. */
export const portableSettings = (of: WithoutSecrets): Record<string, unknown> =>
  portablePaths.reduce<Record<string, unknown>>((whole, path) => {
    const value = valueAt(of, path);
    return withValueAt(whole, path, value ?? (canBeNone.has(path) ? null : undefined));
  }, {});

/** The settings as a file: for a second till, or for the day when this browser is gone. */
export function settingsFileText(
  of: WithoutSecrets,
  about: { readonly program: string; readonly savedAt: string },
): string {
  return `${JSON.stringify({ kind, version, ...about, settings: portableSettings(of) }, null, 2)}\n`;
}

const settingsFile = z.object({
  kind: z.literal(kind),
  version: z.int().check(z.minimum(1)),
  settings: z.record(z.string(), z.unknown()),
});

export interface NotTaken {
  /** As the file writes it. */
  readonly path: string;
  /** `invalid`: not a value that this setting can have. `unknown`: no setting of this version. */
  readonly why: 'invalid' | 'unknown' | 'secret' | 'service';
}

export type SettingsFileReading =
  | {
      readonly ok: true;
      /** `present` with what the file says; its secrets are those of `present`. */
      readonly settings: Settings;
      readonly taken: readonly string[];
      readonly notTaken: readonly NotTaken[];
    }
  | { readonly ok: false; readonly why: 'no-settings-file' | 'newer' };

function parsed(text: string): unknown {
  if (text.length > longestText) return undefined;
  try {
    // Editors on Windows put a mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Takes setting by setting: one that is wrong does not cost the others. Whether they go together, `settingsFault` says. */
export function readSettingsFile(text: string, present: Settings): SettingsFileReading {
  const file = settingsFile.safeParse(parsed(text));
  if (!file.success) return { ok: false, why: 'no-settings-file' };
  if (file.data.version > version) return { ok: false, why: 'newer' };
  let now = present;
  const taken: string[] = [];
  const notTaken: NotTaken[] = [];
  for (const path of pathsIn(file.data.settings)) {
    const way = wayOf(path);
    if (way !== 'file') {
      notTaken.push({ path: path.slice(0, 80), why: way ?? 'unknown' });
      continue;
    }
    const value = valueAt(file.data.settings, path);
    const none = value === null && canBeNone.has(path);
    const next = settings.safeParse(withValueAt(now, path, none ? undefined : value));
    if (next.success) {
      now = next.data;
      taken.push(path);
    } else notTaken.push({ path, why: 'invalid' });
  }
  return { ok: true, settings: now, taken, notTaken: notTaken.slice(0, mostTold) };
}
