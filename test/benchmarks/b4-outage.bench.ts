import { expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { openGateway } from '../end-to-end/own-gateway.ts';
import { freePort, startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { multiply } from './b4-outbox/multiply.ts';
import { report } from './figures.ts';
import { full, keepSheet, quick } from './report/keep.ts';

const pending = quick ? 1000 : 10_000;
/** Number of measured notifications; the others behave the same and take minutes. */
const watched = quick || full ? pending : 3000;

it('after an outage: 10 000 pending notifications are sent', async () => {
  const gatewayPort = await freePort();
  const account = { login: 'shop', password: 'Test_password' };
  const browser = await launchBrowser();
  const config = shopConfig({ hipay_login: account.login });
  const args = ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`];
  const sidecar = await startSidecar({ config, args });
  const page = await openPairedPage(browser, sidecar);
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Many_00000' }));
  await page.evaluate(multiply, pending);
  const gateway = await openGateway(gatewayPort, account);
  await page.goto('about:blank');
  const begun = performance.now();
  // The list of payments is the screen with the most work.
  await page.goto(`${sidecar.origin}/#/payments`);
  await page.evaluate(() => {
    const measured = globalThis as { longest?: number };
    measured.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        measured.longest = Math.max(measured.longest ?? 0, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await eventually('the first order', async () => gateway.twin.orders().length > 0, 60_000);
  const first = performance.now() - begun;
  await eventually('the last order', async () => gateway.twin.orders().length >= watched, 1_200_000);
  const all = (performance.now() - begun) / 1000;
  const longest = await page.evaluate(() => (globalThis as { longest?: number }).longest ?? 0);
  await page.close();
  const [sent, calls] = [gateway.twin.orders().map(({ orderid }) => orderid), gateway.twin.calls()];
  // Number 0 is the real notification, and the newest.
  const byAge = sent.map((_, place) => `Many_${String((place + 1) % pending).padStart(5, '0')}`);
  const title = `${pending} pending, HiPay down, then up`;
  report(`${title}: page opened to first order sent`, { first }, 'ms', '<= 1000');
  report(`${title}: to the last of ${watched}`, { all, 'a second': watched / all }, 's');
  report(`${title}: longest task of the page meanwhile`, { longest }, 'ms', '< 100');
  const inOrder = sent.filter((orderId, place) => orderId === byAge[place]).length;
  const counts = { orders: sent.length, calls, 'in order of age': inOrder };
  report(`${title}: what HiPay got`, counts, '', 'as many each');
  keepSheet({
    id: 'b4-outage',
    title: 'HiPay down, then up',
    method: [
      `${pending} notifications are pending when HiPay comes back and the page is opened on its list of payments. Measured are the time to the first order, the time to the last of ${watched} (\`--full\`: of all), and the longest time for which the page could not react.`,
    ],
    tables: [
      {
        title: 'After an outage',
        unit: 'ms',
        rows: [
          { name: 'page opened to the first order', p50: first },
          {
            name: `to the last of ${watched}`,
            p50: all * 1000,
            note: `${(watched / all).toFixed(0)} a second`,
          },
          { name: 'longest task of the page meanwhile', p50: longest },
        ],
      },
    ],
    budgets: [
      {
        what: `outbox: ${pending} pending, first send`,
        budget: 1000,
        measured: first,
        unit: 'ms',
        better: 'less',
      },
      {
        what: 'the page meanwhile: longest task',
        budget: 100,
        measured: longest,
        unit: 'ms',
        better: 'less',
      },
    ],
  });
  expect(sent).toEqual(byAge);
  expect(calls).toBe(sent.length);
  await browser.close();
  await sidecar.stop();
  await gateway.close();
}, 1_500_000);
