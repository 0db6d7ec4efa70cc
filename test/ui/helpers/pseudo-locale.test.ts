import { expect, test } from 'vitest';
import { loadTexts } from '../../../src/texts/load-texts.ts';
import { pseudo, pseudoTexts } from './pseudo-locale.ts';

test('makes texts about 40 % longer, adds accents, and keeps placeholders', async () => {
  const texts = await loadTexts('en');
  expect(pseudo('Take {amount}')).toMatch(/^Táákéé \{amount\}/);
  const all = (table: object) => JSON.stringify(table).length;
  const growth = all(pseudoTexts(texts)) / all(texts);
  expect(growth).toBeGreaterThan(1.25);
  expect(growth).toBeLessThan(1.5);
});
