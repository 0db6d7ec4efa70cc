import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';
import { en, enBack } from './en.ts';
import { fr, frBack } from './fr.ts';
import { it, itBack } from './it.ts';
import { pt, ptBack } from './pt.ts';

export type ResolverTexts = typeof en;
export type ResolverBackTexts = typeof enBack;

export const resolverTexts: EveryLanguage<ResolverTexts> = { en, fr: withFrenchSpaces(fr), it, pt };
export const resolverBackTexts: EveryLanguage<ResolverTexts> = {
  en: { ...en, ...enBack },
  fr: withFrenchSpaces({ ...fr, ...frBack }),
  it: { ...it, ...itBack },
  pt: { ...pt, ...ptBack },
};
