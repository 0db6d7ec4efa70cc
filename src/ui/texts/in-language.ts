import type { Language } from './language.ts';
import { currentLanguage } from './language-store.ts';

/** The texts of a part that is loaded only when somebody asks for it: they come with it, every language in one table. */
export type EveryLanguage<Text> = Readonly<Record<Language, Text>>;

export const inLanguage = <Text>(table: EveryLanguage<Text>): Text =>
  table[currentLanguage()?.language ?? 'en'];
