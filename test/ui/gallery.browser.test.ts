import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { type Language, languages } from '../../src/ui/texts/language.ts';
import { choicesOf, searchOf, type ThemeName } from './gallery/choices.ts';
import { putOn, shows } from './gallery/shows.ts';

const names = Object.keys(shows);

async function violations(rules?: string[]): Promise<string[]> {
  const found = await axe.run(document.body, {
    resultTypes: ['violations'],
    elementRef: false,
    iframes: false,
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`);
}

beforeAll(async () => {
  await page.viewport(1024, 768);
  // Colours are looked at, not their way there.
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  });
});
afterAll(() => cdp().send('Emulation.setEmulatedMedia', { features: [] }));

/**
 * Colours are the same in every language: English is looked at in all themes, each other language in one of its own, so that
 * all rules see every text and every theme. One mount for all themes of a language, switched by attribute.
 */
const themesIn: Readonly<Record<Language, readonly ThemeName[]>> = {
  en: ['light', 'dark', 'high contrast', 'high contrast, dark'],
  fr: ['dark'],
  it: ['high contrast'],
  pt: ['light'],
};

describe.each(languages)('in %s', (language) => {
  test.each(names)('%s: axe finds nothing', async (name) => {
    const [first = 'light', ...others] = themesIn[language];
    putOn(first);
    await shows[name]!(language);
    const found: Partial<Record<ThemeName, string[]>> = { [first]: await violations() };
    for (const theme of others) {
      putOn(theme);
      found[theme] = await violations(['color-contrast']);
    }
    expect(found).toEqual(Object.fromEntries(themesIn[language].map((theme) => [theme, []])));
  });
});

test('an address brings back what was chosen, and the first of its kind where it asks for what is not there', () => {
  const chosen = { show: 'unknown', lang: 'fr', theme: 'high contrast', size: 'phone' } as const;
  expect(choicesOf(searchOf(chosen), shows)).toEqual(chosen);
  expect(choicesOf('?show=none&lang=xx&theme=pink', shows)).toEqual({
    show: names[0],
    lang: 'en',
    theme: 'light',
    size: 'phone',
  });
});
