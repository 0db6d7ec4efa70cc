import { afterAll, beforeAll, it } from 'vitest';
import { ShopBrowser } from '../chaos/real/shop-browser.ts';
import { terminalReady } from '../end-to-end/connector-page.ts';
import { freePort, startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { account, type FaultyGateway, openFaultyGateway } from './b4-outbox/faulty-gateway.ts';
import { formOfFirst, multiply } from './b4-outbox/multiply.ts';
import type { NotificationRequest } from './b4-outbox/notification-request.ts';
import { servePeers } from './b4-outbox/peer-site.ts';
import { report } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import type { Row } from './report/sheet.ts';

const count = quick ? 200 : 1000;
/** The limit; an order that HiPay does not have by then counts as left, not as lost. */
const limitMs = quick ? 60_000 : 150_000;

const plainChromium = {
  browser: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    env: process.env as Record<string, string>,
  },
};

let gatewayPort: number;
let peersPort: number;
let closePeers: () => Promise<void>;
beforeAll(async () => {
  gatewayPort = await freePort();
  peersPort = await freePort();
  closePeers = await servePeers(peersPort);
});
afterAll(() => closePeers());

interface Queue {
  readonly name: string;
  readonly browser: ShopBrowser;
  readonly address: string;
  /** The number of queued orders, if the contestant can report it. */
  left(): Promise<number>;
}

interface Verdict {
  readonly name: string;
  readonly seconds: number;
  readonly delivered: number;
  readonly left: number;
  readonly lost: number;
  readonly repeated: number;
  readonly calls: number;
}

/** Starts HiPay's stand-in and kills the browser three times during the delivery. */
async function drain(queue: Queue): Promise<Verdict> {
  const { browser, address } = queue;
  const gateway: FaultyGateway = await openFaultyGateway(gatewayPort);
  const begun = performance.now();
  await browser.open(address);
  for (const share of [0.25, 0.5, 0.75]) {
    await waitForOrders(gateway, count * share, begun);
    await browser.kill();
    await browser.open(address);
  }
  await waitForOrders(gateway, count, begun);
  const seconds = (performance.now() - begun) / 1000;
  const delivered = gateway.taken().size;
  // An order that is still queued is late, not lost.
  const left = delivered >= count ? 0 : await queue.left();
  const { calls, repeated } = gateway;
  await gateway.close();
  await browser.close();
  browser.removeProfile();
  return {
    name: queue.name,
    seconds,
    delivered,
    left,
    lost: Math.max(0, count - delivered - left),
    repeated,
    calls,
  };
}

/** Waits until HiPay has `wanted` orders, the limit is over, or no call has come for 30 s. */
async function waitForOrders(gateway: FaultyGateway, wanted: number, begun: number): Promise<void> {
  let last = { calls: gateway.calls, at: performance.now() };
  while (gateway.taken().size < wanted) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = performance.now();
    if (gateway.calls > last.calls) last = { calls: gateway.calls, at: now };
    if (now - begun > limitMs || now - last.at > 30_000) return;
  }
}

let form: [string, string][] = [];

async function ours(): Promise<Verdict> {
  const args = ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`];
  const config = shopConfig({ hipay_login: account.login, hipay_password: account.password });
  const sidecar = await startSidecar({ config, args });
  const browser = new ShopBrowser(plainChromium);
  await browser.open(sidecar.pairingLink);
  await terminalReady(sidecar);
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Many_00000' }));
  form = await browser.page.evaluate(formOfFirst);
  await browser.page.evaluate(multiply, count);
  // A normal close, so that the pairing is on the disk.
  await browser.close();
  const verdict = await drain({
    name: 'ours',
    browser,
    address: sidecar.origin,
    left: () => browser.page.evaluate(undelivered),
  });
  await sidecar.stop();
  return verdict;
}

const ordersFor = (url: string): NotificationRequest[] =>
  Array.from({ length: count }, (_, number) => {
    const orderId = `Many_${String(number).padStart(5, '0')}`;
    const fields = form.map(([name, value]): [string, string] => [
      name,
      name === 'orderid' ? orderId : value,
    ]);
    return {
      orderId,
      url,
      headers: {
        authorization: `Basic ${Buffer.from(`${account.login}:${account.password}`).toString('base64')}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      form: new URLSearchParams(fields).toString(),
    };
  });

async function peer(
  name: string,
  path: string,
  left: (browser: ShopBrowser) => Promise<number>,
): Promise<Verdict> {
  const browser = new ShopBrowser(plainChromium);
  const address = `http://localhost:${peersPort}/${path}`;
  await browser.open(address);
  await browser.page.waitForFunction(() => typeof window.enqueue === 'function');
  await browser.page.evaluate(
    (orders) => window.enqueue(orders),
    ordersFor(`http://127.0.0.1:${gatewayPort}/rest/v1/order`),
  );
  await browser.close();
  return drain({ name, browser, address, left: () => left(browser) });
}

/** Runs in the page: counts the entries of one store. */
const storeCount = ([database, store]: readonly [string, string]): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction(store).objectStore(store).count();
      counting.onsuccess = () => resolve(counting.result);
    };
  });

/** Runs in the page: our undelivered notifications. */
const undelivered = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('notifications').objectStore('notifications').getAll();
      all.onsuccess = () => resolve(all.result.filter(({ state }) => state !== 'delivered').length);
    };
  });

const verdicts: Verdict[] = [];
it('our outbox', async () => {
  verdicts.push(await ours());
});
it('a queue in a Dexie table', async () => {
  const stored = (browser: ShopBrowser) => browser.page.evaluate(storeCount, ['outbox', 'orders'] as const);
  verdicts.push(await peer('a queue in a Dexie table', 'dexie', stored));
});
it('workbox-background-sync', async () => {
  const stored = (browser: ShopBrowser) =>
    browser.page.evaluate(storeCount, ['workbox-background-sync', 'requests'] as const);
  verdicts.push(await peer('workbox-background-sync', 'workbox', stored));
});

afterAll(() => {
  const rows = verdicts.map(
    ({ name, seconds, delivered, left, lost, repeated, calls }): Row => ({
      name,
      p50: lost,
      note: `${delivered} of ${count} at HiPay in ${seconds.toFixed(0)} s, ${left} still queued, ${calls} calls, ${repeated} of them for orders that were already confirmed`,
    }),
  );
  for (const { name, lost, seconds } of verdicts) report(name, { lost, seconds }, '');
  const mine = verdicts.find(({ name }) => name === 'ours');
  keepSheet({
    id: 'b4',
    title: 'The outbox with a faulty HiPay and a killed browser',
    method: [
      `${count} orders were queued while HiPay was down. Then a stand-in of HiPay starts. Of a hundred calls it cuts 6 before it takes the order, answers 6 with 500, answers 2 late, and loses the answer of 4 whose order it has taken. The browser is killed (SIGKILL to its process group) after a quarter, half and three quarters of the orders. One seed gives the same faults to each contestant. The stand-in recognizes a repeated order, as HiPay does; “already confirmed” counts calls for orders whose successful answer had been sent.`,
      'Lost: neither at HiPay nor in the queue. The two others are used as their documentation shows; workbox is woken every second.',
    ],
    tables: [{ title: 'Lost orders', unit: 'orders', rows }],
    budgets: mine
      ? [
          {
            what: 'orders lost by the outbox',
            budget: 0,
            measured: mine.lost,
            unit: 'orders',
            better: 'less',
          },
        ]
      : [],
  });
});
