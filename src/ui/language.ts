import type { Texts } from './texts/texts.ts';

/** Each by its own name, so that everybody finds theirs. */
export const languageNames = { en: 'English', fr: 'Français', it: 'Italiano', pt: 'Português' } as const;

export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** The first of the browser's languages that we speak, else English. */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags.map(baseOf).find(isLanguage) ?? 'en';

/** Of a browser that names no region: the texts are those of Europe, and plain `pt` would write money as Brazil does. */
const homeRegion: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', pt: 'pt-PT' };

/** The browser's own regional form of a language (`fr-CH`), because money and dates differ by region. */
export const regionalTag = (language: Language, tags: readonly string[]): string =>
  tags.find((tag) => baseOf(tag) === language && tag.includes('-')) ?? homeRegion[language];

const remembered = 'hipay-ecr.language';

/** Each language is a chunk of its own: a till loads one. */
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

/** Storage can be switched off by policy; the choice then lasts as long as the page. */
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
  storage()?.setItem(remembered, language);
  await useLanguage(language, tags);
}

/** Somebody has chosen a language on this computer. */
export const languageChosen = (): boolean => isLanguage(storage()?.getItem(remembered));

/** The remembered choice, else what the browser prefers. */
export function firstLanguage(tags: readonly string[]): Language {
  const stored = storage()?.getItem(remembered);
  return isLanguage(stored) ? stored : preferredLanguage(tags);
}

/** The texts of a part that is loaded only when somebody asks for it: they come with it, every language in one table. */
export type EveryLanguage<Text> = Readonly<Record<Language, Text>>;

export const inLanguage = <Text>(table: EveryLanguage<Text>): Text =>
  table[currentLanguage()?.language ?? 'en'];
