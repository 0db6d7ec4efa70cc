import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { sceneNames, showScene } from './pay-scenes.ts';

const setColorScheme = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });

describe.each(['light', 'dark'])('in %s', (value) => {
  beforeAll(async () => {
    document.documentElement.lang = 'en';
    document.documentElement.style.colorScheme = 'light dark';
    await setColorScheme(value);
  });
  afterAll(async () => {
    document.documentElement.style.colorScheme = '';
    await setColorScheme('');
  });

  test.each(sceneNames)(
    '%s: axe finds no violation, and every button is at least 44 px high',
    async (name) => {
      const pay = await showScene(name);
      const card = pay.shadowRoot!.querySelector('.card');
      if (card)
        expect(getComputedStyle(card).backgroundColor).toBe(
          value === 'dark' ? 'rgb(22, 33, 42)' : 'rgb(255, 255, 255)',
        );
      const { violations } = await axe.run(document.body, { resultTypes: ['violations'] });
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`),
      ).toEqual([]);
      for (const each of pay.shadowRoot!.querySelectorAll('button'))
        if (each.checkVisibility()) expect(each.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    },
  );
});

test('a till’s theme sets colors and scheme', async () => {
  const pay = await showScene('ready');
  pay.style.setProperty('--hipay-pay-accent', 'rgb(120, 0, 90)');
  const { backgroundColor } = getComputedStyle(pay.shadowRoot!.querySelector('button')!);
  expect(backgroundColor).toBe('rgb(120, 0, 90)');
  pay.style.removeProperty('--hipay-pay-accent');
  pay.setAttribute('theme', 'dark');
  expect(getComputedStyle(pay.shadowRoot!.querySelector('button')!).backgroundColor).toBe(
    'rgb(124, 198, 242)',
  );
});

describe.each(['en', 'fr', 'it', 'pt'] as const)('on a phone in %s', (language) => {
  beforeAll(() => page.viewport(320, 740));
  afterAll(() => page.viewport(1024, 768));

  test.each(sceneNames)('%s fits without scrolling sideways', async (name) => {
    const pay = await showScene(name, language);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    for (const each of pay.shadowRoot!.querySelectorAll<HTMLElement>('.content *'))
      expect(each.getBoundingClientRect().right).toBeLessThanOrEqual(320);
  });
});
