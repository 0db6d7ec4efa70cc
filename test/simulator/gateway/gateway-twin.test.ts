import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/core/ports/host.ts';
import type { GatewayScript } from '../../../src/simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../../src/simulator/gateway/gateway-twin.ts';

const account = { login: 'shop', password: 'pässword', hashKey: '' };
const basic = `Basic ${Buffer.from('shop:pässword').toString('base64')}`;
const headers = {
  authorization: basic,
  accept: 'application/json',
  'content-type': 'application/x-www-form-urlencoded',
};
const parameters = { code: '200100', mid: '1234567' };
const order = {
  orderid: 'Order_1',
  eci: '10',
  description: 'Sale',
  currency: 'EUR',
  amount: '10.23',
  payment_product: 'tpe',
  initialize_payment_terminal: '0',
  operation: 'Sale',
  payment_product_parameters: JSON.stringify(parameters),
  basket: '[]',
  custom_data: '{"shop":"Opera"}',
};

/** A clock that records each wait and ends it at once. */
function recordingClock() {
  const waits: number[] = [];
  const clock: Clock = {
    now: () => Date.parse('2026-11-23T12:00:00Z'),
    monotonic: () => 0,
    after: (ms, callback) => {
      waits.push(ms);
      callback();
      return () => {};
    },
  };
  return { clock, waits };
}

function start(script: GatewayScript = 'accept', hashKey = '') {
  const { clock, waits } = recordingClock();
  const twin = gatewayTwin({ clock, account: { ...account, hashKey }, script, slowMs: 7000, retryAfterS: 3 });
  const send = (fields: Record<string, string> = order, moreHeaders: Record<string, string> = {}) =>
    Promise.resolve(
      twin.app.request('/rest/v1/order', {
        method: 'POST',
        headers: { ...headers, ...moreHeaders },
        body: new URLSearchParams(fields).toString(),
      }),
    );
  return { twin, send, waits };
}

test('accepts a passive POS order, answers with every value as a string, and stores the order', async () => {
  const { twin, send } = start();
  const reply = await send();
  expect(reply.status).toBe(200);
  expect(await reply.json()).toMatchObject({
    state: 'completed',
    status: '118',
    message: 'Captured',
    transactionReference: '800000000001',
    capturedAmount: '10.23',
    decimals: '2',
    dateCreated: '2026-11-23T12:00:00+0000',
    order: { id: 'Order_1', amount: '10.23' },
  });
  expect(twin.orders()).toMatchObject([
    {
      orderid: 'Order_1',
      mid: '1234567',
      customData: { shop: 'Opera' },
      paymentProductParameters: parameters,
    },
  ]);
});

test('an authorised payment is not captured yet', async () => {
  const { send } = start();
  const authorised = JSON.stringify({ ...parameters, code: 200000 });
  const reply = await send({ ...order, payment_product_parameters: authorised });
  expect(await reply.json()).toMatchObject({ status: '116', capturedAmount: '0.00' });
});

test('accepts one order for each of two contracts, and refuses a repeated order as a duplicate', async () => {
  const { twin, send } = start();
  const contactless = JSON.stringify({ ...parameters, mid: '1234568' });
  expect((await send()).status).toBe(200);
  expect((await send({ ...order, payment_product_parameters: contactless })).status).toBe(200);
  const again = await send();
  expect(again.status).toBe(400);
  expect(await again.json()).toMatchObject({ code: '3010004' });
  expect(twin.orders()).toHaveLength(2);
  expect(twin.calls()).toBe(3);
});

describe('the look-up of an order', () => {
  const contactless = JSON.stringify({ ...parameters, mid: '1234568' });
  const lookUp = (twin: GatewayTwin, authorization = basic, number = 'Order_1') =>
    Promise.resolve(twin.app.request(`/v3/order/${number}`, { headers: { authorization } }));

  test('finds the order with its transactions, its amount as a text and its custom data as a JSON text', async () => {
    const { twin, send } = start();
    await send();
    await send({ ...order, payment_product_parameters: contactless });
    expect(await (await lookUp(twin)).json()).toMatchObject({
      merchant_order_id: 'Order_1',
      attempts: 2,
      amount: '10.23',
      date_created: '2026-11-23T12:00:00+0000',
      custom_data: '{"shop":"Opera"}',
      transactions: [
        { id: '800000000001', state: 'completed', mid: '1234567' },
        { id: '800000000002', state: 'completed', mid: '1234568' },
      ],
    });
  });
  test('answers 404 with HiPay’s error, and 401 without credentials', async () => {
    const { twin } = start();
    const missing = await lookUp(twin);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 3000001, message: 'Unknown Order' });
    expect((await lookUp(twin, 'Basic x')).status).toBe(401);
  });
  test.each<[GatewayScript, number]>([
    ['lookup-401', 401],
    ['lookup-404', 404],
    ['lookup-list', 200],
    ['lookup-proxy-404', 404],
    ['lookup-endless', 200],
    ['number-taken', 200],
    ['error-500', 500],
    ['too-many-429', 429],
    ['html', 200],
    ['answers-for-another', 200],
    ['unknown-state', 404],
  ])('with the script %s is answered with the status %i', async (script, status) => {
    const { twin, send } = start(script);
    await send();
    expect((await lookUp(twin)).status).toBe(status);
  });
  test('lookup-list: a list of transactions, each with its order', async () => {
    const { twin, send } = start('lookup-list');
    await send();
    expect(await (await lookUp(twin)).json()).toMatchObject({
      transactions: [{ mid: '1234567', merchant_order_id: 'Order_1', order: { amount: '10.23' } }],
    });
  });
  test('refuses an order that is too long', async () => {
    const { send } = start();
    expect((await send({ description: 'x'.repeat(2_000_000) })).status).toBe(400);
  });
  test('number-taken: the order number belongs to another sale', async () => {
    const { twin, send } = start('number-taken');
    expect(await (await send()).json()).toMatchObject({ code: '3010004' });
    expect(await (await lookUp(twin)).json()).toMatchObject({
      custom_data: '{"_reporting_data_3":"payment-of-another-till"}',
    });
  });
  test('if the order number is the only key, the order of a second contract is a duplicate', async () => {
    const { clock } = recordingClock();
    const twin = gatewayTwin({ clock, account, orderKey: 'number' });
    const send = (fields: Record<string, string>) =>
      twin.app.request('/rest/v1/order', { method: 'POST', headers, body: new URLSearchParams(fields) });
    expect((await send(order)).status).toBe(200);
    expect((await send({ ...order, payment_product_parameters: contactless })).status).toBe(400);
    expect((await send({ ...order, orderid: 'Order_2' })).status).toBe(200);
    expect(twin.orders()).toHaveLength(2);
  });
  test('each account has its own order numbers', async () => {
    const { clock } = recordingClock();
    const other = { login: 'other', password: 'x', hashKey: '' };
    const twin = gatewayTwin({ clock, account, otherAccounts: [other] });
    const ofOther = `Basic ${btoa('other:x')}`;
    const send = (authorization: string) =>
      twin.app.request('/rest/v1/order', {
        method: 'POST',
        headers: { ...headers, authorization },
        body: new URLSearchParams(order),
      });
    expect((await send(basic)).status).toBe(200);
    expect((await lookUp(twin, ofOther)).status).toBe(404);
    expect((await send(ofOther)).status).toBe(200);
    expect((await send(ofOther)).status).toBe(400);
    expect(await (await lookUp(twin, ofOther)).json()).toMatchObject({
      transactions: [{ id: '800000000002' }],
    });
  });
});

describe('scripts', () => {
  test.each<[GatewayScript, number[], number]>([
    ['accept', [200, 400], 1],
    ['slow', [200], 1],
    ['error-500', [500, 500], 0],
    ['error-500-then-fine', [500, 200], 1],
    ['unauthorised-401', [401, 401], 0],
    ['duplicate', [400], 0],
    ['html', [200, 200], 0],
    ['too-many-429', [429, 429], 0],
    ['too-many-429-then-fine', [429, 200], 1],
    ['refused-400', [400], 0],
    ['number-taken', [400, 400], 1],
    ['lookup-401', [200, 400], 1],
    ['lookup-404', [200, 400], 1],
    ['lookup-list', [200, 400], 1],
    ['lookup-proxy-404', [200, 400], 1],
    ['lookup-endless', [200, 400], 1],
    ['answers-for-another', [200, 200], 0],
    ['unknown-state', [200, 200], 0],
  ])('%s: answers with the statuses %j and stores %i orders', async (script, statuses, stored) => {
    const { twin, send } = start(script);
    const seen: number[] = [];
    for (const _ of statuses) seen.push((await send()).status);
    expect(seen).toEqual(statuses);
    expect(twin.orders()).toHaveLength(stored);
  });

  test('slow waits before it answers', async () => {
    const { send, waits } = start('slow');
    await send();
    expect(waits).toEqual([7000]);
  });

  test('too-many-429 sends Retry-After', async () => {
    expect((await start('too-many-429').send()).headers.get('retry-after')).toBe('3');
  });

  test('lost-answer stores the order, and cuts the connection instead of an answer', async () => {
    const { twin, send } = start('lost-answer');
    await expect((await send()).text()).rejects.toThrow();
    expect(twin.orders()).toHaveLength(1);
    expect(await (await send()).json()).toMatchObject({ code: '3010004' });
  });

  test('the script can be changed while the twin runs', async () => {
    const { twin, send } = start('error-500');
    await send();
    twin.play('accept');
    expect(twin.script()).toBe('accept');
    expect((await send()).status).toBe(200);
  });
});

describe('refuses', () => {
  test.each([
    ['no credentials', order, { authorization: '' }, 401, '1000001'],
    ['wrong credentials', order, { authorization: `Basic ${btoa('shop:x')}` }, 401, '1000001'],
    [
      'an Accept-Charset header, as the stage firewall does',
      order,
      { 'accept-charset': 'utf-8' },
      403,
      '1000006',
    ],
    ['an Accept header that allows XML', order, { accept: '*/*' }, 406, '1010201'],
    ['a JSON body', order, { 'content-type': 'application/json' }, 400, '1010201'],
    ['no order number', { ...order, orderid: '' }, {}, 400, '1010101'],
    ['a long order number', { ...order, orderid: 'x'.repeat(33) }, {}, 400, '1010201'],
    ['an amount with a comma', { ...order, amount: '10,23' }, {}, 400, '1010201'],
    ['a numeric operation', { ...order, operation: '1' }, {}, 400, '1010201'],
    ['a basket that is no JSON', { ...order, basket: '[' }, {}, 400, '1010201'],
    ['no merchant number', { ...order, payment_product_parameters: '{"code":"200100"}' }, {}, 400, '1010201'],
    ['another product', { ...order, payment_product: 'visa' }, {}, 400, '1010201'],
  ] as const)('an order with %s', async (_name, fields, more, status, code) => {
    const { twin, send } = start();
    const reply = await send(fields, more);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code, message: expect.any(String) });
    expect(twin.orders()).toEqual([]);
  });
});

test('checks the order hash if the account has a key', async () => {
  const { send } = start('accept', 'passphrase');
  const hash = createHash('sha1').update('Order_110.23EURpassphrase').digest('hex');
  const signed = JSON.stringify({ ...parameters, hash });
  expect((await send({ ...order, payment_product_parameters: signed })).status).toBe(200);
  expect((await send({ ...order, orderid: 'Order_2', payment_product_parameters: signed })).status).toBe(403);
});

test('a browser page of any origin may call the twin with credentials in a header', async () => {
  const { twin, send } = start();
  const origin = 'https://till.example';
  const preflight = await twin.app.request('/rest/v1/order', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  expect((await send(order, { origin })).headers.get('access-control-allow-origin')).toBe(origin);
});
