import type { Language } from '../../../core/till/till-api.ts';
import type { OwnFailure } from '../connector-failure.ts';

/** What this end says by itself, in the till's language. */
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

/** Before the connector is opened: what has to be said without it cannot be fetched any more then. */
export const wordsIn = async (language: Language): Promise<Words> => (await load[language]()).words;
