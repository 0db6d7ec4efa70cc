/**
 * The languages of the texts.
 *
 * @example
 * const language: Language = 'fr';
 */
export type Language = 'en' | 'fr' | 'it' | 'pt';

/** In the order of the choice on the screens. Separate from `languageNames`, because web tills load only this list. */
export const languages = ['en', 'fr', 'it', 'pt'] as const satisfies readonly Language[];

/** The name of each language in that language, so that its speakers recognize it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  pt: 'Português',
};

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

const baseOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';

/** The first of the browser's languages that the program has; English if there is none. */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags.map(baseOf).find(isLanguage) ?? 'en';

/** Region if the browser names none: the texts are European, and plain `pt` would format money as in Brazil. */
const homeRegion: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR', it: 'it-IT', pt: 'pt-PT' };

/** The browser's regional form of a language (`fr-CH`): money and dates differ by region. */
export const regionalTag = (language: Language, tags: readonly string[]): string =>
  tags.find((tag) => baseOf(tag) === language && tag.includes('-')) ?? homeRegion[language];

/** Languages of receipts, in the order of the choice. French is first: Concert and Caisse-AP are used in France. */
export const receiptLanguages: readonly Language[] = ['fr', ...languages.filter((other) => other !== 'fr')];
