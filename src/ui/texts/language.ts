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
