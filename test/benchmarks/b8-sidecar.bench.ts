import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningSidecar, startSidecar } from '../end-to-end/running-sidecar.ts';
import { shopConfig } from '../end-to-end/sample-order.ts';
import { fillFolder, orderIdOf } from './b8-growth/sidecar-folder.ts';
import { report, spread } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import { residentMegabytes } from './report/processes.ts';
import type { Row, Table } from './report/sheet.ts';

const sizes = quick ? [1000, 10_000] : [10_000, 100_000, 1_000_000];
const program = fileURLToPath(new URL('../../dist/sidecar/main.js', import.meta.url));
const rounds = quick ? 3 : 11;

interface Start {
  readonly ready: number;
  readonly answer: number;
  readonly resident: number;
}

interface Folder {
  readonly count: number;
  readonly home: string;
  /** What the starts with each look-up measured. */
  readonly paid: Start[];
  readonly unused: Start[];
}

const folders: Folder[] = [];
const nameOf = ({ count }: Folder) => `${count.toLocaleString('en')} payments`;

beforeAll(async () => {
  for (const count of sizes) {
    const home = mkdtempSync(join(tmpdir(), 'hipay-ecr-b8-'));
    const begun = performance.now();
    await fillFolder(home, count);
    const bytes = readdirSync(home).reduce((sum, name) => sum + statSync(join(home, name)).size, 0);
    const folder = { count, home, paid: [], unused: [] };
    folders.push(folder);
    console.log(
      `${nameOf(folder)}: ${(bytes / 1e6).toFixed(0)} MB made in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );
  }
}, 3_600_000);

/** A start in its own process; the first request is a look-up. */
async function startAndAsk(home: string, orderId: string, status: number): Promise<Start> {
  const begun = performance.now();
  const sidecar = await startSidecar({ home, config: shopConfig() });
  const ready = performance.now() - begun;
  const asked = performance.now();
  const answered = await sidecar.call('GET', `/orders/${orderId}`);
  const answer = performance.now() - asked;
  expect(answered).toMatchObject({ status, ...(status === 200 && { body: { charge: 'charged', orderId } }) });
  await untilYoungPaymentsAreRead(sidecar);
  const resident = residentMegabytes(sidecar.pid);
  await sidecar.stop();
  return { ready, answer, resident };
}

async function untilYoungPaymentsAreRead(sidecar: RunningSidecar): Promise<void> {
  for (;;) {
    const { body } = await sidecar.call('GET', '/health');
    if (body['paymentsInDoubt'] !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('a first start of each', async () => {
  for (const { home } of folders) await startAndAsk(home, orderIdOf(7), 200);
}, 600_000);

it.each(Array.from({ length: rounds }, (_, round) => round))(
  'round %i',
  async (round) => {
    for (const folder of round % 2 === 0 ? folders : folders.toReversed()) {
      // An order of the fourth year.
      const old = orderIdOf(Math.floor(folder.count * 0.3) + round);
      folder.paid.push(await startAndAsk(folder.home, old, 200));
      // Without a page, an order that is not known is not certain not to be charged.
      folder.unused.push(await startAndAsk(folder.home, `Never_${round}`, 503));
    }
  },
  600_000,
);

/** `hipay-ecr export --format csv`: its time, and its greatest resident memory, MB. */
async function exportAll(home: string): Promise<{ readonly took: number; readonly peak: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, 'export', '--format', 'csv', '--home', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    // It may have ended since.
    if (existsSync(`/proc/${child.pid}`)) peak = Math.max(peak, residentMegabytes(child.pid ?? 0));
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  expect(code).toBe(0);
  return { took: performance.now() - begun, peak };
}

/** Nine minutes with a million payments: the time grows with them, the memory does not. */
const exports: Row[] = [];
it('an export of everything', async () => {
  for (const folder of folders.filter(({ count }) => count <= 100_000)) {
    const { took, peak } = await exportAll(folder.home);
    exports.push({ name: nameOf(folder), p50: peak, note: `${(took / 1000).toFixed(1)} s` });
    report(`hipay-ecr export: ${nameOf(folder)}`, { seconds: took / 1000, MB: peak }, '');
  }
}, 900_000);

type Figure = (folder: Folder) => readonly number[];
const figures: [string, string, Figure][] = [
  [
    'the sidecar’s start, to ready',
    'ms',
    ({ paid, unused }) => [...paid, ...unused].map(({ ready }) => ready),
  ],
  [
    'its first answer: GET /orders/{id} of an order of the second year',
    'ms',
    ({ paid }) => paid.map(({ answer }) => answer),
  ],
  [
    'its first answer: GET /orders/{id} of a number that was never used',
    'ms',
    ({ unused }) => unused.map(({ answer }) => answer),
  ],
  [
    'resident memory after it',
    'MB',
    ({ paid, unused }) => [...paid, ...unused].map(({ resident }) => resident),
  ],
];

afterAll(() => {
  const tables = figures.map(([title, unit, figure]): Table => {
    const rows = folders.map((folder): Row => ({ name: nameOf(folder), ...spread(figure(folder)) }));
    const [first] = rows;
    return {
      title,
      unit,
      reference: 'the first',
      rows: rows.map(({ name, p50, p95 }) => ({
        name,
        p50,
        ...(p95 !== undefined && { p95 }),
        ratio: p50 / (first?.p50 ?? Number.NaN),
      })),
      picture: false,
    };
  });
  for (const { title, unit, rows } of tables)
    for (const { name, p50, ratio } of rows) report(`${title}: ${name}`, { p50, ratio: ratio ?? 1 }, unit);
  keepSheet({
    id: 'b8-sidecar',
    title: 'The sidecar’s second copy, growing',
    method: [
      'A sidecar’s folder with the lines of one real payment and its notification again and again, spread evenly over 60 months until now: one file a month. The built sidecar starts in its own process; its first request is the look-up. The memory is measured when the payments that may still change are read too.',
    ],
    tables: [
      ...tables,
      {
        title: '`hipay-ecr export --format csv`, greatest resident memory',
        unit: 'MB',
        reference: 'the first',
        rows: exports,
        picture: false,
      },
    ],
    budgets: tables.map(({ title, unit, rows }) => {
      const [first, most] = [rows[0], rows.at(-1)];
      const isMemory = unit === 'MB';
      return {
        what: `${title} with ${most?.name}`,
        budget: isMemory ? (first?.p50 ?? 0) + 30 : (first?.p50 ?? 0) * 1.3,
        measured: most?.p50 ?? Number.NaN,
        unit,
        better: 'less' as const,
      };
    }),
  });
  for (const { home } of folders) rmSync(home, { recursive: true, force: true });
});
