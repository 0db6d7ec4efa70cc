import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { eventually } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { stopPages } from './stopped-page.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

// SIGSTOP of the renderer hangs the page. Its browser still answers the pings of the page's socket.

const customerMs = 5000;
/** The customer's time, the 15 s after it, and 5 s for a slow machine. */
const limitMs = customerMs + 15_000 + 5000;

let shop: ShopOnRig<RigTerminal>;
let sidecar: RunningSidecar;
let resumePage = () => {};

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: plugTerminal,
    config: shopConfig({ connector: { timers: { customer_ms: customerMs } } }),
  });
  ({ sidecar } = shop);
});
afterEach(() => resumePage());
afterAll(() => shop?.close());

const health = async () => (await sidecar.call('GET', '/health')).body as Record<string, unknown>;
const post = async (orderId: string, amount = 10.23) =>
  (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }))).body as Record<
    string,
    unknown
  >;

const hangIsReported = () =>
  eventually('the page is reported', async () => (await health())['page'] === 'not-answering', 10_000);

/** The value of the promise, or `no answer` if it takes longer than `ms`. */
const within = <T>(ms: number, promise: Promise<T>) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms, 'no answer'))]);

/** Waits until the line is idle: the last byte of the first check may come a moment after the page is ready. */
const lineAtRest = () =>
  eventually('the line is at rest', async () => {
    shop.terminal.wire();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return shop.terminal.wire().length === 0;
  });

const charged = () => shop.terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict]);

it('a page that hangs until its till has left sends nothing to the terminal', async () => {
  await lineAtRest();
  resumePage = await stopPages(shop.page);
  const order = sampleOrder({ order_id: 'Gone', amount: 11.23 });
  await sidecar.hangUpAfterPosting('/order', order, hangIsReported);
  resumePage();
  const gone = await eventually('the page has decided', async () => {
    const { status, body } = await sidecar.call('GET', '/orders/Gone');
    return status === 200 && body;
  });
  expect(gone).toMatchObject({ paymentStatus: 'FAILURE', outcome: 'NOT_SENT' });
  expect(shop.terminal.wire()).toEqual([]);
  expect(charged()).toEqual([]);
});

it('a page that hangs during a payment is reported within 10 s; the till gets UNKNOWN; the page is used again once it answers', async () => {
  // The terminal charges, and its answer never comes.
  shop.terminal.follow('silent-at-6', 100);
  const paying = post('Hung_1');
  await eventually('the customer has paid', async () => charged().length > 0);
  resumePage = await stopPages(shop.page);
  await hangIsReported();
  expect(await health()).toMatchObject({ status: 'not-ready', terminal: 'away' });
  expect((await sidecar.call('GET', '/check')).body).toMatchObject({ ready: false });
  // Waits for the payment, as the till itself does.
  const found = within(limitMs, sidecar.call('GET', '/orders/Hung_1'));

  const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };
  expect(await within(limitMs, paying)).toMatchObject(unknown);
  expect(await found).toMatchObject({ body: unknown });
  expect(await within(10_000, post('Hung_1'))).toMatchObject(unknown);
  expect(await within(10_000, post('Hung_2'))).toMatchObject({ error: { errorCode: '1004' } });

  resumePage();
  await eventually('the page is back', async () => (await health())['page'] === 'open', 5000);
  expect(await within(20_000, post('Hung_1'))).toMatchObject(unknown);
  expect(charged()).toEqual([[1023, 'accepted']]);
  expect(await sidecar.gatewayOrders()).toEqual([]);
  shop.terminal.follow('accept');
  expect(await post('Next', 9.99)).toMatchObject({ paymentStatus: 'SUCCESS' });
}, 90_000);
