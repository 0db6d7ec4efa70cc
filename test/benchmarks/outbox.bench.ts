import { expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { openGateway } from '../end-to-end/own-gateway.ts';
import { freePort, startSidecar } from '../end-to-end/running-sidecar.ts';
import { seedPayment, shopConfig } from '../end-to-end/seed-payment.ts';
import { report } from './figures.ts';

const pending = 10_000;

/** Runs in the page: copies the one pending notification of a real payment until there are enough. */
const multiply = (count: number) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onsuccess = () => {
      const tx = opening.result.transaction('notifications', 'readwrite');
      const store = tx.objectStore('notifications');
      const all = store.getAll();
      all.onsuccess = () => {
        const [first] = all.result;
        for (let number = 1; number < count; number++) {
          const orderId = `Many_${String(number).padStart(5, '0')}`;
          const fields = first.fields.map(([name, value]: [string, string]) => [
            name,
            name === 'orderid' ? orderId : value,
          ]);
          const createdAt = first.createdAt + number;
          store.put({
            ...first,
            entryId: orderId,
            paymentId: orderId,
            orderId,
            fields,
            createdAt,
            nextAttemptAt: 0,
          });
        }
      };
      tx.oncomplete = () => resolve(opening.result.close());
      tx.onerror = () => reject(tx.error);
    };
  });

it('10 000 pending notifications', async () => {
  const gatewayPort = await freePort();
  const account = { login: 'shop', password: 'Test_password' };
  const browser = await launchBrowser();
  const config = shopConfig({ hipay_login: account.login });
  const args = ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`];
  const sidecar = await startSidecar({ config, args });
  const page = await openPairedPage(browser, sidecar);
  await sidecar.call('POST', '/order', seedPayment({ order_id: 'Many_00000' }));
  await page.evaluate(multiply, pending);
  const gateway = await openGateway(gatewayPort, account);
  await page.goto('about:blank');
  const begun = performance.now();
  await page.goto(sidecar.origin);
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
  await eventually('every order', async () => gateway.twin.orders().length >= pending, 1_200_000);
  const all = (performance.now() - begun) / 1000;
  const longest = await page.evaluate(() => (globalThis as { longest?: number }).longest ?? 0);
  const sent = gateway.twin.orders().map(({ orderid }) => orderid);
  expect(sent).toEqual([...sent].sort());
  expect(gateway.twin.calls()).toBe(pending);
  report('10 000 pending: page opened to first order sent', { first }, 'ms', '<= 1000');
  report('10 000 pending: to the last', { all, 'a second': pending / all }, 's');
  report('10 000 pending: longest task of the page meanwhile', { longest }, 'ms', '< 100');
  await browser.close();
  await sidecar.stop();
  await gateway.close();
}, 1_500_000);
