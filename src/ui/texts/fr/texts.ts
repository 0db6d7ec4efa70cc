import { failures } from '../../../core/texts/fr/failures.ts';
import { phases } from '../../../core/texts/fr/phases.ts';
import type { Texts } from '../texts.ts';
import { withFrenchSpaces } from './french-spaces.ts';
import { operations, resolverBack } from './operations.ts';
import { resolver } from './resolver.ts';
import { amountProblems, charged, lamps, outcomes, plurals } from './states.ts';
import { usb } from './usb.ts';
import { words } from './words.ts';

export const texts: Texts = withFrenchSpaces({
  words,
  plurals,
  charged,
  failures,
  outcomes,
  lamps,
  phases,
  amountProblems,
  resolver,
  operations,
  resolverBack,
  usb,
});
