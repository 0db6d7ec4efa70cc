import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Sdk from '../../src/sdk/index.ts';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { openTillSite, type TillSite } from './till-site.ts';

declare global {
  interface Window {
    sdk: typeof Sdk;
    connector: Sdk.Connector;
    result: Promise<unknown>;
  }
}

let browser: Browser;
let sidecar: RunningSidecar;
let site: TillSite;
let context: BrowserContext;
let till: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  site = await openTillSite();
  context = await contextWithoutServiceWorker(browser);
  const connector = await context.newPage();
  await connector.goto(sidecar.pairingLink);
  await eventually(
    'the page is paired',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
  till = await context.newPage();
  await till.goto(site.origin);
});
afterAll(async () => {
  await browser.close();
  await sidecar.stop();
  await site.close();
});

describe('a web till of another origin', () => {
  it('pays through the connector in a window, after a person has allowed it', async () => {
    const popup = context.waitForEvent('page');
    await till.evaluate((url) => {
      window.result = window.sdk.openConnector({ window: { url } }).then(async (connector) => {
        window.connector = connector;
        return connector.pay({ amountMinor: 1023, orderId: 'Web_1' });
      });
    }, sidecar.origin);
    const connector = await popup;
    const dialog = connector.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
    expect(await till.evaluate(() => window.result)).toMatchObject({
      outcome: 'APPROVED',
      amountMinor: 1023,
    });
  });
  it('pays through the sidecar, with a token that the connector’s page gave', async () => {
    const result = await till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({ sidecar: { url } });
      return connector.pay({ amount: '12,50', orderId: 'Web_2' });
    }, sidecar.origin);
    expect(result).toMatchObject({ outcome: 'APPROVED', amount: '12.50' });
  });
  it('can ask for the terminal, which a person chooses on the connector’s own page, or declines', async () => {
    await till.evaluate(() => {
      window.result = window.connector
        .requestTerminal()
        .catch(({ name, mayBeCharged }) => [name, mayBeCharged]);
    });
    const connector = context.pages().find((page) => page.url().includes('/till.html'));
    const question = connector!.getByRole('dialog');
    await expect
      .poll(() => question.innerText())
      .toContain(`${site.origin} asks you to choose the card terminal.`);
    await question.getByRole('button', { name: 'Not now' }).click();
    expect(await till.evaluate(() => window.result)).toEqual(['terminal-not-chosen', 'no']);
  });
  it('pays through a connector inside its own page', async () => {
    const result = await till.evaluate(async () => {
      const connector = await window.sdk.openConnector({
        embedded: {
          settings: {
            terminal: { link: 'simulated' },
            hipay: { simulated: true },
            contracts: { proxy: { merchantId: '1', paymentApplication: '001', rank: '001' } },
          },
        },
      });
      return [connector.way, await connector.pay({ amount: 7, orderId: 'Web_3' })];
    });
    expect(result).toMatchObject(['embedded', { outcome: 'APPROVED', amount: '7.00' }]);
  });
});

describe('the person presses “Refuse”', () => {
  it.each(['window', 'sidecar'] as const)(
    'a till that connects through the %s is not allowed, and nothing was sent',
    async (way) => {
      const otherSite = await openTillSite();
      const page = await context.newPage();
      await page.goto(otherSite.origin);
      const popup = context.waitForEvent('page');
      await page.evaluate(
        ([name, url]) => {
          window.result = window.sdk
            .openConnector({ [name]: { url } })
            .then((connector) => connector.pay({ amountMinor: 1023, orderId: 'Refused_1' }))
            .catch(({ name: failure, charge, mayBeCharged, retry }) => ({
              failure,
              charge,
              mayBeCharged,
              retry,
            }));
        },
        [way, sidecar.origin] as const,
      );
      const dialog = (await popup).getByRole('dialog');
      await dialog.waitFor();
      await dialog.getByRole('button', { name: 'Refuse' }).click();
      expect(await page.evaluate(() => window.result)).toEqual({
        failure: 'till-not-allowed',
        charge: 'nothing-sent',
        mayBeCharged: 'no',
        retry: false,
      });
      await page.close();
      await otherSite.close();
    },
  );
});
