import { afterAll, beforeAll, it } from 'vitest';
import { launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';
import { type Load, load, refused, version } from './b5-sidecar/load.ts';
import {
  authorization,
  bundlePeers,
  peers,
  type Server,
  startNothing,
  startOurs,
} from './b5-sidecar/servers.ts';
import { report, spread } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import { measure, rowsOf } from './report/measure.ts';
import { residentMegabytes } from './report/processes.ts';
import type { Row, Table } from './report/sheet.ts';

const ours = 'ours, the whole sidecar';
const bare = 'node:http, the two handlers';
const seconds = quick ? 1 : 2;
const rounds = quick ? 1 : 3;
const all: Readonly<Record<string, () => Promise<Server>>> = { ...peers, [ours]: startOurs };

beforeAll(bundlePeers);

async function starts(): Promise<Row[]> {
  const floor = 'floor: node -e 0, to its end';
  const startToFirstAnswer = async () => {
    const server = await startOurs();
    await (await fetch(`${server.origin}/version`, { headers: { authorization } })).arrayBuffer();
    return server;
  };
  const each = { [floor]: startNothing, ...all, [`${ours}, its first answer`]: startToFirstAnswer };
  const contestants = Object.entries(each).map(([name, start]) => ({
    name,
    async once() {
      const begun = performance.now();
      const server = await start();
      const took = performance.now() - begun;
      await server.stop();
      return took;
    },
  }));
  const measurements = await measure(contestants, { warmUp: 1, rounds: quick ? 2 : 4, each: 3 });
  return rowsOf(measurements, floor).map(({ cpuMs: _others, ...row }) => row);
}

/** Loads each server several times, in turn, so that other load on the machine affects all of them. */
async function throughput(title: string, asked: typeof version, connections: number): Promise<Table> {
  const loads = new Map<string, Load[]>(Object.keys(all).map((name) => [name, []]));
  const running = await Promise.all(
    Object.entries(all).map(async ([name, start]) => [name, await start()] as const),
  );
  for (const [, server] of running) await load(server.origin, asked, connections, 1);
  for (let round = 0; round < rounds; round++)
    for (const [name, server] of round % 2 === 0 ? running : running.toReversed())
      loads.get(name)?.push(await load(server.origin, asked, connections, seconds));
  for (const [, server] of running) await server.stop();
  const base = spread((loads.get(bare) ?? []).map(({ perSecond }) => perSecond)).p50;
  const rows = [...loads].map(([name, found]): Row => {
    const rates = found.map(({ perSecond }) => perSecond);
    const { p50 } = spread(rates);
    const p99 = spread(found.map((one) => one.p99)).p50;
    return {
      name,
      p50,
      spread: [Math.min(...rates), Math.max(...rates)],
      ratio: p50 / base,
      note: `p99 ${p99} ms`,
    };
  });
  return {
    title,
    unit: 'requests/s',
    reference: 'node:http',
    rows,
    picture: asked === version && connections === 1,
  };
}

/** Resident memory at rest after the start, and after requests. */
async function memory(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, start] of Object.entries(all)) {
    const [atRest, later]: [number[], number[]] = [[], []];
    for (let time = 0; time < 3; time++) {
      const server = await start();
      await new Promise((resolve) => setTimeout(resolve, 500));
      atRest.push(residentMegabytes(server.pid));
      for (let i = 0; i < 100; i++)
        await (await fetch(`${server.origin}/version`, { headers: { authorization } })).arrayBuffer();
      later.push(residentMegabytes(server.pid));
      await server.stop();
    }
    const note = `${spread(later).p50.toFixed(1)} after 100 requests`;
    rows.push({ name, p50: spread(atRest).p50, spread: [Math.min(...atRest), Math.max(...atRest)], note });
  }
  return rows;
}

/**
 * Answer times while payments run, one after the other. The first payment is not counted, as in every measurement here: during
 * it the page installs its service worker, and the sidecar calls HiPay for the first time.
 */
const whileWaiting: number[] = [];
async function answersWhileAPaymentWaits(): Promise<void> {
  const browser = await launchBrowser();
  const sidecar = await startOurs();
  await openPairedPage(browser, sidecar);
  for (let i = 0; i < 100; i++) await sidecar.call('GET', '/version');
  for (let round = 0; round < (quick ? 2 : 6); round++) {
    const payment = sidecar.call('POST', '/order', sampleOrder({ order_id: `Order_${round}` }));
    let waits = true;
    void payment.then(() => {
      waits = false;
    });
    while (waits) {
      const begun = performance.now();
      await sidecar.call('GET', '/version');
      if (waits && round > 0) whileWaiting.push(performance.now() - begun);
    }
  }
  await sidecar.stop();
  await browser.close();
}

let started: Row[];
let resident: Row[];
const tables: Table[] = [];
it('start and memory', async () => {
  started = await starts();
  resident = await memory();
});
it('requests', async () => {
  for (const connections of [1, 10]) {
    const many = connections === 1 ? '1 connection' : `${connections} connections`;
    tables.push(await throughput(`GET /version, ${many}`, version, connections));
    tables.push(await throughput(`a refused POST /order, ${many}`, refused, connections));
  }
});
it('while a payment waits', answersWhileAPaymentWaits);

afterAll(() => {
  const { p50, p99 } = spread(whileWaiting);
  const start = started.find(({ name }) => name === ours)?.p50 ?? Number.NaN;
  const memoryOfOurs = resident.find(({ name }) => name === ours)?.p50 ?? Number.NaN;
  const memoryOfBare = resident.find(({ name }) => name === bare)?.p50 ?? Number.NaN;
  report('sidecar', { start, memory: memoryOfOurs, 'GET /version, p99': p99 }, '', '300 ms, 70 MB, 5 ms');
  keepSheet({
    id: 'b5',
    title: 'The sidecar as a server',
    method: [
      'autocannon with keep-alive connections; each server runs in a separate process, and they take turns. The two others check the password and do nothing else. Only ours checks Host and Origin, has limits, the relay, the second copy of the records and metrics, and serves the page. A till sends a few requests a minute, so no design choice was made for speed.',
      '“While a payment waits”: requests by Node’s fetch, one after the other, as long as a payment runs. A first payment is not counted.',
    ],
    tables: [
      { title: 'Process start to ready', unit: 'ms', reference: 'the floor', rows: started, picture: true },
      { title: 'Resident memory after the start', unit: 'MB', rows: resident },
      ...tables,
      {
        title: 'GET /version while a payment waits',
        unit: 'ms',
        rows: [{ name: 'ours', p50, p99, note: `${whileWaiting.length} requests` }],
      },
    ],
    budgets: [
      {
        what: 'sidecar listening after start, p50',
        budget: 300,
        measured: start,
        unit: 'ms',
        better: 'less',
        ratio: { to: 'node -e 0', value: started.find(({ name }) => name === ours)?.ratio ?? Number.NaN },
      },
      {
        what: 'sidecar’s resident memory after the start',
        budget: 70,
        measured: memoryOfOurs,
        unit: 'MB',
        better: 'less',
        ratio: { to: 'node:http', value: memoryOfOurs / memoryOfBare },
      },
      {
        what: '`GET /version` p99 while a payment waits',
        budget: 5,
        measured: p99,
        unit: 'ms',
        better: 'less',
        ratio: { to: 'its own p50', value: p99 / p50 },
      },
    ],
  });
});
