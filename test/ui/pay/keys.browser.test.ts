import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Outcome } from '../../../src/core/payment/outcome.ts';
import { chosenEntry, chosenLargeAmount } from '../../../src/ui/appearance.ts';
import { earlyKeys } from '../../../src/ui/pay/early-keys.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { answerTo, calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment, rows } from '../helpers/sample-rows.ts';

afterEach(() => {
  document.body.replaceChildren();
  chosenEntry.choose('cents');
  chosenLargeAmount.choose('1000');
});
beforeEach(() => localStorage.clear());

/** As slowly as a person: faster keys would count as a barcode scanner. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await new Promise((done) => setTimeout(done, 70));
    await userEvent.keyboard(key);
  }
  await settled();
}
const amount = () => find<HTMLInputElement>('#amount').value;
const shownAmount = () => find('.amount').textContent?.trim();

describe('keys on the pay screen', () => {
  test('digits type cents wherever the focus is, Backspace deletes, and Enter takes', async () => {
    const { connector } = await mount();
    find('main').focus();
    await press(...'12507', '{Backspace}');
    expect(shownAmount()).toBe('€12.50');
    await press('{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1250 }]);
  });
  test('a pressed key of the pad does not take the focus: Enter still takes', async () => {
    const { connector } = await mount();
    find('main').focus();
    const keys = [...find('ecr-amount-pad').shadowRoot!.querySelectorAll('button')];
    await userEvent.click(keys.find((key) => key.textContent?.trim() === '5')!);
    await userEvent.click(keys.find((key) => key.textContent?.trim() === '00')!);
    expect(shownAmount()).toBe('€5.00');
    await press('{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 500 }]);
  });
  test('without cents, the pad has the decimal sign, and 1250 is 1250', async () => {
    chosenEntry.choose('decimal');
    await mount();
    await press(...'12,5');
    expect(amount()).toBe('12.5');
    const keys = [...find('ecr-amount-pad').shadowRoot!.querySelectorAll('button')];
    expect(keys.map((key) => key.textContent?.trim())).toContain('.');
    expect(keys.map((key) => key.textContent?.trim())).not.toContain('00');
  });
  test('Escape clears the typed amount and keeps the order number', async () => {
    const { connector } = await mount();
    await click('#more');
    await type('#order', 'Table_7');
    find('main').focus();
    await press(...'1250', '{Escape}');
    expect(amount()).toBe('');
    await press(...'75', '{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 75, orderId: 'Table_7' }]);
  });
  test('digits in the order number stay there', async () => {
    await mount();
    await click('#more');
    find('#order').focus();
    await press(...'17');
    expect(find<HTMLInputElement>('#order').value).toBe('17');
    expect(amount()).toBe('');
  });
  test('no key reaches the amount behind an open dialog', async () => {
    const { connector } = await mount();
    await type('#amount', '5');
    await click('#terminal');
    await press(...'17', '{Escape}');
    expect(amount()).toBe('5');
    expect(has('ecr-terminal-panel')).toBe(false);
    expect(connector.called('takePayment')).toEqual([]);
  });
  test('a recent amount is entered by one press; four different ones are offered', async () => {
    const payments = rows().filter(({ state }) => state === 'answered');
    await mount({ connector: new FakeConnector(calmSnapshot({ payments: [...payments, ...payments] })) });
    const recent = [...find('.recent').querySelectorAll('button')];
    expect(recent.map((each) => each.textContent?.trim())).toEqual(['€20.46', '€30.69', '€40.92', '€61.38']);
    recent[0]!.click();
    await settled();
    expect(shownAmount()).toBe('€20.46');
  });
});

describe('a large amount', () => {
  test('is asked about, and an extra Enter takes nothing', async () => {
    const { connector } = await mount();
    await press(...'100000', '{Enter}');
    expect(shownText(find('ecr-confirm-large').shadowRoot!)).toContain('Take €1,000.00?');
    expect(find('#change-amount').matches(':focus')).toBe(true);
    await press('{Enter}');
    expect(has('ecr-confirm-large')).toBe(false);
    expect(connector.called('takePayment')).toEqual([]);
    expect(shownAmount()).toBe('€1,000.00');
    await click('.take');
    await click('#take-large');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 100_000 }]);
  });
  test.each([
    ['below the limit', '1000', '999,99'],
    ['if nothing is asked', 'off', '99999,00'],
  ] as const)('is taken at once %s', async (_, limit, text) => {
    chosenLargeAmount.choose(limit);
    const { connector } = await mount();
    await type('#amount', text);
    await click('.take');
    expect(connector.called('takePayment')).toHaveLength(1);
  });
});

async function finished(outcome: Outcome, more: Parameters<typeof livePayment>[0] = {}) {
  const mounted = await mount({ connector: new FakeConnector(calmSnapshot({ payment: livePayment() })) });
  const charge = chargeByOutcome[outcome];
  mounted.connector.show({ payment: livePayment({ phase: 'finished', outcome, charge, ...more }) });
  await settled();
  return mounted;
}

describe('keys on a result', () => {
  test('a digit begins the next amount, and the next ones go on', async () => {
    await finished('APPROVED');
    await press(...'125');
    expect(has('ecr-payment-result')).toBe(false);
    expect(shownAmount()).toBe('€1.25');
  });
  test.each(['{Enter}', '{Escape}'])('%s dismisses a certain result', async (key) => {
    const { connector } = await finished('DECLINED');
    await press(key);
    expect(has('ecr-payment-form')).toBe(true);
    expect(amount()).toBe('');
    expect(has('[aria-invalid="true"]')).toBe(false);
    expect(connector.called('takePayment')).toEqual([]);
  });
  test.each(['UNKNOWN', 'OTHER_PAYMENT', 'PARTIALLY_APPROVED'] as const)(
    'no key dismisses %s, which a person must look at',
    async (outcome) => {
      await finished(outcome, { amountMinor: 1000, askedMinor: 2000 });
      await press('5', '{Enter}', '{Escape}');
      expect(has('ecr-payment-result')).toBe(true);
    },
  );
  test('no key dismisses what is uncertain about the money, whatever the outcome', async () => {
    await finished('NOT_SENT', { charge: 'unknown' });
    await press('5', '{Enter}', '{Escape}');
    expect(has('ecr-payment-result')).toBe(true);
  });
});

describe('an amount whose first digits did not count', () => {
  /** Longer than the pause after which a digit begins another amount. */
  const pause = () => new Promise((done) => setTimeout(done, 2100));
  const cutNote = 'did not count';
  async function runningPayment() {
    const mounted = await mount();
    mounted.connector.show({ payment: livePayment() });
    await settled();
    const end = async () => {
      mounted.connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
      await settled();
    };
    return { ...mounted, end };
  }
  test('is never taken from its rest: 1250 that a result cuts in two is not 0.50', async () => {
    const { connector, end } = await runningPayment();
    await press(...'12');
    expect(shownText(find('ecr-payment-progress'))).toContain(cutNote);
    await end();
    await press(...'50', '{Enter}');
    expect(connector.called('takePayment')).toEqual([]);
    expect(shownText(find('ecr-payment-result'))).toContain(cutNote);
    await press(...'1250');
    expect(shownAmount()).toBe('€12.50');
    expect(has('.scanned:not([hidden])')).toBe(false);
    await press('{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1250 }]);
  });
  test('is typed again after a pause', async () => {
    const { end } = await runningPayment();
    await press(...'12');
    await end();
    await pause();
    await press(...'50');
    expect(shownAmount()).toBe('€0.50');
  });
  test('begins while the page loads: its rest is not entered, and the page says so', async () => {
    earlyKeys.listen();
    await press(...'12');
    const { connector } = await mount();
    await press(...'50', '{Enter}');
    expect(connector.called('takePayment')).toEqual([]);
    expect(shownText(find('ecr-payment-form'))).toContain(cutNote);
    expect(amount()).toBe('');
    await press(...'1250', '{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1250 }]);
  });
  test('ends with the Enter that was typed with it', async () => {
    const { end } = await runningPayment();
    await press(...'1250', '{Enter}');
    await end();
    await press(...'75');
    expect(shownAmount()).toBe('€0.75');
  });
  test('follows nothing that was typed before the payment', async () => {
    const { connector } = await mount();
    await press(...'32');
    connector.show({ payment: livePayment({ askedBy: {} }) });
    await settled();
    await press(...'09');
    connector.show({ payment: livePayment({ askedBy: {}, phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
    await click('#dismiss');
    expect(shownAmount()).toBe('€0.32');
    await pause();
    await press(...'7');
    expect(shownAmount()).toBe('€0.07');
  });
  test('is not entered from its rest after a dialog or a result in doubt', async () => {
    await finished('UNKNOWN');
    await press(...'12');
    await click('#dismiss');
    await press(...'50');
    expect(shownText(find('ecr-payment-form'))).toContain(cutNote);
    expect(amount()).toBe('');
    await pause();
    await click('#terminal');
    await press(...'12', '{Escape}');
    await press(...'50');
    expect(amount()).toBe('');
  });
  test('keeps its decimal sign if it is the first key on a result', async () => {
    chosenEntry.choose('decimal');
    await finished('APPROVED');
    await press(...'.50');
    expect(amount()).toBe('0.50');
  });
});

describe('an amount that no person typed', () => {
  test('ends with the next digit: a recent one', async () => {
    const payments = rows().filter(({ state }) => state === 'answered');
    await mount({ connector: new FakeConnector(calmSnapshot({ payments })) });
    find('.recent').querySelector('button')!.click();
    await press(...'75');
    expect(shownAmount()).toBe('€0.75');
  });
  test('ends with the next digit: the one of a refused payment, whose order number goes with it', async () => {
    const { connector } = await finished('DECLINED', { amountMinor: 2340, orderId: 'Refused_1' });
    await click('#again');
    await press(...'500');
    expect(shownAmount()).toBe('€5.00');
    expect(has('#order')).toBe(false);
    await press('{Enter}');
    const [request] = connector.called('takePayment');
    expect(request).toMatchObject({ amountMinor: 500 });
    expect(request).not.toHaveProperty('orderId');
  });
  test('stays with its order number if it is sent again', async () => {
    const { connector } = await finished('DECLINED', { amountMinor: 2340, orderId: 'Refused_1' });
    await click('#again');
    await press('{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 2340, orderId: 'Refused_1' }]);
  });
});

describe('what a cashier had typed', () => {
  async function tillsSale(connector: FakeConnector): Promise<void> {
    connector.show({ payment: livePayment({ askedBy: {} }) });
    await settled();
    connector.show({ payment: livePayment({ askedBy: {}, phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
  }
  test('is kept and named while a till’s sale runs, and is there after it', async () => {
    const { connector } = await mount();
    await press(...'320');
    connector.show({ payment: livePayment({ askedBy: {} }) });
    await settled();
    expect(shownText(find('ecr-payment-progress'))).toContain('Your entry of €3.20 is kept');
    await press('9');
    connector.show({ payment: livePayment({ askedBy: {}, phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
    await click('#dismiss');
    expect(shownAmount()).toBe('€3.20');
  });
  test('is not sent by the Enter that closes a till’s result', async () => {
    const { connector } = await mount();
    await press(...'777');
    await tillsSale(connector);
    await press('{Enter}');
    expect(shownAmount()).toBe('€7.77');
    expect(connector.called('takePayment')).toEqual([]);
    await press('{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 777 }]);
  });
  test('ends with a digit on a till’s result: it begins another payment', async () => {
    const { connector } = await mount();
    await click('#more');
    await type('#order', 'Kept_7');
    await type('#amount', '7');
    await tillsSale(connector);
    await press('5');
    expect(shownAmount()).toBe('€0.05');
    expect(has('#order') && find<HTMLInputElement>('#order').value).toBeFalsy();
  });
  test('is kept if the till was quicker', async () => {
    const { connector } = await mount();
    const refusal = { paymentId: undefined, outcome: 'NOT_SENT', charge: 'not-charged' } as const;
    connector.onTakePayment = async (request) =>
      answerTo(request, { ...refusal, failure: 'payment-running' } as never);
    await press(...'320', '{Enter}');
    connector.show({ payment: livePayment({ askedBy: {} }) });
    await settled();
    connector.show({ payment: livePayment({ askedBy: {}, phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
    await click('#dismiss');
    expect(shownAmount()).toBe('€3.20');
  });
  test('becomes the payment, so that the next digits do not follow the paid ones', async () => {
    const { connector } = await mount();
    connector.onTakePayment = () => new Promise(() => {});
    await press(...'320', '{Enter}');
    const own = livePayment({ amountMinor: 320 });
    connector.show({ payment: own });
    await settled();
    expect(shownText(find('ecr-payment-progress'))).not.toContain('is kept');
    connector.show({ payment: { ...own, phase: 'finished', outcome: 'APPROVED', charge: 'charged' } });
    await settled();
    await press(...'45');
    expect(shownAmount()).toBe('€0.45');
  });
});

describe('the panels of the bar', () => {
  test.each(['#terminal', '#menu'])('%s opens one, and gets the focus back', async (opener) => {
    await mount();
    find(opener).focus();
    await press('{Enter}');
    expect(has('dialog:modal')).toBe(true);
    await press('{Escape}');
    expect(has('dialog:modal')).toBe(false);
    expect(find(opener).matches(':focus')).toBe(true);
  });
  test('the terminal’s chip leaves the bar while a payment runs, and its panel closes', async () => {
    const { connector } = await mount();
    await click('#terminal');
    connector.show({ payment: livePayment() });
    await settled();
    expect(has('#terminal')).toBe(false);
    expect(has('ecr-terminal-panel')).toBe(false);
    expect(find('ecr-payment-progress').shadowRoot!.querySelector('h1')!.matches(':focus')).toBe(true);
    connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
    expect(has('#terminal')).toBe(true);
  });
  test('a payment that did not reach the terminal leads to its panel', async () => {
    await finished('NOT_SENT', { failure: 'terminal-silent' });
    await click('#open-terminal');
    expect(shownText(find('ecr-terminal-panel'))).toContain('Find my terminal');
  });
});

test('the last payment is shown with its receipt; one in doubt is never shown as the last', async () => {
  const [doubt] = rows().filter(({ state }) => state === 'unknown');
  const payments = [
    { ...rows()[1]!, hasReceipt: true, createdAt: Date.now() - 60_000 },
    { ...doubt!, createdAt: Date.now() },
  ];
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })) });
  await click('#dismiss');
  const last = shownText(find('ecr-last-sales').shadowRoot!);
  expect(last).toMatch(/€20\.46 Approved · \d\d:\d\d · •••• 0042/);
  expect(last).not.toContain('unknown');
  await click('.receipt');
  expect(has('ecr-receipt-dialog')).toBe(true);
});
