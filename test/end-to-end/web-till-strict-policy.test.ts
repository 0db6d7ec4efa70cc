import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './connector-page.ts';
import { openTill } from './till-page.ts';
import { openTillSite, type TillSite } from './till-site.ts';

// A till whose policy allows only workers from its own origin.
const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; worker-src 'self'; connect-src 'self'";

let browser: Browser;
let site: TillSite;
let till: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await openTillSite('127.0.0.1', { 'content-security-policy': policy });
  till = await openTill(await browser.newContext(), site);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

describe("a till's page under worker-src 'self'", () => {
  const open = (workerUrl?: string) =>
    till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({
        language: 'en',
        embedded: {
          ...(url !== undefined && { workerUrl: url }),
          settings: {
            terminal: { link: 'simulated', script: 'quick-customer' },
            hipay: { simulated: true },
            contracts: { proxy: { merchantId: '1', paymentApplication: '001', rank: '001' } },
          },
        },
      });
      return connector.pay({ amountMinor: 1023, orderId: 'Strict_1' });
    }, workerUrl);

  it('gets a failure at once when the connector’s worker cannot start', async () => {
    await expect(open()).rejects.toThrow(/worker did not start.+workerUrl/);
  });
  it('pays with the worker file of the package', async () => {
    expect(await open('/sdk/embedded-worker.js')).toMatchObject({ outcome: 'APPROVED', amountMinor: 1023 });
  });
});
