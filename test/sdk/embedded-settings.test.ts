import { expect, test } from 'vitest';
import { terminalLanguages } from '../../src/core/terminal/terminal-languages.ts';
import type { EmbeddedSettings } from '../../src/sdk/options.ts';

type EmbeddedLanguage = NonNullable<NonNullable<EmbeddedSettings['terminal']>['language']>;

test('takes every terminal language', () => {
  // The compiler refuses this line if `EmbeddedSettings` lacks a language.
  const taken: readonly EmbeddedLanguage[] = terminalLanguages;
  expect(taken).toEqual(terminalLanguages);
});
