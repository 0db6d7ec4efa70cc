import type { Language } from '../core/language.ts';
import type * as english from './en/index.ts';
import { withFrenchSpaces } from './french-spaces.ts';

/** The English texts are the type of the others: a text that is missing does not compile. */
export type LanguageTexts = Pick<typeof english, 'first' | 'late'>;

type First = LanguageTexts['first'];

/** What every screen needs. */
export type Texts = First['common'] & First['states'] & Pick<First['payment'], 'failures' | 'phases'>;

export type WordKey = keyof Texts['words'];
export type { PluralForms, TerminalState } from './en/states.ts';

/** The texts that come with the part of the page that shows them. */
export type LateFeature = keyof LanguageTexts['late'];
export type LateTexts = {
  readonly [Feature in LateFeature]: Awaited<ReturnType<LanguageTexts['late'][Feature]>>['texts'];
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

export async function loadLateTexts<Feature extends LateFeature>(
  language: Language,
  feature: Feature,
): Promise<LateTexts[Feature]> {
  const { late } = await load[language]();
  const { texts } = await late[feature]();
  return spacing(language)(texts) as LateTexts[Feature];
}
