import { describe, expect, it } from 'vitest';
import { afterReply, beginTry, type TryEnd } from '../../../src/core/hipay/delivery-try.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { answered, entryWithPaymentId } from '../../fakes/hipay-answers.ts';

// A yes or a no counts only if nothing in the whole answer, at any depth, speaks against it.

const fresh = entryWithPaymentId();
const lostBefore: OutboxEntry = { ...fresh, attempts: 1, mayHaveArrived: true };
/** Plays a try with these replies. Returns what HiPay was asked, and the end; the end is absent if the try asks again. */
function play(entry: OutboxEntry, ...replies: GatewayReply[]) {
  const asked: string[] = [];
  let current = beginTry(entry);
  for (const reply of replies) {
    asked.push(current.nextRequest);
    const next = afterReply(current, reply, 1000);
    if (next.kind === 'end') return { asked, end: next };
    current = next;
  }
  return { asked: [...asked, current.nextRequest], end: undefined as TryEnd | undefined };
}
const expectDoubt = (reply: GatewayReply) =>
  expect(play(fresh, reply).end).toMatchObject({ verdict: { kind: 'later' }, mayHaveArrived: true });

/** HiPay's answers as they are documented: every value is a text, and an empty text stands for a missing object. */
const order = { id: 'Order_1', attempts: '1', amount: '10.23', decimals: '2', currency: 'EUR' };
const yes = {
  ...{
    state: 'completed',
    reason: '',
    test: 'true',
    mid: '00001331069',
    transactionReference: '800000000001',
  },
  ...{ status: '118', message: 'Captured', authorizationCode: 'test123', authorizedAmount: '10.23' },
  ...{ dateAuthorized: '2026-12-01T10:00:00+0000', capturedAmount: '10.23', refundedAmount: '0.00' },
  ...{
    currency: 'EUR',
    paymentMethod: { brand: 'CB', status: '7' },
    debitAgreement: { id: '9', status: '' },
  },
  ...{ fraudScreening: { scoring: '0', result: 'ACCEPTED', review: '' }, order },
};
const no = {
  ...yes,
  ...{ state: 'declined', reason: { code: '4010101', message: 'Authorization Declined' }, status: '113' },
  ...{ message: 'Refused', authorizationCode: '', dateAuthorized: '', authorizedAmount: '0.00' },
  capturedAmount: '0.00',
};
const refusal = { code: '1010202', message: 'too long', description: '' };

describe('HiPay’s own answer', () => {
  it.each<object>([
    {},
    { order: null },
    { order: '' },
    { order: [] },
    { currency: null },
    { transactionReference: null },
    { transactionReference: '' },
    { order: { ...order, amount: null, currency: '' } },
    { state: 'pending', status: '200' },
    { state: 'pending', status: '112', message: 'Authorized and Pending' },
    { state: 'forwarding', status: '101', message: 'Created' },
    { status: 116, capturedAmount: '0.00' },
    { reason: null, error: false, errors: [] },
    { order: { ...order, shippingAddress: { state: 'CA' } }, customer: { id: '7', state: 'TX' } },
    { transactions: [], data: null },
  ])('is a yes with %j', (change) => {
    const { end } = play(fresh, answered(200, { ...yes, ...change }));
    expect(end?.verdict.kind).toBe('delivered');
  });
  it.each<object>([
    {},
    { reason: '' },
    { order: null, currency: null },
    { transactionReference: null },
    { state: 'error', status: '110', message: 'Blocked' },
    { status: '163', message: 'Authorization Refused' },
    { status: '', message: '', authorizationCode: null, authorizedAmount: '', authorized_amount: 0 },
  ])('is a no with %j', (change) => {
    const { end } = play(fresh, answered(200, { ...no, ...change }));
    expect(end).toMatchObject({ verdict: { kind: 'refused' }, mayHaveArrived: false });
  });
  it.each<object>([{}, { message: null }, { description: null }, { details: [] }, { order: null, data: [] }])(
    'is a refusal with %j',
    (change) => {
      const { end } = play(fresh, answered(400, { ...refusal, ...change }));
      expect(end).toMatchObject({ verdict: { kind: 'refused' }, mayHaveArrived: false });
    },
  );
});

describe('a no', () => {
  it.each<object>([
    { authorizedAmount: '10.23', capturedAmount: '10.23' },
    { capturedAmount: '10.23' },
    { authorizedAmount: '10.23' },
    { refundedAmount: '10.23' },
    { creditedAmount: 10.23 },
    { order: { ...order, captured_amount: '10.23' } },
    { authorizationCode: '123456' },
    { order: { ...order, authorization_code: '123456' } },
    { dateAuthorized: '2026-12-01T10:00:00+0000' },
    { message: 'Captured' },
    { message: 'Partially Captured' },
    { message: 'Authorized and Pending' },
    ...['118', '118 ', '0118', [118], { code: 118 }].map((status) => ({ status })),
    ...['120', '122', '131', '172', '101', '114', '115', '143', '165', '173', '175', '999', 'a word'].map(
      (status) => ({ status }),
    ),
    { State: 'COMPLETED' },
    { order: { ...order, state: 'completed' } },
    { result: { state: 'pending' } },
    { transactions: [{ state: 'completed' }] },
  ])('with a sign of a taken transaction may have arrived: %j', (change) =>
    expectDoubt(answered(200, { ...no, ...change })),
  );
  it.each(['3010003', '3010004', '3010005', '3010006', '3010007', '3010008', '4000007'])(
    'because HiPay has an order is looked up (%s)',
    (code) => {
      const reply = answered(200, { ...no, reason: { code, message: 'x' } });
      expect(play(fresh, reply)).toEqual({ asked: ['order', 'look-up'], end: undefined });
    },
  );
});

describe('a yes', () => {
  it.each<object>([
    { success: false },
    { success: 'false' },
    { operation: 'refund' },
    { operation: 'Credit' },
    { State: 'DECLINED' },
    { STATE: 'Declined' },
    { order: { ...order, state: 'declined' } },
    { order: { ...order, status: '113' } },
    { transactions: [{ state: 'declined' }] },
    { transaction: { result: { state: 'declined' } } },
    ...['113 ', '0113', '109', '178', '114', '134', 'Refused', [113], { code: 113 }].map((status) => ({
      status,
    })),
    { message: 'Refused' },
    { reason: { code: '51', message: 'insufficient funds' } },
    { reason: { code: 4010101 } },
    { reason: [{ code: '51' }] },
    { reason: '4000001' },
    { error: 'Declined' },
    { errors: [{ code: 3010004 }] },
    { errorCode: '3010004' },
    { Code: 3010004 },
    { code: 'DECLINED' },
    { order: { ...order, code: '3010004' } },
  ])('with a part of a no may have arrived: %j', (change) =>
    expectDoubt(answered(200, { ...yes, ...change })),
  );
  it('with a status that is written as another number may have arrived', () => {
    for (const status of ['113.0', '1.13e2'])
      expectDoubt(answered(200, JSON.stringify(yes).replace('"118"', status)));
  });
  const bare = { state: 'completed', transactionReference: '800000000001' };
  it.each<object>([
    { ...bare, orders: [{ id: 'OTHER', amount: '99.00' }] },
    { ...bare, orders: { 0: { id: 'OTHER' } } },
    { ...bare, Order: [{ id: 'OTHER' }] },
    { ...bare, Order: 'OTHER' },
    { ...bare, 'order-id': 'OTHER' },
    { ...yes, data: { order: { id: 'OTHER' } } },
    { ...yes, data: { merchant_order_id: 'OTHER' } },
    { ...yes, data: { amount: '99.00' } },
    { ...yes, result: [{ currency: 'USD' }] },
    { ...yes, transaction: { order: { id: 'OTHER' } } },
    { ...yes, transaction: { transactionReference: '800000000002' } },
    { ...yes, transactions: [{ id: 800000000002 }] },
    { ...yes, transactions: [{ customData: { ecr_payment_id: 'payment-2' } }] },
    { ...yes, data: { captured_amount: '99.00' } },
  ])('that names another sale in any place may have arrived: %j', (body) => expectDoubt(answered(200, body)));
  it.each([0, '0', '000', ' ', '', null, false])(
    'that names no order, and the transaction %j, may have arrived',
    (transactionReference) => expectDoubt(answered(200, { state: 'completed', transactionReference })),
  );
  it('that is nested more deeply than HiPay’s answers may have arrived', () => {
    const nested = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    for (const status of [200, 400])
      expectDoubt(
        answered(status, JSON.stringify({ ...yes, amount: 1 }).replace('"amount":1', `"x":${nested}`)),
      );
    expectDoubt(answered(200, `{"state":"completed","order":{"id":"Order_1","amount":{"a":${nested}}}}`));
  });
});

describe('a refusal', () => {
  it.each<object>([
    { errors: [{ code: 3010004 }] },
    { error: { code: '3010006' } },
    { reason: { code: '3010004' } },
    { reason: 3010004 },
    { details: [{ code: 3010004 }] },
    { Code: 3010004 },
    { result: { state: 'completed' } },
    { result: { order: { id: 'Order_1' } } },
    { details: { merchant_order_id: 'Order_1' } },
    { capturedAmount: '10.23' },
    { result: { captured_amount: '10.23' } },
    { transaction_id: '800000000001' },
    { transaction: '800000000001' },
    { attemptId: '1' },
    { authorizationCode: '123456' },
    { status: '118' },
  ])('with a second code or a part of an order may have arrived: %j', (change) =>
    expectDoubt(answered(400, { ...refusal, ...change })),
  );
  it('that repeats its code, or its HTTP status, is still one', () => {
    for (const change of [{ errors: [{ code: 1010202 }] }, { status: 400 }, { status: 'error' }])
      expect(play(fresh, answered(400, { ...refusal, ...change })).end).toMatchObject({
        verdict: { kind: 'refused' },
        mayHaveArrived: false,
      });
  });
});

describe('a refusal because HiPay has an order', () => {
  const codes = ['3010003', '3010005', '3010006', '3010007', '3010008', '4000007'];
  const notAllowed = answered(401, { code: '1000001', message: 'Incorrect Credentials' });
  it.each(codes)('is looked up (%s), and may be this try if the look-up does not say', (code) => {
    const refused = answered(400, { code, message: 'x' });
    expect(play(fresh, refused)).toEqual({ asked: ['order', 'look-up'], end: undefined });
    expect(play(fresh, refused, notAllowed).end).toMatchObject({
      verdict: { kind: 'parked', as: 'probably-sent' },
      mayHaveArrived: true,
    });
    expect(play(fresh, refused, answered(503, '')).end).toMatchObject({
      verdict: { kind: 'later' },
      mayHaveArrived: true,
    });
    expect(play(lostBefore, notAllowed, refused).end).toMatchObject({
      verdict: { kind: 'parked', as: 'probably-sent' },
    });
  });
});

describe('an error answer to a look-up', () => {
  const duplicate = answered(400, { code: '3010004', message: 'Duplicate Order' });
  it.each<[number, object]>([
    ...[3010003, 3010004, 3010005, 3010006, 3010007, 3010008, 4000007].map((code): [number, object] => [
      404,
      { code },
    ]),
    ...['1010101', '1020001', '9999999', '0000000', '3000002'].map((code): [number, object] => [
      404,
      { code },
    ]),
    ...[400, 401, 403, 404].map((status): [number, object] => [status, { code: 1000008 }]),
    ...[406, 408, 409, 410, 422, 451, 499].map((status): [number, object] => [status, { code: 3000001 }]),
    ...[400, 401, 403, 405].map((status): [number, object] => [status, { code: 3010006 }]),
    [400, { code: 9999999 }],
    [404, { code: 3000001, Code: 3010006 }],
    [404, { code: 3000001, details: [{ code: 3010006 }] }],
    [404, { code: 3000001, details: [{ merchant_order_id: 'Order_1' }] }],
    [404, { code: 3000001, result: { state: 'completed' } }],
  ])('decides nothing: %i %j', (status, body) => {
    const reply = answered(status, { message: 'x', ...body });
    expect(play(lostBefore, reply).end).toMatchObject({ verdict: { kind: 'later' }, mayHaveArrived: true });
    expect(play(fresh, duplicate, reply).end?.verdict.kind).toBe('later');
  });
  it('says that the order is not there only with HiPay’s "unknown order"', () => {
    const reply = answered(404, { code: 3000001, message: 'Unknown Order', description: null, details: [] });
    expect(play(lostBefore, reply).asked).toEqual(['look-up', 'order']);
  });
});
