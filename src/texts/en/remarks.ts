import { englishRemarks } from '../../core/settings/english-remarks.ts';

/** The sidecar needs them too, so they stand in the core. */
export const texts = englishRemarks;

export type RemarksTexts = typeof texts;
