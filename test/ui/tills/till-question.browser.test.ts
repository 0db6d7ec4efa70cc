import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/theme/page.css';
import { languages } from '../../../src/core/language.ts';
import { useLanguage } from '../../../src/ui/language.ts';
import { askTillQuestion } from '../../../src/ui/tills/ecr-till-question.ts';
import { find, settled, shownText } from '../helpers/mount.ts';

afterEach(() => document.body.replaceChildren());

const allow = {
  kind: 'allow',
  origin: 'https://kasse.example',
  payment: { amountMinor: 123_450, currency: 'EUR' },
} as const;

async function ask(question: Parameters<typeof askTillQuestion>[0], within?: () => void) {
  await useLanguage('en', ['en']);
  const answer = askTillQuestion(question, within);
  await settled();
  return answer;
}

describe('a web page asks to use the connector', () => {
  it('shows the origin and the amount; the Allow button allows it', async () => {
    const answer = ask(allow);
    await expect.poll(shownText).toContain('https://kasse.example asks to use it.');
    expect(shownText()).toContain('€1,234.50');
    find('#yes').click();
    expect(await answer).toBe(true);
    expect(document.querySelector('ecr-till-question')).toBeNull();
  });
  it.each(['{Enter}', ' ', '{Escape}'])('a key that is pressed by accident (%j) refuses', async (key) => {
    const answer = ask(allow);
    await expect.poll(() => document.querySelector('ecr-till-question')).not.toBeNull();
    await settled();
    await userEvent.keyboard(key);
    expect(await answer).toBe(false);
  });
  it('opens the choice of the terminal during the click, as browsers require', async () => {
    const order: string[] = [];
    const answer = ask({ kind: 'terminal', origin: 'https://kasse.example' }, () => order.push('within'));
    await expect.poll(shownText).toContain('choose the card terminal');
    find('#yes').click();
    order.push('after');
    expect(await answer).toBe(true);
    expect(order).toEqual(['within', 'after']);
  });
  it.each(languages)(
    'in %s: axe finds no violation, and the dialog fits the width of a phone',
    async (language) => {
      await useLanguage(language, [language]);
      void askTillQuestion(allow);
      await settled();
      const { violations } = await axe.run(document.body, { resultTypes: ['violations'] });
      expect(violations.map(({ id }) => id)).toEqual([]);
      const box = find('dialog').getBoundingClientRect();
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(innerWidth);
    },
  );
});
