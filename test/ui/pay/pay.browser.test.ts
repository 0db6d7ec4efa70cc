import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { paymentPhase } from '../../../src/core/connector-api/snapshot.ts';
import { outcome } from '../../../src/core/payment/outcome.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { texts as common } from '../../../src/texts/en/common.ts';
import { texts as payment } from '../../../src/texts/en/payment.ts';
import { texts as states } from '../../../src/texts/en/states.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { answerTo, calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment, rows } from '../helpers/sample-rows.ts';

const { words } = common;
const { phases } = payment;
const { charged, operations, outcomes } = states;

afterEach(() => document.body.replaceChildren());

const shownResult = () => shownText(find('ecr-payment-result'));
const buttons = (selector: string) =>
  [...find(selector).shadowRoot!.querySelectorAll('button')].map((each) => each.textContent?.trim());

async function finish(change: Parameters<typeof livePayment>[0]) {
  const mounted = await mount({ connector: new FakeConnector(calmSnapshot({ payment: livePayment() })) });
  mounted.connector.show({ payment: livePayment({ phase: 'finished', ...change }) });
  await settled();
  return mounted;
}

/** Types as slowly as a person: faster keys would count as a barcode scanner. */
async function typeByHand(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await new Promise((done) => setTimeout(done, 70));
    await userEvent.keyboard(key);
  }
}

test.each([
  [1000, 'Calling the terminal', 'The terminal is receiving the amount'],
  [6000, 'Look at the terminal', 'Does it show nothing? Wait here: the result comes by itself. Do not take'],
])('%i ms after sending, without an acknowledgement, the screen shows: %s', async (ago, headline, text) => {
  const payment = livePayment({ phase: 'sending', phaseSince: Date.now() - ago });
  await mount({ connector: new FakeConnector(calmSnapshot({ payment })) });
  const root = find('ecr-payment-progress').shadowRoot!;
  expect(root.querySelector('h1')?.textContent?.trim()).toBe(headline);
  // A screen reader announces it too, because it does not announce the elapsed seconds.
  const announced = shownText(root.querySelector('[role="status"]')!);
  if (ago > 5000) expect(announced).toContain(text);
  else expect(announced.trim()).toBe('');
  expect(shownText(root.querySelector('.side')!)).toContain(text);
});
test('a cashier takes a payment with the keyboard alone', async () => {
  const { connector } = await mount();
  let answer: (value: PaymentAnswer) => void = () => undefined;
  connector.onTakePayment = () => new Promise((resolve) => (answer = resolve));
  find('#amount').focus();
  await typeByHand(...'10,23');
  await settled();
  expect(find('.take').textContent).toContain('Take €10.23');
  await click('#more');
  find('#order').focus();
  await typeByHand(...'A-17', '{Tab}', '{Tab}', ' ', '{Enter}');
  await settled();
  expect(connector.called('takePayment')).toMatchObject([
    { amountMinor: 1023, currency: 'EUR', orderId: 'A-17', forceAuthorization: true },
  ]);
  connector.show({ payment: livePayment({ amountMinor: 1023, orderId: 'A-17' }) });
  await settled();
  expect(shownText(find('ecr-payment-progress'))).toContain('€10.23');
  connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
  answer(answerTo(connector.called('takePayment')[0] as never));
  await settled();
  expect(shownResult()).toContain('Approved');
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(find<HTMLInputElement>('#amount').value).toBe('');
  expect(find('#amount').matches(':focus')).toBe(true);
});

test.each([
  ['', 'Enter an amount.'],
  ['abc', 'Only digits'],
  ['0', 'above zero'],
  ['-5', 'above zero'],
  ['10.2345', 'Too many decimals'],
  ['1,000', 'without a sign between thousands'],
  ['1000000.00', 'eight digits'],
])('the amount %j is refused beside its field', async (amount, words) => {
  const { connector } = await mount();
  await type('#amount', amount);
  await click('.take');
  expect(find('#amount-error').textContent).toContain(words);
  expect(find('#amount').getAttribute('aria-describedby')).toContain('amount-error');
  expect(find('#amount').matches(':focus')).toBe(true);
  expect(connector.called('takePayment')).toEqual([]);
  await type('#amount', '5');
  expect(find('#amount-error').hidden).toBe(true);
});

test('an order number that is too long is refused beside its field', async () => {
  const { connector } = await mount();
  await type('#amount', '5');
  await click('#more');
  await type('#order', 'A'.repeat(33));
  await click('.take');
  expect(find('#order-error').textContent).toContain('At most 32 characters');
  expect(find('#order').matches(':focus')).toBe(true);
  expect(connector.called('takePayment')).toEqual([]);
  await type('#order', 'A-17');
  expect(find('#order-error').hidden).toBe(true);
});

test('with several currencies, the amount is read with the decimals of the chosen currency', async () => {
  const { connector } = await mount({
    connector: new FakeConnector(calmSnapshot(), shopSettings({ currencies: ['EUR', 'JPY'] })),
  });
  await type('#amount', '1234');
  expect(find('.take').textContent).toContain('Take €1,234.00');
  await choose('#currency', 'JPY');
  expect(find('.take').textContent).toMatch(/Take .*¥1,234\s/);
  await click('.take');
  await click('#take-large');
  expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1234, currency: 'JPY' }]);
});

test('on a screen as large as a till’s, the amount field has the focus', async () => {
  const sizeBefore = [window.innerWidth, window.innerHeight] as const;
  await page.viewport(1024, 768);
  await mount();
  expect(find('#amount').matches(':focus')).toBe(true);
  await page.viewport(...sizeBefore);
});

test('accepts an amount with the French spaces between thousands', async () => {
  const { connector } = await mount({ language: 'fr' });
  await type('#amount', '1\u202f234,50');
  await click('.take');
  await click('#take-large');
  expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 123_450 }]);
});

test.each(paymentPhase.options.filter((each) => each !== 'finished'))(
  'the phase %s is shown and announced to screen readers',
  async (phase) => {
    const payment = livePayment({ phase, phaseSince: Date.now() - 1000 });
    await mount({ connector: new FakeConnector(calmSnapshot({ payment })) });
    const shown = shownText(find('ecr-payment-progress'));
    expect(shown).toContain(phases[phase].now);
    // Once the terminal has answered, its red key ends nothing any more.
    expect(shown.includes('red key')).toBe(!['answer', 'notifying'].includes(phase));
    expect(shown).toMatch(/Elapsed 0:3\d/);
    expect(find('ecr-payment-progress').shadowRoot!.querySelectorAll('[aria-current="step"]')).toHaveLength(
      1,
    );
    expect(find('#announcer').textContent).toContain(phases[phase].now);
  },
);

test.each(outcome.options)(
  'the outcome %s says what happened, whether the customer was charged, and what to do',
  async (each) => {
    await finish({ outcome: each, detail: 'refused (AF=04)' });
    const text = shownResult();
    expect(text).toContain(outcomes[each].label);
    expect(text).toContain(outcomes[each].what);
    expect(text).toContain(outcomes[each].todo);
    const answer = each === 'PARTIALLY_APPROVED' ? operations.partYes : charged[chargeByOutcome[each]];
    expect(text).toContain(answer);
    expect(find('#announcer').textContent).toContain(answer);
  },
);

test.each(['UNKNOWN', 'OTHER_PAYMENT'] as const)(
  'after %s no button starts a second payment',
  async (each) => {
    await finish({ outcome: each, failure: 'terminal-silent' });
    expect(buttons('ecr-payment-result')).toEqual(['Check the ticket', 'Not now']);
    expect(shownResult()).not.toContain('then try again');
  },
);

test('after a declined payment, the form offers its amount and order again', async () => {
  await finish({ outcome: 'DECLINED', failure: 'declined', orderId: 'A-1', amountMinor: 1050 });
  await click('#again');
  await settled();
  expect(find<HTMLInputElement>('#amount').value).toBe('10.50');
  expect(find<HTMLInputElement>('#order').value).toBe('A-1');
});

test('the result of a paid sale says that HiPay has not been notified yet', async () => {
  const payments = rows();
  const connector = new FakeConnector(calmSnapshot({ payment: livePayment({ paymentId: 'p-4' }), payments }));
  await mount({ connector });
  connector.show({ payment: livePayment({ paymentId: 'p-4', phase: 'finished', outcome: 'APPROVED' }) });
  await settled();
  expect(shownResult()).toContain(words.hipayPending);
});

test('if the connector is lost during a payment, the outcome is unknown', async () => {
  const { connector } = await mount();
  connector.onTakePayment = () => Promise.reject(new Error('the connector is gone'));
  await type('#amount', '5');
  await click('.take');
  expect(shownResult()).toContain('Outcome unknown');
  expect(buttons('ecr-payment-result')).toEqual(['I have looked at the ticket']);
});

test('the result of a replayed answer says that the order has already been handled', async () => {
  const { connector } = await mount();
  connector.onTakePayment = async (request) => answerTo(request, { paymentId: 'old', replayed: true });
  await type('#amount', '5');
  await click('.take');
  expect(shownResult()).toContain('already been handled');
});

test('a late answer replaces the unknown outcome', async () => {
  const { connector } = await finish({ outcome: 'UNKNOWN' });
  connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
  await settled();
  expect(shownResult()).toContain('Yes, the customer has paid.');
});

test('after the page is opened, the last result is shown only if it is unknown', async () => {
  const connectorAfter = (each: 'APPROVED' | 'UNKNOWN') =>
    new FakeConnector(calmSnapshot({ payment: livePayment({ phase: 'finished', outcome: each }) }));
  await mount({ connector: connectorAfter('APPROVED') });
  expect(has('ecr-payment-form')).toBe(true);
  await mount({ connector: connectorAfter('UNKNOWN') });
  expect(shownResult()).toContain('Outcome unknown');
});

test('no payment starts without a terminal or a journal', async () => {
  const terminal = { state: 'not-chosen', seenAt: 0, description: '', simulated: false } as const;
  await mount({ connector: new FakeConnector(calmSnapshot({ terminal })) });
  expect(find<HTMLButtonElement>('.take').disabled).toBe(true);
  expect(shownText()).toContain('Connect a terminal first.');
  await mount({ connector: new FakeConnector(calmSnapshot({ storageFailure: 'QuotaExceededError' })) });
  expect(find<HTMLButtonElement>('.take').disabled).toBe(true);
  expect(find<HTMLInputElement>('#amount').matches(':disabled')).toBe(true);
  expect(shownText(find('ecr-payment-form'))).toContain('no payment can start');
});

test('the result is shown alone, even if the terminal is no longer chosen', async () => {
  const connector = new FakeConnector(calmSnapshot({ payment: livePayment() }));
  await mount({ connector });
  const noTerminal = { state: 'not-chosen' as const, seenAt: 0, description: '', simulated: false };
  const payment = livePayment({ phase: 'finished', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
  connector.show({ payment, terminal: noTerminal });
  await settled();
  expect(shownResult()).toContain('Outcome unknown');
  expect(has('ecr-terminal-card')).toBe(false);
});
