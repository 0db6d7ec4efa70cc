import { everyDay } from './every-day.ts';
import { inDoubt } from './in-doubt.ts';
import { inTrouble } from './in-trouble.ts';
import type { Situation } from './situation.ts';

/** README.md has the same list, and a test holds the two together. */
export const situations: readonly Situation[] = [...everyDay, ...inDoubt, ...inTrouble];
