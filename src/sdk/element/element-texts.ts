import type { Language } from '../../core/language.ts';
import { texts as en, type TillElementTexts } from '../../texts/en/till-element.ts';
import { texts as fr } from '../../texts/fr/till-element.ts';
import { texts as it } from '../../texts/it/till-element.ts';
import { texts as pt } from '../../texts/pt/till-element.ts';

/** All languages are in the bundle, so that the element renders at once, also without a network. */
export const elementTexts: Readonly<Record<Language, TillElementTexts>> = { en, fr, it, pt };

/** Replaces the placeholders of a text, such as `{amount}`. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
