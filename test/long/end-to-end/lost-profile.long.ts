import { afterAll, beforeAll, expect, it } from 'vitest';
import { scriptNamed } from '../../chaos/real/lasting-terminal.ts';
import { readPageJournal } from '../../chaos/real/page-journal.ts';
import { RealShop } from '../../chaos/real/real-shop.ts';
import { eventually } from '../../end-to-end/connector-page.ts';
import { sampleOrder } from '../../end-to-end/sample-order.ts';

let shop: RealShop;
beforeAll(async () => {
  shop = await RealShop.open({ timers: { control_ms: 2500, customer_ms: 20_000 }, byteWaitMs: 3000 });
});
afterAll(() => shop?.close());

/** Another page takes over after 30 s; the rest is for a slow machine. */
const takeOverMs = 60_000;

const orders = [
  { orderId: 'Lost_1', amountMinor: 1201 },
  { orderId: 'Lost_2', amountMinor: 1202 },
  { orderId: 'Lost_3', amountMinor: 1203 },
];
const notified = () => shop.gateway.twin.orders().map(({ orderid }) => orderid);
const health = async () => (await shop.sidecar.call('GET', '/health')).body as Record<string, unknown>;

it('a new browser notifies HiPay of the sales of a browser whose profile was deleted, and says so', async () => {
  const { terminal, gateway, sidecar, browser } = shop;
  await gateway.setFaults('down');
  terminal.follow(scriptNamed('accept', 100));
  for (const { orderId, amountMinor } of orders) {
    const order = sampleOrder({ order_id: orderId, amount: amountMinor / 100 });
    expect((await sidecar.call('POST', '/order', order)).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
    });
  }
  await browser.kill();
  browser.removeProfile();
  await eventually('the page is gone', async () => (await health())['page'] === 'not-open');
  await gateway.setFaults('accept');
  const { page } = await shop.pairBrowser();
  await shop.expectReady();
  expect(await health()).toMatchObject({ notifications: { pending: 3 } });

  await eventually('HiPay has the sales', async () => notified().length === orders.length, takeOverMs);
  expect(notified().toSorted()).toEqual(orders.map(({ orderId }) => orderId));
  await page.getByText(/Records of another browser profile were found, .*: 3\./).waitFor();
  await eventually('nothing is pending', async () => {
    const { notifications } = (await health()) as { notifications?: { pending: number } };
    return notifications?.pending === 0;
  });
  expect((await readPageJournal(page)).payments.map(({ orderId }) => orderId).toSorted()).toEqual(
    orders.map(({ orderId }) => orderId),
  );
  for (const { amountMinor } of orders) expect(terminal.charges(amountMinor)).toBe(1);
});
