import { type EveryLanguage, inLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import type { Texts } from '../../texts/texts.ts';
import type { FieldName } from '../settings-draft.ts';
import { fields as enFields } from './en/fields.ts';
import { upkeep as enUpkeep } from './en/upkeep.ts';
import { words as enWords } from './en/words.ts';
import { fields as frFields } from './fr/fields.ts';
import { upkeep as frUpkeep } from './fr/upkeep.ts';
import { words as frWords } from './fr/words.ts';
import { fields as itFields } from './it/fields.ts';
import { upkeep as itUpkeep } from './it/upkeep.ts';
import { words as itWords } from './it/words.ts';
import { fields as ptFields } from './pt/fields.ts';
import { upkeep as ptUpkeep } from './pt/upkeep.ts';
import { words as ptWords } from './pt/words.ts';

/** What the settings alone say. A text that is missing does not compile. */
export interface SettingsTexts {
  readonly words: Readonly<Record<keyof typeof enWords, string>>;
  readonly fields: Readonly<Record<FieldName, { readonly label: string; readonly hint: string }>>;
  readonly upkeep: Readonly<Record<keyof typeof enUpkeep, string>>;
}

export const settingsTexts: EveryLanguage<SettingsTexts> = {
  en: { words: enWords, fields: enFields, upkeep: enUpkeep },
  fr: withFrenchSpaces({ words: frWords, fields: frFields, upkeep: frUpkeep }),
  it: { words: itWords, fields: itFields, upkeep: itUpkeep },
  pt: { words: ptWords, fields: ptFields, upkeep: ptUpkeep },
};

/** Those of every screen and those of the settings, as one. */
export type FormTexts = Omit<Texts, 'words'> & SettingsTexts & { readonly words: Texts['words'] };

export function withSettingsTexts(texts: Texts): FormTexts {
  const own = inLanguage(settingsTexts);
  return { ...texts, ...own, words: { ...texts.words, ...own.words } };
}
