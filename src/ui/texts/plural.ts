import { fill } from './fill.ts';
import type { PluralForms } from './texts.ts';

/** The form that the language has for this number, with `{count}` filled in. */
export const plural = (forms: PluralForms, count: number, locale: string): string =>
  fill(forms[new Intl.PluralRules(locale).select(count)] ?? forms.other, {
    count: new Intl.NumberFormat(locale).format(count),
  });
