import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { languages } from '../../src/ui/texts/language.ts';
import { click, find, mount, settled } from './mount.ts';
import { scenarios } from './scenarios.ts';

const scheme = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });

async function show(name: string, language: (typeof languages)[number] = 'en') {
  const scenario = scenarios[name]!();
  await mount({ ...scenario, language });
  await scenario.afterwards?.(scenario.connector);
  await settled();
  for (const selector of scenario.clicks ?? []) await click(selector);
}

describe.each(['light', 'dark'])('in %s', (value) => {
  beforeAll(async () => {
    await page.viewport(1024, 768);
    await scheme(value);
  });
  afterAll(() => scheme(''));

  test.each(Object.keys(scenarios))('%s: axe finds nothing', async (name) => {
    await show(name);
    expect(matchMedia('(prefers-color-scheme: dark)').matches).toBe(value === 'dark');
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`)).toEqual(
      [],
    );
  });
});

describe.each([600, 800, 1280])('at %d pixels', (width) => {
  beforeAll(() => page.viewport(width, 900));
  afterAll(() => page.viewport(1024, 768));

  test('the list of payments stays inside its card', async () => {
    await show('payments', 'fr');
    const table = find('ecr-payment-list').shadowRoot!.querySelector('table')!;
    const card = find('ecr-payment-list').closest('section')!.getBoundingClientRect();
    expect(table.getBoundingClientRect().right).toBeLessThanOrEqual(card.right - 16);
  });
});

describe.each(languages)('on a phone in %s', (language) => {
  beforeAll(() => page.viewport(360, 740));
  afterAll(() => page.viewport(1024, 768));

  test.each(Object.keys(scenarios))('%s fits without scrolling sideways', async (name) => {
    await show(name, language);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
