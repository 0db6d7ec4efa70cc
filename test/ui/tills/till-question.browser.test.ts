import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/theme/page.css';
import { languages } from '../../../src/core/language.ts';
import { useLanguage, useTexts } from '../../../src/ui/language.ts';
import { showTillAllowed } from '../../../src/ui/tills/ecr-till-allowed.ts';
import { askTillQuestion } from '../../../src/ui/tills/ecr-till-question.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { find, has, settled, shownText } from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

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
    await expect
      .poll(shownText)
      .toContain('May this till use your terminal? kasse.example It asks now for €1,234.50');
    expect(shownText()).not.toContain('Address not protected');
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
  it.each([
    ['http://kasse.example', true],
    ['http://192.168.1.20:8080', true],
    ['http://localhost:3000', false],
    ['http://till.localhost', false],
  ])('%s is shown whole, and warned about where it can be changed on its way', async (origin, isWarned) => {
    const answer = ask({ ...allow, origin });
    await expect.poll(shownText).toContain(origin);
    expect(shownText().includes('Address not protected')).toBe(isWarned);
    find('#no').click();
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

describe('a web page that was allowed', () => {
  const show = async (connector: FakeConnector) => {
    await Promise.all([useLanguage('en', ['en']), useTexts(['tills'])]);
    showTillAllowed(allow.origin, (listener) => connector.subscribe(listener));
    await settled();
  };

  it('is named, and the window is to stay open, until a person closes the note', async () => {
    await show(new FakeConnector());
    expect(shownText()).toContain(
      'Till allowed It can start payments now. Keep this window open. kasse.example',
    );
    find('#understood').click();
    expect(has('ecr-till-allowed')).toBe(false);
  });
  it('gives way to the screen of a payment', async () => {
    const connector = new FakeConnector();
    await show(connector);
    connector.show({ payment: livePayment() });
    expect(has('ecr-till-allowed')).toBe(false);
    await show(new FakeConnector(calmSnapshot({ payment: livePayment() })));
    expect(has('ecr-till-allowed')).toBe(false);
  });
});
