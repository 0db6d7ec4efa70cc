import { describe, expect, it } from 'vitest';
import { afterReply, beginTry, type TryEnd } from '../../../src/core/hipay/delivery-try.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { afterAttempt, beginAttempt } from '../../../src/core/hipay/outbox-machine.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const entryOf = (orderId: string): OutboxEntry =>
  anEntry({
    orderId,
    fields: [
      ['orderid', orderId],
      ['amount', '10.23'],
      ['currency', 'EUR'],
      ['custom_data', '{"_reporting_data_3":"payment-1"}'],
    ],
  });
const fresh = entryOf('Order_1');
const lostBefore: OutboxEntry = { ...fresh, attempts: 1, mayHaveArrived: true };
const answered = (status: number, body: object | string, isCut = false): GatewayReply => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(isCut && { isCut }),
});
const endOf = (entry: OutboxEntry, reply: GatewayReply): TryEnd => {
  const next = afterReply(beginTry(entry), reply, 1000);
  if (next.kind !== 'end') throw new Error(`asks again: ${next.nextRequest}`);
  return next;
};
/** A reply that proves nothing: the notification is neither delivered nor refused, and a look-up begins the next try. */
const expectLookUpNext = (entry: OutboxEntry, reply: GatewayReply) => {
  const end = endOf(entry, reply);
  expect(end).toMatchObject({ verdict: { kind: 'later' }, mayHaveArrived: true });
  const after = afterAttempt(beginAttempt(entry, 1000, 0), end, 1000, 0);
  expect(after.state).toBe('pending');
  expect(beginTry(after).nextRequest).toBe('look-up');
};
const detailOf = (entry: OutboxEntry, reply: GatewayReply) => {
  const { verdict } = endOf(entry, reply);
  return verdict.kind === 'later' ? verdict.detail : verdict.kind;
};

const order = { id: 'Order_1', amount: '10.23', currency: 'EUR' };
const yes = { state: 'completed', transactionReference: '800000000001', order };
const no = { ...yes, state: 'declined' };
const error = { code: '1010202', message: 'too long' };
const duplicate = { code: '3010004', message: 'Duplicate Order' };

describe('an error answer that also names an order', () => {
  it.each([
    [400, { ...error, ...yes }],
    [409, { ...error, ...yes }],
    [400, { ...error, ...no }],
    [400, { ...duplicate, ...yes }],
    [401, { code: '1000001', message: 'Incorrect Credentials', ...yes }],
    [401, yes],
    [403, yes],
    [404, { ...error, transactionReference: '800000000001' }],
    [400, { ...error, order }],
    [400, { ...error, orderId: 'Order_1' }],
    [400, { ...error, merchant_order_id: 'Order_1' }],
    [400, { ...error, State: 'completed' }],
    [400, { ...error, transactions: [{ state: 'completed' }] }],
    [503, { code: '1000008', message: 'wait', ...yes }],
  ])('proves neither a yes nor a no (%i %j)', (status, body) => {
    expectLookUpNext(fresh, answered(status, body));
  });
  it('is told in words', () => {
    expect(detailOf(fresh, answered(400, { ...error, ...yes }))).toBe(
      'HiPay’s error names an order too: 1010202 too long',
    );
  });
  it('is still an error if the fields of an order are empty', () => {
    const empty = { state: '', order: '', transactionReference: '', transactions: [], data: null };
    expect(endOf(fresh, answered(400, { ...error, ...empty }))).toMatchObject({
      verdict: { kind: 'refused' },
      mayHaveArrived: false,
    });
  });
});

describe('an answer that says two things about the payment', () => {
  it.each([
    { ...no, status: '118', message: 'Captured' },
    { ...no, status: 116 },
    { ...no, State: 'completed' },
    { ...yes, State: 'declined' },
    ...['110', '111', '113', '114', '115', '143', '163', '165', '173', '175'].map((status) => ({
      ...yes,
      status,
    })),
    { ...yes, status: 113, message: 'Refused' },
    { ...yes, reason: { code: '4000001', message: 'Declined by the acquirer' } },
    { ...yes, error },
  ])('proves neither of them (%j)', (body) => expectLookUpNext(fresh, answered(200, body)));
  it('is told in words', () => {
    expect(detailOf(fresh, answered(200, { ...no, status: '118' }))).toBe(
      'HiPay says two things: status 118, and declined',
    );
    expect(detailOf(fresh, answered(200, { ...yes, status: '113' }))).toBe(
      'HiPay says two things: completed, and status 113',
    );
  });
  it.each([
    { ...yes, status: '118', reason: '', message: 'Captured' },
    { ...yes, status: 117 },
    { ...yes, status: '101' },
    { ...yes, state: 'pending', status: '200' },
    { ...yes, reason: { code: '', message: '' } },
  ])('is delivered if both mean the same (%j)', (body) => {
    expect(endOf(fresh, answered(200, body)).verdict.kind).toBe('delivered');
  });
  it.each([
    { ...no, status: '113', reason: { code: '4000001', message: 'no' } },
    { ...no, state: 'error', status: '163' },
    { ...no, status: '109' },
  ])('is refused if both mean the same (%j)', (body) => {
    expect(endOf(fresh, answered(200, body))).toMatchObject({
      verdict: { kind: 'refused' },
      mayHaveArrived: false,
    });
  });
});

describe('an answer that names another sale in any place', () => {
  const places: [string, object, string][] = [
    ['the payment', { custom_data: '{"_reporting_data_3":"payment-2"}' }, 'payment payment-2'],
    ['the payment, as an object', { customData: { ecr_payment_id: 'payment-2' } }, 'payment payment-2'],
    [
      'the payment, inside the order',
      { order: { ...order, custom_data: '{"_reporting_data_3":"payment-2"}' } },
      'payment payment-2',
    ],
    ['the number', { orderId: 'Order_2' }, 'order Order_2'],
    ['the number in other letters', { order_id: 'Order_2' }, 'order Order_2'],
    ['the number as in a look-up', { merchant_order_id: 'Order_2' }, 'order Order_2'],
    ['a second number in the order', { order: { ...order, orderid: 'Order_2' } }, 'order Order_2'],
    ['the amount', { amount: '99.99' }, 'amount 99.99'],
    ['the amount, which cannot be read', { amount: { value: '10.23' } }, 'amount {"value":"10.23"}'],
    ['the authorized amount', { authorizedAmount: '99.99' }, 'amount 99.99'],
    ['the captured amount', { captured_amount: 99.99 }, 'amount 99.99'],
    ['the currency', { currency: 'USD' }, 'currency USD'],
    ['the currency in other letters', { Currency: 'USD' }, 'currency USD'],
  ];
  it.each(places)('is neither a yes nor a no: %s', (_, change, words) => {
    for (const said of [yes, no]) {
      const reply = answered(200, { ...said, ...change });
      expectLookUpNext(fresh, reply);
      expect(detailOf(fresh, reply)).toBe(`HiPay answered for another order: ${words}`);
    }
  });
  it.each([
    { custom_data: '{"_reporting_data_3":"PAYMENT-1"}', orderId: 'Order_1', amount: 10.23, currency: 'EUR' },
    { custom_data: '', customData: null, orderId: '', amount: '', authorizedAmount: null },
    { custom_data: '{"shop":"7"}' },
    { custom_data: 'shop 7' },
    // Nothing is authorized yet, or HiPay has a credit.
    { authorizedAmount: '0.00', capturedAmount: '0' },
    // HiPay calls its own number of the account `mid`.
    { mid: '00001331069' },
  ])('is a yes if every place names this sale, or none (%j)', (change) => {
    expect(endOf(fresh, answered(200, { ...yes, ...change })).verdict.kind).toBe('delivered');
  });
  it('is a yes if it repeats the text of the till in the notification of an older program', () => {
    const custom_data = '{"_reporting_data_3":"aisle 4"}';
    const older: OutboxEntry = {
      ...fresh,
      fields: [
        ['orderid', 'Order_1'],
        ['custom_data', custom_data],
      ],
    };
    expect(endOf(older, answered(200, { ...yes, custom_data })).verdict.kind).toBe('delivered');
  });
});

describe('a number in an answer with more digits than a program can hold', () => {
  const long = entryOf('12345678901234567000');
  const longYes = (id: string) => `{"state":"completed","order":{"id":${id}}}`;

  it('is the order number only if every digit is the same', () => {
    expectLookUpNext(long, answered(200, longYes('12345678901234567123')));
    expectLookUpNext(long, answered(200, longYes('12345678901234567000.0')));
    expect(endOf(long, answered(200, longYes('12345678901234567000'))).verdict.kind).toBe('delivered');
    expectLookUpNext(entryOf('9007199254740992'), answered(200, longYes('9007199254740993')));
  });
  it('is the order number of a look-up only if every digit is the same', () => {
    const body = (id: string) =>
      `{"merchant_order_id":${id},"custom_data":"{\\"_reporting_data_3\\":\\"payment-1\\"}",` +
      '"transactions":[{"id":1,"mid":"1234567","state":"completed"}]}';
    const lost = { ...long, attempts: 1, mayHaveArrived: true };
    expectLookUpNext(lost, answered(200, body('12345678901234567123')));
    expect(endOf(lost, answered(200, body('12345678901234567000'))).verdict.kind).toBe('delivered');
  });
  it('is an amount only if every digit is the same', () => {
    const body = (amount: string) => `{"state":"completed","order":{"id":"Order_1","amount":${amount}}}`;
    expectLookUpNext(fresh, answered(200, body('10.2300000000000001')));
    expect(endOf(fresh, answered(200, body('10.230'))).verdict.kind).toBe('delivered');
  });
  it('is stored with every digit if it is a reference', () => {
    for (const reference of ['80000000001123456789', '900719925474099312345']) {
      const body = `{"state":"completed","transactionReference":${reference}}`;
      expect(endOf(fresh, answered(200, body)).verdict).toEqual({
        kind: 'delivered',
        transactionReference: reference,
      });
    }
  });
});

describe('an answer that was cut', () => {
  it.each([
    [200, yes],
    [200, no],
    [400, error],
    [400, duplicate],
    [401, { code: '1000001', message: 'Incorrect Credentials' }],
    [403, '<html>'],
    [503, { code: '1000008', message: 'wait' }],
  ])('is neither a yes nor a no (%i %j)', (status, body) => {
    const reply = answered(status, body, true);
    expectLookUpNext(fresh, reply);
    expect(detailOf(fresh, reply)).toBe('HiPay’s answer is too long to be read');
  });
  it('sends nothing again if it is of a look-up', () => {
    const replies = [answered(404, { code: 3000001, message: 'Unknown Order' }, true)];
    for (const status of [400, 401]) replies.push(answered(status, error, true));
    for (const reply of replies) expectLookUpNext(lostBefore, reply);
  });
});

describe('a look-up that says two things', () => {
  const held = {
    merchant_order_id: 'Order_1',
    amount: '10.23',
    currency: 'EUR',
    custom_data: '{"_reporting_data_3":"payment-1"}',
    transactions: [{ id: 1, mid: '1234567', state: 'completed' }],
  };
  const unknown = { code: '3000001', message: 'Unknown Order' };
  it.each([
    [404, { ...held, ...unknown }],
    [400, { ...held, ...unknown }],
    [401, { ...held, ...unknown }],
    [403, held],
    [404, held],
    [404, { ...unknown, data: [held] }],
    [404, { ...unknown, order: held }],
    [200, { ...held, ...unknown }],
  ])('sends nothing again, and delivers nothing (%i %j)', (status, body) => {
    expectLookUpNext(lostBefore, answered(status, body));
    expect(endOf(lostBefore, answered(status, body)).verdict).toMatchObject({
      parkAs: 'answer-not-understood',
    });
  });
  it('proves no absence after a duplicate', () => {
    const asked = afterReply(beginTry(fresh), answered(400, duplicate), 1000);
    const body = { ...held, ...unknown };
    expect(asked.kind === 'ask' && afterReply(asked, answered(404, body), 1000)).toMatchObject({
      kind: 'end',
      verdict: { kind: 'later', parkAs: 'answer-not-understood' },
    });
  });
});

describe('HiPay’s own refusal', () => {
  it.each([
    [400, '1010202'],
    [400, 1020003],
    [400, '4000001'],
    [401, '1000001'],
    [403, '1000009'],
    [404, '3000003'],
    [405, '3000101'],
    [429, '1000008'],
    [503, '1000008'],
  ])('proves that the order has not arrived (%i %s)', (status, code) => {
    expect(endOf(fresh, answered(status, { code, message: 'x' })).mayHaveArrived).toBe(false);
  });
  it.each([402, 406, 407, 408, 409, 410, 413, 415, 421, 422, 423, 425, 426, 431, 451, 499])(
    'never has the status %i, whatever its code',
    (status) => {
      for (const code of ['1010202', '3000001', '9999999', '1000008'])
        expectLookUpNext(fresh, answered(status, { code, message: 'x' }));
    },
  );
  it.each([
    [429, '1010202'],
    [503, '1010202'],
    [500, '1010202'],
  ])('is not a busy answer with another code (%i %s)', (status, code) => {
    expectLookUpNext(fresh, answered(status, { code, message: 'x' }));
  });
  it.each(['9999999', '0000000', '2010202'])(
    'with the code %s waits for a person, and may have arrived',
    (code) => {
      expect(endOf(fresh, answered(400, { code, message: 'x' }))).toMatchObject({
        verdict: { kind: 'refused' },
        mayHaveArrived: true,
      });
    },
  );
  it('does not take back that an earlier try may have arrived', () => {
    for (const reply of [answered(400, error), answered(404, error), answered(401, error)]) {
      const asked = afterReply(beginTry(lostBefore), answered(401, ''), 1000);
      const end = asked.kind === 'ask' ? afterReply(asked, reply, 1000) : asked;
      if (end.kind !== 'end') throw new Error('the order is not sent after the look-up');
      const after = afterAttempt(beginAttempt(lostBefore, 1000, 0), end, 1000, 0);
      expect(after).toMatchObject({ state: 'parked', mayHaveArrived: true });
      expect(beginTry(after).nextRequest).toBe('look-up');
    }
  });
});
