import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { allowTill, openTill } from './till-page.ts';
import { openTillSite, type TillSite } from './till-site.ts';

// The connector's page in a frame of the till's own page.

const undo: (() => unknown)[] = [];
let sidecar: RunningSidecar;
let browser: Browser;
let context: BrowserContext;
let sameSite: TillSite;
let otherSite: TillSite;

beforeAll(async () => {
  sameSite = await openTillSite('localhost');
  otherSite = await openTillSite('127.0.0.1');
  undo.push(
    () => sameSite.close(),
    () => otherSite.close(),
  );
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  undo.push(() => sidecar.stop());
  browser = await launchBrowser();
  undo.push(() => browser.close());
  context = await contextWithoutServiceWorker(browser);
  const page = await context.newPage();
  await page.goto(sidecar.pairingLink);
  await eventually(
    'the page is there',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function openAllowedTill(site: TillSite): Promise<Page> {
  const till = await openTill(context, site);
  const connector = await allowTill(context, till, sidecar.origin);
  await connector.close();
  return till;
}

const payInFrame = (till: Page, orderId: string) =>
  till.evaluate(
    async ([url, order]) => {
      const frame = document.createElement('iframe');
      frame.title = 'Connector';
      document.body.append(frame);
      try {
        const connector = await window.sdk.openConnector({ window: { url: String(url), frame } });
        return (await connector.pay({ amountMinor: 1023, orderId: String(order) })).outcome;
      } catch (error) {
        return error instanceof window.sdk.ConnectorFailure ? error.name : String(error);
      }
    },
    [sidecar.origin, orderId],
  );

const orders = async () => (await sidecar.gatewayOrders()).map(({ orderid }) => orderid);

describe('the connector in a frame of the till', () => {
  it('pays without a question for a till of the same site that was allowed before in a window', async () => {
    const till = await openAllowedTill(sameSite);
    expect(await payInFrame(till, 'Frame_near')).toBe('APPROVED');
    expect(await orders()).toEqual(['Frame_near']);
  });
  it('is refused for a till of another site, although the till was allowed, because the frame would have another journal', async () => {
    const till = await openAllowedTill(otherSite);
    expect(await payInFrame(till, 'Frame_far')).toBe('till-not-allowed');
    expect(await orders()).toEqual(['Frame_near']);
  });
});
