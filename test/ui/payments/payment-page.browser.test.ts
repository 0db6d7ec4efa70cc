import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { texts } from '../../../src/texts/en/payments.ts';
import { chosenEntry } from '../../../src/ui/appearance.ts';
import { hashOfOrder, hashOfPayment, placeOfHash } from '../../../src/ui/payments/payments-place.ts';
import { bakeryRefund, bakerySale } from '../helpers/bakery.ts';
import { answerTo, type FakeConnector } from '../helpers/fake-connector.ts';
import { bakeryPayment, historyRow, historyScenarios, paidStory } from '../helpers/history-scenarios.ts';
import { click, deep, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment } from '../helpers/sample-rows.ts';

afterEach(() => page.viewport(1024, 768));

const show = async (name: string) => {
  const scenario = historyScenarios[name]!();
  const mounted = await mount(scenario);
  await scenario.afterwards?.(scenario.connector);
  await settled();
  for (const selector of scenario.clicks ?? []) await click(selector);
  return mounted;
};

const detail = () => shownText(find('ecr-payment-detail').shadowRoot!);
const dialog = () => shownText(find('ecr-refund-dialog').shadowRoot!);
const isFocused = (selector: string) => [...deep(document)].some((each) => each.matches(`${selector}:focus`));
const goBack = async () => {
  history.back();
  await settled();
};

test('an address names each page, and any other address the list', () => {
  for (const id of ['p-1', 'b 10:14/2'])
    expect(placeOfHash(hashOfPayment(id, true))).toEqual({ kind: 'payment', paymentId: id, refund: true });
  expect(placeOfHash(hashOfOrder('A/1'))).toEqual({ kind: 'order', orderId: 'A/1', refund: false });
  for (const hash of [
    '',
    '#/pay',
    '#/payments',
    '#/payments/what',
    '#/payments/payment/%E0',
    '#/payments/payment',
  ])
    expect(placeOfHash(hash)).toEqual({ kind: 'list' });
});

test('a row opens the page of its payment; the focus goes to its heading, and back to the row', async () => {
  await mount({ connector: bakeryPayment().connector, area: 'payments' });
  const row = () => find(`.r[href="${hashOfPayment(bakerySale().paymentId)}"]`);
  row().focus();
  row().click();
  await expect.poll(() => isFocused('h1.sum')).toBe(true);
  expect(find('ecr-history').checkVisibility()).toBe(false);
  expect(detail()).toMatch(/Paid Payment €12\.50/);
  await goBack();
  await expect.poll(() => row().matches(':focus')).toBe(true);
  expect(has('ecr-payment-detail')).toBe(false);
});

test('on a desk the payment stands beside the list', async () => {
  await page.viewport(1600, 900);
  await show('payment-paid');
  expect(find('ecr-history').checkVisibility()).toBe(true);
  expect(find('.r[aria-current="true"]').getAttribute('href')).toBe(hashOfPayment(bakerySale().paymentId));
  const list = find('ecr-history').getBoundingClientRect();
  expect(find('ecr-payment-detail').getBoundingClientRect().left).toBeGreaterThanOrEqual(list.right);
});

test('the story is in words of the shop, to the second; the technical detail is folded', async () => {
  await show('payment-paid');
  expect(detail()).toMatch(
    /Amount sent to the terminal 10:14:02.*Amount received: the customer’s turn 10:14:02.*Approved Contactless •••• 2290 10:14:11.*Sent to HiPay 10:14:12/,
  );
  expect(find<HTMLDetailsElement>('#technical').open).toBe(false);
  const shop = [...find('ecr-payment-detail').shadowRoot!.querySelectorAll('ol li')];
  expect(shop).toHaveLength(4);
});

test('a sale that waits says that it goes by itself', async () => {
  await show('payment-waiting');
  expect(detail()).toMatch(/Waiting to be sent .*nothing to do/);
  expect(detail()).not.toContain('Sent to HiPay 10');
});

test('the technical detail has every step with gaps, and frames on request', async () => {
  await show('story');
  const steps = () => [...find('ecr-story').shadowRoot!.querySelectorAll('.story li')];
  await click('#technical summary');
  expect(steps()).toHaveLength(9);
  expect(shownText(steps()[3]!)).toMatch(/11\.8 secs later.*Terminal answered: Approved/);
  expect(shownText(steps().at(-2)!)).toMatch(
    /Try 1 to send it to HiPay \(contactless\) HiPay could not be reached/,
  );
  await click('#frames');
  expect(steps()).toHaveLength(15);
  expect(shownText(find('ecr-story'))).toMatch(/received answer register 01 .*497010\*{6}0042/);
});

test('a payment that cannot be read says that it is unchanged, and can be read again', async () => {
  const { connector } = await show('story-failed');
  expect(detail()).toContain('The payment itself is not changed');
  connector.onReadPayment = async () => paidStory();
  await click('#story-again');
  expect(detail()).toContain('Sent to HiPay');
});

test('a person corrects a decision from the page of the payment', async () => {
  const resolution = { paid: true, by: 'Ana', why: 'ticket', at: 77 };
  const decided = historyRow(42, { state: 'resolved', outcome: 'APPROVED', resolution });
  const { connector } = await show('busy-day');
  connector.story = { ...paidStory(), row: decided };
  await click('.r');
  expect(detail()).toMatch(/Decided by Ana: Paid/);
  await click('#correct');
  expect(shownText(find('#later'))).toContain('What is recorded now stays');
  for (const selector of ['#not-paid', '.why summary', '.ready button']) await click(selector);
  await type('#by', 'Ben');
  const shown = shownText(find('ecr-check-screen'));
  expect(shown).toContain('can be corrected later');
  expect(shown).toContain('have HiPay correct it');
  expect(shown).not.toContain('Nothing is sent to HiPay');
  await click('#record');
  expect(connector.called('resolvePayment')).toEqual([
    { paymentId: decided.paymentId, paid: false, by: 'Ben', why: 'No ticket for this payment', corrects: 77 },
  ]);
});

test('a payment that no person decided has nothing to correct', async () => {
  await show('payment-paid');
  expect(has('#correct')).toBe(false);
});

test('a sale and its refund lead to each other', async () => {
  await show('payment-refunded');
  expect(detail()).toMatch(
    /Partly refunded .*Refund −€3\.20 .*same card.*Still refundable €9\.30.*€3\.20 refunded Linked to this sale 10:31:40/,
  );
  expect(find<HTMLAnchorElement>('.linked').hash).toBe(hashOfPayment(bakeryRefund(320).paymentId));
  await show('payment-refund-of');
  expect(detail()).toMatch(/Refunded Payment −€3\.20.*Sale €12\.50/);
  expect(find<HTMLAnchorElement>('.linked').hash).toBe(hashOfPayment(bakerySale().paymentId));
});

test('the address of an order leads to its payment, and an unknown order is named', async () => {
  const scenario = historyScenarios['payment-paid']!();
  await mount({ connector: scenario.connector, area: 'payments' });
  location.hash = hashOfOrder(bakerySale().orderId);
  await expect.poll(() => location.hash).toBe(hashOfPayment(bakerySale().paymentId));
  await settled();
  expect(detail()).toContain('€12.50');
  location.hash = hashOfOrder('None_1');
  await expect.poll(() => shownText()).toContain('No payment with the order number None_1');
});

test('a refund asks once, and the safe answer has the focus', async () => {
  const { connector } = await show('payment-paid');
  find('#refund').focus();
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(dialog()).toMatch(
    /Refund this sale €12\.50 · 10:14.*All of it €12\.50.*same card, •••• 2290.*linked to this sale/,
  );
  expect(isFocused('#keep')).toBe(true);
  await userEvent.keyboard('{Enter}');
  await settled();
  expect(has('ecr-refund-dialog')).toBe(false);
  expect(isFocused('#refund')).toBe(true);
  expect(connector.called('takePayment')).toEqual([]);
});

test.each([
  ['cents', '€2.00'],
  ['decimal', '€200.00'],
] as const)('the digits of a part to refund are %s, as on the pay screen', async (entry, amount) => {
  chosenEntry.choose(entry);
  await show('payment-refund-part');
  await type('#refund-amount', '');
  find('#refund-amount').focus();
  await userEvent.keyboard('200');
  await settled();
  const isTooMuch = entry === 'decimal';
  expect(find<HTMLButtonElement>('#give-back').disabled).toBe(isTooMuch);
  if (!isTooMuch) expect(find('#give-back').textContent).toContain(`Refund ${amount}`);
  expect(find<HTMLInputElement>('#refund-amount').value).toBe(isTooMuch ? '200' : '2.00');
  chosenEntry.choose('cents');
});

test('a part to refund is typed again over the selected text, and its decimal sign makes whole units', async () => {
  await show('payment-refund-part');
  find<HTMLInputElement>('#refund-amount').select();
  await userEvent.keyboard('5');
  expect(find<HTMLInputElement>('#refund-amount').value).toBe('0.05');
  find<HTMLInputElement>('#refund-amount').select();
  await userEvent.keyboard('4,5');
  await settled();
  expect(find('#give-back').textContent).toContain('Refund €4.50');
  await userEvent.keyboard('{Backspace}{Backspace}');
  expect(find<HTMLInputElement>('#refund-amount').value).toBe('0.04');
});

test('the whole of a sale, or a part of it, goes back under the number of the sale', async () => {
  const { connector } = await show('payment-refund-part');
  expect(find('#give-back').textContent).toContain('Refund €3.20');
  await type('#refund-amount', '12,51');
  expect(find<HTMLButtonElement>('#give-back').disabled).toBe(true);
  expect(dialog()).toContain('At most €12.50.');
  for (const wrong of ['', '0', 'abc', '-1', '1.000']) {
    await type('#refund-amount', wrong);
    expect(find<HTMLButtonElement>('#give-back').disabled, wrong).toBe(true);
  }
  await type('#refund-amount', '4');
  connector.onTakePayment = () => new Promise<PaymentAnswer>(() => {});
  await click('#give-back');
  expect(connector.called('takePayment')).toMatchObject([
    {
      amountMinor: 400,
      currency: 'EUR',
      transactionType: 'Credit',
      paymentMeans: 'card',
      refundOf: bakerySale().orderId,
    },
  ]);
  expect(find<HTMLButtonElement>('#give-back').disabled).toBe(true);
  await userEvent.keyboard('{Escape}');
  await settled();
  expect(has('ecr-refund-dialog')).toBe(true);
});

const running = () =>
  livePayment({
    paymentId: 'r-1',
    transactionType: 'Credit',
    amountMinor: 1250,
    refundOf: bakerySale().orderId,
  });

async function startRefund(): Promise<FakeConnector> {
  const { connector } = await show('payment-refund');
  connector.onTakePayment = () => new Promise<PaymentAnswer>(() => {});
  await click('#give-back');
  connector.show({ payment: running() });
  await expect.poll(() => has('ecr-payment-progress')).toBe(true);
  await settled();
  return connector;
}

test('the running refund and its end are on the screen of payments, and lead back to the sale', async () => {
  const connector = await startRefund();
  expect(location.hash).toBe('#/pay');
  expect(shownText(find('ecr-payment-progress'))).toContain('−€12.50');
  connector.show({ payment: { ...running(), phase: 'finished', outcome: 'APPROVED', charge: 'charged' } });
  await settled();
  expect(find<HTMLAnchorElement>('#sale').hash).toBe(hashOfOrder(bakerySale().orderId));
});

test('a refund that was refused begins again at its sale, never without it', async () => {
  const connector = await startRefund();
  connector.show({
    payment: {
      ...running(),
      phase: 'finished',
      outcome: 'DECLINED',
      charge: 'not-charged',
      failure: 'declined',
    },
  });
  await settled();
  await click('#again');
  await expect.poll(() => location.hash).toBe(hashOfPayment(bakerySale().paymentId, true));
  await expect.poll(() => has('ecr-refund-dialog')).toBe(true);
});

test('a refund that ends before the screen has shown it leads to its own page', async () => {
  const { connector } = await show('payment-refund');
  connector.onTakePayment = async (request) =>
    answerTo(request, { paymentId: 'r-1', transactionType: 'Credit' });
  await click('#give-back');
  await expect.poll(() => location.hash).toBe(hashOfPayment('r-1'));
});

test('a refused refund says that nothing went back, and how much is left', async () => {
  await show('payment-refund-refused');
  expect(dialog()).toContain('Nothing was refunded. €9.30 of this sale can be refunded.');
  expect(has('#give-back')).toBe(false);
});

test.each([
  ['a lost connector', () => Promise.reject(new Error('gone'))],
  [
    'an answer that does not know',
    async () =>
      answerTo({ amountMinor: 1, currency: 'EUR' } as never, {
        paymentId: undefined,
        charge: 'unknown',
        outcome: 'UNKNOWN',
        failure: 'outcome-unknown',
      }),
  ],
])('after %s nobody is asked to refund again', async (_, answer) => {
  const { connector } = await show('payment-refund');
  connector.onTakePayment = answer;
  await click('#give-back');
  expect(dialog()).toContain('Not certain. Do not refund again');
  expect(dialog()).not.toContain('Nothing was refunded');
});

test('a sale that is refunded in full shows its refund', async () => {
  await show('payment-confirm');
  expect(dialog()).toMatch(
    /Already €12\.50 refunded at 10:31.*nothing left to refund.*See the refund of 10:31/,
  );
  expect(has('#give-back')).toBe(false);
  expect(has('#refund')).toBe(false);
});

test('Enter in the amount of a part refunds it, but not if it is too much, and the currency stands beside it', async () => {
  const { connector } = await show('payment-refund-part');
  expect(find('#refund-amount').parentElement?.textContent).toContain('€');
  const enter = () =>
    find('#refund-amount').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await type('#refund-amount', '12,51');
  enter();
  expect(connector.called('takePayment')).toEqual([]);
  await type('#refund-amount', '3,20');
  enter();
  await settled();
  expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 320, transactionType: 'Credit' }]);
});

test('the Enter of a barcode scanner refunds nothing', async () => {
  const { connector } = await show('payment-refund-part');
  find<HTMLInputElement>('#refund-amount').select();
  for (const key of ['1', '0', '0', 'Enter'])
    find('#refund-amount').dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true }),
    );
  expect(connector.called('takePayment')).toEqual([]);
});

test('a refund in doubt blocks another one, says so, and leads to it', async () => {
  await show('payment-refund-in-doubt');
  expect(dialog()).toMatch(/not known whether a refund of this sale, €3\.20, was made/);
  expect(has('#give-back')).toBe(false);
  expect(find<HTMLAnchorElement>('#see').hash).toBe(hashOfOrder(bakeryRefund(320).orderId));
});

test('a refund that runs, or whose record is lost, blocks another one', async () => {
  const { connector } = await show('payment-refunded');
  const base = connector.saleRefunds!;
  connector.saleRefunds = {
    ...base,
    heldMinor: 320,
    refundableMinor: 0,
    refusal: { failure: 'payment-running', detail: 'runs' },
  };
  await click('#refund');
  expect(dialog()).toContain('A refund of this sale is running: €3.20');
  await click('#keep');
  const refunds = [{ orderId: 'Lost_1', amountMinor: 1250, charge: 'unknown', recordLost: true }] as const;
  connector.saleRefunds = {
    ...base,
    heldMinor: 1250,
    refundableMinor: 0,
    refunds,
    refusal: { failure: 'refund-in-doubt', detail: 'lost' },
  };
  await click('#refund');
  expect(dialog()).toContain('order Lost_1');
  expect(has('#give-back')).toBe(false);
});

test('what is left is read again when the question opens', async () => {
  const { connector } = await show('payment-paid');
  connector.saleRefunds = { ...connector.saleRefunds!, refundedMinor: 1000, refundableMinor: 250 };
  await click('#refund');
  expect(dialog()).toMatch(/All that is left €2\.50/);
  connector.readRefunds = () => Promise.reject(new Error('gone'));
  await click('#keep');
  await click('#refund');
  expect(dialog()).toContain(texts.refund.readFailed);
});

test('only a paid sale can be refunded', async () => {
  const { connector } = await show('payments-day');
  for (const [name, change] of Object.entries({
    declined: { outcome: 'DECLINED' },
    doubtful: { outcome: 'UNKNOWN', state: 'unknown' },
    refund: { transactionType: 'Credit' },
    reserved: { transactionType: 'Authorization' },
  } as const)) {
    connector.story = { row: bakerySale({ ...change, paymentId: name } as never), steps: [] };
    location.hash = hashOfPayment(name);
    await settled();
    await expect.poll(() => has('ecr-payment-detail')).toBe(true);
    expect(has('#refund'), name).toBe(false);
  }
});
