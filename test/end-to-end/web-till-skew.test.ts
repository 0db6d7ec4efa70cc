import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { allowTill, openTill } from './till-page.ts';
import { earlierSdk, openTillSite, type TillSite } from './till-site.ts';

let browser: Browser;
let sidecar: RunningSidecar;
let site: TillSite;
let context: BrowserContext;
let till: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  site = await openTillSite('127.0.0.1', {}, earlierSdk);
  context = await contextWithoutServiceWorker(browser);
  const connector = await context.newPage();
  await connector.goto(sidecar.pairingLink);
  await eventually(
    'the page is paired',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
  till = await openTill(context, site);
});
afterAll(async () => {
  await browser.close();
  await sidecar.stop();
  await site.close();
});

describe('a till that ships the SDK of 2026-11-26, and the connector of today', () => {
  it('pays through the connector’s window', async () => {
    await allowTill(context, till, sidecar.origin);
    const result = await till.evaluate(() =>
      window.connector.pay({ amountMinor: 1023, orderId: 'Skew_window' }),
    );
    expect(result).toMatchObject({ outcome: 'APPROVED', amountMinor: 1023 });
  });
  it('pays through the sidecar', async () => {
    const result = await till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({ sidecar: { url } });
      return connector.pay({ amount: '12,50', orderId: 'Skew_sidecar' });
    }, sidecar.origin);
    expect(result).toMatchObject({ outcome: 'APPROVED', amount: '12.50' });
  });
});
