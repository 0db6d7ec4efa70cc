import type { Page } from 'playwright';
import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import { twinOnStream } from '../../src/simulator/node-links/stream-twin.ts';
import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { openPairedPage } from '../end-to-end/connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { grantSerialPorts, type PluggedDevice, type Rig, startRig } from '../rig/rig.ts';
import { servePlainPage } from './b7-reconnect/plain-page.ts';
import { report, type Spread, spread } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import type { Row } from './report/sheet.ts';

const rounds = quick ? 4 : 12;
const readyText = 'The terminal answers. You can take payments.';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const scriptNamed = (name: string) => {
  const script = twinScript(name);
  if (!script) throw new Error(`no script ${name}`);
  return script;
};

const plug = async (script = 'accept', name = 'ttyACM0'): Promise<PluggedDevice> => {
  const device = await rig.plug(name);
  twinOnStream(device.socket, scriptNamed(script), { unplug: () => void device.unplug() });
  return device;
};

const since = async (begun: number, what: Promise<unknown>): Promise<number> => {
  await what;
  return performance.now() - begun;
};

const found = new Map<string, Spread>();
const keepFigures = (name: string, values: readonly number[]) => {
  const figures = spread(values);
  found.set(name, figures);
  report(name, { p50: figures.p50, max: figures.max }, 'ms');
};

it('floor: a page that only opens the port', async () => {
  const port = await freePort();
  const revokeGrant = grantSerialPorts([`http://localhost:${port}`]);
  const close = await servePlainPage(port);
  const browser = await rig.launch();
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}`);
  const titled = (title: string) => page.waitForFunction((wanted) => document.title === wanted, title);
  const replugs: number[] = [];
  const loads: number[] = [];
  let device = await plug();
  onTestFinished(async () => {
    await browser.close();
    await close();
    revokeGrant();
    await device.unplug();
  });
  await titled('ready');
  for (let round = 0; round < rounds; round++) {
    await device.unplug();
    await titled('away');
    device = await plug();
    replugs.push(await since(performance.now(), titled('ready')));
  }
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await page.reload();
    loads.push(await since(begun, titled('ready')));
  }
  keepFigures('floor: re-plug to the terminal’s answer', replugs);
  keepFigures('floor: page load to the terminal’s answer', loads);
});

interface Opened {
  readonly page: Page;
  readonly sidecar: RunningSidecar;
  device: PluggedDevice;
}

async function inShop(work: (shop: Opened) => Promise<void>): Promise<void> {
  const port = await freePort();
  const revokeGrant = grantSerialPorts([`http://localhost:${port}`]);
  const device = await plug();
  const sidecar = await startSidecar({ port, config: shopConfig(), args: ['--simulate=gateway'] });
  const browser = await rig.launch();
  const shop = { page: await openPairedPage(browser, sidecar), sidecar, device };
  try {
    await work(shop);
  } finally {
    await browser.close();
    await sidecar.stop();
    revokeGrant();
    await shop.device.unplug();
  }
}

const ready = (page: Page, timeout = 30_000) => page.getByText(readyText).first().waitFor({ timeout });
const away = (page: Page) => page.getByText(readyText).first().waitFor({ state: 'detached' });

it('our page: unplugged, re-plugged and reloaded', () =>
  inShop(async (shop) => {
    const { page, sidecar } = shop;
    const [unplugged, idle, load]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await shop.device.unplug();
      unplugged.push(await since(begun, away(page)));
      shop.device = await plug();
      idle.push(await since(performance.now(), ready(page)));
    }
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      await page.reload();
      load.push(await since(begun, ready(page)));
    }
    keepFigures('unplug to the screen that shows it', unplugged);
    keepFigures('re-plug to ready', idle);
    keepFigures('page load to ready to pay', load);

    const inAnswer: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await shop.device.unplug();
      await away(page);
      shop.device = await plug('unplug-at-6');
      await ready(page);
      const order = sampleOrder({ order_id: `Cut_${round}` });
      const { body } = await sidecar.call('POST', '/order', order);
      if (body['outcome'] !== 'UNKNOWN') throw new Error(JSON.stringify(body));
      await away(page);
      shop.device = await plug();
      inAnswer.push(await since(performance.now(), ready(page)));
    }
    keepFigures('cut in the middle of the answer, re-plugged: to ready', inAnswer);

    const another: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await shop.device.unplug();
      await away(page);
      shop.device = await plug('accept', round % 2 === 0 ? 'ttyACM1' : 'ttyACM0');
      another.push(await since(performance.now(), ready(page)));
    }
    keepFigures('re-plugged as another device of the same make', another);

    const beside: number[] = [];
    const besideRounds = Math.min(rounds, 3);
    for (let round = 0; round < besideRounds; round++) {
      await shop.device.unplug();
      await away(page);
      // A second device of the same make that never answers: it is no terminal.
      const silent = await rig.plug('ttyACM7');
      shop.device = await plug();
      const took = await since(performance.now(), ready(page, 10_000)).catch(() => undefined);
      await silent.unplug();
      if (took !== undefined) beside.push(took);
      await ready(page);
    }
    keepFigures(
      `re-plugged beside a silent device of the same make, in 10 s in ${beside.length} of ${besideRounds} rounds`,
      beside,
    );
  }));

afterAll(() => {
  const at = (name: string): Spread => found.get(name) ?? spread([]);
  const rows = [...found].map(([name, { p50, p95, max }]): Row => {
    const floor = name.includes('page load') ? 'page load' : 're-plug';
    const base = at(`floor: ${floor} to the terminal’s answer`).p50;
    if (Number.isNaN(p50)) return { name, p50, note: 'not within 10 s: the silent device is held' };
    return { name, p50, p95, ratio: p50 / base, note: `most ${max.toFixed(0)}` };
  });
  const line = (name: string, floor: string, budget: number) => ({
    what: `${name}, p50`,
    budget,
    measured: at(name).p50,
    unit: 'ms',
    better: 'less' as const,
    ratio: { to: 'the floor', value: at(name).p50 / at(`floor: ${floor} to the terminal’s answer`).p50 },
  });
  keepSheet({
    id: 'b7',
    title: 'Plugging and loading',
    method: [
      'Chromium, real Web Serial, a simulated USB device that is unplugged and plugged in. Ready: the text on the screen, after the terminal has answered a call. The floor is a page of twenty lines that opens the port when the browser reports it, calls, and waits for the ACK.',
      'The system reports a new port with some delay; ours also finds out which of the granted ports is the terminal.',
    ],
    tables: [{ title: 'To ready', unit: 'ms', reference: 'its floor', rows, picture: true }],
    budgets: [
      line('re-plug to ready', 're-plug', 1500),
      line('page load to ready to pay', 'page load', 1000),
    ],
  });
});
