import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { type Language, languages } from '../../src/ui/texts/language.ts';
import { choicesOf, themes as knownThemes, searchOf, type ThemeName } from './gallery/choices.ts';
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

/** `VITE_GALLERY=full`: every theme of every language by all rules, a quarter of an hour. */
type WithEnv = ImportMeta & { readonly env?: Readonly<Record<string, string>> };
// In one piece: Vite gives a module its environment where it reads these very words.
const everything = (import.meta as WithEnv).env?.['VITE_GALLERY'] === 'full';
const themeNames = Object.keys(knownThemes) as ThemeName[];

/**
 * Colours are the same in every language, and labels that are missing in one do not compile: English is looked at in all
 * themes, the longest texts in one. One mount for all themes of a language, switched by attribute.
 */
const themesIn: Readonly<Partial<Record<Language, readonly ThemeName[]>>> = everything
  ? Object.fromEntries(languages.map((language) => [language, themeNames]))
  : { en: themeNames, fr: ['dark'] };

describe.each(Object.entries(themesIn))('in %s', (language, themes) => {
  test.each(names)('%s: axe finds nothing', async (name) => {
    const [first = 'light', ...others] = themes;
    putOn(first);
    await shows[name]!(language as Language);
    const found: Partial<Record<ThemeName, string[]>> = { [first]: await violations() };
    for (const theme of others) {
      putOn(theme);
      found[theme] = await violations(everything ? undefined : ['color-contrast']);
    }
    expect(found).toEqual(Object.fromEntries(themes.map((theme) => [theme, []])));
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
