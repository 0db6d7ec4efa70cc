import { describe, expect, test } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, runningSidecar } from '../helpers/running-sidecar.ts';

test("GET /version has HiPay's pattern", async () => {
  const reply = await asTill(await runningSidecar(), '/version');
  expect(await reply.json()).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+-concertv2-(linux|windows_64|darwin)$/),
  });
});

test('GET /config has the serial number', async () => {
  expect(await (await asTill(await runningSidecar(), '/config')).json()).toEqual({
    deviceId: '00000012345678',
  });
});

describe('GET /stop', () => {
  test('stops at once if no payment runs', async () => {
    const sidecar = await runningSidecar();
    const reply = await asTill(sidecar, '/stop');
    expect(await reply.json()).toEqual({ message: 'TP-Manager stopped', stopped: true });
    await sidecar.closed;
    await expect(asTill(sidecar, '/version')).rejects.toThrow();
  });

  test('waits for the running payment and its answer before it stops, and begins no other payment', async () => {
    const sidecar = await runningSidecar();
    let pay = () => {};
    let begun = () => {};
    const waiting = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const page = await fakePage(sidecar, {
      takePayment: (request) => {
        begun();
        return new Promise((resolve) => {
          pay = () => resolve(paidAnswer(request));
        });
      },
    });
    const answer = postOrder(sidecar, { amount: 1 });
    await waiting;
    expect(await (await asTill(sidecar, '/stop')).json()).toEqual({
      message: 'TP-Manager is busy, will stop when possible',
      stopped: false,
    });
    const refused = await postOrder(sidecar, { amount: 2 });
    expect(refused.status).toBe(503);
    const { error } = await refused.json();
    expect(error).toMatchObject({ errorCode: '1114', charge: 'not-charged' });
    expect(error.errorDescription).toContain('The connector is being stopped');
    expect(error.errorDescription).toContain('Start the connector again');
    expect(error.errorDescription).not.toContain('page');
    pay();
    expect(await (await answer).json()).toMatchObject({ paymentStatus: 'SUCCESS' });
    await sidecar.closed;
    expect(page.payments).toHaveLength(1);
  });

  test('keeps running, and answers so, if the configuration has switched it off', async () => {
    const reading = readShopConfig({
      api_username: 'log',
      api_password: 'pwd',
      connector: { stop: 'false' },
    });
    if (!reading.ok) throw new Error(reading.errors.join());
    const sidecar = await runningSidecar({ config: reading.config });
    const reply = await asTill(sidecar, '/stop');
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({
      message: expect.stringContaining('connector.stop: false'),
      stopped: false,
    });
    expect((await asTill(sidecar, '/version')).status).toBe(200);
    // The sidecar still accepts payments; a stopping one would refuse them.
    await fakePage(sidecar);
    expect((await postOrder(sidecar, { amount: 1 })).status).toBe(200);
  });

  test('a payment by hand on the page counts as busy too', async () => {
    const sidecar = await runningSidecar();
    let busy = true;
    await fakePage(sidecar, { busy: () => busy });
    await (await asTill(sidecar, '/check')).json();
    expect(await (await asTill(sidecar, '/stop')).json()).toMatchObject({ stopped: false });
    busy = false;
    await sidecar.closed;
  });
});

describe('GET /health', () => {
  test('is not ready without a page', async () => {
    expect(await (await asTill(await runningSidecar(), '/health')).json()).toMatchObject({
      status: 'not-ready',
      environment: 'dev',
      page: 'not-open',
    });
  });

  test('is ready with a page, and contains no secret', async () => {
    const sidecar = await runningSidecar();
    await fakePage(sidecar);
    await asTill(sidecar, '/check');
    const text = await (await asTill(sidecar, '/health')).text();
    expect(JSON.parse(text)).toMatchObject({ status: 'ready', page: 'open', terminal: 'ready' });
    expect(text).not.toContain('made-secret');
  });
});

describe('GET /health warns if the account does not belong to the environment', () => {
  const stage = '12345678.stage-secure-gateway.hipay-tpp.com';
  test.each([
    [stage, 'prod', ['hipay_login: a stage account in environment prod']],
    [
      '12345678.secure-gateway.hipay-tpp.com',
      'stage',
      ['hipay_login: no stage account in environment stage'],
    ],
    [stage, 'stage', undefined],
    ['12345678.secure-gateway.hipay-tpp.com', 'prod', undefined],
  ])('%s in %s: warnings %j', async (login, environment, warnings) => {
    const reading = readShopConfig({
      api_username: 'log',
      api_password: 'pwd',
      hipay_login: login,
      hipay_password: 'x',
      environment,
    });
    const sidecar = await runningSidecar(reading.ok ? { config: reading.config } : {});
    expect((await (await asTill(sidecar, '/health')).json()).warnings).toEqual(warnings);
  });
});

describe('GET /check', () => {
  test('probes the terminal, and answers its status', async () => {
    const sidecar = await runningSidecar();
    await fakePage(sidecar);
    expect(await (await asTill(sidecar, '/check')).json()).toEqual({
      ready: true,
      terminal: 'ready',
      description: 'a fake',
      simulated: true,
    });
  });

  test('answers 503 without a page', async () => {
    const reply = await asTill(await runningSidecar(), '/check');
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1004' } });
  });
});
