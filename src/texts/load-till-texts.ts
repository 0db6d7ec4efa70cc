import type { Language } from '../core/language.ts';
import type { TillTexts } from '../core/till/till-texts.ts';
import type { TillClientTexts } from './en/till-client.ts';

// Each language is a chunk of its own: a till speaks one. Tills get the texts as they are written.

const payment: Readonly<Record<Language, () => Promise<{ readonly texts: TillTexts }>>> = {
  en: () => import('./en/payment.ts'),
  fr: () => import('./fr/payment.ts'),
  it: () => import('./it/payment.ts'),
  pt: () => import('./pt/payment.ts'),
};

/** What the connector says to a web till. */
export const loadTillTexts = async (language: Language): Promise<TillTexts> =>
  (await payment[language]()).texts;

const client: Readonly<Record<Language, () => Promise<{ readonly texts: TillClientTexts }>>> = {
  en: () => import('./en/till-client.ts'),
  fr: () => import('./fr/till-client.ts'),
  it: () => import('./it/till-client.ts'),
  pt: () => import('./pt/till-client.ts'),
};

/** Before the connector is opened: without a connector nothing can be fetched any more. */
export const loadTillClientTexts = async (language: Language): Promise<TillClientTexts> =>
  (await client[language]()).texts;
