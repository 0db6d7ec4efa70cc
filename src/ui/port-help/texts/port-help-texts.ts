import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

export type PortHelpTexts = Readonly<Record<keyof typeof en, string>>;

export const portHelpTexts: EveryLanguage<PortHelpTexts> = { en, fr: withFrenchSpaces(fr), it, pt };
