import type { BrowserContext, Page } from 'playwright';
import type * as Sdk from '../../src/sdk/index.ts';
import type { TillSite } from './till-site.ts';

declare global {
  interface Window {
    /** Provided by the pages of `TillSite`. */
    sdk: typeof Sdk;
    connector: Sdk.Connector;
    result: Promise<unknown>;
  }
}

/** A till's page of the site, in this browser. */
export async function openTill(context: BrowserContext, site: TillSite): Promise<Page> {
  const till = await context.newPage();
  await till.goto(site.origin);
  return till;
}

/** Opens the connector's window from the till, allows the till in it, and returns the window. */
export async function allowTill(context: BrowserContext, till: Page, url: string): Promise<Page> {
  const popup = context.waitForEvent('page');
  await till.evaluate((address) => {
    window.result = window.sdk.openConnector({ window: { url: address } }).then(async (connector) => {
      window.connector = connector;
      return connector.check();
    });
  }, url);
  const connector = await popup;
  await connector.getByRole('dialog').getByRole('button', { name: 'Allow', exact: true }).click();
  await till.evaluate(() => window.result);
  return connector;
}
