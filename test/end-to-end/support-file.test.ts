import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPairedPage } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// The support file of a real shop: real recorder, real journal, real browser.

const card = '4970101234567897';
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  sidecar = await startSidecar({
    config: shopConfig({ hipay_password: 'PLANTED-hipay', api_password: 'PLANTED-till' }),
    args: ['--simulate'],
  });
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
});

it('the support file holds the payment, but no card number, no password and no customer data', async () => {
  const order = `A ${card.replace(/(....)(?=.)/g, '$1 ')}`;
  const customer = {
    id: 1,
    firstname: 'PLANTED-first',
    lastname: 'PLANTED-last',
    email: 'PLANTED@example.org',
  };
  const paid = await sidecar.call(
    'POST',
    '/order',
    sampleOrder({ order_id: 'Order_7', customer, custom_data: { note: order, password: 'PLANTED-custom' } }),
  );
  expect(paid.status).toBe(200);
  await page.goto(`${sidecar.origin}/#/settings/diagnostics`);
  await page.locator('ecr-verdict h1').waitFor();
  for (const group of ['terminal', 'tills']) await page.locator(`#group-${group} summary`).click();
  await page.getByText(/^Chrom\w+ \d+ reaches terminals on a cable\.$|^\S+ \d+ reaches terminals/).waitFor();
  await page.getByText('Connected: tills of this computer are served.').waitFor();
  await page.getByRole('button', { name: 'Prepare the file' }).click();
  await page.getByRole('heading', { name: 'What is in it:' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const file = JSON.parse(text);
  expect(file).toMatchObject({
    kind: 'hipay-ecr-support',
    program: { service: 'connected', simulated: { terminal: true } },
    payments: [{ order: 'Order_7', amountMinor: 1023, outcome: 'APPROVED' }],
  });
  expect(file.recorder.join('\n')).toContain('Order_7');
  expect(text).not.toMatch(/PLANTED/);
  expect(text.replace(/[ .\-_]/g, '')).not.toContain(card);
});
