import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import { texts } from '../../src/texts/en/payments.ts';
import { eventually, launchBrowser, openPairedPage } from './connector-page.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { serviceWorkerWaker } from './service-worker.ts';

let browser: Browser;
let context: BrowserContext;
let sidecar: RunningSidecar;
let gateway: OwnGateway;
let page: Page;
let other: Page;
let wake: () => Promise<unknown>;

beforeAll(async () => {
  const gatewayPort = await freePort();
  browser = await launchBrowser();
  gateway = await openGateway(gatewayPort, { login: 'shop', password: 'Test_password' });
  sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop' }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`],
  });
  context = await browser.newContext();
  // Only the test wakes the service worker.
  await context.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync'));
  page = await openPage();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  other = await context.newPage();
  await other.goto(`${sidecar.origin}/icon.svg`);
  wake = await serviceWorkerWaker(other, sidecar.origin);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await gateway?.close();
});

/** Opens the list of payments in a page that cannot notify HiPay itself, so that only the service worker does. */
async function openPage(): Promise<Page> {
  const opened = await openPairedPage(browser, sidecar, context);
  await opened.route('**/connector/gateway', (route) => route.abort());
  await opened.goto(`${sidecar.origin}/#/payments/needs`);
  return opened;
}

const pay = (order_id: string) => sidecar.call('POST', '/order', sampleOrder({ order_id }));
const waiting = async () => (await sidecar.call('GET', '/health')).body['notifications'];
/** The last copy of the order's notification in the second copy. */
async function lastCopy(orderId: string): Promise<OutboxEntry | undefined> {
  const lines = (await sidecar.text('GET', '/records')).split('\n').filter(Boolean);
  const found = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'notification');
  return found.findLast(({ entry }) => entry.orderId === orderId)?.entry;
}
const inSecondCopy = async (orderId: string) => (await lastCopy(orderId))?.state;
const byServiceWorker = (what: string, ask: () => Promise<boolean>) =>
  eventually(what, async () => {
    await wake();
    return ask();
  });

describe('a notification that the service worker sends while a page is open', () => {
  it('changes the page, GET /health, the orders and the second copy', async () => {
    const orders = ['Order_1', 'Order_2', 'Order_3'];
    for (const order of orders)
      expect((await pay(order)).body).toMatchObject({ notificationHipaySent: false });
    await page.getByRole('button', { name: /send now/i }).waitFor();
    expect(await waiting()).toMatchObject({ pending: 3 });
    await byServiceWorker('HiPay has all', async () => gateway.twin.orders().length === 3);
    await page.getByText(texts.notifications.nothingWaiting).waitFor();
    await eventually('health follows', async () => {
      const { pending, parked } = (await waiting()) as unknown as { pending: number; parked: number };
      return pending + parked === 0;
    });
    for (const order of orders) {
      await eventually(
        `the second copy has ${order}`,
        async () => (await inSecondCopy(order)) === 'delivered',
      );
      expect((await sidecar.call('GET', `/orders/${order}`)).body).toMatchObject({
        notificationHipaySent: true,
      });
    }
  });
  it('is shown as parked if the service worker parks it', async () => {
    gateway.twin.play('unauthorised-401');
    await pay('Order_4');
    await byServiceWorker('health shows it parked', async () => {
      const { parked } = (await waiting()) as unknown as { parked: number };
      return parked === 1;
    });
    await page.locator('ecr-needs-page').getByText(/login/i).first().waitFor();
    await eventually('the second copy follows', async () => (await inSecondCopy('Order_4')) === 'parked');
  });
});

describe('a notification that the service worker sends while no page is open', () => {
  it('changes GET /health, the orders and the second copy as HiPay has answered', async () => {
    gateway.twin.play('error-500');
    await pay('Order_5');
    await page.close();
    const failed = async () => (await lastCopy('Order_5'))?.attempts ?? 0;
    const before = await failed();
    await byServiceWorker('HiPay has refused it', async () => (await failed()) > before);
    expect(await lastCopy('Order_5')).toMatchObject({ state: 'pending', lastFailure: 'hipay-unreachable' });
    expect(await waiting()).toMatchObject({ pending: 1 });
    gateway.twin.play('accept');
    await byServiceWorker('HiPay has it', async () =>
      gateway.twin.orders().some(({ orderid }) => orderid === 'Order_5'),
    );
    await eventually('the second copy follows', async () => (await inSecondCopy('Order_5')) === 'delivered');
    await eventually(
      'nothing is pending',
      async () => ((await waiting()) as unknown as { pending: number }).pending === 0,
    );
    expect((await sidecar.call('GET', '/orders/Order_5')).body).toMatchObject({
      notificationHipaySent: true,
    });
  });
  it('is not changed by a page that opens later', async () => {
    page = await context.newPage();
    await page.route('**/connector/gateway', (route) => route.abort());
    await page.goto(`${sidecar.origin}/#/payments`);
    await page.getByText('Order_5').first().waitFor();
    expect(await inSecondCopy('Order_5')).toBe('delivered');
    expect(await waiting()).toMatchObject({ pending: 0 });
  });
});
