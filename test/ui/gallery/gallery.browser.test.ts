import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { type Language, languages } from '../../../src/core/language.ts';
import { deep } from '../helpers/mount.ts';
import { choicesOf, themes as knownThemes, searchOf, type ThemeName } from './choices.ts';
import { applyTheme, shows } from './shows.ts';

const names = Object.keys(shows);

async function violations(rules: Look['rules']): Promise<string[]> {
  const found = await axe.run(document.body, {
    resultTypes: ['violations'],
    elementRef: false,
    iframes: false,
    ...(rules === 'contrast' && { runOnly: { type: 'rule', values: [contrast] } }),
    ...(rules === 'all but contrast' && { rules: { [contrast]: { enabled: false } } }),
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`);
}

/** Rows of a long list that are examined. Further rows have the same elements and would cost as much time each. */
const examinedRows = 8;
function dropFurtherRows(): void {
  if (examinesEverything) return;
  for (const element of deep(document))
    if (element.matches('tbody')) for (const row of [...element.children].slice(examinedRows)) row.remove();
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

const contrast = 'color-contrast';
const themeAt = (index: number): ThemeName => themeNames[index % themeNames.length] ?? 'light';
interface Look {
  readonly theme: ThemeName;
  readonly rules: 'all' | 'contrast' | 'all but contrast';
}
/**
 * The themes and rules to check for a screen. `npm test` checks each screen in English in two themes, which alternate
 * between screens. In French it leaves out contrast, because colors are equal in all languages. A missing text does
 * not compile.
 */
function looksAt(index: number, language: Language): readonly Look[] {
  if (examinesEverything) return themeNames.map((theme) => ({ theme, rules: 'all' }));
  if (language !== 'en') return [{ theme: 'dark', rules: 'all but contrast' }];
  return [
    { theme: themeAt(index), rules: 'all' },
    {
      theme: themeAt(index + 1 + (Math.floor(index / themeNames.length) % (themeNames.length - 1))),
      rules: 'contrast',
    },
  ];
}

describe.each(examinesEverything ? languages : (['en', 'fr'] as const))('in %s', (language) => {
  test.each(names.map((name, index) => ({ name, index })))(
    '$name: axe finds no violation',
    async ({ name, index }) => {
      const found: [ThemeName, string[]][] = [];
      const [first] = looksAt(index, language);
      applyTheme(first?.theme ?? 'light');
      await shows[name]!(language);
      dropFurtherRows();
      for (const { theme, rules } of looksAt(index, language)) {
        applyTheme(theme);
        found.push([theme, await violations(rules)]);
      }
      expect(found).toEqual(looksAt(index, language).map(({ theme }) => [theme, []]));
    },
  );
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
