import { isLanguage, type Language, preferredLanguage, regionalTag } from '../core/language.ts';
import {
  type LateFeature,
  type LateTexts,
  loadLateTexts,
  loadTexts,
  type Texts,
} from '../texts/load-texts.ts';

const storageKey = 'hipay-ecr.language';

interface Current {
  readonly language: Language;
  /** For Intl: the language with the browser's region. */
  readonly locale: string;
  readonly texts: Texts;
  /** Of the features in use. */
  readonly late: Partial<LateTexts>;
}

let current: Current | undefined;
const listeners = new Set<() => void>();
/** The features whose texts some part of the page has asked for: every later language gets them too. */
const used = new Set<LateFeature>();

export const currentLanguage = (): Current | undefined => current;

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A browser policy can deny storage; the choice then lasts as long as the page. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Resolves when this language has the texts of every feature in use, also of one that is asked for meanwhile. */
async function completeLate({ language, late }: Pick<Current, 'language' | 'late'>): Promise<void> {
  for (;;) {
    const missing = [...used].filter((feature) => !late[feature]);
    if (missing.length === 0) return;
    const loaded = missing.map(async (feature) => [feature, await loadLateTexts(language, feature)]);
    Object.assign(late, Object.fromEntries(await Promise.all(loaded)));
  }
}

/** The last call that was made counts, whichever is loaded first. */
let lastWanted = 0;

/** All texts in use are there before a listener draws with them. */
export async function useLanguage(language: Language, tags: readonly string[]): Promise<void> {
  lastWanted += 1;
  const wanted = lastWanted;
  const next = { language, locale: regionalTag(language, tags), texts: await loadTexts(language), late: {} };
  await completeLate(next);
  if (wanted !== lastWanted) return;
  current = next;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export async function chooseLanguage(language: Language, tags: readonly string[]): Promise<void> {
  storage()?.setItem(storageKey, language);
  await useLanguage(language, tags);
}

/** True if a person has chosen a language on this computer. */
export const languageChosen = (): boolean => isLanguage(storage()?.getItem(storageKey));

/** The stored choice, or else the browser's preference. */
export function firstLanguage(tags: readonly string[]): Language {
  const stored = storage()?.getItem(storageKey);
  return isLanguage(stored) ? stored : preferredLanguage(tags);
}

/** Loads the texts of these features; from now on each language comes with them. Waits for the first language. */
export async function useTexts(features: readonly LateFeature[]): Promise<void> {
  for (const feature of features) used.add(feature);
  if (features.length === 0) return;
  if (!current) await firstLanguageLoaded();
  // The language may change while they are on their way.
  while (current && features.some((feature) => !current?.late[feature])) await completeLate(current);
}

const firstLanguageLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = onLanguageChange(() => {
      stop();
      resolve();
    });
  });

/** The texts of a feature that the part of the page was loaded with (`LazyPart`). */
export function lateTexts<Feature extends LateFeature>(feature: Feature): LateTexts[Feature] {
  const texts: Partial<LateTexts>[Feature] | undefined = current?.late[feature];
  if (!texts) throw new Error(`no part of the page has asked for the texts of ${feature}`);
  return texts as LateTexts[Feature];
}
