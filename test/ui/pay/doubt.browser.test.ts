import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import type { Language } from '../../../src/core/language.ts';
import { answerTo, calmSnapshot, FakeConnector } from '../helpers/fake-connector.ts';
import { choose, click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment, rows } from '../helpers/sample-rows.ts';

afterEach(() => document.body.replaceChildren());

const minuteMs = 60_000;
const row = (change: Partial<PaymentRow> = {}): PaymentRow => ({
  ...rows().find(({ state }) => state === 'unknown')!,
  paymentId: 'p-50',
  orderId: 'Order_50',
  amountMinor: 1250,
  createdAt: Date.now() - 4 * minuteMs,
  doubtfulSince: Date.now() - 2 * minuteMs,
  ...change,
});
const timeOf = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

const shop = (payments: PaymentRow[], more = {}) =>
  new FakeConnector(calmSnapshot({ payments, simulated: { terminal: false, gateway: false }, ...more }));
const result = () => shownText(find('ecr-payment-result').shadowRoot!);
const press = async (keys: string) => {
  await userEvent.keyboard(keys);
  await settled();
};

describe('a page that was reloaded while the customer paid', () => {
  test('shows the payment in doubt large, with amount, time, order and what to do, and no form', async () => {
    const doubt = row();
    await mount({ connector: shop([doubt]) });
    const text = result();
    expect(text).toContain('Outcome unknown');
    expect(text).toContain('€12.50');
    expect(text).toContain('Order Order_50');
    expect(text).toMatch(/Started at .*4 min ago/);
    expect(text).toContain(timeOf(doubt.createdAt));
    expect(text).toMatch(/Do not take it again yet.*last ticket.*Look for €12\.50, at about/);
    expect(has('ecr-payment-form')).toBe(false);
    expect(shownText()).not.toContain('You can take payments');
  });
  test('shows the payment when the connector finds it only after the page is shown', async () => {
    const connector = shop([], { owner: false });
    await mount({ connector });
    expect(has('ecr-payment-form')).toBe(true);
    connector.show({ payments: [row()], owner: true });
    await settled();
    expect(result()).toMatch(/Outcome unknown.*€12\.50/);
  });
  test('shows the payment in doubt in a second tab too, in place of the result of a later payment', async () => {
    const payment = livePayment({ phase: 'finished', outcome: 'APPROVED' });
    await mount({ connector: shop([row()], { payment, owner: false }) });
    expect(result()).toMatch(/Outcome unknown.*Order_50/);
  });
  test('shows a payment in doubt of another day with its date', async () => {
    await mount({ connector: shop([row({ createdAt: Date.UTC(2026, 10, 1, 9, 30) })]) });
    expect(result()).toMatch(/Started at 1 Nov, .* days ago/);
  });
  test('shows several payments in doubt one after the other, the newest first, then the form with the number to check', async () => {
    const older = row({ paymentId: 'p-49', orderId: 'Order_49', amountMinor: 990, createdAt: 1 });
    await mount({ connector: shop([older, row()]) });
    expect(result()).toContain('Order_50');
    await click('#dismiss');
    expect(result()).toContain('Order_49');
    expect(find('ecr-payment-result').shadowRoot!.querySelector('h1')!.matches(':focus')).toBe(true);
    await click('#dismiss');
    expect(has('ecr-payment-form')).toBe(true);
    expect(shownText(find('ecr-doubt-row'))).toMatch(/2 payments to check.*€12\.50 Not certain.*and 1 more/);
    expect(find('.check').getAttribute('aria-label')).toContain('Order_50');
  });
  test('opens the ticket dialog for this payment, and then shows what the person decided', async () => {
    const connector = shop([row()]);
    await mount({ connector });
    await click('#resolve');
    expect(shownText(find('ecr-check-screen'))).toMatch(/€12\.50.*Order Order_50/);
    await click('#later');
    const resolution = { paid: true, by: 'Ana', why: 'ticket', at: 1 };
    const { doubtfulSince: _, failure: __, ...kept } = row();
    connector.show({ payments: [{ ...kept, state: 'resolved', outcome: 'APPROVED', resolution }] });
    await settled();
    expect(result()).toMatch(/Paid.*Ana looked at the ticket: paid/);
    await click('#dismiss');
    expect(has('ecr-payment-form')).toBe(true);
  });
  test('shows the terminal’s late answer in place of the doubt', async () => {
    const connector = shop([row()]);
    await mount({ connector });
    const { doubtfulSince: _, failure: __, ...kept } = row();
    connector.show({ payments: [{ ...kept, state: 'answered', outcome: 'APPROVED', charge: 'charged' }] });
    await settled();
    expect(result()).toContain('Yes, the customer has paid.');
  });
  test('shows a till’s next payment instead, and the payment in doubt again after it', async () => {
    const connector = shop([row()]);
    await mount({ connector });
    connector.show({ payment: livePayment() });
    await settled();
    expect(has('ecr-payment-progress')).toBe(true);
    connector.show({ payment: livePayment({ phase: 'finished', outcome: 'APPROVED' }) });
    await settled();
    expect(result()).toContain('Approved');
    await click('#dismiss');
    expect(result()).toMatch(/Outcome unknown.*Order_50/);
  });
  test('does not show a result in doubt again after the cashier dismissed it', async () => {
    const connector = shop([], { payment: livePayment({ paymentId: 'p-50' }) });
    await mount({ connector });
    connector.show({
      payment: livePayment({ paymentId: 'p-50', phase: 'finished', outcome: 'UNKNOWN' }),
      payments: [row()],
    });
    await settled();
    await click('#dismiss');
    expect(has('ecr-payment-form')).toBe(true);
  });
});

describe('a payment that two people decided differently in two browsers', () => {
  const resolution = { paid: true, by: 'Ana', why: 'ticket', at: 1 };
  const decided = { outcome: 'APPROVED', charge: 'charged', resolution } as const;
  const contested = row({ charge: 'unknown', contested: true });
  const { doubtfulSince: _, failure: __, ...kept } = row();
  const spoken = () => find('#announcer').textContent;
  test('changes its result and the spoken line when the other decision comes', async () => {
    const live = livePayment({ paymentId: 'p-50', phase: 'finished' });
    const connector = shop([], { payment: { ...live, phase: 'customer' } });
    await mount({ connector });
    connector.show({
      payment: { ...live, ...decided },
      payments: [{ ...kept, state: 'resolved', ...decided }],
    });
    await settled();
    expect(result()).toMatch(/Paid.*Yes, the customer has paid/);
    expect(spoken()).toContain('Yes, the customer has paid');
    connector.show({ payment: { ...live, outcome: 'UNKNOWN', charge: 'unknown' }, payments: [contested] });
    await settled();
    expect(result()).toMatch(/Outcome unknown.*Not certain/);
    expect(result()).not.toContain('has paid.');
    expect(spoken()).toMatch(/Outcome unknown\. Not certain/);
    expect(has('#again')).toBe(false);
  });
  test('changes also the answer of a repeated request', async () => {
    const resolved: PaymentRow = { ...kept, state: 'resolved', ...decided };
    const connector = shop([resolved]);
    connector.onTakePayment = async (request) =>
      answerTo(request, { paymentId: 'p-50', replayed: true, charge: 'charged' });
    await mount({ connector });
    await type('#amount', '12,50');
    await click('.take');
    expect(result()).toContain('Yes, the customer has paid');
    connector.show({ payments: [contested] });
    await settled();
    expect(result()).toMatch(/Outcome unknown.*Not certain/);
    expect(has('#resolve')).toBe(true);
  });
});

async function enter(amount: string, connector: FakeConnector) {
  await mount({ connector });
  while (has('ecr-payment-result')) await click('#dismiss');
  await type('#amount', amount);
  find('.take').focus();
  return connector;
}

describe('the same amount entered by hand while a payment of it is in doubt', () => {
  test('asks first, with amount, time and order; an extra Enter charges nothing', async () => {
    const doubt = row();
    const connector = await enter('12,50', shop([doubt]));
    await press('{Enter}');
    const question = shownText(find('ecr-confirm-same').shadowRoot!);
    expect(question).toMatch(/€12\.50 has just been tried.*order Order_50.*the customer may have paid/);
    expect(question).toContain(timeOf(doubt.createdAt));
    expect(find('#check-first').matches(':focus')).toBe(true);
    await press('{Enter}');
    expect(has('ecr-confirm-same')).toBe(false);
    expect(shownText(find('ecr-check-screen'))).toMatch(/€12\.50.*Order Order_50/);
    await press('{Escape}');
    await settled();
    expect(connector.called('takePayment')).toEqual([]);
    expect(find<HTMLInputElement>('#amount').value).toBe('12,50');
  });
  test.each([
    ['en', '€12.50 is still to be checked', 'At 1 Nov'],
    ['fr', '12,50 € reste à vérifier', 'À 1 nov.'],
    ['it', '12,50 € è ancora da verificare', 'Alle 1 nov'],
    ['pt', '12,50 € ainda está por verificar', 'Às 1/11'],
  ] as const)(
    'asks while the payment is in doubt, also on another day, with its date (%s)',
    async (language, title, when) => {
      const at = Date.UTC(2026, 10, 1, 9, 30);
      const connector = shop([row({ createdAt: at, doubtfulSince: at })]);
      await mount({ connector, language });
      while (has('ecr-payment-result')) await click('#dismiss');
      await type('#amount', '12,50');
      find('.take').focus();
      await press('{Enter}');
      const question = shownText(find('ecr-confirm-same').shadowRoot!).replace(/\s/g, ' ');
      expect(question).toContain(title);
      expect(question).toContain(when);
      await press('{Escape}');
      expect(connector.called('takePayment')).toEqual([]);
    },
  );
  test('Escape charges nothing and keeps the typed amount', async () => {
    const connector = await enter('12,50', shop([row()]));
    await press('{Enter}');
    await press('{Escape}');
    expect(connector.called('takePayment')).toEqual([]);
    expect(find<HTMLInputElement>('#amount').value).toBe('12,50');
    expect(find('#amount').matches(':focus')).toBe(true);
  });
  test('charges another customer after a confirmation, with the keyboard alone', async () => {
    const connector = await enter('12,50', shop([row()]));
    await press('{Enter}');
    await press('{Shift>}{Tab}{/Shift}{Enter}');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1250 }]);
  });
  test.each([
    ['another amount', {}, '12,51'],
    ['a refund in doubt', { transactionType: 'Credit' }, '12,50'],
    ['another currency', { currency: 'CHF' }, '12,50'],
    ['a payment that a person has resolved', { state: 'resolved', doubtfulSince: undefined }, '12,50'],
  ] as const)('does not ask for %s', async (_, change, amount) => {
    const connector = await enter(amount, shop([row(change as Partial<PaymentRow>)]));
    await press('{Enter}');
    expect(has('ecr-confirm-same')).toBe(false);
    expect(connector.called('takePayment')).toHaveLength(1);
  });
  test('also asks about a cheque, if a card payment is in doubt', async () => {
    const connector = await enter('12,50', shop([row()]));
    await click('#more');
    await choose('#operation', 'cheque');
    await click('.take');
    expect(has('ecr-confirm-same')).toBe(true);
    expect(connector.called('takePayment')).toEqual([]);
  });
  test('asks about a second refund with the text for refunds, then confirms it like every refund', async () => {
    const connector = await enter('12,50', shop([row({ transactionType: 'Credit' })]));
    await click('#more');
    await choose('#operation', 'refund');
    await click('.take');
    expect(shownText(find('ecr-confirm-same').shadowRoot!)).toContain('the customer may have got the money');
    await click('#other-sale');
    expect(has('ecr-confirm-back')).toBe(true);
    expect(connector.called('takePayment')).toEqual([]);
    await click('#give-back');
    expect(connector.called('takePayment')).toMatchObject([{ transactionType: 'Credit' }]);
  });
  test('also asks if the terminal contradicted the resolution of a payment', async () => {
    const change = { state: 'resolved', outcome: 'DECLINED', contested: true } as const;
    const connector = await enter('12,50', shop([row(change)]));
    await click('.take');
    expect(has('ecr-confirm-same')).toBe(true);
    expect(connector.called('takePayment')).toEqual([]);
  });
  test('a payment from a till closes the question and starts', async () => {
    const connector = await enter('12,50', shop([row()]));
    await press('{Enter}');
    expect(has('ecr-confirm-same')).toBe(true);
    connector.show({ payment: livePayment({ amountMinor: 1250 }) });
    await settled();
    expect(has('ecr-confirm-same')).toBe(false);
    expect(has('ecr-payment-progress')).toBe(true);
    expect(connector.called('takePayment')).toEqual([]);
  });
});

const answeredForOther = (terminalSays: PaymentRow['terminalSays']) =>
  row({ outcome: 'OTHER_PAYMENT', failure: 'other-payment', terminalSays });

describe('a terminal that answered for another payment', () => {
  test.each([
    ['en', 'Another amount', 'The terminal says €13.50, you asked for €12.50.'],
    ['fr', 'Autre montant', 'Le terminal dit 13,50 €, vous avez demandé 12,50 €.'],
    ['it', 'Altro importo', 'Il terminale dice 13,50 €, la cassa ha richiesto 12,50 €.'],
    ['pt', 'Outro valor', 'O terminal diz 13,50 €, o valor pedido é 12,50 €.'],
  ] as const)(
    'in %s: shows both amounts with their currency',
    async (language: Language, label, expected) => {
      const connector = shop([answeredForOther({ money: { amountMinor: 1350, currency: 'EUR' } })]);
      await mount({ connector, language });
      expect(result()).toContain(label);
      expect(result().replace(/\s/g, ' ')).toContain(expected);
    },
  );
  test('shows another currency', async () => {
    await mount({ connector: shop([answeredForOther({ money: { amountMinor: 1250, currency: 'USD' } })]) });
    expect(result()).toContain('The terminal says US$12.50, you asked for €12.50.');
  });
  test('shows another register, and another operation', async () => {
    await mount({ connector: shop([answeredForOther({ register: { told: '02', asked: '01' } })]) });
    expect(result()).toContain('answered for till 02, you asked for till 01');
    expect(result()).toContain('Other payment');
    await mount({ connector: shop([answeredForOther({ transactionType: 'Credit' })]) });
    expect(result()).toContain('The terminal says “Refund”, you asked for “Sale by card”.');
  });
  test('says that it is another payment if the terminal named no difference', async () => {
    await mount({ connector: shop([answeredForOther({})]) });
    expect(result()).toContain('amount, currency or till differ');
  });
});

describe('the payments to check', () => {
  const doubts = () => [
    row({ paymentId: 'p-1', orderId: 'First', amountMinor: 500, createdAt: Date.now() - 20 * minuteMs }),
    row({ paymentId: 'p-3', orderId: 'Third', amountMinor: 700, transactionType: 'Credit' }),
    row({ paymentId: 'p-2', orderId: 'Second', amountMinor: 600, createdAt: Date.now() - 10 * minuteMs }),
  ];
  const lines = () =>
    [...find('ecr-to-check').shadowRoot!.querySelectorAll('li')].map((line) => shownText(line));

  test('are a list, newest first, each with amount, time, order and operation', async () => {
    await mount({ connector: shop(doubts()), area: 'payments', place: 'needs' });
    expect(lines()).toHaveLength(3);
    expect(lines()[0]).toMatch(/−€7\.00.*4 min ago.*Refund · Order Third/);
    expect(lines()[1]).toMatch(/€6\.00.*10 min ago.*Sale by card · Order Second.*answer was lost/);
    expect(lines()[2]).toMatch(/€5\.00.*20 min ago.*Order First/);
    expect(lines()[2]).toContain(timeOf(Date.now() - 20 * minuteMs));
  });
  test.each([
    [0, /−€7\.00.*Order Third/],
    [1, /€6\.00.*Order Second/],
    [2, /€5\.00.*Order First/],
  ])('the button of line %i opens the dialog of that payment', async (place, expected) => {
    await mount({ connector: shop(doubts()), area: 'payments', place: 'needs' });
    const button = find('ecr-to-check').shadowRoot!.querySelectorAll('button')[place]!;
    expect(button.getAttribute('aria-label')).toMatch(/^Check the ticket: .*€.*, Order /);
    button.focus();
    await press('{Enter}');
    expect(shownText(find('ecr-check-screen'))).toMatch(expected);
  });
  test('the newest is one low row beside the form, with a link to all', async () => {
    await page.viewport(360, 740);
    await enter('1', shop(doubts()));
    const row = find('ecr-doubt-row');
    expect(shownText(row)).toMatch(/3 payments to check −€7\.00 Not certain .*Check and 2 more/);
    expect(row.shadowRoot!.querySelectorAll('button')).toHaveLength(1);
    expect(find('.check').getAttribute('aria-label')).toMatch(/^Check: −€7\.00, .*Order Third$/);
    expect(row.shadowRoot!.querySelector('a')?.getAttribute('href')).toBe('#/payments/needs');
    expect(row.getBoundingClientRect().height).toBeLessThanOrEqual(52);
    // Amount, keypad and button are in the window together: nothing scrolls away while somebody types.
    expect(document.documentElement.scrollHeight).toBe(740);
    await page.viewport(1024, 768);
  });
  test('are shown on the payments screen, also those of another day', async () => {
    await mount({ connector: shop([row({ createdAt: 1 })]), area: 'payments', place: 'needs' });
    expect(lines()).toHaveLength(1);
  });
});

describe('the same amount entered by hand while a payment of it is in doubt in another browser', () => {
  const elsewhere = () => {
    const connector = shop([]);
    const { paymentId, orderId, createdAt } = row();
    connector.doubtElsewhere = { paymentId, orderId, createdAt };
    return connector;
  };
  test('asks first, names the other payment and where to check it; an extra Enter charges nothing', async () => {
    const connector = elsewhere();
    await enter('12,50', connector);
    await press('{Enter}');
    const question = shownText(find('ecr-confirm-same').shadowRoot!);
    expect(question).toMatch(/€12\.50 has just been tried.*order Order_50.*may have paid.*another browser/);
    expect(question).toContain(timeOf(connector.doubtElsewhere!.createdAt));
    await press('{Enter}');
    expect(has('ecr-confirm-same')).toBe(false);
    expect(has('ecr-check-screen')).toBe(false);
    expect(connector.called('findDoubtElsewhere')).toMatchObject([{ amountMinor: 1250, currency: 'EUR' }]);
    expect(connector.called('takePayment')).toEqual([]);
    expect(find<HTMLInputElement>('#amount').value).toBe('12,50');
  });
  test('charges another customer after a confirmation', async () => {
    const connector = await enter('12,50', elsewhere());
    await press('{Enter}');
    await click('#other-sale');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1250 }]);
  });
  test('charges without a question if the connector cannot say', async () => {
    const connector = shop([]);
    connector.findDoubtElsewhere = () => Promise.reject(new Error('an older program'));
    await enter('12,50', connector);
    await press('{Enter}');
    expect(connector.called('takePayment')).toHaveLength(1);
  });
  test('two presses while the connector looks take one payment', async () => {
    const connector = shop([]);
    let answer = (_: null) => {};
    connector.findDoubtElsewhere = () => new Promise((resolve) => (answer = resolve));
    await enter('12,50', connector);
    await press('{Enter}');
    await press('{Enter}');
    expect(connector.called('takePayment')).toEqual([]);
    answer(null);
    await settled();
    expect(connector.called('takePayment')).toHaveLength(1);
  });
  test.each([
    ['a till starts a payment', (connector: FakeConnector) => connector.show({ payment: livePayment() })],
    ['the amount changes', () => type('#amount', '12,51')],
  ])('takes nothing if %s while the connector looks', async (_, meanwhile) => {
    const connector = shop([]);
    let answer = (_: null) => {};
    connector.findDoubtElsewhere = () => new Promise((resolve) => (answer = resolve));
    await enter('12,50', connector);
    await press('{Enter}');
    await meanwhile(connector);
    await settled();
    answer(null);
    await settled();
    expect(connector.called('takePayment')).toEqual([]);
  });
});
