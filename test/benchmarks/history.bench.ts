import { expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from '../end-to-end/connector-page.ts';
import { startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { report } from './figures.ts';

/** `PAYMENTS=5000` gives a shorter run. */
const payments = Number(process.env['PAYMENTS'] ?? 100_000);
const days = 365;

/** Runs in the page: copies the one payment until there are `count`, spread over the `spanMs` before it. */
const multiply = ({ count, spanMs }: { count: number; spanMs: number }) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('hipay-ecr-connector');
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['payments', 'notifications'], 'readwrite');
      const [records, entries] = [tx.objectStore('payments'), tx.objectStore('notifications')];
      const read = [records.getAll(), entries.getAll()] as const;
      read[1].onsuccess = () => {
        const [record, entry] = [read[0].result[0], read[1].result[0]];
        for (let number = 1; number < count; number++) {
          const id = `Many_${String(number).padStart(6, '0')}`;
          const createdAt = record.createdAt - Math.floor((number * spanMs) / count);
          records.put({ ...record, paymentId: id, orderId: id, createdAt });
          entries.put({ ...entry, entryId: id, paymentId: id, orderId: id, createdAt });
        }
      };
      tx.oncomplete = () => resolve(opening.result.close());
      tx.onerror = () => reject(tx.error);
    };
  });

it('the list of payments, with a journal of 100,000', async () => {
  const browser = await launchBrowser();
  const sidecar = await startSidecar({ config: shopConfig(), args: ['--simulate'] });
  const page = await openPairedPage(browser, sidecar);
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Many_000000' }));
  await page.evaluate(multiply, { count: payments, spanMs: days * 86_400_000 });
  const begunAlone = performance.now();
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Before' }));
  const alone = performance.now() - begunAlone;
  await page.goto('about:blank');
  await page.goto(`${sidecar.origin}/#/pay`);
  await page.getByRole('link', { name: /payments/i }).waitFor();
  await page.evaluate(() => {
    const measured = globalThis as { longest?: number };
    measured.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        measured.longest = Math.max(measured.longest ?? 0, duration);
    }).observe({ type: 'longtask' });
  });
  const opened = performance.now();
  await page.getByRole('link', { name: /payments/i }).click();
  await page.locator('ecr-payment-list .r').nth(1).waitFor();
  const today = performance.now() - opened;
  await page.getByRole('button', { name: /^More/ }).last().click();
  await page.getByRole('button', { name: 'Other days' }).click();
  const first = new Date(Date.now() - (days + 1) * 86_400_000).toISOString().slice(0, 10);
  const begun = performance.now();
  await page.getByLabel('From', { exact: true }).fill(first);
  await page.locator('ecr-payment-list .r').nth(40).waitFor();
  const someRows = performance.now() - begun;
  // A payment must not wait until the page has read a year of payments.
  const asked = performance.now();
  await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Meanwhile' }));
  const payment = performance.now() - asked;
  await eventually(
    'every payment is read',
    async () => (await page.getByText('so far').count()) === 0,
    250_000,
  );
  const all = performance.now() - begun;
  const longest = await page.evaluate(() => (globalThis as { longest?: number }).longest ?? 0);
  // The first payment with its copies, `Before` and `Meanwhile`.
  const counted = new Intl.NumberFormat('en').format(payments + 2);
  expect(await page.locator('#found').textContent()).toContain(`${counted} payments`);
  const searched = performance.now();
  await page.getByLabel('Search').fill('Many_000777');
  await eventually(
    'one row is left',
    async () => (await page.locator('ecr-payment-list .r').count()) === 1,
    10_000,
  );
  const search = performance.now() - searched;
  const title = `${payments} payments of ${days} days`;
  report(`${title}: screen opened to today's rows`, { today }, 'ms', '<= 1000');
  report(`${title}: the whole span chosen to its first rows`, { someRows }, 'ms', '<= 1000');
  report(`${title}: to the last, added up`, { all }, 'ms');
  report(`${title}: a simulated payment meanwhile, POST to answer, alone and then`, { alone, payment }, 'ms');
  report(`${title}: longest task of the page meanwhile`, { longest }, 'ms');
  report(`${title}: a search among them`, { search }, 'ms');
  await browser.close();
  await sidecar.stop();
}, 600_000);
