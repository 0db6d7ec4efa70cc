import type { Language } from '../core/language.ts';
import type { TillTexts } from '../core/till/till-texts.ts';

/** Each language is a separate chunk, because a till needs only one. */
const load: Readonly<Record<Language, () => Promise<{ readonly texts: TillTexts }>>> = {
  en: () => import('./en/payment.ts'),
  fr: () => import('./fr/payment.ts'),
  it: () => import('./it/payment.ts'),
  pt: () => import('./pt/payment.ts'),
};

/** The texts for a web till, unchanged: no narrow spaces are put before French punctuation. */
export const loadTillTexts = async (language: Language): Promise<TillTexts> => (await load[language]()).texts;
