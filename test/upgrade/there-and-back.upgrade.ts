import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { RealShop, type ShopProgram } from '../chaos/real/real-shop.ts';
import { eventually } from '../end-to-end/connector-page.ts';
import { checkout } from '../end-to-end/packed-install.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';

const folder = process.env['HIPAY_ECR_VERSION_BEFORE'];
if (folder === undefined) throw new Error('HIPAY_ECR_VERSION_BEFORE: expected the folder of another version');
const before: ShopProgram = { folder };
const present: ShopProgram = { folder: checkout };

let shop: RealShop;
beforeAll(async () => {
  shop = await RealShop.open({
    program: before,
    timers: { control_ms: 2500, customer_ms: 20_000 },
    byteWaitMs: 3000,
  });
});
afterAll(() => shop?.close());

/** Each order has its own amount, because the terminal's ledger has amounts and no order numbers. */
const amounts: Record<string, number> = {};
const post = async (orderId: string, amountMinor: number) => {
  amounts[orderId] = amountMinor;
  const order = sampleOrder({ order_id: orderId, amount: amountMinor / 100 });
  return (await shop.sidecar.call('POST', '/order', order)).body as Record<string, unknown>;
};
/** Longest time until the next try to notify HiPay, after several failed ones. */
const nextTryMs = 300_000;
const charges = (orderId: string) => shop.terminal.charges(amounts[orderId] ?? 0);
const notified = (orderId: string) =>
  shop.gateway.twin.orders().filter(({ orderid }) => orderid === orderId).length;
const pay = (orderId: string, amountMinor: number) => {
  shop.terminal.follow(scriptNamed('accept', 100));
  return post(orderId, amountMinor);
};
/** The terminal charges the customer, and its answer never arrives. */
const payWithoutAnswer = (orderId: string, amountMinor: number) => {
  shop.terminal.follow(scriptNamed('silent-at-6', 300));
  return post(orderId, amountMinor);
};
const switchTo = async (program: ShopProgram) => {
  shop.terminal.follow(scriptNamed('accept', 100));
  await shop.browser.close();
  await shop.sidecar.call('GET', '/stop');
  await shop.sidecar.ended;
  await shop.startSidecar(program);
  await shop.browser.open(shop.sidecar.origin);
};
/**
 * True if the page gets ready. The browser's cache may first show the page of the other version: then this presses its button
 * `Update now`, as a person does.
 */
const getsReady = async (limitMs: number) => {
  const { page } = shop.browser;
  const update = page.getByRole('button', { name: 'Update now' });
  void update.click({ timeout: limitMs }).catch(() => {});
  return shop.becomesReady(limitMs);
};

/** Sends the orders again. None is charged again, and none is reported as not charged. */
async function expectNotChargedAgain(paid: readonly string[], inDoubt: readonly string[]) {
  for (const orderId of paid) {
    const body = await post(orderId, amounts[orderId] ?? 0);
    expect(body, orderId).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(charges(orderId), orderId).toBe(1);
  }
  for (const orderId of inDoubt) {
    const body = await post(orderId, amounts[orderId] ?? 0);
    expect(body, orderId).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
    expect(charges(orderId), orderId).toBe(1);
  }
}

describe('from the version before to this one, back, and again', () => {
  it('the version before leaves a paid sale, one that HiPay has not got, and one in doubt', async () => {
    expect(await pay('Old_notified', 1301)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    await shop.gateway.setFaults('down');
    expect(await pay('Old_pending', 1302)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
    });
    expect(await payWithoutAnswer('Old_doubt', 1303)).toMatchObject({ outcome: 'UNKNOWN' });
    expect([charges('Old_notified'), charges('Old_pending'), charges('Old_doubt')]).toEqual([1, 1, 1]);
  });
  it('this version knows them all, sends what is pending once, and takes payments', async () => {
    await switchTo(present);
    expect(await getsReady(90_000)).toBe(true);
    await expectNotChargedAgain(['Old_notified', 'Old_pending'], ['Old_doubt']);
    await shop.gateway.setFaults('accept');
    await eventually('HiPay has the pending sale', async () => notified('Old_pending') === 1, nextTryMs);
    expect(await pay('New_notified', 1304)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    await shop.gateway.setFaults('down');
    expect(await pay('New_pending', 1305)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await payWithoutAnswer('New_doubt', 1306)).toMatchObject({ outcome: 'UNKNOWN' });
  });
  it('the version before, started again, takes payments, or refuses all of them with a message; it charges no order again', async () => {
    await switchTo(before);
    const takesPayments = await getsReady(60_000);
    shop.terminal.follow(scriptNamed('accept', 100));
    const all = ['Old_notified', 'Old_pending', 'Old_doubt', 'New_notified', 'New_pending', 'New_doubt'];
    for (const orderId of all) {
      const body = await post(orderId, amounts[orderId] ?? 0);
      expect(charges(orderId), `${orderId}: ${JSON.stringify(body)}`).toBe(1);
    }
    const fresh = await pay('Back_new', 1307);
    expect(charges('Back_new')).toBe(fresh['paymentStatus'] === 'SUCCESS' ? 1 : 0);
    if (!takesPayments) {
      const page = await shop.browser.page.locator('body').innerText();
      expect(fresh['paymentStatus']).not.toBe('SUCCESS');
      expect(page).toMatch(/newer version/i);
    }
  });
  it('this version, started again, has all payments, and HiPay has every paid sale once', async () => {
    await switchTo(present);
    expect(await getsReady(90_000)).toBe(true);
    const paid = ['Old_notified', 'Old_pending', 'New_notified', 'New_pending'];
    if (charges('Back_new') === 1) paid.push('Back_new');
    await expectNotChargedAgain(paid, ['Old_doubt', 'New_doubt']);
    await shop.gateway.setFaults('accept');
    await eventually('HiPay has all', async () => paid.every((orderId) => notified(orderId) > 0), nextTryMs);
    for (const orderId of paid) expect(notified(orderId), orderId).toBe(1);
    for (const orderId of ['Old_doubt', 'New_doubt']) expect(notified(orderId), orderId).toBe(0);
  });
});
