import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

const path = '/connector/gateway';
const hipay = { login: 'shop', password: 'secret-of-hipay', key: 'secret-passphrase' };

async function shop(connector: object = {}, options: object = { simulate: 'all' }) {
  const reading = readShopConfig({
    api_username: 'log',
    api_password: 'pwd',
    hipay_login: hipay.login,
    hipay_password: hipay.password,
    environment: 'dev',
    connector: { hash_key: hipay.key, ...connector },
  });
  if (!reading.ok) throw new Error(reading.errors.join());
  return runningSidecar({ config: reading.config, options });
}

const order = [
  ['orderid', 'Order_1'],
  ['amount', '10.23'],
  ['currency', 'EUR'],
  ['eci', '10'],
  ['description', 'In-store payment'],
  ['payment_product', 'tpe'],
  ['initialize_payment_terminal', '0'],
  ['payment_product_parameters', '{"hash":"made without the passphrase","mid":"1234567","code":"200100"}'],
];

const send = (sidecar: RunningSidecar, headers: Record<string, string>, body: unknown = { fields: order }) =>
  fetch(sidecar.url + path, { method: 'POST', headers, body: JSON.stringify(body) });

async function paired(sidecar: RunningSidecar) {
  const page = await fakePage(sidecar);
  return { page, headers: { origin: sidecar.pageUrl, cookie: page.cookie } };
}

describe('the sidecar notifies HiPay', () => {
  test('uses the account of its configuration, and the hash made from its passphrase', async () => {
    const sidecar = await shop();
    const { headers } = await paired(sidecar);
    const reply = await (await send(sidecar, headers)).json();
    expect(reply).toMatchObject({ kind: 'answered', status: 200 });
    const [order] = sidecar.twin?.orders() ?? [];
    expect(order).toMatchObject({ orderid: 'Order_1', amount: '10.23' });
    const { payment_product_parameters: parameters = '' } = (order?.fields ?? {}) as Record<string, string>;
    const hash = createHash('sha1').update(`Order_110.23EUR${hipay.key}`).digest('hex');
    expect(JSON.parse(parameters)).toEqual({ hash, mid: '1234567', code: '200100' });
  });
  test('looks an order up, with the account of its configuration', async () => {
    const sidecar = await shop();
    const { headers } = await paired(sidecar);
    const lookUp = async () => (await send(sidecar, headers, { lookUp: 'Order_1' })).json();
    expect(await lookUp()).toMatchObject({ kind: 'answered', status: 404 });
    await send(sidecar, headers);
    const found = await lookUp();
    expect(found).toMatchObject({ kind: 'answered', status: 200 });
    expect(JSON.parse(found.body)).toMatchObject({ merchant_order_id: 'Order_1', amount: '10.23' });
    expect(JSON.stringify(found)).not.toMatch(/secret-/);
  });
  test('passes on HiPay’s own 401', async () => {
    const sidecar = await shop();
    const { headers } = await paired(sidecar);
    sidecar.twin?.play('unauthorised-401');
    const reply = await send(sidecar, headers);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ kind: 'answered', status: 401 });
  });
  test('gives the page no secret of the HiPay account, neither in the settings nor in an answer', async () => {
    const sidecar = await shop();
    const { page, headers } = await paired(sidecar);
    const answer = await (await send(sidecar, headers)).text();
    expect(page.provisioned[0]?.hipay).toMatchObject({ route: 'relay', login: 'shop' });
    expect(JSON.stringify(page.provisioned) + answer).not.toMatch(/secret-/);
  });
  test('removes a secret that HiPay or a proxy quotes in its answer', async () => {
    const basic = Buffer.from(`${hipay.login}:${hipay.password}`).toString('base64');
    const quoting = createServer(({ headers }, response) => {
      response.writeHead(400, { 'retry-after': hipay.password });
      response.end(JSON.stringify({ message: [headers.authorization, hipay.password, hipay.key] }));
    });
    onTestFinished(() => void quoting.close());
    await once(quoting.listen(0, '127.0.0.1'), 'listening');
    const { port } = quoting.address() as AddressInfo;
    const sidecar = await shop({}, { gateway: `http://127.0.0.1:${port}` });
    const { headers } = await paired(sidecar);
    for (const body of [{ fields: order }, { lookUp: 'Order_1' }]) {
      const reply = await (await send(sidecar, headers, body)).text();
      expect(reply).toContain('•••');
      expect(reply).not.toMatch(/secret-/);
      expect(reply).not.toContain(basic);
    }
  });
  test('closes the relay if gateway is "direct", and gives the page the secrets', async () => {
    const sidecar = await shop({ gateway: 'direct' });
    const { page, headers } = await paired(sidecar);
    expect(page.provisioned[0]?.hipay).toMatchObject({ route: 'direct', password: hipay.password });
    expect((await send(sidecar, headers)).status).toBe(404);
  });
});

describe('only for its own page', () => {
  test.each<[string, (headers: Record<string, string>) => Record<string, string>, number]>([
    ['a page that is not paired', ({ origin = '' }) => ({ origin }), 401],
    ['a wrong cookie', (right) => ({ ...right, cookie: `${right['cookie']}x` }), 401],
    ['a program without an origin', ({ cookie = '' }) => ({ cookie }), 403],
    ['a foreign page', (right) => ({ ...right, origin: 'https://evil.example' }), 403],
    ['another program’s page on this machine', (right) => ({ ...right, origin: 'http://localhost:1' }), 403],
  ])('a request of %s is refused', async (_name, change, status) => {
    const sidecar = await shop();
    const { headers } = await paired(sidecar);
    expect((await send(sidecar, change(headers))).status).toBe(status);
    expect((await send(sidecar, change(headers), { lookUp: 'Order_1' })).status).toBe(status);
    expect(sidecar.twin?.calls()).toBe(0);
  });
  test.each([
    ['no fields', {}, 400],
    ['a look-up without a number', { lookUp: '' }, 400],
    ['fields that are no pairs', { fields: [['a']] }, 400],
    ['an address, which is ignored', { fields: order, url: 'https://evil.example' }, 200],
    ['600 KB', { fields: [['cart', 'x'.repeat(600_000)]] }, 413],
  ])('a body with %s: %i', async (_name, body, status) => {
    const sidecar = await shop();
    const { headers } = await paired(sidecar);
    expect((await send(sidecar, headers, body)).status).toBe(status);
  });
});
