import type { Language } from '../core/language.ts';
import type { TillTexts } from '../core/till/till-texts.ts';

/** Each language is a chunk of its own: a till speaks one. */
const load: Readonly<Record<Language, () => Promise<{ readonly texts: TillTexts }>>> = {
  en: () => import('./en/payment.ts'),
  fr: () => import('./fr/payment.ts'),
  it: () => import('./it/payment.ts'),
  pt: () => import('./pt/payment.ts'),
};

/** What the connector says to a web till, as it is written: tills get no French spaces. */
export const loadTillTexts = async (language: Language): Promise<TillTexts> => (await load[language]()).texts;
