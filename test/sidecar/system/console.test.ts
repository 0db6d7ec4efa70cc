import { expect, test } from 'vitest';
import { mayConsoleBlock } from '../../../src/sidecar/system/console.ts';

test.each([
  ['windows', true, true],
  ['windows', false, false],
  ['linux', true, false],
  ['macos', true, false],
] as const)('on %s, with a console: %s, a write to the log may block: %s', (system, isConsole, expected) => {
  expect(mayConsoleBlock(system, isConsole)).toBe(expected);
});
