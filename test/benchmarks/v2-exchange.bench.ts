import type { Browser } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { twinOnStream } from '../../src/simulator/node-links/stream-twin.ts';
import { twinScript } from '../../src/simulator/terminal-twin/twin-script.ts';
import { eventually, openPairedPage, terminalReady } from '../end-to-end/connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from '../end-to-end/running-sidecar.ts';
import { seedPayment, shopConfig } from '../end-to-end/seed-payment.ts';
import { grantSerialPorts, type Rig, startRig } from '../rig/rig.ts';
import { report, spread } from './figures.ts';

// 73 characters of ten bits at 9600 baud: ENQ ACK 37 ACK EOT, ENQ ACK 28 ACK EOT.
const wireMs = (73 * 10 * 1000) / 9600;
const payments = 150;
/** Long enough for the record `waiting` to be written, as with any real customer. */
const customerMs = 60;
const ENQ = 5;
const EOT = 4;

let rig: Rig;
let withdraw: () => void;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(async () => {
  await rig.stop();
  withdraw?.();
});

interface Shop {
  readonly browser: Browser;
  readonly sidecar: RunningSidecar;
  /** The two legs of each session, as the terminal sees them. */
  readonly exchanges: number[];
  readonly posts: number[];
  close(): Promise<void>;
}

async function openShop(turnaroundMs: number): Promise<Shop> {
  const port = await freePort();
  withdraw = grantSerialPorts([`http://localhost:${port}`]);
  const device = await rig.plug();
  const exchanges: number[] = [];
  let begun = 0;
  let sending = 0;
  twinOnStream(device.socket, twinScript('accept', { customerMs })!, {
    // Two legs, ENQ to EOT and ENQ to EOT; the customer between them does not count.
    onWire(speaker, bytes) {
      const now = performance.now();
      if (bytes[0] === ENQ) begun = now;
      if (speaker === 'till' && bytes[0] === EOT) sending = now - begun;
      // The terminal's EOT is its reaction to our last ACK.
      if (speaker === 'terminal' && bytes[0] === EOT) exchanges.push(sending + now - begun);
    },
  });
  const config = shopConfig({ connector: { timers: { turnaround_ms: turnaroundMs } } });
  const sidecar = await startSidecar({ port, config, args: ['--simulate=gateway'] });
  const browser = await rig.launch();
  await openPairedPage(browser, sidecar);
  const posts: number[] = [];
  return {
    browser,
    sidecar,
    exchanges,
    posts,
    async close() {
      await browser.close();
      await sidecar.stop();
      await device.unplug();
      withdraw();
    },
  };
}

async function takePayments(shop: Shop): Promise<void> {
  for (let number = 0; number < payments; number++) {
    const begun = performance.now();
    const { body } = await shop.sidecar.call('POST', '/order', seedPayment({ order_id: `Order_${number}` }));
    if (body['paymentStatus'] !== 'SUCCESS') throw new Error(JSON.stringify(body));
    shop.posts.push(performance.now() - begun - customerMs);
    await eventually('the exchange has ended', async () => shop.exchanges.length > number);
  }
}

it.each([
  [0, 'software time'],
  [10, 'with the default turnaround'],
])('V2 exchange with a turnaround of %i ms', async (turnaroundMs, what) => {
  const shop = await openShop(turnaroundMs);
  await takePayments(shop);
  const { p50, p95, max } = spread(shop.exchanges.slice(20));
  const budget = turnaroundMs === 0 ? 'p50 <= 10, p95 <= 25' : '';
  report(
    `V2 exchange over Web Serial, ${what}`,
    { p50, p95, max, 'line at 9600 baud': wireMs },
    'ms',
    budget,
  );
  const posts = spread(shop.posts.slice(20));
  const postBudget = turnaroundMs === 0 ? 'p50 <= 40' : '';
  report(
    `POST /order to its answer, ${what}, less the customer`,
    { p50: posts.p50, p95: posts.p95 },
    'ms',
    postBudget,
  );
  await shop.close();
});

it('re-plug to ready', async () => {
  const port = await freePort();
  withdraw = grantSerialPorts([`http://localhost:${port}`]);
  const plug = async () => {
    const device = await rig.plug();
    twinOnStream(device.socket, twinScript('accept')!);
    return device;
  };
  let device = await plug();
  const sidecar = await startSidecar({ port, args: ['--simulate=gateway'] });
  const browser = await rig.launch();
  const page = await openPairedPage(browser, sidecar);
  const ready = () => page.getByText('The terminal answers. You can take payments.').waitFor();
  const replugs: number[] = [];
  for (let round = 0; round < 12; round++) {
    await device.unplug();
    await page.getByText('The terminal answers. You can take payments.').waitFor({ state: 'detached' });
    device = await plug();
    const begun = performance.now();
    await ready();
    replugs.push(performance.now() - begun);
  }
  const { p50, max } = spread(replugs);
  report('re-plug to ready', { p50, max }, 'ms', '<= 1500');
  const loads: number[] = [];
  for (let round = 0; round < 10; round++) {
    const begun = performance.now();
    await page.reload();
    await ready();
    loads.push(performance.now() - begun);
  }
  report('page load to ready to pay', { p50: spread(loads).p50, max: spread(loads).max }, 'ms', '<= 1000');
  await terminalReady(sidecar);
  await browser.close();
  await sidecar.stop();
  await device.unplug();
});
