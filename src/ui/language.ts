import type { Texts } from './texts/texts.ts';

/** Each language in its own name, so that everybody can find theirs. */
export const languageNames = { en: 'English', fr: 'Français', it: 'Italiano', pt: 'Português' } as const;

export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The first of the browser's languages that the program has; English if there is none. */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags.map(baseOf).find(isLanguage) ?? 'en';

/** Region if the browser names none: the texts are European, and plain `pt` would format money as in Brazil. */
const homeRegion: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', pt: 'pt-PT' };

/** The browser's regional form of a language (`fr-CH`): money and dates differ by region. */
export const regionalTag = (language: Language, tags: readonly string[]): string =>
  tags.find((tag) => baseOf(tag) === language && tag.includes('-')) ?? homeRegion[language];

const storageKey = 'hipay-ecr.language';

/** Each language is its own chunk: a till loads one. */
const load: Record<Language, () => Promise<{ readonly texts: Texts }>> = {
  en: () => import('./texts/en/texts.ts'),
  fr: () => import('./texts/fr/texts.ts'),
  it: () => import('./texts/it/texts.ts'),
  pt: () => import('./texts/pt/texts.ts'),
};

interface Current {
  readonly language: Language;
  /** For Intl: the language with the browser's region. */
  readonly locale: string;
  readonly texts: Texts;
}

let current: Current | undefined;
const listeners = new Set<() => void>();

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

export async function useLanguage(language: Language, tags: readonly string[]): Promise<void> {
  const { texts } = await load[language]();
  current = { language, locale: regionalTag(language, tags), texts };
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

/** Texts of a lazily loaded part: all languages in one table, which loads with the part. */
export type EveryLanguage<Text> = Readonly<Record<Language, Text>>;

export const inLanguage = <Text>(table: EveryLanguage<Text>): Text =>
  table[currentLanguage()?.language ?? 'en'];
