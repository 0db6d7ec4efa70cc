import type { Language } from '../texts/language.ts';
import type { deviations } from './en.ts';

export interface Deviation {
  readonly what: string;
  readonly copes: string;
}

/** By the identifiers of core/terminal/README.md. */
export type Deviations = Readonly<Record<keyof typeof deviations, Deviation>>;

/** A chunk each: the list is long, and few people open it. */
export const loadDeviations: Readonly<Record<Language, () => Promise<{ readonly deviations: Deviations }>>> =
  {
    en: () => import('./en.ts'),
    fr: () => import('./fr.ts'),
    it: () => import('./it.ts'),
    pt: () => import('./pt.ts'),
  };
