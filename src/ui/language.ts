import { isLanguage, type Language, preferredLanguage, regionalTag } from '../core/language.ts';
import {
  type LazyFeature,
  type LazyTexts,
  loadLazyTexts,
  loadTexts,
  type Texts,
} from '../texts/load-texts.ts';

const storageKey = 'hipay-ecr.language';

interface Current {
  readonly language: Language;
  /** For Intl: the language with the browser's region. */
  readonly locale: string;
  readonly texts: Texts;
  /** The texts of the features in use, which load after `texts`. */
  readonly lazy: Partial<LazyTexts>;
}

let current: Current | undefined;
const listeners = new Set<() => void>();
/** The features whose texts the page uses. When a person chooses another language, their texts are loaded in it. */
const featuresInUse = new Set<LazyFeature>();

export const currentLanguage = (): Current | undefined => current;

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined if a browser policy denies storage; then the choice lasts as long as the page. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Loads the missing texts of every feature in use, also of a feature that is added meanwhile. */
async function loadMissing({ language, lazy }: Pick<Current, 'language' | 'lazy'>): Promise<void> {
  for (;;) {
    const missing = [...featuresInUse].filter((feature) => !lazy[feature]);
    if (missing.length === 0) return;
    const loaded = missing.map(async (feature) => [feature, await loadLazyTexts(language, feature)]);
    Object.assign(lazy, Object.fromEntries(await Promise.all(loaded)));
  }
}

/** Number of the last call of `useLanguage`. Only the last call takes effect, even if an earlier call takes longer. */
let lastCall = 0;

/** Changes the language. Loads all texts in use before it calls the listeners. */
export async function useLanguage(language: Language, tags: readonly string[]): Promise<void> {
  lastCall += 1;
  const call = lastCall;
  const next = { language, locale: regionalTag(language, tags), texts: await loadTexts(language), lazy: {} };
  await loadMissing(next);
  if (call !== lastCall) return;
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

/** Loads the texts of these features, now and for each later language. Waits until a first language is loaded. */
export async function useTexts(features: readonly LazyFeature[]): Promise<void> {
  for (const feature of features) featuresInUse.add(feature);
  if (features.length === 0) return;
  if (!current) await waitForFirstLanguage();
  // The language may change while the texts load.
  while (current && features.some((feature) => !current?.lazy[feature])) await loadMissing(current);
}

const waitForFirstLanguage = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = onLanguageChange(() => {
      stop();
      resolve();
    });
  });

/** The texts of a feature. Throws if they are not loaded: a `LazyPart` names the features that it needs. */
export function lazyTexts<Feature extends LazyFeature>(feature: Feature): LazyTexts[Feature] {
  const texts: Partial<LazyTexts>[Feature] | undefined = current?.lazy[feature];
  if (!texts) throw new Error(`no part of the page has asked for the texts of ${feature}`);
  return texts as LazyTexts[Feature];
}
