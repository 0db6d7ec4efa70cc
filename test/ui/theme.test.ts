import { expect, test } from 'vitest';
import { type Appearance, chooseTheme } from '../../src/ui/appearance.ts';

test.each<[Appearance, boolean, boolean, string]>([
  ['system', false, false, 'light usual'],
  ['system', true, false, 'dark usual'],
  ['system', true, true, 'dark more'],
  ['light', true, false, 'light usual'],
  ['dark', false, false, 'dark usual'],
  ['contrast', false, false, 'light more'],
  ['contrast', true, false, 'dark more'],
  // The system's high contrast overrides the choice.
  ['light', false, true, 'light more'],
  ['dark', false, true, 'dark more'],
])('theme %s; the system is dark: %s, asks for high contrast: %s', (chosen, dark, moreContrast, expected) => {
  const { scheme, contrast } = chooseTheme(chosen, { dark, moreContrast });
  expect(`${scheme} ${contrast}`).toBe(expected);
});
