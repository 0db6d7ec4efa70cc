import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { languages } from '../../../src/core/language.ts';
import {
  clippedTexts,
  endlessAnimations,
  scrollsSideways,
  smallTargets,
  withoutEdge,
} from './layout-checks.ts';
import { applyTheme, shows } from './shows.ts';

/** A phone, a phone on its side, a till at 200 %, a till, and a desk. */
const sizes = [
  [360, 740],
  [740, 360],
  [512, 384],
  [1024, 768],
  [1440, 900],
] as const;

/** The frame of this page: its size is the size of the window, and changes without a message to the browser. */
const frame = window.frameElement as HTMLElement;
const resize = (width: number, height: number): void => {
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
};

beforeAll(async () => {
  await page.viewport(1024, 768);
  applyTheme('light');
  // Forced colors change no size, but take away every ground.
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
});
afterAll(async () => {
  Object.assign(frame.style, { width: '100%', height: '100%' });
  await cdp().send('Emulation.setEmulatedMedia', { features: [] });
});

/**
 * True in `npm run test:long`: each screen in each language. Otherwise the languages alternate between screens, without English:
 * the longer texts of another test are made from it.
 */
declare const __EXAMINE_EVERYTHING__: boolean;
const others = languages.filter((language) => language !== 'en');
const examined = Object.keys(shows).flatMap((name, index) =>
  languages
    .filter((language) => __EXAMINE_EVERYTHING__ || language === others[index % others.length])
    .map((language) => ({ name, language })),
);

test.each(examined)(
  'in $language, $name fits every size, for a finger and with forced colors',
  async ({ name, language }) => {
    await shows[name]!(language);
    for (const [width, height] of sizes) {
      resize(width, height);
      expect(innerWidth).toBe(width);
      const found = { size: width, sideways: scrollsSideways(), small: smallTargets() };
      expect(found).toEqual({ size: width, sideways: false, small: [] });
      if (width === 512) expect(clippedTexts()).toEqual([]);
    }
    resize(1024, 768);
    expect({ withoutEdge: withoutEdge(), endless: endlessAnimations() }).toEqual({
      withoutEdge: [],
      endless: [],
    });
  },
);
