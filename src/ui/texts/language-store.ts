import { isLanguage, type Language, preferredLanguage, regionalTag } from './language.ts';
import type { Texts } from './texts.ts';

const remembered = 'hipay-ecr.language';

/** Each language is a chunk of its own: a till loads one. */
const load: Record<Language, () => Promise<{ readonly texts: Texts }>> = {
  en: () => import('./en/texts.ts'),
  fr: () => import('./fr/texts.ts'),
  it: () => import('./it/texts.ts'),
  pt: () => import('./pt/texts.ts'),
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
