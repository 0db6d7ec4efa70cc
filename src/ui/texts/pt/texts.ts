import { failures } from '../../../core/texts/pt/failures.ts';
import { phases } from '../../../core/texts/pt/phases.ts';
import type { Texts } from '../texts.ts';
import { operations, resolverBack } from './operations.ts';
import { resolver } from './resolver.ts';
import { amountProblems, charged, lamps, outcomes, plurals } from './states.ts';
import { usb } from './usb.ts';
import { words } from './words.ts';

export const texts: Texts = {
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
};
