import { countText } from '../parts/count-text.ts';
import { fill } from './fill.ts';
import { remembered } from './remembered.ts';
import type { PluralForms } from './texts.ts';

const rulesOf = remembered((locale: string) => new Intl.PluralRules(locale));

/** The form that the language has for this number, with `{count}` filled in. */
export const plural = (forms: PluralForms, count: number, locale: string): string =>
  fill(forms[rulesOf(locale).select(count)] ?? forms.other, {
    count: countText(count, locale),
  });
