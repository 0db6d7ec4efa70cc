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

/** Each order has its own amount: the terminal's ledger names no order. */
const amounts: Record<string, number> = {};
const post = async (orderId: string, amountMinor: number) => {
  amounts[orderId] = amountMinor;
  const order = sampleOrder({ order_id: orderId, amount: amountMinor / 100 });
  return (await shop.sidecar.call('POST', '/order', order)).body as Record<string, unknown>;
};
/** The failed tries may have made the next one wait. */
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
const change = async (program: ShopProgram) => {
  shop.terminal.follow(scriptNamed('accept', 100));
  await shop.browser.close();
  await shop.sidecar.call('GET', '/stop');
  await shop.sidecar.ended;
  await shop.startSidecar(program);
  await shop.browser.open(shop.sidecar.origin);
};
/** A page of the other version comes from the browser's cache first. The person does what it says. */
const opens = async (limitMs: number) => {
  const { page } = shop.browser;
  const update = page.getByRole('button', { name: 'Update now' });
  const pressing = update.click({ timeout: limitMs }).catch(() => {});
  const isReady = await shop.ready(limitMs);
  await Promise.race([pressing, Promise.resolve()]);
  return isReady;
};

/** Said again, an order that moved money is never charged again, and never said to be free of charge. */
async function mustStand(paid: readonly string[], inDoubt: readonly string[]) {
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
    expect(await pay('Up_told', 1301)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    await shop.gateway.setFaults('down');
    expect(await pay('Up_pending', 1302)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
    });
    expect(await payWithoutAnswer('Up_doubt', 1303)).toMatchObject({ outcome: 'UNKNOWN' });
    expect([charges('Up_told'), charges('Up_pending'), charges('Up_doubt')]).toEqual([1, 1, 1]);
  });
  it('this version knows them all, sends what is pending once, and takes payments', async () => {
    await change(present);
    expect(await opens(90_000)).toBe(true);
    await mustStand(['Up_told', 'Up_pending'], ['Up_doubt']);
    await shop.gateway.setFaults('accept');
    await eventually('HiPay has the pending sale', async () => notified('Up_pending') === 1, nextTryMs);
    expect(await pay('Now_told', 1304)).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
    });
    await shop.gateway.setFaults('down');
    expect(await pay('Now_pending', 1305)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await payWithoutAnswer('Now_doubt', 1306)).toMatchObject({ outcome: 'UNKNOWN' });
  });
  it('the version before, started again, takes payments, or none and says so; it charges nothing again', async () => {
    await change(before);
    const takesPayments = await opens(60_000);
    shop.terminal.follow(scriptNamed('accept', 100));
    const all = ['Up_told', 'Up_pending', 'Up_doubt', 'Now_told', 'Now_pending', 'Now_doubt'];
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
    await change(present);
    expect(await opens(90_000)).toBe(true);
    const paid = ['Up_told', 'Up_pending', 'Now_told', 'Now_pending'];
    if (charges('Back_new') === 1) paid.push('Back_new');
    await mustStand(paid, ['Up_doubt', 'Now_doubt']);
    await shop.gateway.setFaults('accept');
    await eventually('HiPay has all', async () => paid.every((orderId) => notified(orderId) > 0), nextTryMs);
    for (const orderId of paid) expect(notified(orderId), orderId).toBe(1);
    for (const orderId of ['Up_doubt', 'Now_doubt']) expect(notified(orderId), orderId).toBe(0);
  });
});
