import { describe, expect, it } from 'vitest';
import { afterReply, beginTry, type TryEnd, withSiblings } from '../../../src/core/hipay/delivery-try.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { answered, entryWithPaymentId as entry } from '../../fakes/hipay-answers.ts';

const accepted = answered(200, { state: 'completed', transactionReference: '800000000009' });
const duplicate = answered(400, { code: '3010004', message: 'Duplicate Order' });
const notFound = answered(404, { code: 3000001, message: 'Unknown Order', details: [] });
const cut: GatewayReply = { kind: 'no-answer', reason: 'network' };

const contact = '1234567';
const contactless = '1234568';
const transaction = (mid: string, state = 'completed') => ({ id: 800000000001, mid, state });
const held = (paymentId: string | undefined, change: object = {}) =>
  answered(200, {
    merchant_order_id: 'Order_1',
    amount: '10.23',
    currency: { code: 'EUR' },
    date_created: '2026-11-30T10:00:00+0000',
    custom_data: paymentId === undefined ? null : JSON.stringify({ _reporting_data_3: paymentId }),
    transactions: [transaction(contact)],
    ...change,
  });
const ours = (...transactions: object[]) =>
  held('payment-1', transactions.length > 0 ? { transactions } : {});

const fresh = entry();
const refusedBefore = entry({ attempts: 1, mayHaveArrived: false });
const lostBefore = entry({ attempts: 1, mayHaveArrived: true });
const sibling = (change: Partial<OutboxEntry> = {}) =>
  entry({ entryId: 'entry-2', contract: 'nfc', merchantId: contactless, ...change });

/** Plays a try with these replies of HiPay. Returns what HiPay was asked, and the end. */
function play(tried: OutboxEntry, replies: GatewayReply[], group: readonly OutboxEntry[] = [tried]) {
  const asked: string[] = [];
  let current = withSiblings(beginTry(tried), tried, group);
  for (const reply of replies) {
    asked.push(current.nextRequest);
    const next = afterReply(current, reply, 1000);
    if (next.kind === 'end') return { asked, end: next };
    current = next;
  }
  throw new Error(`the try has no end after ${asked.join()}`);
}
const endOf = (
  tried: OutboxEntry,
  replies: GatewayReply[],
  group: readonly OutboxEntry[] = [tried],
): TryEnd => play(tried, replies, group).end;
const parked = (as: string) => ({ kind: 'parked', as });

describe('a try', () => {
  it('begins with a look-up only if an earlier try may have arrived', () => {
    expect(play(fresh, [accepted]).asked).toEqual(['order']);
    expect(play(refusedBefore, [accepted]).asked).toEqual(['order']);
    expect(play(lostBefore, [notFound, accepted]).asked).toEqual(['look-up', 'order']);
    expect(play(entry({ attempts: 1 }), [notFound, accepted]).asked).toEqual(['look-up', 'order']);
  });
  it('sends nothing again if HiPay has the payment', () => {
    const { asked, end } = play(lostBefore, [ours()]);
    expect(asked).toEqual(['look-up']);
    expect(end.verdict).toEqual({ kind: 'delivered', transactionReference: '800000000001' });
  });
  it('sends the payment again if HiPay has declined its earlier try', () => {
    const { asked, end } = play(lostBefore, [ours(transaction(contact, 'declined')), accepted]);
    expect(asked).toEqual(['look-up', 'order']);
    expect(end.verdict.kind).toBe('delivered');
  });
  it.each<[string, GatewayReply]>([
    ['has no network', cut],
    ['meets a busy HiPay', answered(429, { code: '1000008', message: 'wait' })],
    ['fails', answered(500, { code: 1, message: 'internal' })],
    ['is answered by a captive portal', answered(200, '<html>')],
    ['is answered by a proxy’s 404', answered(404, '<html>')],
    ['is answered by a 404 in the JSON of another program', answered(404, { error: 'Not Found' })],
    ['is answered by a 404 with the code of a proxy', answered(404, { code: 404, message: 'Not Found' })],
    ['is answered by a 404 with a word as code', answered(404, { code: 'not_found', message: 'Not found' })],
    ['is answered by a 404 with a long code', answered(404, { code: 40400001, message: 'no route' })],
    ['is answered by a 404 without a message', answered(404, { code: 3000001 })],
    ['is answered by a 404 with a message only', answered(404, { message: 'no Route matched' })],
    ['is answered by a 404 with a list', answered(404, [{ code: 3000001, message: 'Unknown Order' }])],
    ['is answered by a 404 that names its error', answered(404, { error: { code: 3000001, message: 'x' } })],
    ['is refused by a proxy', answered(400, { code: 400, message: 'Bad Request' })],
    ['is answered by another method’s refusal', answered(405, { code: 1, message: 'Not Allowed' })],
    ['is answered for another number', held('payment-1', { merchant_order_id: 'Order_2' })],
    ['is answered by JSON that is no order', answered(200, { ok: true })],
  ])('ends, to be repeated later, if the look-up %s', (_, reply) => {
    const { asked, end } = play(lostBefore, [reply]);
    expect(asked).toEqual(['look-up']);
    expect(end).toMatchObject({ verdict: { kind: 'later' }, mayHaveArrived: true, ofLookUp: true });
  });
  it.each([
    answered(401, { code: '1000001', message: 'Incorrect Credentials' }),
    answered(403, '<html>'),
    answered(400, { code: 1010202, message: 'too long' }),
    // HiPay’s own 404 that speaks of the account, and not of the order.
    answered(404, { code: 1000003, message: 'Account inactive' }),
    answered(404, { code: 3000003, message: 'Unknown Merchant' }),
    { kind: 'no-answer', reason: 'unreadable' } as const,
  ])('sends the payment again although the look-up is not allowed', (refused) => {
    const { asked, end } = play(lostBefore, [refused, accepted]);
    expect(asked).toEqual(['look-up', 'order']);
    expect(end.verdict).toEqual({ kind: 'delivered', transactionReference: '800000000009' });
    expect(endOf(lostBefore, [refused, answered(500, '')]).verdict.kind).toBe('later');
  });
});

it.each([1000003, 3000003])(
  'HiPay’s 404 with the code %d speaks of the account, and not of the order',
  (code) => {
    const reply = answered(404, { code, message: 'inactive' });
    expect(endOf(lostBefore, [reply, duplicate]).verdict).toMatchObject(parked('probably-sent'));
    expect(endOf(fresh, [duplicate, reply]).verdict).toMatchObject(parked('order-number-taken'));
  },
);

describe('an answer to the look-up that is a list', () => {
  const orderOf = (paymentId: string | undefined, change: object = {}) => ({
    merchant_order_id: 'Order_1',
    amount: '10.23',
    currency: 'EUR',
    custom_data: paymentId === undefined ? null : JSON.stringify({ _reporting_data_3: paymentId }),
    transactions: [transaction(contact)],
    ...change,
  });
  const transactionOf = (paymentId: string | undefined, change: object = {}) => {
    const { transactions: _, merchant_order_id, ...order } = orderOf(paymentId);
    return { ...transaction(contact), merchant_order_id, amount: '10.23', currency: 'EUR', order, ...change };
  };
  const other = orderOf('payment-9');
  const ofOther = { ...transactionOf('payment-1'), merchant_order_id: 'Order_2' };

  it.each<[string, unknown]>([
    ['of orders', [orderOf('payment-1')]],
    ['of orders, among those of other payments', [other, orderOf('payment-1')]],
    ['of orders in a page', { data: [orderOf('payment-1')], pagination: { total_items: 1 } }],
    ['of transactions', { transactions: [transactionOf('payment-1')] }],
    ['of transactions with places as keys', { transactions: { 0: ofOther, 7: transactionOf('payment-1') } }],
    ['of transactions without a name', [transactionOf('payment-1'), transactionOf('payment-9')]],
    [
      'of transactions with an order each',
      [{ ...transactionOf('payment-1'), merchant_order_id: undefined, order: orderOf('payment-1') }],
    ],
  ])('%s proves the payment', (_, body) => {
    const { asked, end } = play(lostBefore, [answered(200, body)]);
    expect(asked).toEqual(['look-up']);
    expect(end.verdict).toEqual({ kind: 'delivered', transactionReference: '800000000001' });
  });
  it('with a declined transaction of ours is not delivered', () => {
    const declined = { transactions: { a: transactionOf('payment-1', { state: 'declined' }) } };
    expect(play(lostBefore, [answered(200, declined), accepted]).asked).toEqual(['look-up', 'order']);
    expect(endOf(fresh, [duplicate, answered(200, declined)]).verdict.kind).toBe('refused');
  });
  it('of an order whose transactions have places as keys, all declined, is not delivered', () => {
    const declined = held('payment-1', { transactions: { 0: transaction(contact, 'declined') } });
    expect(endOf(fresh, [duplicate, declined]).verdict.kind).toBe('refused');
  });
  it.each<[string, unknown, string]>([
    ['one order of another payment', [other], 'order-number-taken'],
    [
      'one transaction of another payment',
      { transactions: [transactionOf('payment-9')] },
      'order-number-taken',
    ],
    // A list may be one page of several.
    ['orders of several other payments', [other, orderOf('payment-8')], 'cannot-tell'],
    ['one order without a payment', [orderOf(undefined)], 'cannot-tell'],
    ['an order of another payment and one without', [other, orderOf(undefined)], 'cannot-tell'],
    ['our payment with another amount', [orderOf('payment-1', { amount: '9.99' })], 'cannot-tell'],
    [
      'our payment with two amounts',
      [orderOf('payment-1'), orderOf('payment-1', { amount: '9.99' })],
      'cannot-tell',
    ],
    [
      'our payment with two currencies',
      [orderOf('payment-1'), orderOf('payment-1', { currency: 'USD' })],
      'cannot-tell',
    ],
  ])('with %s waits for a person', (_, body, as) => {
    expect(endOf(fresh, [duplicate, answered(200, body)]).verdict).toMatchObject(parked(as));
  });
  it('has the transactions of both contracts', () => {
    const both = {
      transactions: [transactionOf('payment-1'), transactionOf('payment-1', { mid: contactless })],
    };
    const group = [lostBefore, sibling({ attempts: 1 })];
    for (const each of group)
      expect(endOf(each, [answered(200, both)], group).verdict.kind).toBe('delivered');
    const siblings = { transactions: [transactionOf('payment-1', { mid: contactless })] };
    expect(endOf(fresh, [duplicate, answered(200, siblings)], group).verdict.kind).toBe('covered-by-sibling');
  });
});

describe('an answer to the look-up that cannot be understood', () => {
  const cutShort = (status: number): GatewayReply => ({
    kind: 'answered',
    status,
    body: '{"merch',
    isCut: true,
  });
  it.each<[string, GatewayReply]>([
    ['an empty list', answered(200, [])],
    ['an empty page', answered(200, { data: [], pagination: { total_items: 0 } })],
    ['a list without transactions', answered(200, { transactions: [] })],
    ['a list of other numbers', answered(200, [{ merchant_order_id: 'Order_2', transactions: [] }])],
    ['a list of texts', answered(200, ['Order_1'])],
    ['JSON that is no order', answered(200, { ok: true })],
    ['an order with another number', held('payment-1', { merchant_order_id: 'Order_2' })],
    ['an answer that is too long', cutShort(200)],
  ])('%s is never "not there", and is counted', (_, reply) => {
    for (const before of [[], [duplicate]])
      expect(endOf(before.length > 0 ? fresh : lostBefore, [...before, reply]).verdict).toMatchObject({
        kind: 'later',
        parkAs: 'answer-not-understood',
      });
  });
  it.each<[string, GatewayReply]>([
    ['the page of a captive portal', answered(200, '<html>')],
    ['a long page of a proxy', cutShort(502)],
    ['a long 404', cutShort(404)],
    ['HiPay’s busy', answered(503, { code: 1000008, message: 'wait' })],
    ['no answer', cut],
  ])('%s is tried again, and not counted', (_, reply) => {
    const { verdict } = endOf(lostBefore, [reply]);
    expect(verdict.kind).toBe('later');
    expect(verdict).not.toHaveProperty('parkAs');
  });
});

describe('after "duplicate order"', () => {
  it('the payment is delivered if the look-up finds it', () => {
    const { asked, end } = play(fresh, [duplicate, ours()]);
    expect(asked).toEqual(['order', 'look-up']);
    expect(end.verdict).toEqual({ kind: 'delivered', transactionReference: '800000000001' });
  });
  it.each([
    ['another payment’s id', held('payment-9'), 'order-number-taken'],
    ['no payment id', held(undefined), 'cannot-tell'],
    ['custom data that is no JSON', held(undefined, { custom_data: 'shop 7' }), 'cannot-tell'],
    ['our id and another amount', held('payment-1', { amount: '999.99' }), 'cannot-tell'],
    ['our id and another currency', held('payment-1', { currency: { code: 'USD' } }), 'cannot-tell'],
  ])('an order with %s is parked, with what HiPay holds', (_, reply, as) => {
    for (const tried of [fresh, lostBefore]) {
      const replies = tried === fresh ? [duplicate, reply] : [reply];
      expect(endOf(tried, replies).verdict).toMatchObject({
        ...parked(as),
        held: { createdAt: '2026-11-30T10:00:00+0000', reference: '800000000001' },
      });
    }
  });
  it('equal amount, currency and contract never prove that it is this payment', () => {
    expect(endOf(lostBefore, [held(undefined)]).verdict).toMatchObject(parked('cannot-tell'));
    expect(endOf(lostBefore, [held('payment-9')]).verdict).toMatchObject(parked('order-number-taken'));
  });
  it('an order number that another payment has proves that this payment has not arrived', () => {
    expect(endOf(lostBefore, [held('payment-9')]).mayHaveArrived).toBe(false);
    expect(endOf(lostBefore, [held(undefined)]).mayHaveArrived).toBe(true);
  });
  it('an order with transactions of both contracts may contain this payment, if an earlier try may have arrived', () => {
    const mixed = held('payment-9', { transactions: [transaction(contactless), transaction(contact)] });
    expect(endOf(lostBefore, [mixed]).verdict).toMatchObject(parked('cannot-tell'));
    expect(endOf(refusedBefore, [duplicate, mixed]).verdict).toMatchObject(parked('order-number-taken'));
  });
  it('"not found" is a contradiction', () => {
    expect(endOf(fresh, [duplicate, notFound])).toMatchObject({ verdict: { kind: 'contradiction' } });
    expect(endOf(lostBefore, [notFound, duplicate, notFound])).toMatchObject({
      verdict: { kind: 'contradiction' },
      mayHaveArrived: true,
    });
  });
  it('an order without our id proves nothing about a notification that an older program made without it', () => {
    const older = entry({
      fields: [
        ['orderid', 'Order_1'],
        ['custom_data', '{"_reporting_data_3":"aisle 4"}'],
      ],
    });
    const lost = { ...older, attempts: 2 };
    expect(endOf(lost, [held('aisle 4')]).verdict).toMatchObject(parked('cannot-tell'));
    expect(endOf(lost, [held('payment-9')]).verdict).toMatchObject(parked('order-number-taken'));
  });
  it('an order that HiPay has declined is refused', () => {
    expect(endOf(fresh, [duplicate, ours(transaction(contact, 'error'))]).verdict).toEqual({
      kind: 'refused',
      detail: 'HiPay says error',
    });
  });
});

describe('an order that HiPay holds with our payment id', () => {
  const withState = (state: unknown) => ours({ ...transaction(contact), state });

  it.each(['completed', 'forwarding', 'pending'])('is delivered in the state %s', (state) => {
    for (const replies of [[duplicate, withState(state)]])
      expect(endOf(fresh, replies).verdict.kind).toBe('delivered');
    expect(endOf(lostBefore, [withState(state)]).verdict.kind).toBe('delivered');
  });
  it.each<[unknown, string]>([
    ['Declined', 'Declined'],
    ['Completed', 'Completed'],
    [' completed', ' completed'],
    ['refused', 'refused'],
    ['foobar', 'foobar'],
    ['', 'no state'],
    [null, 'no state'],
    [undefined, 'no state'],
    [['completed'], 'no state'],
    [113, '113'],
    ['4222222222222220', '422222******2220'],
  ])('waits for a person in the state %j, with the state in words', (state, words) => {
    for (const [tried, replies] of [
      [fresh, [duplicate, withState(state)]],
      [lostBefore, [withState(state)]],
    ] as const)
      expect(endOf(tried, [...replies])).toMatchObject({
        verdict: { ...parked('cannot-tell'), detail: `HiPay says ${words} of the order Order_1` },
        mayHaveArrived: true,
      });
  });
  it.each([[[]], ['none'], [null], [undefined], [{}], [7]])(
    'waits for a person with transactions %j',
    (given) => {
      const reply = held('payment-1', { transactions: given });
      expect(endOf(fresh, [duplicate, reply]).verdict).toMatchObject(parked('cannot-tell'));
      expect(endOf(lostBefore, [reply]).verdict).toMatchObject(parked('cannot-tell'));
    },
  );
  it('is looked up again later while it is waiting, a limited number of times', () => {
    expect(endOf(lostBefore, [withState('waiting')])).toMatchObject({
      verdict: { kind: 'later', detail: 'HiPay says waiting of the order Order_1', parkAs: 'cannot-tell' },
      mayHaveArrived: true,
    });
  });
  it('is not declined if one of its transactions says something else, or cannot be read', () => {
    for (const other of [withStateOf('foobar'), 7]) {
      const reply = held('payment-1', { transactions: [transaction(contact, 'declined'), other] });
      expect(endOf(fresh, [duplicate, reply]).verdict).toMatchObject(parked('cannot-tell'));
    }
  });
  const withStateOf = (state: string) => transaction(contact, state);

  const of = (change: object) => ({ ...transaction(contact), ...change });
  it.each<[string, object, string]>([
    ['an object as amount', { amount: { value: '10.23' } }, 'amount {"value":"10.23"}'],
    ['a list as amount', { amount: ['10.23'] }, 'amount ["10.23"]'],
    ['no amount that is a number', { amount: true }, 'amount true'],
    ['an amount with a comma', { amount: '10,23' }, 'amount 10,23'],
    ['an exponent as amount', { amount: '1023e-2' }, 'amount 1023e-2'],
    ['a currency in small letters', { currency: { code: 'eur' } }, 'currency eur'],
    ['another currency in small letters', { currency: { code: 'usd' } }, 'currency usd'],
    ['another numeric currency', { currency: { numeric: '840' } }, 'currency {"numeric":"840"}'],
    ['two currencies', { currency: { label: 'EUR', code: 'USD' } }, 'currency {"label":"EUR","code":"USD"}'],
    [
      'two currencies of two kinds',
      { currency: { code: 'EUR', numeric: 840 } },
      'currency {"code":"EUR","numeric":840}',
    ],
    ['a list as currency', { currency: ['EUR'] }, 'currency ["EUR"]'],
    ['a number as currency', { currency: 840 }, 'currency 840'],
    ['another amount of its transaction', { transactions: [of({ amount: '99.00' })] }, 'amount 99.00'],
    [
      'another currency of its transaction',
      { transactions: [of({ currency: { code: 'USD' } })] },
      'currency USD',
    ],
    [
      'only its transaction’s amount, another one',
      { amount: undefined, transactions: [of({ amount: 99 })] },
      'amount 99',
    ],
    [
      'only its transaction’s currency, another one',
      { currency: undefined, transactions: [of({ currency: 'USD' })] },
      'currency USD',
    ],
  ])('is not delivered with %s', (_, change, words) => {
    for (const verdict of [
      endOf(fresh, [duplicate, held('payment-1', change)]).verdict,
      endOf(lostBefore, [held('payment-1', change)]).verdict,
    ])
      expect(verdict).toMatchObject({
        ...parked('cannot-tell'),
        detail: `the order Order_1 at HiPay is this payment, with ${words}`,
      });
  });
  it.each<[string, object]>([
    ['neither amount nor currency', { amount: undefined, currency: undefined }],
    ['empty texts for them', { amount: '', currency: '' }],
    ['a number as amount', { amount: 10.23 }],
    ['more zeros in its amount', { amount: '010.230' }],
    ['a currency with its number and name', { currency: { code: 'EUR', numeric: '978', label: 'Euro' } }],
    ['both in its transaction too', { transactions: [of({ amount: '10.23', currency: { code: 'EUR' } })] }],
  ])('is delivered with %s', (_, change) => {
    expect(endOf(lostBefore, [held('payment-1', change)]).verdict.kind).toBe('delivered');
  });
  it('counts only the amounts of its own contract if another one is in the order', () => {
    const transactions = [of({ amount: '10.23' }), { ...transaction(contactless), amount: '99.00' }];
    const group = [lostBefore, sibling()];
    expect(endOf(lostBefore, [held('payment-1', { transactions })], group).verdict.kind).toBe('delivered');
    expect(endOf(sibling(), [duplicate, held('payment-1', { transactions })], group).verdict).toMatchObject(
      parked('cannot-tell'),
    );
  });

  const named = (custom_data: object, change: object = {}) =>
    held(undefined, { custom_data: JSON.stringify(custom_data), ...change });
  it.each<[string, object]>([
    ['beside another text under the other key', { ecr_payment_id: 'x', _reporting_data_3: 'payment-1' }],
    ['with its keys the other way round', { ecr_payment_id: 'payment-1', _reporting_data_3: 'aisle 4' }],
    ['in capitals', { _reporting_data_3: 'PAYMENT-1' }],
  ])('is ours: our id %s', (_, data) => {
    expect(endOf(fresh, [duplicate, named(data)]).verdict.kind).toBe('delivered');
  });
  it.each<[string, GatewayReply]>([
    ['under another key', named({ _reporting_data_3: 'other', x: 'payment-1' })],
    ['in a list', named({ _reporting_data_3: 'other', ecr_payment_id: ['Payment-1'] })],
    [
      'in the transaction',
      named({ _reporting_data_3: 'other' }, { transactions: [of({ custom_data: 'payment-1' })] }),
    ],
    ['in the description', named({ _reporting_data_3: 'other' }, { description: 'payment-1' })],
  ])('is not taken for the order of another payment: our id %s', (_, reply) => {
    for (const [tried, replies] of [
      [fresh, [duplicate, reply]],
      [lostBefore, [reply]],
    ] as const)
      expect(endOf(tried, [...replies])).toMatchObject({
        verdict: parked('cannot-tell'),
        mayHaveArrived: true,
      });
  });
  it('is shown without a card number', () => {
    const date_created = '4222222222222220';
    const { verdict } = endOf(fresh, [
      duplicate,
      held('payment-1', {
        date_created,
        amount: '4222 2222 2222 2220',
        transactions: [of({ id: '378282246310005' })],
      }),
    ]);
    expect(verdict).toMatchObject({ held: { createdAt: '422222******2220', reference: '378282*****0005' } });
    expect(JSON.stringify(verdict)).not.toContain('4222 2222');
  });
});

describe('if HiPay does not let the account look orders up', () => {
  const notAllowed = answered(401, { code: '1000001', message: 'Incorrect Credentials' });
  it('a duplicate after a try that may have arrived was probably sent', () => {
    const { asked, end } = play(lostBefore, [notAllowed, duplicate]);
    expect(asked).toEqual(['look-up', 'order']);
    expect(end).toMatchObject({ verdict: parked('probably-sent'), mayHaveArrived: true });
  });
  it('a duplicate of a payment that cannot have arrived belongs to another payment', () => {
    for (const tried of [fresh, refusedBefore])
      expect(endOf(tried, [duplicate, notAllowed]).verdict).toMatchObject(parked('order-number-taken'));
  });
  it('a duplicate proves nothing if the sibling may have arrived', () => {
    const group = [fresh, sibling({ attempts: 1, mayHaveArrived: true })];
    expect(endOf(fresh, [duplicate, notAllowed], group).verdict).toMatchObject(parked('cannot-tell'));
  });
});

describe('two notifications of one payment, with one order number', () => {
  const group = (tried: OutboxEntry) => [tried, sibling({ state: 'delivered', attempts: 1 })];
  const end = (tried: OutboxEntry, replies: GatewayReply[]) => endOf(tried, replies, group(tried)).verdict;

  it('a notification is delivered if its contract is in the order, with or without leading zeros', () => {
    const both = ours(transaction(contactless), { id: 8, mid: '0001234567', state: 'pending' });
    expect(end(lostBefore, [both])).toEqual({ kind: 'delivered', transactionReference: '8' });
  });
  it('its contract in the order of the sibling proves nothing if no try of it has arrived, also at the next try', () => {
    const both = ours(transaction(contactless), { id: 8, mid: '0001234567', state: 'pending' });
    for (const tried of [fresh, refusedBefore])
      expect(endOf(tried, [duplicate, both], group(tried))).toMatchObject({
        verdict: parked('cannot-tell'),
        mayHaveArrived: false,
      });
  });
  it('an order of another payment that names this one too may be a try that has arrived', () => {
    const transactions = [transaction(contactless), transaction(contact)];
    const named = held('payment-9', { transactions, note: 'payment-1' });
    expect(endOf(fresh, [duplicate, named], group(fresh))).toMatchObject({
      verdict: parked('cannot-tell'),
      mayHaveArrived: true,
    });
  });
  it('a notification is covered by its sibling if only the sibling’s contract is in the order', () => {
    expect(end(fresh, [duplicate, ours(transaction(contactless))])).toEqual({ kind: 'covered-by-sibling' });
  });
  it('a notification is sent before a duplicate is reported, because HiPay may keep an order for each contract', () => {
    const only = ours(transaction(contactless));
    expect(play(lostBefore, [only, accepted], group(lostBefore)).asked).toEqual(['look-up', 'order']);
    expect(end(lostBefore, [only, duplicate, only])).toEqual({ kind: 'covered-by-sibling' });
  });
  it('a sibling that HiPay declined covers nothing', () => {
    expect(end(fresh, [duplicate, ours(transaction(contactless, 'declined'))])).toMatchObject({
      kind: 'refused',
    });
  });
  it('an order that names neither contract proves nothing', () => {
    expect(end(fresh, [duplicate, ours({ id: 8, state: 'completed' })])).toMatchObject(parked('cannot-tell'));
    expect(end(fresh, [duplicate, held('payment-1', { transactions: [] })])).toMatchObject(
      parked('cannot-tell'),
    );
  });
  it('a payment under one contract is delivered, whatever HiPay calls the contract', () => {
    expect(endOf(fresh, [duplicate, ours(transaction('77'))]).verdict.kind).toBe('delivered');
  });
});

it('the end of a try shows whether the order may have arrived', () => {
  const refused = answered(400, { code: '1010202', message: 'too long' });
  expect(endOf(fresh, [accepted]).mayHaveArrived).toBe(true);
  expect(endOf(fresh, [cut]).mayHaveArrived).toBe(true);
  expect(endOf(fresh, [{ ...cut, beforeSending: true }]).mayHaveArrived).toBe(false);
  expect(endOf(fresh, [refused]).mayHaveArrived).toBe(false);
  expect(endOf(lostBefore, [notFound, refused]).mayHaveArrived).toBe(true);
});
