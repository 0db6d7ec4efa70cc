import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment, unusualRows } from '../helpers/sample-rows.ts';

afterEach(() => document.body.replaceChildren());

const offered = () =>
  [...find<HTMLSelectElement>('#operation').options].map((option) => option.textContent?.trim());

test.each([
  ['concert-v2-e+', ['Sale by card', 'Sale by cheque', 'Pre-authorisation', 'Refund', 'Cancellation']],
  ['caisse-ap-v3', ['Sale by card', 'Sale by cheque', 'Refund', 'Cancellation']],
])('%s: offers only its own operations, a sale first', async (language, names) => {
  await mount({
    connector: new FakeConnector(calmSnapshot(), shopSettings({ terminal: { language } as never })),
  });
  await click('#more');
  expect(offered()).toEqual(names);
  expect(find<HTMLSelectElement>('#operation').value).toBe('sale');
});

test.each([
  ['cheque', { transactionType: 'Debit', paymentMeans: 'cheque' }, 'Take €10.23 by cheque'],
  ['preAuthorization', { transactionType: 'Authorization', paymentMeans: 'card' }, 'Reserve €10.23'],
])('%s is requested without a further question', async (choice, request, button) => {
  const { connector } = await mount();
  await type('#amount', '10,23');
  await click('#more');
  await choose('#operation', choice);
  expect(shownText(find('.take'))).toContain(button);
  await click('.take');
  expect(connector.called('takePayment')).toMatchObject([request]);
});

test.each([
  ['refund', 'Credit', 'You refund €10.23 to the card.'],
  ['cancellation', 'Cancel', 'You cancel a payment of €10.23'],
])('a %s needs a confirmation, which the keyboard can give', async (choice, transactionType, question) => {
  const { connector } = await mount();
  await type('#amount', '10,23');
  await click('#more');
  await choose('#operation', choice);
  expect(find('.take').classList.contains('back')).toBe(true);
  find('.take').focus();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(shownText(find('ecr-confirm-back').shadowRoot!)).toContain(question);
  // An extra Enter starts no second refund.
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(has('ecr-confirm-back')).toBe(false);
  expect(connector.called('takePayment')).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await settled();
  await userEvent.keyboard('{Escape}');
  await settled();
  expect(connector.called('takePayment')).toEqual([]);
  expect(find('#amount').matches(':focus')).toBe(true);
  await userEvent.keyboard('{Enter}');
  await settled();
  await userEvent.keyboard('{Tab}{Enter}');
  await settled();
  expect(connector.called('takePayment')).toMatchObject([{ transactionType, amountMinor: 1023 }]);
});

test('the screens name a refund and show its amount with a minus', async () => {
  const payment = livePayment({ transactionType: 'Credit', amountMinor: 1023 });
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot({ payment })) });
  const running = shownText(find('ecr-payment-progress'));
  expect(running).toMatch(/Refund in progress.*−€10\.23.*gets the money/);
  expect(find('#announcer').textContent).toContain('gets the money');
  connector.show({
    payment: { ...payment, phase: 'finished', outcome: 'UNKNOWN', failure: 'outcome-unknown' },
  });
  await settled();
  const result = shownText(find('ecr-payment-result'));
  expect(result).toMatch(/Refund −€10\.23.*Did the customer get money back\?.*could get the money twice/);
  expect(result).not.toMatch(/charge/i);
  expect(find('#announcer').textContent).toContain('could get the money twice');
  await click('#resolve');
  expect(shownText(find('ecr-check-screen'))).toMatch(/Refunded .*Not refunded/);
});

test('an alarm about a refund says that the customer may have the money twice', async () => {
  const alarm = {
    kind: 'contradiction',
    outcome: 'APPROVED',
    at: 1,
    paymentId: 'p',
    orderId: 'A',
    transactionType: 'Cancel',
    amountMinor: 1023,
    currency: 'EUR',
  } as const;
  await mount({ connector: new FakeConnector(calmSnapshot({ alarms: [alarm] })) });
  expect(shownText(find('ecr-alarm'))).toMatch(/WAS refunded.*may have got the money twice/);
});

test('a partial approval shows what is due and begins a payment of it under a new number', async () => {
  const payment = livePayment();
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot({ payment })) });
  const paid = { outcome: 'PARTIALLY_APPROVED', charge: 'charged' } as const;
  const part = { ...paid, amountMinor: 100_000, askedMinor: 123_450 };
  connector.show({ payment: { ...payment, ...part, phase: 'finished' } });
  await settled();
  expect(shownText(find('ecr-payment-result'))).toMatch(/Paid €1,000\.00 Still to pay €234\.50/);
  await click('#rest');
  expect(find<HTMLInputElement>('#amount').value).toBe('234.50');
  await click('#more');
  expect(find<HTMLInputElement>('#order').value).toBe('');
  expect(find<HTMLSelectElement>('#operation').value).toBe('sale');
});

test('the list names operations other than a sale, with their direction', async () => {
  await mount({ connector: new FakeConnector(calmSnapshot({ payments: unusualRows() })), area: 'payments' });
  const lines = [...find('ecr-payment-list').shadowRoot!.querySelectorAll('.r')].map((row) => shownText(row));
  expect(lines.find((line) => line.includes('-0012'))).toMatch(/−€19\.99 Refund/);
  expect(lines.find((line) => line.includes('-0014'))).toMatch(/€50\.00 Partly approved .*Asked for €80\.00/);
  const duplicate = lines.find((line) => line.includes('-0015'));
  expect(duplicate).toMatch(/– Done .*Last ticket asked for/);
  expect(duplicate).not.toMatch(/€|Approved/);
  expect(lines.find((line) => line.includes('-0013'))).toMatch(/−.*To check .*Refund/);
  expect(lines.join()).not.toContain('Sale by card');
  await click('.r[href$="p-13"]');
  expect(shownText(find('ecr-payment-detail'))).toContain('Do not refund again');
});

test('a duplicate is never shown as a finished payment', async () => {
  const payment = livePayment({ transactionType: 'Duplicate' });
  const { connector } = await mount({ connector: new FakeConnector(calmSnapshot({ payment })) });
  expect(shownText(find('ecr-payment-progress'))).toContain('Nothing is charged');
  connector.show({ payment: { ...payment, phase: 'finished', outcome: 'APPROVED', charge: 'nothing-sent' } });
  await settled();
  expect(has('ecr-payment-result')).toBe(false);
  expect(find('#announcer').textContent?.trim()).toBe('');
});
