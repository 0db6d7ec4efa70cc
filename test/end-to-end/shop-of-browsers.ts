import { afterAll, beforeAll, expect } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { RealShop } from '../chaos/real/real-shop.ts';
import type { ShopBrowser } from '../chaos/real/shop-browser.ts';
import { eventually } from './connector-page.ts';
import { sampleOrder } from './sample-order.ts';

// One shop with one terminal. Each browser has its own profile, and its journal has only some payments of an order.

export let shop: RealShop;
export let first: ShopBrowser;
/** Call it in a file of tests: opens the shop before the tests, and closes it after them. */
export function withShopOfBrowsers(): void {
  beforeAll(async () => {
    // Longer limits than the campaign's: the journal may be slow on a busy computer.
    shop = await RealShop.open({ timers: { control_ms: 2500, customer_ms: 6000 }, byteWaitMs: 3000 });
    first = shop.browser;
  });
  afterAll(() => shop?.close());
}

interface Order {
  readonly orderId: string;
  readonly amountMinor: number;
}

type Body = Record<string, unknown>;

const health = async () => (await shop.sidecar.call('GET', '/health')).body as Body;
const find = async ({ orderId }: Order) =>
  (await shop.sidecar.call('GET', `/orders/${orderId}`)).body as Body;
export const post = async ({ orderId, amountMinor }: Order) =>
  (await shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount: amountMinor / 100 })))
    .body as Body;
/** Posts the order to a terminal whose customer or line behaves as the script says. */
export const postTo = (script: string, order: Order, customerMs = 100) => {
  shop.terminal.follow(scriptNamed(script, customerMs));
  return post(order);
};

export const sold = { paymentStatus: 'SUCCESS', outcome: 'APPROVED', replayed: false };
export const declined = { paymentStatus: 'FAILURE', outcome: 'DECLINED' };
export const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };

/** The till asks about a sale in each way, and sends it again to a terminal that would charge it. */
export async function expectReplayed(order: Order): Promise<void> {
  expect(await find(order)).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
  expect(await postTo('accept', order)).toMatchObject({ ...sold, replayed: true });
  expect(shop.terminal.charges(order.amountMinor)).toBe(1);
}
export async function expectUnknown(order: Order): Promise<void> {
  expect(await find(order)).toMatchObject(unknown);
  expect(await postTo('accept', order)).toMatchObject(unknown);
  expect(shop.terminal.charges(order.amountMinor)).toBe(1);
}

export async function closeAll(): Promise<void> {
  for (const browser of shop.browsers) if (browser.isOpen) await browser.close();
  await eventually('no page is open', async () => (await health())['page'] === 'not-open');
}
export async function openOnlyThisBrowser(browser: ShopBrowser): Promise<void> {
  await closeAll();
  await browser.open(shop.sidecar.origin);
  await shop.expectReady();
}
export async function pairOnlyNewBrowser(): Promise<ShopBrowser> {
  await closeAll();
  const browser = await shop.pairBrowser();
  await shop.expectReady();
  return browser;
}
