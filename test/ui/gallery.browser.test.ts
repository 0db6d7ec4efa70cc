import { expect, test } from 'vitest';
import { scenarios } from './scenarios.ts';

test('the gallery lists every situation', async () => {
  await import('./gallery/gallery.ts');
  expect([...document.querySelectorAll('a')].map((link) => link.textContent)).toEqual(Object.keys(scenarios));
});
