import type { Language } from '../core/language.ts';
import type * as english from './en/index.ts';
import { withFrenchSpaces } from './french-spaces.ts';

/** The English texts are the type of the others: a text that is missing does not compile. */
export type LanguageTexts = Pick<typeof english, 'first' | 'lazy'>;

type First = LanguageTexts['first'];

/** What every screen needs. */
export type Texts = First['common'] & First['states'] & Pick<First['payment'], 'failures' | 'phases'>;

export type WordKey = keyof Texts['words'];
export type { PluralForms, TerminalState } from './en/states.ts';

/** The texts that come with the part of the page that shows them. */
export type LazyFeature = keyof LanguageTexts['lazy'];
export type LazyTexts = {
  readonly [Feature in LazyFeature]: Awaited<ReturnType<LanguageTexts['lazy'][Feature]>>['texts'];
};

/** Each language is a chunk of its own: a page loads one. */
const load: Readonly<Record<Language, () => Promise<LanguageTexts>>> = {
  en: () => import('./en/index.ts'),
  fr: () => import('./fr/index.ts'),
  it: () => import('./it/index.ts'),
  pt: () => import('./pt/index.ts'),
};

const asWritten = <Value>(value: Value): Value => value;
const spacing = (language: Language) => (language === 'fr' ? withFrenchSpaces : asWritten);

export async function loadTexts(language: Language): Promise<Texts> {
  const { common, states, payment } = (await load[language]()).first;
  const { failures, phases } = payment;
  return spacing(language)({ ...common, ...states, failures, phases });
}

export async function loadLazyTexts<Feature extends LazyFeature>(
  language: Language,
  feature: Feature,
): Promise<LazyTexts[Feature]> {
  const { lazy } = await load[language]();
  const { texts } = await lazy[feature]();
  return spacing(language)(texts) as LazyTexts[Feature];
}
