import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { languages } from '../../../src/core/language.ts';
import type { LazyFeature, LazyTexts } from '../../../src/texts/load-texts.ts';
import { currentLanguage, onLanguageChange } from '../../../src/ui/language.ts';
import { deep, find } from '../helpers/mount.ts';
import { pseudoTexts } from '../helpers/pseudo-locale.ts';
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

const ownTexts = (element: Element): Node[] =>
  [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

function rightEdge(text: Node): number {
  const words = document.createRange();
  words.selectNodeContents(text);
  return words.getBoundingClientRect().right;
}

/** True if the element is for screen readers only, or can scroll. */
const mayBeClipped = (element: Element): boolean => {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { clipPath, overflowX } = getComputedStyle(at);
    if (clipPath !== 'none' || overflowX === 'auto' || overflowX === 'scroll') return true;
  }
  return false;
};

/** Texts that are not completely visible: clipped by their element, or beyond the edge of the screen. */
function clipped(): string[] {
  const found: string[] = [];
  for (const element of deep(document)) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
    const texts = ownTexts(element);
    if (texts.length === 0 || mayBeClipped(element)) continue;
    const beyond = texts.some((text) => rightEdge(text) > innerWidth + 1);
    const hidden = getComputedStyle(element).overflowX !== 'visible';
    if (beyond || (hidden && element.scrollWidth > element.clientWidth))
      found.push(`${element.localName}.${element.className}: ${element.textContent?.trim()}`);
  }
  return found;
}

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
      expect(clipped()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    },
  );
});

/**
 * True in `npm run test:long`: each screen in each language. Otherwise the languages alternate between screens, without English:
 * the longer texts above are made from it.
 */
declare const __EXAMINE_EVERYTHING__: boolean;
const others = languages.filter((language) => language !== 'en');
const examined = Object.keys(shows).flatMap((name, index) =>
  languages
    .filter((language) => __EXAMINE_EVERYTHING__ || language === others[index % others.length])
    .map((language) => ({ name, language })),
);

test.each(examined)(
  'on a phone in $language, $name fits without scrolling sideways',
  async ({ name, language }) => {
    await shows[name]!(language);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  },
);

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
