import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { texts } from '../../../src/texts/en/resolve.ts';
import { fill } from '../../../src/ui/format.ts';
import { scannerGapMs } from '../../../src/ui/pay/scan-guard.ts';
import { calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { alarms, livePayment, rows } from '../helpers/scenarios.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const dialog = () => shownText(find('ecr-resolve-dialog').shadowRoot!);
const keys = async (text: string) => {
  await userEvent.keyboard(text);
  await settled();
};

async function unknownPayment() {
  const mounted = await mount({
    connector: new FakeConnector(
      calmSnapshot({ payment: livePayment({ paymentId: 'p-5' }), payments: rows() }),
    ),
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
  expect(dialog()).toMatch(/Step 1 of 3.*last ticket.*€51\.15.*at about/);
  expect(dialog()).toContain('Duplicate');
  await keys('{Tab}{Tab}{Enter}');
  expect(dialog()).toContain('What does the ticket say?');
  await keys('{Tab}[Space]{Enter}');
  const { confirmPaid } = texts.dialog;
  expect(dialog()).toContain(fill(confirmPaid, { amount: '€51.15', order: 'T1-20261123-0005' }));
  expect(dialog()).toContain('A sale of €51.15');
  await keys('{Tab}Ana{Tab}seen it');
  // An Enter as fast as the text would be a barcode scanner's.
  await new Promise((done) => setTimeout(done, 2 * scannerGapMs));
  await keys('{Enter}');
  expect(connector.called('resolvePayment')).toEqual([
    { paymentId: 'p-5', paid: true, by: 'Ana', why: 'seen it' },
  ]);
  expect(has('dialog')).toBe(false);
  expect(find('main').matches(':focus')).toBe(true);
});

test('not paid: the page says that the order can be paid again and that HiPay is not notified', async () => {
  const { connector } = await unknownPayment();
  for (const selector of ['#resolve', '#next', '#not-paid', '#next', '.ready button']) await click(selector);
  expect(dialog()).toContain('Nothing will be sent to HiPay');
  expect(dialog()).toMatch(/order T1-20261123-0005 can be paid again/);
  await type('#by', ' A.B. ');
  await click('#next');
  expect(connector.called('resolvePayment')).toEqual([
    { paymentId: 'p-5', paid: false, by: 'A.B.', why: 'No ticket for this payment' },
  ]);
  const resolution = { paid: false, by: 'A.B.', why: 'x', at: 1 };
  const notPaid = { outcome: 'DECLINED', charge: 'not-charged', failure: 'declined' } as const;
  connector.show({ payment: { ...connector.now.payment!, ...notPaid, resolution } });
  await settled();
  const result = shownText(find('ecr-payment-result'));
  expect(result).toMatch(/Not paid .*A\.B\. looked at the ticket: not paid\..*can be paid again/);
  expect(has('#again')).toBe(true);
});

test('no step can be skipped', async () => {
  const { connector } = await unknownPayment();
  await click('#resolve');
  await click('#next');
  await click('#next');
  expect(find('#choice-error').textContent).toContain('Choose one of the two.');
  await click('#paid');
  expect(find('#choice-error').hidden).toBe(true);
  await click('#next');
  await click('#next');
  expect(find('#by-error').textContent).toContain('name or initials');
  expect(find('#why-error').textContent).toContain('what you saw');
  expect(find('#by').matches(':focus')).toBe(true);
  await type('#by', '   ');
  await type('#why', 'x');
  await click('#next');
  expect(connector.called('resolvePayment')).toEqual([]);
});

test.each(['{Escape}', '#cancel'])(
  '%s closes the dialog, changes nothing and returns the focus',
  async (way) => {
    const { connector } = await unknownPayment();
    find('#resolve').focus();
    await keys('{Enter}');
    await (way.startsWith('#') ? click(way) : keys(way));
    expect(has('dialog')).toBe(false);
    expect(find('#resolve').matches(':focus')).toBe(true);
    expect(connector.called('resolvePayment')).toEqual([]);
  },
);

test('going back and changing the answer clears the reason of the first answer', async () => {
  await unknownPayment();
  for (const selector of ['#resolve', '#next', '#paid', '#next', '.ready button', '#back', '#not-paid']) {
    await click(selector);
  }
  await click('#next');
  expect(find<HTMLInputElement>('#why').value).toBe('');
});

test('a decision that was not recorded shows an error and can be sent again', async () => {
  const { connector } = await unknownPayment();
  connector.onResolve = () => ({ resolved: false, failure: 'cannot-record', detail: 'disk full' });
  for (const selector of ['#resolve', '#next', '#paid', '#next', '.ready button']) await click(selector);
  await type('#by', 'Ana');
  await click('#next');
  expect(find('ecr-resolve-dialog').shadowRoot!.querySelector('[role=alert]')!.textContent).toMatch(
    /Nothing was recorded\..*disk full/,
  );
  connector.onResolve = () => undefined;
  await click('#next');
  expect(has('dialog')).toBe(false);
});

test('the name is remembered while the tab is open', async () => {
  await unknownPayment();
  for (const selector of ['#resolve', '#next', '#paid', '#next', '.ready button']) await click(selector);
  await type('#by', 'Ana');
  await click('#next');
  for (const selector of ['#resolve', '#next', '#paid', '#next']) await click(selector);
  expect(find<HTMLInputElement>('#by').value).toBe('Ana');
});

test('the list, the tab and the pay screen link to unresolved payments', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })), area: 'payments' });
  expect(find('nav .count').textContent).toBe('2');
  expect(find('nav').textContent).toContain('2 payments to check');
  await click('.check');
  expect(dialog()).toContain('€51.15');
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: rows() })) });
  for (const selector of ['#dismiss', '#dismiss']) await click(selector);
  expect(shownText(find('ecr-to-check'))).toContain('2 payments to check');
  await click('.check');
  expect(dialog()).toContain('€51.15');
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
    [{}, /Ben has corrected.*WAS paid.*recorded as not paid.*give one payment back on the terminal/],
    [{ outcome: 'DECLINED' }, /Ben has corrected.*was NOT paid.*recorded as paid.*have HiPay correct it/],
    [{ transactionType: 'Credit' }, /Ben has corrected.*WAS given back.*money twice/],
    [{ transactionType: 'Credit', outcome: 'DECLINED' }, /Ben .*was NOT given back.*have HiPay correct it/],
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
