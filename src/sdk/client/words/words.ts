import type { Language } from '../../../core/till/till-api.ts';
import type { OwnFailure } from '../connector-failure.ts';

/** The texts that this page shows itself, in the till's language. */
export interface Words {
  readonly language: Language;
  readonly failures: Readonly<Record<OwnFailure, string>>;
}

const load: Record<Language, () => Promise<{ readonly words: Words }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  pt: () => import('./pt.ts'),
};

/** Loads the texts. Call this before the connector is opened: a text for a lost connection must already be there. */
export const wordsIn = async (language: Language): Promise<Words> => (await load[language]()).words;
