import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import { launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { startSidecar } from '../end-to-end/running-sidecar.ts';
import { seedPayment } from '../end-to-end/seed-payment.ts';
import { report, spread } from './figures.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const residentMegabytes = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
};

it('sidecar: start, memory, and answers while a payment waits', async () => {
  const starts: number[] = [];
  for (let round = 0; round < 6; round++) {
    const begun = performance.now();
    const sidecar = await startSidecar();
    starts.push(performance.now() - begun);
    await sidecar.stop();
  }
  report(
    'sidecar: process start to listening',
    { p50: spread(starts).p50, max: spread(starts).max },
    'ms',
    '<= 300',
  );

  const sidecar = await startSidecar();
  await openPairedPage(browser, sidecar);
  for (let i = 0; i < 100; i++) await sidecar.call('GET', '/version');
  const payment = sidecar.call('POST', '/order', seedPayment());
  const answers: number[] = [];
  for (let i = 0; i < 500; i++) {
    const begun = performance.now();
    await sidecar.call('GET', '/version');
    answers.push(performance.now() - begun);
  }
  await payment;
  const { p50, p99 } = spread(answers);
  report('GET /version while a payment waits', { p50, p99 }, 'ms', 'p99 <= 5');
  report('sidecar: resident memory', { now: residentMegabytes(sidecar.pid) }, 'MB', '<= 70');
  await sidecar.stop();
});
