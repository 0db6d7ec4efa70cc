import type { Browser } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { type RunningSidecar, startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { report, spread } from './figures.ts';
import { residentMegabytes } from './report/processes.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const payments = Number(process.env['HIPAY_ECR_PAYMENTS'] ?? 1000);
const tills = 50;

/** The used heap that the sidecar reports, garbage included. */
async function heapMegabytes(sidecar: RunningSidecar): Promise<number> {
  const text = await sidecar.text('GET', '/metrics');
  return Number(/^hipay_ecr_nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]) / 1024 / 1024;
}

interface Body {
  readonly errorCode?: string;
  readonly outcome?: string;
  readonly error?: { readonly errorCode: string };
}

/** Posts orders and asks for the status until `isOn` is false, as a till that ignores "another payment runs". */
async function sendRequests(
  sidecar: RunningSidecar,
  till: number,
  codes: Map<string, number>,
  isOn: () => boolean,
) {
  for (let i = 0; isOn(); i++) {
    const order = sampleOrder({ order_id: `Till_${till}_${i}`, custom_data: {} });
    const { body, status } =
      i % 2 === 0 ? await sidecar.call('POST', '/order', order) : await sidecar.call('GET', '/check');
    const { error, errorCode, outcome } = body as Body;
    const code = error?.errorCode ?? errorCode ?? (outcome === undefined ? `check ${status}` : outcome);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 300));
  }
}

it(`sidecar: ${payments} payments in turn while ${tills} other tills send requests all the time`, async () => {
  const connector = { script: 'quick-customer' };
  const sidecar = await startSidecar({ config: shopConfig({ connector }), args: ['--simulate'] });
  const page = await openPairedPage(browser, sidecar);
  let going = true;
  const theirs = new Map<string, number>();
  const others = Array.from({ length: tills }, (_, till) => sendRequests(sidecar, till, theirs, () => going));
  const ours = new Map<string, number>();
  const times: number[] = [];
  let [after100, heapAfter100] = [Number.NaN, Number.NaN];
  for (let i = 0; i < payments; i++) {
    const begun = performance.now();
    // Another till may be using the terminal: this till tries again until the terminal is free.
    for (let code = '1101'; code === '1101'; ) {
      const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: `Sale_${i}` }));
      code = (body as Body).error?.errorCode ?? (body as Body).outcome ?? 'nothing';
      ours.set(code, (ours.get(code) ?? 0) + 1);
      if (code === '1101') await new Promise((resolve) => setTimeout(resolve, 20));
    }
    times.push(performance.now() - begun);
    if (i === 99) [after100, heapAfter100] = [residentMegabytes(sidecar.pid), await heapMegabytes(sidecar)];
  }
  const atEnd = residentMegabytes(sidecar.pid);
  const heapAtEnd = await heapMegabytes(sidecar);
  going = false;
  await Promise.all(others);
  const { p50, p99, max } = spread(times);
  report(`${payments} payments in turn, by answer`, Object.fromEntries(ours), 'answers');
  report(`${tills} tills meanwhile, by answer`, Object.fromEntries(theirs), 'answers');
  report('from the first POST /order to the paid answer, tries included', { p50, p99, max }, 'ms');
  report(
    'sidecar: resident memory',
    { 'after 100': after100, 'at the end': atEnd, growth: atEnd - after100 },
    'MB',
    'growth <= 10',
  );
  report('sidecar: heap in use', { 'after 100': heapAfter100, 'at the end': heapAtEnd }, 'MB');
  await page.context().close();
  await sidecar.stop();
}, 1_800_000);
