import { isLanguage, type Language } from '../../../src/core/language.ts';

/** The gallery's choices for a screen. They are in the address, so that a view can be shared. */
export const themes = {
  light: { scheme: 'light', contrast: 'usual' },
  dark: { scheme: 'dark', contrast: 'usual' },
  'high contrast': { scheme: 'light', contrast: 'more' },
  'high contrast, dark': { scheme: 'dark', contrast: 'more' },
} as const;
export type ThemeName = keyof typeof themes;

export const sizes = { phone: [360, 740], tablet: [1024, 768], desk: [1920, 1080] } as const;
export type SizeName = keyof typeof sizes;

export interface Choices {
  readonly show: string;
  readonly lang: Language;
  readonly theme: ThemeName;
  readonly size: SizeName;
}

const nameOrFirst = <Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  asked: string | null,
): Name => {
  const names = Object.keys(table) as Name[];
  return names.find((name) => name === asked) ?? names[0]!;
};

/** The choices of the address; an unknown value gives the first entry. */
export function choicesOf(search: string, shows: Readonly<Record<string, unknown>>): Choices {
  const asked = new URLSearchParams(search);
  const lang = asked.get('lang');
  return {
    show: nameOrFirst(shows, asked.get('show')),
    lang: isLanguage(lang) ? lang : 'en',
    theme: nameOrFirst(themes, asked.get('theme')),
    size: nameOrFirst(sizes, asked.get('size')),
  };
}

export const searchOf = (choices: Choices): string => `?${new URLSearchParams({ ...choices })}`;
