import type { EveryLanguage } from '../../language.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

export type HistoryTexts = typeof en;

/** Loaded with the area: a till that only pays never needs them. */
export const historyTexts: EveryLanguage<HistoryTexts> = { en, fr, it, pt };
