import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { answerTo, calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, deep, find, has, mount, settled, type } from '../helpers/mount.ts';
import { livePayment, rows } from '../helpers/scenarios.ts';

const sizes = [
  ['a till', 1024, 768],
  ['a phone', 360, 740],
  ['a desk', 1920, 1080],
  ['a phone on its side', 740, 360],
  ['a till at 200 %', 512, 384],
] as const;

afterEach(() => document.body.replaceChildren());
afterAll(() => page.viewport(1024, 768));

/** Where the large amount is, and how large its letters are. */
function amountBox() {
  const amount = [...deep(document)].find((each) => each.matches('.amount'))!;
  const { x, y, height } = amount.getBoundingClientRect();
  return { x, y, height, letters: getComputedStyle(amount).fontSize, text: amount.textContent?.trim() };
}

const payment = livePayment({ amountMinor: 1250 });

describe.each(sizes)('on %s', (_, width, height) => {
  test('the amount stands at the same place while it is typed, while it is paid, and after it', async () => {
    await page.viewport(width, height);
    const sold = rows().filter(({ state }) => state === 'answered');
    const { connector } = await mount({ connector: new FakeConnector(calmSnapshot({ payments: sold })) });
    connector.onTakePayment = (request) => new Promise(() => answerTo(request));
    await type('#amount', '12,50');
    const typed = amountBox();
    expect(typed.text).toBe('€12.50');
    connector.show({ payment });
    await settled();
    expect(has('ecr-payment-progress')).toBe(true);
    expect(amountBox()).toEqual(typed);
    connector.show({ payment: { ...payment, phase: 'sending', phaseSince: Date.now() - 9000 } });
    await settled();
    expect(amountBox()).toEqual(typed);
    for (const outcome of ['APPROVED', 'DECLINED', 'CANCELLED', 'NOT_SENT', 'UNKNOWN'] as const) {
      connector.show({ payment: { ...payment, phase: 'finished', outcome } });
      await settled();
      expect(has('ecr-payment-result')).toBe(true);
      expect(amountBox(), outcome).toEqual(typed);
    }
  });

  test('nothing is wider than the screen, and the main action is at least 44 px high', async () => {
    await page.viewport(width, height);
    const { connector } = await mount();
    const fits = () => expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    fits();
    expect(find('.take').getBoundingClientRect().height).toBeGreaterThanOrEqual(height > 480 ? 64 : 48);
    connector.show({ payment });
    await settled();
    fits();
    connector.show({ payment: { ...payment, phase: 'finished', outcome: 'UNKNOWN' } });
    await settled();
    fits();
    expect(find('#resolve').getBoundingClientRect().height).toBeGreaterThanOrEqual(height > 480 ? 64 : 48);
  });
});

test('in a low window nothing sticks to an edge', async () => {
  await page.viewport(740, 360);
  const { connector } = await mount();
  const sticking = () =>
    [...deep(document)].filter((each) => ['sticky', 'fixed'].includes(getComputedStyle(each).position));
  expect(sticking()).toEqual([]);
  connector.show({ payment });
  connector.show({ payment: { ...payment, phase: 'finished', outcome: 'UNKNOWN' } });
  await settled();
  expect(sticking()).toEqual([]);
});

test('nothing moves while a person waits: no animation runs', async () => {
  const { connector } = await mount();
  await type('#amount', '12,50');
  await new Promise((done) => setTimeout(done, 400));
  expect(document.getAnimations()).toEqual([]);
  for (const phase of ['recording', 'sending', 'customer', 'answer', 'notifying'] as const) {
    connector.show({ payment: { ...payment, phase } });
    await settled();
    await new Promise((done) => setTimeout(done, 400));
    expect(document.getAnimations(), phase).toEqual([]);
  }
});

test('a customer who is asked for the card and a till that has asked are named', async () => {
  const { connector } = await mount();
  connector.show({ payment: { ...payment, askedBy: {} } });
  await settled();
  const top = () => find('ecr-payment-progress').shadowRoot!.querySelector('.top')?.textContent;
  expect(top()).toMatch(/Asked for by the till at \d\d:\d\d/);
  expect(find('.phase').textContent?.trim()).toBe('Present the card');
  expect(find('.who').textContent).toContain('customer’s turn');
  connector.show({ payment: { ...payment, paymentId: 'p-2', askedBy: { origin: 'https://till.example' } } });
  await settled();
  expect(top()).toMatch(/Asked for by till\.example at/);
});

test('the first sentence beside a result says what is known about the money', async () => {
  const { connector } = await mount();
  connector.show({ payment });
  connector.show({ payment: { ...payment, phase: 'finished', outcome: 'DECLINED', charge: 'not-charged' } });
  await settled();
  const side = find('ecr-payment-result').shadowRoot!.querySelector('.side')!;
  expect(side.querySelector('p')?.textContent).toBe('Was the customer charged?');
  expect(side.querySelector('.charged')?.textContent).toBe('No, the customer was not charged.');
  await click('#dismiss');
});
