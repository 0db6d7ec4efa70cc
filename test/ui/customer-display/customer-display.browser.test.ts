import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { useLanguage, useTexts } from '../../../src/ui/language.ts';
import { displays } from '../helpers/display-scenarios.ts';
import { FakeConnector } from '../helpers/fake-connector.ts';
import { click, find, frames, has, mount, settled, shownText } from '../helpers/mount.ts';

async function show(name: string): Promise<string> {
  await Promise.all([useLanguage('en', ['en']), useTexts(['customer-display'])]);
  document.body.replaceChildren(
    Object.assign(document.createElement('ecr-customer-display'), displays[name]!()),
  );
  await frames(3);
  return shownText(find('ecr-customer-display'));
}

test.each([
  ['idle', /^ ?Welcome/],
  ['amount', /€12\.50.*Present your card/],
  ['wait', /€12\.50.*One moment/],
  ['thanks', /Paid, thank you!.*€12\.50/],
  ['part', /€12\.50 paid €10\.00 left to pay/],
  ['refunded', /Refunded.*€12\.50/],
  ['declined', /Payment refused.*You have not been charged\. Try another card\./],
  ['doubt', /^ ?One moment The payment is being checked\./],
  ['nobody drives the terminal', /^ ?One moment/],
  ['simulated', /no money moves/],
])('%s: the customer reads it', async (name, words) => {
  expect((await show(name)).replace('Full screen', '').trim()).toMatch(words);
});

test.each(['amount', 'large amount', 'wait', 'thanks', 'part', 'large part', 'refunded'])(
  '%s: the amount is the largest text, and nothing is outside the window',
  async (name) => {
    for (const [width, height] of [
      [800, 480],
      [360, 640],
      [1024, 768],
    ] as const) {
      await page.viewport(width, height);
      await show(name);
      const display = find('ecr-customer-display').shadowRoot!;
      const sizeOf = (each: Element) => Number.parseFloat(getComputedStyle(each).fontSize);
      const amounts = [...display.querySelectorAll('.amount')];
      const others = [...display.querySelectorAll('h1, .sub')];
      expect(Math.min(...amounts.map(sizeOf))).toBeGreaterThan(Math.max(...others.map(sizeOf)));
      for (const each of amounts) expect(each.getBoundingClientRect().right).toBeLessThanOrEqual(width);
      expect(document.documentElement.scrollHeight).toBeLessThanOrEqual(height);
    }
  },
);

test('says nothing of the reason of a refusal, and no amount in doubt', async () => {
  expect(await show('declined')).not.toMatch(/51|bank/);
  expect(await show('doubt')).not.toContain('12.50');
});

test('the menu opens the customer’s window, and says if the browser did not', async () => {
  const { hostApi } = await mount({ connector: new FakeConnector() });
  hostApi.mayOpenDisplay = false;
  await click('#menu');
  await click('#customer-display');
  expect(shownText(find('ecr-menu'))).toContain('Allow pop-ups for this page');
  hostApi.mayOpenDisplay = true;
  await click('#customer-display');
  await settled();
  expect(hostApi.displays).toBe(2);
  expect(has('ecr-menu dialog[open]')).toBe(false);
});
