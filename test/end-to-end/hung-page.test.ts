import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// SIGSTOP of the renderer hangs the page. Its browser still answers the pings of the page's socket. The terminal has charged,
// and its answer never comes.

const customerMs = 3000;
/** The payment's limit and the 15 s after it, with time for a slow machine. */
const limitMs = customerMs + 15_000 + 5000;

let browser: Browser;
let sidecar: RunningSidecar;
let stopped: number[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const connector = { script: 'silent-at-6', timers: { customer_ms: customerMs } };
  sidecar = await startSidecar({ config: shopConfig({ connector }), args: ['--simulate'] });
  await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  goOn();
  await browser?.close();
  await sidecar?.stop();
});

async function hang(): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  stopped = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
}
/** A stopped process may have been killed with its browser. */
function goOn(): void {
  for (const pid of stopped.splice(0)) {
    try {
      process.kill(pid, 'SIGCONT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

const health = async () => (await sidecar.call('GET', '/health')).body as Record<string, unknown>;
const post = async (orderId: string) =>
  (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }))).body as Record<string, unknown>;

/** The value, or the text if it takes longer. */
const within = <T>(ms: number, promise: Promise<T>) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms, 'no answer'))]);

it('a page that hangs during a payment: shown within seconds, UNKNOWN for the till, and used again as soon as it answers', async () => {
  const paying = post('Hung_1');
  await eventually('the customer pays', async () => (await health())['terminal'] === 'paying');
  await hang();
  await eventually('the page is reported', async () => (await health())['page'] === 'not-answering', 10_000);
  expect(await health()).toMatchObject({ status: 'not-ready', terminal: 'away' });
  expect((await sidecar.call('GET', '/check')).body).toMatchObject({ ready: false });
  expect(await within(10_000, sidecar.call('GET', '/orders/Hung_1'))).toBeTypeOf('object');

  const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };
  expect(await within(limitMs, paying)).toMatchObject(unknown);
  expect(await within(10_000, post('Hung_1'))).toMatchObject(unknown);
  expect(await within(10_000, post('Hung_2'))).toMatchObject({ error: { errorCode: '1004' } });

  goOn();
  await eventually('the page is back', async () => (await health())['page'] === 'open', 5000);
  expect(await within(20_000, post('Hung_1'))).toMatchObject({ outcome: 'UNKNOWN', replayed: true });
  expect(await sidecar.gatewayOrders()).toEqual([]);
}, 90_000);
