import type { Page } from 'playwright';
import { afterAll, it } from 'vitest';
import type { EcrApp } from '../../src/ui/shell/ecr-app.ts';
import { eventually } from '../end-to-end/connector-page.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';
import { grow } from './b8-growth/grow.ts';
import { openShop, type Shop } from './b8-growth/open-shop.ts';
import { report, spread } from './figures.ts';
import { full, keepSheet, quick } from './report/keep.ts';
import type { Row, Table } from './report/sheet.ts';

const sizes = quick ? [1000, 10_000] : [1000, 10_000, 100_000, ...(full ? [1_000_000] : [])];
const tries = quick ? 5 : 15;
const day = 86_400_000;

const ready = (page: Page) =>
  page
    .getByText('The simulated terminal answers')
    .or(page.getByText('The terminal answers.'))
    .first()
    .waitFor();

const timed = async (what: () => Promise<unknown>, times = tries) => {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await what();
    took.push(performance.now() - begun);
  }
  return spread(took);
};

/** Calls the connector in the page, as the screens do. */
const pageOf = (page: Page, from: number, to: number) =>
  page.evaluate(
    async ([begin, end]) => {
      const app = document.querySelector('ecr-app') as EcrApp;
      const begun = performance.now();
      const found = await app.connector?.listPayments({ from: begin, to: end, limit: 100 });
      return { took: performance.now() - begun, rows: found?.rows.length ?? 0 };
    },
    [from, to] as const,
  );

const exported = (page: Page) =>
  page.evaluate(async () => {
    const app = document.querySelector('ecr-app') as EcrApp;
    const begun = performance.now();
    if (!app.connector) throw new Error('no connector');
    const pieces: Blob[] = [];
    for (let after: { createdAt: number; paymentId: string } | undefined; ; ) {
      const { text, next } = await app.connector.exportRecordsPiece(after ? { after } : {});
      pieces.push(new Blob([text, '\n']));
      if (!next) break;
      after = next;
    }
    const file = new Blob(pieces);
    return { took: performance.now() - begun, megabytes: file.size / 1e6, pieces: pieces.length };
  });

const tables = new Map<string, Row[]>();
/** Prints progress, because the report comes only at the end and a million records take long. */
const keep = (title: string, row: Row) => {
  tables.set(title, [...(tables.get(title) ?? []), row]);
  console.log(`${row.name}: ${title}: ${row.p50.toFixed(1)}${row.note === undefined ? '' : `, ${row.note}`}`);
};

async function measure(count: number): Promise<void> {
  const name = `${count.toLocaleString('en')} payments`;
  const { sidecar, page, close } = await openShop();
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'First' }));
  await eventually('HiPay has the order', async () => (await sidecar.gatewayOrders()).length > 0);
  const begun = performance.now();
  await eventually('the journal has grown', () => page.evaluate(grow, count), 3_600_000);
  console.log(`${name}: seeded in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  const start = await timed(async () => {
    await page.reload();
    await ready(page);
  });
  keep('page load to ready to pay', { name, ...start });
  const middle = `Grown_${String(count >> 1).padStart(7, '0')}`;
  const found = await timed(async () => {
    const { body } = await sidecar.call('GET', `/orders/${middle}`);
    if (body['orderId'] !== middle) throw new Error(JSON.stringify(body));
  });
  keep('GET /orders/{id} of an order a year and a half ago', { name, ...found });
  const now = Date.now();
  const lists = { 'the list of a day of last year': now - 365 * day, 'the list of today': now - day };
  for (const [title, from] of Object.entries(lists)) {
    const took: number[] = [];
    let rows = 0;
    for (let i = 0; i < tries; i++) {
      const one = await pageOf(page, from, from + day + 1000);
      took.push(one.took);
      rows = one.rows;
    }
    keep(title, { name, ...spread(took), note: `${rows} rows` });
  }
  const pays = await timed(async () => {
    const order = sampleOrder({ order_id: `Next_${Math.random()}` });
    const { body } = await sidecar.call('POST', '/order', order);
    if (body['paymentStatus'] !== 'SUCCESS') throw new Error(JSON.stringify(body));
  });
  keep('a payment, with a customer who takes no time', { name, ...pays });
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  keep('IndexedDB on disk', {
    name,
    p50: usage / 1e6,
    note: `${(usage / count / 1000).toFixed(2)} kB a payment`,
  });
  if (full || count <= 10_000) {
    const { took, megabytes, pieces } = await exported(page);
    keep('export of everything', { name, p50: took, note: `${megabytes.toFixed(1)} MB in ${pieces} pieces` });
  }
  report(`${name}: page load to ready`, { p50: start.p50 }, 'ms', '<= 1000');
  await close();
}

it.each(sizes)('a journal of %i payments', measure, full ? 3_600_000 : 900_000);

it.each([1, 2, 4])('%i terminals', async (count) => {
  const shops = await Promise.all(Array.from({ length: count }, openShop));
  const each = quick ? 15 : 40;
  const sell = async ({ sidecar }: Shop) => {
    for (let i = 0; i < each; i++) {
      const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: `Sale_${i}` }));
      if (body['paymentStatus'] !== 'SUCCESS') throw new Error(JSON.stringify(body));
    }
  };
  const begun = performance.now();
  await Promise.all(shops.map(sell));
  const perSecond = (count * each) / ((performance.now() - begun) / 1000);
  const name = count === 1 ? '1 terminal' : `${count} terminals, each with a sidecar and a page`;
  keep('payments a second, customers who take no time', { name, p50: perSecond });
  report(`${count} terminals`, { 'payments a second': perSecond }, '');
  for (const { close } of shops) await close();
});

const unitOf = (title: string): string => {
  if (title.startsWith('payments a second')) return 'payments/s';
  return title.startsWith('IndexedDB') ? 'MB' : 'ms';
};

afterAll(() => {
  const shown = [...tables].map(([title, rows]): Table => {
    const [first] = rows;
    const withRatios = rows.map(({ p50, p95, name, note }) => ({
      name,
      p50,
      ...(p95 !== undefined && { p95 }),
      ratio: p50 / (first?.p50 ?? Number.NaN),
      ...(note !== undefined && { note }),
    }));
    return {
      title,
      unit: unitOf(title),
      reference: 'the first',
      rows: withRatios,
      picture: title.startsWith('page load'),
    };
  });
  const starts = tables.get('page load to ready to pay') ?? [];
  const most = starts.at(-1);
  keepSheet({
    id: 'b8',
    title: 'A journal that grows',
    method: [
      'The journal has copies of one real payment and its delivered notification, spread evenly over three years, in the browser’s own IndexedDB, in a profile on disk. Then the connector is used as always. The sidecar’s second copy has none of them, so the page answers the sidecar’s questions. A million payments, and the export of more than 10,000, are measured only with `--full`.',
      'Payments a second: one shop for each terminal, all on this one machine with two cores.',
    ],
    tables: shown,
    budgets: most
      ? [
          {
            what: `page load to ready to pay with ${most.name}`,
            budget: 1000,
            measured: most.p50,
            unit: 'ms',
            better: 'less',
            ratio: { to: `that with ${starts[0]?.name}`, value: most.p50 / (starts[0]?.p50 ?? Number.NaN) },
          },
        ]
      : [],
  });
});
