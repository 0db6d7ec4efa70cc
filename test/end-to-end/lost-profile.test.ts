import { afterAll, beforeAll, expect, it } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { readPageJournal } from '../chaos/real/page-journal.ts';
import { RealShop } from '../chaos/real/real-shop.ts';
import { eventually } from './connector-page.ts';
import { sampleOrder } from './sample-order.ts';

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

it('sales of a browser whose profile was deleted before HiPay got them: a new browser notifies HiPay, and says so', async () => {
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
  await shop.mustBeReady();
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

it('a payment that was cut off with its browser profile: a new browser shows the doubt and the sales at once', async () => {
  const { terminal, sidecar } = shop;
  const browser = shop.browsers.findLast(({ isOpen }) => isOpen);
  if (!browser) throw new Error('no browser is open');
  const kill = browser.prepareKill();
  terminal.follow(scriptNamed('silent-at-6', 300));
  const customer = terminal.untilStep(5);
  const answer = sidecar.call('POST', '/order', sampleOrder({ order_id: 'Cut_off', amount: 12.11 }));
  await customer;
  await kill();
  browser.removeProfile();
  const pairedAt = Date.now();
  const { page } = await shop.pairBrowser();
  await page.getByRole('heading', { name: /Outcome unknown/ }).waitFor();
  await page.getByText('Cut_off').first().waitFor();
  // Before another page may deliver, or a person may decide, for the lost browser.
  expect(Date.now() - pairedAt).toBeLessThan(25_000);
  expect((await answer).body).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
  const picture = process.env['HIPAY_ECR_PICTURE'];
  if (picture !== undefined) await page.screenshot({ path: picture });
  const known = (await readPageJournal(page)).payments.map(({ orderId }) => orderId).toSorted();
  expect(known).toEqual(['Cut_off', ...orders.map(({ orderId }) => orderId)]);
  expect(terminal.charges(1211)).toBe(1);
});
