import { describe, expect, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { asTill, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

/** An order as the page sends it to HiPay's twin. */
function sendOrder(sidecar: RunningSidecar, orderid: string): Promise<Response> {
  const { login, password } = sidecar.plan.settings.hipay;
  return fetch(`${sidecar.url}/simulator/gateway/rest/v1/order`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${login}:${password}`)}`, accept: 'application/json' },
    body: new URLSearchParams({
      orderid,
      eci: '10',
      description: 'Sale',
      currency: 'EUR',
      amount: '10.23',
      payment_product: 'tpe',
      initialize_payment_terminal: '0',
      payment_product_parameters: '{"code":"200100","mid":"1234567"}',
      basket: '[{"product_reference":"A"}]',
    }),
  });
}

const play = (sidecar: RunningSidecar, script: string) =>
  asTill(sidecar, '/simulator/gateway/script', { method: 'PUT', body: JSON.stringify({ script }) });

test('the simulated HiPay accepts orders, and its ledger lists them', async () => {
  const sidecar = await runningSidecar();
  expect((await sendOrder(sidecar, 'A1')).status).toBe(200);
  expect(await (await asTill(sidecar, '/simulator/gateway/ledger')).json()).toMatchObject({
    simulated: true,
    script: 'accept',
    calls: 1,
    orders: [{ orderid: 'A1', basket: [{ product_reference: 'A' }] }],
  });
});

test('the script of the simulated HiPay can be changed', async () => {
  const sidecar = await runningSidecar();
  expect(await (await play(sidecar, 'error-500')).json()).toEqual({ simulated: true, script: 'error-500' });
  expect((await sendOrder(sidecar, 'A1')).status).toBe(500);
  const unknown = await play(sidecar, 'dance');
  expect(unknown.status).toBe(400);
  expect(await unknown.json()).toMatchObject({
    error: { errorDescription: expect.stringContaining('lost-answer') },
  });
});

test('the script for a lost answer closes the connection, and the ledger has the order', async () => {
  const sidecar = await runningSidecar();
  await play(sidecar, 'lost-answer');
  await expect(sendOrder(sidecar, 'A1')).rejects.toThrow();
  expect(sidecar.twin?.orders()).toHaveLength(1);
  expect(await (await sendOrder(sidecar, 'A1')).json()).toMatchObject({ code: '3010004' });
});

describe('no simulated HiPay', () => {
  const file = { api_username: 'till', api_password: 'pw', environment: 'stage' };
  const reading = readShopConfig(file);
  const config = reading.ok ? reading.config : undefined;

  test.each(['/simulator/gateway/ledger', '/simulator/gateway/rest/v1/order'])(
    'where nothing is simulated: %s is 404',
    async (path) => {
      const sidecar = await runningSidecar(config ? { config } : {});
      expect(sidecar.twin).toBeUndefined();
      expect((await asTill(sidecar, path)).status).toBe(404);
    },
  );

  test('runs if the configuration names another gateway', async () => {
    const sidecar = await runningSidecar({ options: { gateway: 'http://127.0.0.1:9999' } });
    expect(sidecar.twin).toBeUndefined();
  });
});
