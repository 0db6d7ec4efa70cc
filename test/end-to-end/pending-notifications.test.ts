import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway-twin/gateway-twin.ts';
import { eventually, launchBrowser, openPairedPage, terminalReady } from './connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { seedPayment, shopConfig } from './seed-payment.ts';

/** HiPay's twin on a port of its own, as another origin: it can be down, which a twin inside the sidecar cannot. */
const account = { login: 'shop', password: 'Test_password', hashKey: '' };
const clock = { now: () => Date.now(), monotonic: () => performance.now(), after: () => () => {} };
let gateway: { twin: GatewayTwin; server: Server } | undefined;
let gatewayPort: number;
const openGateway = async () => {
  const twin = gatewayTwin({ clock, account });
  const server = serve({ fetch: twin.app.fetch, port: gatewayPort, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  gateway = { twin, server };
};
const closeGateway = async () => {
  gateway?.server.closeAllConnections();
  gateway?.server.close();
  if (gateway) await once(gateway.server, 'close');
  gateway = undefined;
};

let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;
beforeAll(async () => {
  gatewayPort = await freePort();
  browser = await launchBrowser();
  sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop' }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`],
  });
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await closeGateway();
});

describe('HiPay cannot be reached', () => {
  it('the sale is a success all the same, and the answer says that HiPay was not told', async () => {
    const { status, body } = await sidecar.call('POST', '/order', seedPayment());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
      numberOfNotificationSent: 0,
    });
  });
  it('the page shows the pending notification, and still does after a reload', async () => {
    await page.goto(`${sidecar.origin}/#/payments`);
    await page.getByRole('button', { name: /send now/i }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /send now/i }).waitFor();
    await page.getByText('Order_12345').first().waitFor();
  });
  it('is told when it is back, once', async () => {
    await terminalReady(sidecar);
    await openGateway();
    await page.getByRole('button', { name: /send now/i }).click();
    await eventually('the order arrived', async () => gateway?.twin.orders().length === 1);
    const { body } = await sidecar.call('POST', '/order', seedPayment());
    expect(body).toMatchObject({ notificationHipaySent: true, numberOfNotificationSent: 1, replayed: true });
    expect(gateway?.twin.orders()).toHaveLength(1);
  });
  it('wrong credentials are parked for a person, and go out once they are mended', async () => {
    gateway?.twin.play('unauthorised-401');
    await sidecar.call('POST', '/order', seedPayment({ order_id: 'Order_2' }));
    await eventually('it is parked', async () => {
      const { body } = await sidecar.call('GET', '/health');
      return (body['notifications'] as { parked?: number } | undefined)?.parked === 1;
    });
    gateway?.twin.play('accept');
    await page.getByRole('button', { name: /send now/i }).click();
    await eventually('the order arrived', async () =>
      gateway?.twin.orders().some(({ orderid }) => orderid === 'Order_2'),
    );
  });
});

describe('every tab is closed', () => {
  it('the service worker delivers what is pending when the browser says that the network is back', async () => {
    gateway?.twin.play('error-500');
    await sidecar.call('POST', '/order', seedPayment({ order_id: 'Order_closed' }));
    const { origin } = sidecar;
    const other = await page.context().newPage();
    await other.goto(`${origin}/icon.svg`);
    const devTools = await page.context().newCDPSession(other);
    const registration = new Promise<string>((resolve) =>
      devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId);
      }),
    );
    await devTools.send('ServiceWorker.enable');
    const registrationId = await registration;
    await page.close();
    gateway?.twin.play('accept');
    const arrived = async () => gateway?.twin.orders().some(({ orderid }) => orderid === 'Order_closed');
    await eventually('the order arrived', async () => {
      const tag = 'hipay-ecr-outbox';
      await devTools.send('ServiceWorker.dispatchSyncEvent', {
        origin,
        registrationId,
        tag,
        lastChance: false,
      });
      return arrived();
    });
    expect(gateway?.twin.orders().filter(({ orderid }) => orderid === 'Order_closed')).toHaveLength(1);
  });
});
