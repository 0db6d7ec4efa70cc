import type { Language } from '../core/language.ts';
import type { TillClientTexts } from './en/till-client.ts';

/** Each language is a chunk of its own: a till speaks one. */
const load: { readonly [Own in Language]: () => Promise<{ readonly texts: TillClientTexts<Own> }> } = {
  en: () => import('./en/till-client.ts'),
  fr: () => import('./fr/till-client.ts'),
  it: () => import('./it/till-client.ts'),
  pt: () => import('./pt/till-client.ts'),
};

/** Before the connector is opened: without a connector nothing can be fetched any more. */
export const loadClientTexts = async (language: Language): Promise<TillClientTexts> =>
  (await load[language]()).texts;
