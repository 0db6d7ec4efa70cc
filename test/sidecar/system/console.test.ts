import { expect, test } from 'vitest';
import { mayConsoleBlock } from '../../../src/sidecar/system/console.ts';

test.each([
  ['windows', true, true],
  ['windows', false, false],
  ['linux', true, false],
  ['macos', true, false],
] as const)('on %s, on a console: %s, a person can stop the log: %s', (system, isConsole, expected) => {
  expect(mayConsoleBlock(system, isConsole)).toBe(expected);
});
