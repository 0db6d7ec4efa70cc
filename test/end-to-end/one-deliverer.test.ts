import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../src/texts/en/payments.ts';
import { eventually, launchBrowser, openPairedPage } from './connector-page.ts';
import { openGuestTab } from './guest-tab.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { deliveryState, serviceWorkerWaker } from './service-worker.ts';

const orders = ['Order_1', 'Order_2', 'Order_3'];
let browser: Browser;
let sidecar: RunningSidecar;
let owner: Page;
let guest: Page;
let gatewayPort: number;
let gateway: OwnGateway | undefined;

beforeAll(async () => {
  gatewayPort = await freePort();
  browser = await launchBrowser();
  sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop' }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`],
  });
  owner = await openPairedPage(browser, sidecar, await browser.newContext());
  for (const order_id of orders) await sidecar.call('POST', '/order', sampleOrder({ order_id }));
  guest = await openGuestTab(owner, `${sidecar.origin}/#/payments/needs`);
  await owner.goto(`${sidecar.origin}/#/payments/needs`);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await gateway?.close();
});

const sendNow = (page: Page) => page.getByRole('button', { name: /send now/i });
/** How many hold the outbox lock, and how many wait for it, as the browser reports. */
const outboxLock = () =>
  owner.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const ofOutbox = (locks: LockInfo[]) => locks.filter(({ name }) => name === 'hipay-ecr-outbox').length;
    return { held: ofOutbox(held), waiting: ofOutbox(pending) };
  });

describe('HiPay is back while two tabs of one browser and its service worker all want to deliver', () => {
  it('one of them sends while the others wait, and HiPay gets each sale once', async () => {
    let answerOrders = () => {};
    const held = new Promise<void>((resolve) => {
      answerOrders = resolve;
    });
    gateway = await openGateway(gatewayPort, { login: 'shop', password: 'Test_password' }, () => held);
    const wake = await serviceWorkerWaker(guest, sidecar.origin);
    await sendNow(owner).click();
    await eventually('one has the outbox', async () => gateway?.callers.length === 1);
    // Only now: a service worker that wakes before a person's click finds no due entry, and does not wait.
    await sendNow(guest).click();
    await eventually('one has the outbox, another waits', async () => {
      const lock = await outboxLock();
      if (lock.waiting === 0) {
        // The browser drops the event if the service worker does not start in time.
        await wake();
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return gateway?.callers.length === 1 && lock.held === 1 && lock.waiting > 0;
    }).catch(async ({ message }: Error) =>
      expect.fail(`${message}: ${gateway?.callers.length} callers, ${await deliveryState(owner)}`),
    );
    answerOrders();
    for (const page of [owner, guest]) await page.getByText(texts.notifications.nothingWaiting).waitFor();
    await eventually('no page holds or awaits the outbox', async () => {
      const { held: holders, waiting } = await outboxLock();
      return holders + waiting === 0;
    });
    expect(gateway.callers).toHaveLength(orders.length);
    expect(
      gateway.twin
        .orders()
        .map(({ orderid }) => orderid)
        .sort(),
    ).toEqual(orders);
  });
});
