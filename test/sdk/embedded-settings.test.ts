import { expect, test } from 'vitest';
import { terminalLanguages } from '../../src/core/terminal/terminal-languages.ts';
import type { EmbeddedSettings } from '../../src/sdk/options.ts';

type EmbeddedLanguage = NonNullable<NonNullable<EmbeddedSettings['terminal']>['language']>;

test('`EmbeddedSettings` accepts every terminal language', () => {
  // The compiler refuses this line if `EmbeddedSettings` lacks a language.
  const accepted: readonly EmbeddedLanguage[] = terminalLanguages;
  expect(accepted).toEqual(terminalLanguages);
});
