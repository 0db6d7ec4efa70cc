import axe from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { type Language, languages } from '../../../src/core/language.ts';
import { deep } from '../helpers/mount.ts';
import { choicesOf, themes as knownThemes, searchOf, type ThemeName } from './choices.ts';
import { movingElements } from './layout-checks.ts';
import { applyTheme, shows } from './shows.ts';

const names = Object.keys(shows);

async function violations(rule?: string): Promise<string[]> {
  const found = await axe.run(document.body, {
    ...(rule && { runOnly: [rule] }),
    resultTypes: ['violations'],
    elementRef: false,
    iframes: false,
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`);
}

/** Rows of a long list that are examined. Further rows have the same elements and would cost as much time each. */
const examinedRows = 8;
function dropFurtherRows(): void {
  if (examinesEverything) return;
  for (const element of deep(document))
    if (element.matches('tbody, ecr-payment-list ul, ul[aria-busy]'))
      for (const row of [...element.children].slice(examinedRows)) row.remove();
}

beforeAll(async () => {
  await page.viewport(1024, 768);
  // Colors are checked without transitions.
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  });
});
afterAll(() => cdp().send('Emulation.setEmulatedMedia', { features: [] }));

/** True in `npm run test:long`: every theme in every language, with all rules. */
declare const __EXAMINE_EVERYTHING__: boolean;
const examinesEverything = __EXAMINE_EVERYTHING__;
const themeNames = Object.keys(knownThemes) as ThemeName[];

/**
 * The themes and languages to check for a screen. `npm test` checks each screen in both schemes, light and dark; the language
 * and the contrast alternate between screens, so that each theme meets each language. A missing text does not compile.
 */
interface Look {
  readonly language: Language;
  readonly themes: readonly ThemeName[];
}
function looksAt(index: number): readonly Look[] {
  if (examinesEverything) return languages.map((language) => ({ language, themes: themeNames }));
  const theme = themeNames[index % themeNames.length] ?? 'light';
  const language = languages[Math.floor(index / themeNames.length) % languages.length] ?? 'en';
  return [{ language, themes: [theme] }];
}

const looks = names.flatMap((name, index) => looksAt(index).map((look) => ({ name, ...look })));

test('each theme is examined in each language', () => {
  const met = new Set(looks.flatMap(({ language, themes }) => themes.map((theme) => `${theme} ${language}`)));
  expect(met.size).toBe(themeNames.length * languages.length);
});

/** The theme of the same contrast with the other scheme. Only colors differ, so one rule is enough. */
const otherScheme: Readonly<Record<ThemeName, ThemeName>> = {
  light: 'dark',
  dark: 'light',
  'high contrast': 'high contrast, dark',
  'high contrast, dark': 'high contrast',
};

test.each(looks)('in $language, $name: axe finds no violation', async ({ name, language, themes }) => {
  const found: [ThemeName, string[]][] = [];
  applyTheme(themes[0] ?? 'light');
  await shows[name]!(language);
  dropFurtherRows();
  for (const theme of themes) {
    applyTheme(theme);
    found.push([theme, await violations()]);
  }
  expect(found).toEqual(themes.map((theme) => [theme, []]));
  expect(movingElements()).toEqual([]);
  if (examinesEverything) return;
  applyTheme(otherScheme[themes[0] ?? 'light']);
  expect(await violations('color-contrast')).toEqual([]);
});

test('the address restores the choice, and an unknown value selects the first entry', () => {
  const chosen = { show: 'unknown', lang: 'fr', theme: 'high contrast', size: 'phone' } as const;
  expect(choicesOf(searchOf(chosen), shows)).toEqual(chosen);
  expect(choicesOf('?show=none&lang=xx&theme=pink', shows)).toEqual({
    show: names[0],
    lang: 'en',
    theme: 'light',
    size: 'phone',
  });
});
