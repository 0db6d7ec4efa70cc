import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { RealShop } from '../chaos/real/real-shop.ts';
import type { ShopBrowser } from '../chaos/real/shop-browser.ts';
import { eventually } from './connector-page.ts';
import { sampleOrder } from './sample-order.ts';
import { stopPages } from './stopped-page.ts';

// One shop with one terminal. Each browser has its own profile, and its journal has only some payments of an order.

let shop: RealShop;
let first: ShopBrowser;
let second: ShopBrowser;
beforeAll(async () => {
  // Longer limits than the campaign's: the journal may be slow on a busy computer.
  shop = await RealShop.open({ timers: { control_ms: 2500, customer_ms: 6000 }, byteWaitMs: 3000 });
  first = shop.browser;
});
afterAll(() => shop?.close());

interface Order {
  readonly orderId: string;
  readonly amountMinor: number;
}

type Body = Record<string, unknown>;

const health = async () => (await shop.sidecar.call('GET', '/health')).body as Body;
const find = async ({ orderId }: Order) =>
  (await shop.sidecar.call('GET', `/orders/${orderId}`)).body as Body;
const post = async ({ orderId, amountMinor }: Order) =>
  (await shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount: amountMinor / 100 })))
    .body as Body;
/** Posts the order to a terminal whose customer or line behaves as the script says. */
const postTo = (script: string, order: Order, customerMs = 100) => {
  shop.terminal.follow(scriptNamed(script, customerMs));
  return post(order);
};

const sold = { paymentStatus: 'SUCCESS', outcome: 'APPROVED', replayed: false };
const declined = { paymentStatus: 'FAILURE', outcome: 'DECLINED' };
const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };

/** The till asks about a sale in each way, and sends it again to a terminal that would charge it. */
async function expectReplayed(order: Order): Promise<void> {
  expect(await find(order)).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
  expect(await postTo('accept', order)).toMatchObject({ ...sold, replayed: true });
  expect(shop.terminal.charges(order.amountMinor)).toBe(1);
}
async function expectUnknown(order: Order): Promise<void> {
  expect(await find(order)).toMatchObject(unknown);
  expect(await postTo('accept', order)).toMatchObject(unknown);
  expect(shop.terminal.charges(order.amountMinor)).toBe(1);
}

async function closeAll(): Promise<void> {
  for (const browser of shop.browsers) if (browser.isOpen) await browser.close();
  await eventually('no page is open', async () => (await health())['page'] === 'not-open');
}
async function openAlone(browser: ShopBrowser): Promise<void> {
  await closeAll();
  await browser.open(shop.sidecar.origin);
  await shop.mustBeReady();
}
async function pairAlone(): Promise<ShopBrowser> {
  await closeAll();
  const browser = await shop.pairBrowser();
  await shop.mustBeReady();
  return browser;
}

describe('a profile that is copied after a refusal, and restored after the sale', () => {
  const order = { orderId: 'Restored', amountMinor: 1101 };
  it('gets the sale again: the till gets the stored answer', async () => {
    expect(await postTo('refuse', order)).toMatchObject(declined);
    await closeAll();
    const restore = first.copyProfile();
    await openAlone(first);
    expect(await postTo('accept', order)).toMatchObject(sold);
    await closeAll();
    restore();
    await openAlone(first);
    await expectReplayed(order);
  });
});

describe('an order that one browser did not charge', () => {
  beforeAll(async () => {
    second = await pairAlone();
  });
  it('was paid in another browser: this browser replays the sale', async () => {
    const order = { orderId: 'Paid_elsewhere', amountMinor: 1102 };
    expect(await postTo('refuse', order)).toMatchObject(declined);
    await openAlone(first);
    expect(await postTo('accept', order)).toMatchObject(sold);
    await openAlone(second);
    await expectReplayed(order);
  });
  it('was charged in another browser, whose terminal did not answer: it is unknown without a page, and in a new browser', async () => {
    const order = { orderId: 'Unknown_elsewhere', amountMinor: 1103 };
    expect(await postTo('refuse', order)).toMatchObject(declined);
    await openAlone(first);
    expect(await postTo('silent-at-6', order)).toMatchObject(unknown);
    await closeAll();
    await expectUnknown(order);
    second = await pairAlone();
    await expectUnknown(order);
  });
  it('is charged in another browser, which is killed: it is unknown, and this browser charges nothing', async () => {
    const { terminal } = shop;
    const order = { orderId: 'Killed_elsewhere', amountMinor: 1104 };
    await terminal.unplug();
    expect(await post(order)).toMatchObject({ error: { paymentStatus: 'FAILURE' } });
    // A browser that is stopped does not take the port when the terminal is plugged in.
    const resumePages = await stopPages(second.page);
    await first.open(shop.sidecar.origin);
    await terminal.plug();
    await shop.mustBeReady();
    resumePages();
    const kill = first.prepareKill();
    terminal.follow(scriptNamed('accept', 300));
    const customer = terminal.untilStep(5);
    const answer = post(order);
    await customer;
    await kill();
    expect(await answer).toMatchObject(unknown);
    await expectUnknown(order);
  });
});
