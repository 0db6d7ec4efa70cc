import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { answerTo, calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, deep, find, has, mount, settled, type } from '../helpers/mount.ts';
import { fullDisk, livePayment, lostRecords, rows, unusualRows } from '../helpers/sample-rows.ts';

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

describe.each([
  ['a desk', 1440, 900],
  ['a till', 1024, 768],
  ['a till at 200 %', 512, 384],
] as const)('on %s, whatever stands below the amount', (_, width, height) => {
  const bottomOf = (selector: string) => find(selector).getBoundingClientRect().bottom;

  test('the main action of the amount, the payment and the result is inside the window', async () => {
    await page.viewport(width, height);
    const simulated = { terminal: true, gateway: true };
    const now = calmSnapshot({ payments: rows(), simulated });
    const { connector } = await mount({ connector: new FakeConnector(now) });
    for (const selector of ['#dismiss', '#dismiss', '#more']) await click(selector);
    expect(has('.options')).toBe(true);
    expect(has('ecr-doubt-row')).toBe(true);
    expect(bottomOf('.take')).toBeLessThanOrEqual(height);
    expect(document.documentElement.scrollHeight).toBe(height);
    for (const outcome of ['APPROVED', 'DECLINED', 'UNKNOWN'] as const) {
      const charge = outcome === 'UNKNOWN' ? 'unknown' : outcome === 'DECLINED' ? 'not-charged' : 'charged';
      connector.show({ payment: { ...payment, phase: 'finished', outcome, charge, hasReceipt: true } });
      await settled();
      const main = find('ecr-payment-result').shadowRoot!.querySelector('.side button.primary')!;
      expect(main.getBoundingClientRect().bottom, outcome).toBeLessThanOrEqual(height);
    }
  });

  test('what does not fit below the amount scrolls beside the keypad, and does not overlap', async () => {
    await page.viewport(width, height);
    await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })) });
    for (const selector of ['#dismiss', '#dismiss', '#more']) await click(selector);
    const stage = find('ecr-payment-form').shadowRoot!.querySelector('.stage')!;
    stage.scrollTop = stage.scrollHeight;
    expect(bottomOf('.options')).toBeLessThanOrEqual(find('ecr-doubt-row').getBoundingClientRect().top);
    expect(bottomOf('ecr-doubt-row')).toBeLessThanOrEqual(height);
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

test('a paid sale leads to its page, where a refund begins; a refused one does not', async () => {
  const { connector } = await mount();
  connector.show({ payment });
  connector.show({ payment: { ...payment, phase: 'finished', outcome: 'APPROVED', charge: 'charged' } });
  await settled();
  expect(find('#refund').getAttribute('href')).toBe(`#/payments/order/${payment.orderId}`);
  connector.show({ payment: { ...payment, phase: 'finished', outcome: 'DECLINED', charge: 'not-charged' } });
  await settled();
  expect(has('#refund')).toBe(false);
});

test('the last payment is one line on a phone, and names a refund', async () => {
  await page.viewport(360, 740);
  const [sold] = rows().filter(({ outcome }) => outcome === 'APPROVED');
  const payments = [{ ...sold!, transactionType: 'Credit' as const, amountMinor: 20_000, hasReceipt: true }];
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })) });
  const row = find('ecr-last-sales').shadowRoot!.querySelector('li')!;
  expect(row.querySelector('p')?.textContent).toMatch(/^Refunded · /);
  expect(row.querySelector('p')!.getBoundingClientRect().height).toBeLessThan(30);
  await page.viewport(1024, 768);
});

test('No to a large amount leads back to the amount', async () => {
  await mount();
  await type('#amount', '1234,50');
  await click('.take');
  await click('#change-amount');
  expect(find('ecr-payment-form').shadowRoot!.activeElement?.id).toBe('amount');
});

test('a long notice leaves the main action in a low window', async () => {
  await page.viewport(512, 384);
  for (const change of [lostRecords, fullDisk]) {
    await mount({ connector: new FakeConnector(calmSnapshot(change)) });
    await settled();
    expect(find('.take').getBoundingClientRect().bottom).toBeLessThanOrEqual(384);
    document.body.replaceChildren();
  }
});

test.each([360, 390, 450, 512, 1024])(
  'the number of other payments to check stays in its row, %i px wide',
  async (width) => {
    await page.viewport(width, width === 512 ? 384 : 740);
    const payments = [...unusualRows(), ...rows()];
    await mount({ connector: new FakeConnector(calmSnapshot({ payments })) });
    while (has('#dismiss')) await click('#dismiss');
    const row = find('ecr-doubt-row').shadowRoot!.querySelector('section')!;
    const [check, more] = ['.check', 'a'].map((each) => row.querySelector(each)!.getBoundingClientRect());
    expect(more!.top).toBe(check!.top);
    expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth);
  },
);
