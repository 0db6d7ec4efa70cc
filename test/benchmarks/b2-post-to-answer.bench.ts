import { Agent, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { encodeAnswer } from '../../src/core/terminal/concert-v2/answer.ts';
import { openGateway } from '../end-to-end/own-gateway.ts';
import { freePort } from '../end-to-end/running-sidecar.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { plainTty } from './b1-v2-exchange/lines.ts';
import { startTerminal } from './b1-v2-exchange/terminal-process.ts';
import { pingPong } from './b1-v2-exchange/tills.ts';
import { report, spread } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import { measure } from './report/measure.ts';
import { openBrowserShop } from './shop/browser-shop.ts';

const ENQ = 5;
const ACK = 6;
const EOT = 4;
/** Time of the simulated customer, ms. The page writes the record `waiting` in this time, as with a real customer. */
const customerMs = 60;
/** The first payments and writes are not counted. */
const warmUp = 20;
const payments = quick ? 40 : 150;
const account = { login: '12345678.stage-secure-gateway.hipay-tpp.com', password: 'Test_password' };

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

/** The moments of one payment in order, all by the clock of this process. */
const moments = [
  'posted',
  'called',
  'sent',
  'terminal called back',
  'allowed to answer',
  'acknowledged',
  'HiPay called',
  'answered',
] as const;
type Moment = (typeof moments)[number];

/** The names of the intervals. The customer's time, between `sent` and `terminal called back`, is left out. */
const phases: readonly (readonly [string, Moment, Moment])[] = [
  ['till, sidecar, page, record `intended`', 'posted', 'called'],
  ['call, record `sending`, request', 'called', 'sent'],
  ['answer, record `answered`, ACK', 'terminal called back', 'acknowledged'],
  ['notification on its way to HiPay', 'acknowledged', 'HiPay called'],
  ['HiPay’s stand-in, delivery recorded, answer to the till', 'HiPay called', 'answered'],
];

const median = (values: readonly number[]): number => spread(values).p50;

/** One `POST` to a server without work, on a keep-alive connection. */
async function httpFloor(): Promise<number> {
  const server = createServer((request, reply) => request.resume().on('end', () => reply.end('{}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const once = () =>
    new Promise<undefined>((resolve) => {
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', agent }, (reply) =>
        reply.resume().on('end', () => resolve(undefined)),
      );
      request.end(JSON.stringify({ amount: '10,23' }));
    });
  const [measurement] = await measure([{ name: 'HTTP', once }], { warmUp: 50, rounds: 2, each: 200 });
  agent.destroy();
  server.close();
  return measurement?.p50 ?? Number.NaN;
}

async function lineFloor(): Promise<number> {
  const body = encodeAnswer({
    registerNumber: '01',
    status: '0',
    amountMinor: 1023,
    paymentMode: '1',
    currencyNumeric: '978',
    privateData: ' '.repeat(10),
  });
  const terminal = await startTerminal(0, body);
  const line = await plainTty(terminal.path);
  // The frame of the answer is STX, the body, ETX and LRC.
  const once = pingPong(line, body.length + 3);
  const [measurement] = await measure([{ name: 'line', once }], { warmUp: 50, rounds: 2, each: 200 });
  await line.close();
  await terminal.stop();
  return measurement?.p50 ?? Number.NaN;
}

/** Durations of 100 strict writes of 1.5 KB, each with its commit, one after the other in the same Chromium. */
const writeFloor = (page: Page): Promise<number[]> =>
  page.evaluate(
    (warmUp) =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('benchmark-floor', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'id' });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const took: number[] = [];
          const write = () => {
            const begun = performance.now();
            const tx = opening.result.transaction('records', 'readwrite', { durability: 'strict' });
            tx.objectStore('records').put({ id: took.length, text: 'x'.repeat(1500) });
            tx.oncomplete = () => {
              took.push(performance.now() - begun);
              if (took.length < warmUp + 100) write();
              else resolve(took.slice(warmUp));
            };
          };
          write();
        };
      }),
    warmUp,
  );

it('POST /order to its answer', async () => {
  const gatewayPort = await freePort();
  const marks = new Map<Moment, number>();
  const mark = (moment: Moment) => {
    if (!marks.has(moment)) marks.set(moment, performance.now());
  };
  const gateway = await openGateway(gatewayPort, account, async () => {
    mark('HiPay called');
  });
  const shop = await openBrowserShop(rig, {
    turnaroundMs: 0,
    customerMs,
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    onWire(speaker, bytes) {
      if (speaker === 'till' && bytes[0] === ENQ) mark('called');
      if (speaker === 'till' && bytes[0] === EOT) mark('sent');
      if (speaker === 'terminal' && bytes[0] === ENQ) mark('terminal called back');
      if (speaker === 'till' && bytes[0] === ACK && marks.has('terminal called back')) {
        // The first ACK lets the terminal send, the second acknowledges its answer.
        if (marks.has('allowed to answer')) mark('acknowledged');
        mark('allowed to answer');
      }
    },
  });
  const took: number[] = [];
  const parts = phases.map((): number[] => []);
  for (let number = 0; number < payments; number++) {
    marks.clear();
    mark('posted');
    const tookMs = await shop.post();
    mark('answered');
    const missing = moments.filter((moment) => !marks.has(moment));
    if (missing.length > 0) throw new Error(`not seen: ${missing.join(', ')}`);
    if (number < warmUp) continue;
    took.push(tookMs);
    for (const [index, [, from, to]] of phases.entries())
      parts[index]?.push((marks.get(to) ?? 0) - (marks.get(from) ?? 0));
  }
  const writes = await writeFloor(shop.page);
  await shop.close();
  await gateway.close();
  const [http, line] = [await httpFloor(), await lineFloor()];
  const write = median(writes);
  const floors = [
    { name: 'two rounds of HTTP', value: 2 * http },
    { name: 'the exchange on a pty', value: line },
    { name: 'three strict writes', value: 3 * write },
  ];
  const floor = floors.reduce((sum, { value }) => sum + value, 0);
  const { p50, p95, p99 } = spread(took);
  report('POST /order to its answer, less the customer', { p50, p95, floor }, 'ms', 'p50 <= 40');
  keepSheet({
    id: 'b2',
    title: 'POST /order to its answer, through everything',
    method: [
      'The measured way: a till’s POST, the sidecar, the page’s worker, the journal (three strict writes), Web Serial, a terminal without delays, a stand-in of HiPay on a separate port, and the answer back to the till. The customer’s time (60 ms of the simulated terminal) is subtracted; the turnaround is 0. One process plays till, terminal and HiPay, so all times are of one clock.',
      'The floor is the work that no implementation can leave out, each part measured alone on this machine: two rounds of HTTP, the bytes of the exchange on a pseudo-terminal, three strict writes in the same Chromium.',
    ],
    tables: [
      {
        title: 'POST to answer',
        unit: 'ms',
        reference: 'the sum of the floors',
        rows: [
          { name: 'ours', p50, p95, p99, ratio: p50 / floor },
          { name: 'the sum of the floors', p50: floor, ratio: 1 },
          { name: 'one strict write', p50: write, p95: spread(writes).p95 },
        ],
      },
      {
        title: 'Each phase',
        unit: 'ms',
        rows: phases.map(([name], index) => {
          const values = spread(parts[index] ?? []);
          return { name, p50: values.p50, p95: values.p95, p99: values.p99 };
        }),
      },
    ],
    breakdowns: [
      {
        title: 'Where each millisecond goes',
        unit: 'ms',
        bars: [
          {
            name: 'ours',
            parts: phases.map(([name], index) => ({ name, value: median(parts[index] ?? []) })),
          },
          { name: 'the floors', parts: floors },
        ],
      },
    ],
    budgets: [
      {
        what: '`POST /order` to answer over the terminal’s own time, p50',
        budget: 40,
        measured: p50,
        unit: 'ms',
        better: 'less',
        ratio: { to: 'the sum of the floors', value: p50 / floor },
      },
    ],
  });
});
