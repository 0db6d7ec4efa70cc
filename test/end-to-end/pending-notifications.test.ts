import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage, terminalReady } from './connector-page.ts';
import { delayNotifications } from './delay-notifications.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { deliveryState, serviceWorkerWaker } from './service-worker.ts';

const account = { login: 'shop', password: 'Test_password' };
let gateway: OwnGateway | undefined;
let gatewayPort: number;

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
  const context = await browser.newContext();
  // Switches Background Sync off. With it the browser would also start the service worker, and the test could not see
  // whether the page or the service worker notified HiPay.
  await context.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync'));
  page = await openPairedPage(browser, sidecar, context);
  // If the browser went offline while it installs the service worker, it would drop the service worker.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await gateway?.close();
});

describe('HiPay cannot be reached', () => {
  it('the sale still succeeds, and the answer says that HiPay is not notified', async () => {
    const { status, body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
      numberOfNotificationSent: 0,
    });
  });
  it('the page shows the pending notification, and still does after a reload', async () => {
    await page.goto(`${sidecar.origin}/#/payments/needs`);
    await page.getByRole('button', { name: /send now/i }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /send now/i }).waitFor();
    await page.locator('ecr-needs-page').getByText('Order_12345').first().waitFor();
  });
  it('HiPay is notified once, as soon as the browser reports the network, before the next try is due', async () => {
    await terminalReady(sidecar);
    await page.evaluate(delayNotifications);
    gateway = await openGateway(gatewayPort, account);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await eventually('the order arrived', async () => gateway?.twin.orders().length === 1);
    const { body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(body).toMatchObject({ notificationHipaySent: true, numberOfNotificationSent: 1, replayed: true });
    expect(gateway?.twin.orders()).toHaveLength(1);
  });
  it('parks notifications for wrong credentials, and delivers them once these are corrected', async () => {
    gateway?.twin.play('unauthorised-401');
    await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_2' }));
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
    const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_closed' }));
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS', notificationHipaySent: false });
    const { origin } = sidecar;
    const other = await page.context().newPage();
    await other.goto(`${origin}/icon.svg`);
    const wake = await serviceWorkerWaker(other, origin);
    await page.close();
    gateway?.twin.play('accept');
    const arrived = async () => gateway?.twin.orders().some(({ orderid }) => orderid === 'Order_closed');
    await eventually('the order arrived', async () => {
      await wake();
      return arrived();
    }).catch(async ({ message }: Error) => expect.fail(`${message}: ${await deliveryState(other)}`));
    expect(gateway?.twin.orders().filter(({ orderid }) => orderid === 'Order_closed')).toHaveLength(1);
  });
});
