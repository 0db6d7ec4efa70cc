import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { texts } from '../../../src/texts/en/resolve.ts';
import { fill } from '../../../src/ui/format.ts';
import { hashOfCheck, needsHash } from '../../../src/ui/page-address.ts';
import { scannerGapMs } from '../../../src/ui/parts/scan-guard.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { alarms, livePayment, rows } from '../helpers/sample-rows.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const page = () => shownText(find('ecr-check-screen').shadowRoot!);
const keys = async (text: string) => {
  await userEvent.keyboard(text);
  await settled();
};
/** Presses a key later than a barcode scanner would. */
const keySlowly = async (key: string) => {
  await new Promise((done) => setTimeout(done, 2 * scannerGapMs));
  await keys(key);
};
const clickAll = async (...selectors: string[]) => {
  for (const selector of selectors) await click(selector);
};

/** @param ageMs time since the payment began */
async function unknownPayment(ageMs = 5 * 60_000) {
  const payments = rows().map((row) =>
    row.paymentId === 'p-5' ? { ...row, createdAt: Date.now() - ageMs } : row,
  );
  const mounted = await mount({
    connector: new FakeConnector(calmSnapshot({ payment: livePayment({ paymentId: 'p-5' }), payments })),
  });
  mounted.connector.show({
    payment: livePayment({
      paymentId: 'p-5',
      phase: 'finished',
      outcome: 'UNKNOWN',
      failure: 'outcome-unknown',
    }),
  });
  await settled();
  return mounted;
}

test('a cashier resolves an unknown payment as paid with the keyboard alone', async () => {
  const { connector } = await unknownPayment();
  await keys('{Tab}{Enter}');
  expect(page()).toMatch(/at about.*this time.*€51\.15.*this amount.*T1-20261123-0005/);
  expect(page()).toContain('What does the terminal’s ticket say?');
  expect(find('h1').matches(':focus')).toBe(true);
  await keys('{Tab}');
  expect(find('#paid').matches(':focus')).toBe(true);
  await keySlowly('{Enter}');
  const { confirmPaid } = texts.check;
  expect(page()).toContain(fill(confirmPaid, { amount: '€51.15', order: 'T1-20261123-0005' }));
  await keys('Ana');
  await keySlowly('{Enter}');
  expect(connector.called('resolvePayment')).toEqual([
    { paymentId: 'p-5', paid: true, by: 'Ana', why: 'Ticket with this amount, accepted' },
  ]);
  expect(page()).toContain('€51.15 is recorded as paid.');
  expect(find('h1').matches(':focus')).toBe(true);
});

test('while the customer may still be paying, "not paid" is recorded only at an idle terminal', async () => {
  const { connector } = await unknownPayment(10_000);
  await click('#resolve');
  expect(page()).toContain('The customer may still be paying.');
  await click('#not-paid');
  await type('#by', 'Ana');
  await click('#record');
  expect(connector.called('resolvePayment')).toEqual([]);
  expect(page()).toContain(texts.check.isIdleMissing);
  expect(find('#idle').matches(':focus')).toBe(true);
  await click('#idle');
  expect(page()).not.toContain(texts.check.isIdleMissing);
  await click('#record');
  expect(connector.called('resolvePayment')).toHaveLength(1);
});

test('after the customer’s time, the check says nothing of a customer who may still be paying', async () => {
  await unknownPayment(4 * 60_000);
  await click('#resolve');
  expect(page()).not.toContain('still be paying');
  await click('#not-paid');
  expect(has('#idle')).toBe(false);
});

test('not paid: the page says that the order can be paid again and that nothing is sent to HiPay', async () => {
  const { connector } = await unknownPayment();
  await clickAll('#resolve', '#not-paid', 'summary', '.ready button');
  expect(page()).toContain('Nothing is sent to HiPay');
  expect(page()).toMatch(/order T1-20261123-0005 can be paid again/);
  await type('#by', ' A.B. ');
  await click('#record');
  expect(connector.called('resolvePayment')).toEqual([
    { paymentId: 'p-5', paid: false, by: 'A.B.', why: 'No ticket for this payment' },
  ]);
  const resolution = { paid: false, by: 'A.B.', why: 'x', at: 1 };
  const notPaid = { outcome: 'DECLINED', charge: 'not-charged', failure: 'declined' } as const;
  connector.show({ payment: { ...connector.now.payment!, ...notPaid, resolution } });
  await click('#to-pay');
  const result = shownText(find('ecr-payment-result'));
  expect(result).toMatch(/Not paid .*A\.B\. looked at the ticket: not paid\..*can be paid again/);
  expect(has('#again')).toBe(true);
});

describe('another amount', () => {
  test('is typed from the ticket and recorded', async () => {
    const { connector } = await unknownPayment();
    await clickAll('#resolve', '#other');
    expect(page()).toContain('The amount of the ticket is sent to HiPay');
    find('#ticket-amount').focus();
    await userEvent.keyboard('6050');
    expect(find<HTMLInputElement>('#ticket-amount').value).toBe('60.50');
    await type('#by', 'Ana');
    await click('#record');
    expect(connector.called('resolvePayment')).toEqual([
      {
        paymentId: 'p-5',
        paid: true,
        amountMinor: 6050,
        by: 'Ana',
        why: 'Ticket with another amount, accepted',
      },
    ]);
    expect(page()).toContain('€60.50 is recorded as paid.');
  });
  test.each([
    ['', 'Enter an amount.'],
    ['abc', 'Only digits'],
    ['51.15', 'That is the amount that was asked for'],
  ])('refuses %j and says why', async (amount, problem) => {
    const { connector } = await unknownPayment();
    await clickAll('#resolve', '#other');
    await type('#by', 'Ana');
    await type('#ticket-amount', amount);
    await click('#record');
    expect(find('#ticket-amount-error').textContent).toContain(problem);
    expect(find('#ticket-amount').matches(':focus')).toBe(true);
    expect(connector.called('resolvePayment')).toEqual([]);
  });
  test('shows what the terminal said, on the question and beside the field', async () => {
    const told = { money: { amountMinor: 650, currency: 'EUR' } } as const;
    const payments = rows().map((row) => ({ ...row, terminalSays: told, outcome: 'OTHER_PAYMENT' as const }));
    await mount({ connector: new FakeConnector(calmSnapshot({ payments })), area: 'payments' });
    await click('.check');
    expect(page()).toContain('The terminal says €6.50');
    await click('#other');
    expect(find('#ticket-amount-hint').textContent).toContain('The terminal says €6.50');
  });
});

test('nothing is recorded without a name and a reason', async () => {
  const { connector } = await unknownPayment();
  await clickAll('#resolve', '#paid', 'summary');
  await type('#why', '');
  await click('#record');
  expect(find('#by-error').textContent).toContain('initials or your name');
  expect(find('#why-error').textContent).toContain('what you saw');
  expect(find('#by').matches(':focus')).toBe(true);
  await type('#by', '   ');
  await type('#why', 'x');
  await click('#record');
  expect(connector.called('resolvePayment')).toEqual([]);
});

test.each(['{Escape}', '#later', '#back-link'])(
  '%s changes nothing and returns to the result',
  async (way) => {
    const { connector } = await unknownPayment();
    await click('#resolve');
    await (way.startsWith('#') ? click(way) : keys(way));
    await settled();
    expect(has('ecr-check-screen')).toBe(false);
    expect(has('#resolve')).toBe(true);
    expect(connector.called('resolvePayment')).toEqual([]);
  },
);

test('going back to the question forgets the first answer and its reason', async () => {
  await unknownPayment();
  await clickAll('#resolve', '#paid');
  await keys('{Escape}');
  expect(page()).toContain('What does the terminal’s ticket say?');
  await clickAll('#not-paid');
  expect(find<HTMLInputElement>('#why').value).toBe('Refused, cancelled, or no ticket of this amount');
});

test('a decision that was not recorded shows an error and can be sent again', async () => {
  const { connector } = await unknownPayment();
  connector.onResolve = () => ({ resolved: false, failure: 'cannot-record', detail: 'disk full' });
  await clickAll('#resolve', '#paid');
  await type('#by', 'Ana');
  await click('#record');
  expect(find('ecr-check-screen').shadowRoot!.querySelector('[role=alert]')!.textContent).toMatch(
    /Nothing was recorded\..*disk full/,
  );
  connector.onResolve = () => undefined;
  await click('#record');
  expect(page()).toContain('is recorded as paid');
});

test('the name is remembered while the tab is open; the next payment to check follows', async () => {
  await unknownPayment();
  await clickAll('#resolve', '#paid');
  await type('#by', 'Ana');
  await clickAll('#record', '#next', '#paid');
  expect(find<HTMLInputElement>('#by').value).toBe('Ana');
});

test('after a decision, the page makes way for the payment that a till begins; before, it stays', async () => {
  const { connector } = await unknownPayment();
  await click('#resolve');
  const running = livePayment({ paymentId: 'p-77', orderId: 'Next' });
  connector.show({ payment: running });
  await settled();
  expect(has('ecr-check-screen')).toBe(true);
  connector.show({ payment: { ...running, phase: 'finished', outcome: 'APPROVED' } });
  await click('#paid');
  await type('#by', 'Ana');
  await click('#record');
  connector.show({ payment: running });
  await expect.poll(() => has('ecr-payment-progress')).toBe(true);
});

test('a payment that ends while its page is open has nothing left to check', async () => {
  const { connector } = await unknownPayment();
  await click('#resolve');
  const payments = rows().map((row) =>
    row.paymentId === 'p-5' ? { ...row, state: 'answered' as const, outcome: 'APPROVED' as const } : row,
  );
  connector.show({ payments });
  await settled();
  expect(page()).toContain('no longer in doubt');
  expect(has('#paid')).toBe(false);
});

test.each(['#/check', '#/check/'])('%s, an old address, shows all that needs a person', async (old) => {
  const connector = new FakeConnector(calmSnapshot({ payments: rows() }));
  await mount({ connector, area: 'payments' });
  location.hash = old;
  await expect.poll(() => location.hash).toBe(needsHash);
  await expect.poll(() => shownText(find('ecr-needs-page'))).toContain('2 payments to check');
  expect(has('ecr-check-screen')).toBe(false);
});

test('a reload of a payment’s address shows that payment; one that is not in doubt says so', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })), area: 'payments' });
  location.hash = hashOfCheck('p-5');
  await expect.poll(page).toContain('€51.15');
  location.hash = hashOfCheck('p-0');
  await expect.poll(page).toContain('no longer in doubt');
  expect(find('ecr-check-screen').shadowRoot!.querySelector('a')!.hash).toBe(needsHash);
});

test('the list, the tab and the pay screen link to unresolved payments', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })), area: 'payments' });
  expect(find('nav .count').textContent).toBe('2');
  expect(find('nav').textContent).toContain('2 payments to check');
  await click('.check');
  expect(page()).toContain('€51.15');
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })) });
  for (const selector of ['#dismiss', '#dismiss']) await click(selector);
  expect(shownText(find('ecr-doubt-row'))).toContain('2 payments to check');
  await click('.check');
  expect(page()).toContain('€51.15');
});

test('a payment without a record has no button to resolve it', async () => {
  const { connector } = await mount();
  connector.onTakePayment = () => Promise.reject(new Error('gone'));
  await type('#amount', '5');
  await click('.take');
  expect(has('#resolve')).toBe(false);
});

test('each alarm stays until a person dismisses it', async () => {
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot({ alarms })) });
  await click('.more');
  const shown = shownText(find('ecr-banners').shadowRoot!);
  expect(shown).toMatch(
    /WAS paid\. It had been recorded as not paid\..*was NOT paid\. It had been recorded as paid/,
  );
  expect(shown).toMatch(/answered late: €51\.15, order T1-20261123-0005, WAS paid.*was NOT paid/);
  await click('.seen');
  expect(connector.called('dismissAlarm')).toEqual([{ paymentId: 'p-11' }]);
  connector.show({ alarms: alarms.slice(1) });
  await settled();
  expect(shownText(find('ecr-banners').shadowRoot!)).not.toContain('recorded as not paid');
});

describe('a correction by a person', () => {
  const corrected = { ...alarms[2]!, by: 'Ben', byPerson: true };
  test.each([
    [{}, /Ben has corrected.*WAS paid.*recorded as not paid.*refund one payment on the terminal/],
    [{ outcome: 'DECLINED' }, /Ben has corrected.*was NOT paid.*recorded as paid.*have HiPay correct it/],
    [
      { earlierMinor: 1350 },
      /Ben has corrected.*€51\.15 was paid for order.*not €13\.50.*have HiPay correct it/,
    ],
    [{ transactionType: 'Credit' }, /Ben has corrected.*WAS refunded.*money twice/],
    [{ transactionType: 'Credit', outcome: 'DECLINED' }, /Ben .*was NOT refunded.*have HiPay correct it/],
  ] as const)('%o is not shown as the terminal’s answer', async (change, text) => {
    const connector = new FakeConnector(calmSnapshot({ alarms: [{ ...corrected, ...change }] }));
    await mount({ connector });
    const shown = shownText(find('ecr-alarm'));
    expect(shown).toMatch(text);
    expect(shown).not.toContain('answered late');
    expect(shown).not.toContain('can be paid again');
  });
});

test('a contested payment names who said what', async () => {
  const doubt = rows().find(({ state }) => state === 'unknown')!;
  const contradiction = [{ by: 'Ana', paid: true }, { by: 'Ben', paid: false }, { paid: true }];
  const payments = [{ ...doubt, contested: true, contradiction }];
  const said = /Ana: Paid; Ben: Not paid; the terminal: Paid.*decide again/;
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })) });
  expect(shownText(find('ecr-payment-result'))).toMatch(said);
  expect(shownText(find('ecr-payment-result'))).not.toContain('answer was lost');
  await mount({ connector: new FakeConnector(calmSnapshot({ payments })), area: 'payments', place: 'needs' });
  expect(shownText(find('ecr-to-check'))).toMatch(said);
});
