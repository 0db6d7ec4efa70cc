import { englishRemarks } from '../../../core/settings/english-remarks.ts';
import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

/** What is said of a file that was opened. Names and values in it stay as the file writes them. */
export const remarkTexts: EveryLanguage<typeof englishRemarks> = {
  en: englishRemarks,
  fr: withFrenchSpaces(fr),
  it,
  pt,
};
