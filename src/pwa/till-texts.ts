import type { TillTexts } from '../core/texts/till-texts.ts';
import type { Language } from '../core/till/till-api.ts';

const load: Record<Language, () => Promise<{ readonly texts: TillTexts }>> = {
  en: () => import('../core/texts/en/till.ts'),
  fr: () => import('../core/texts/fr/till.ts'),
  it: () => import('../core/texts/it/till.ts'),
  pt: () => import('../core/texts/pt/till.ts'),
};

/** Each language is a chunk of its own: a till speaks one. */
export const tillTexts = async (language: Language): Promise<TillTexts> => (await load[language]()).texts;
