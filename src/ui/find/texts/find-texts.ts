import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

export type FindTexts = typeof en;

export const findTexts: EveryLanguage<FindTexts> = { en, fr: withFrenchSpaces(fr), it, pt };
