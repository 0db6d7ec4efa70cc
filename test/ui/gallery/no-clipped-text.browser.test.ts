import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { LazyFeature, LazyTexts } from '../../../src/texts/load-texts.ts';
import { currentLanguage, onLanguageChange } from '../../../src/ui/language.ts';
import { find } from '../helpers/mount.ts';
import { pseudoTexts } from '../helpers/pseudo-locale.ts';
import { clippedTexts } from './layout-checks.ts';
import { applyTheme, shows } from './shows.ts';

let pseudoLocale = false;

// Parts that load late read their texts through `lazyTexts`. All others read them from the current language (below).
vi.mock(import('../../../src/ui/language.ts'), async (original) => {
  const { lazyTexts, ...others } = await original();
  return {
    ...others,
    lazyTexts: <Feature extends LazyFeature>(feature: Feature): LazyTexts[Feature] =>
      pseudoLocale ? pseudoTexts(lazyTexts(feature)) : lazyTexts(feature),
  };
});
// Registered before any element is created, so that each element draws the longer texts.
onLanguageChange(() => {
  const current = currentLanguage();
  if (pseudoLocale && current) Object.assign(current, { texts: pseudoTexts(current.texts) });
});

beforeAll(async () => {
  await page.viewport(360, 740);
  applyTheme('light');
});
afterAll(() => page.viewport(1024, 768));

describe('with texts 40 % longer, on a phone', () => {
  beforeEach(() => {
    pseudoLocale = true;
    return () => {
      pseudoLocale = false;
    };
  });

  test.each(Object.keys(shows))(
    '%s: every text can be read whole, without scrolling sideways',
    async (name) => {
      await shows[name]!('en');
      expect(clippedTexts()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    },
  );
});

describe.each([600, 800, 1280])('at %d pixels', (width) => {
  beforeAll(() => page.viewport(width, 900));

  test('keeps the rows of payments inside their list', async () => {
    await shows['payments']!('fr');
    const list = find('ecr-payment-list').shadowRoot!.querySelector('ul')!;
    expect(list.getBoundingClientRect().right).toBeLessThanOrEqual(width);
    for (const part of list.querySelectorAll('.r > *'))
      expect(part.getBoundingClientRect().right).toBeLessThanOrEqual(list.getBoundingClientRect().right);
  });
});
