import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { situations } from '../../src/sdk/example/checklist/situations.ts';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';

let browser: Browser;
let sidecar: RunningSidecar;
/** A browser in which the connector's page is open and paired. */
let shop: BrowserContext;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  shop = await contextWithoutServiceWorker(browser);
  const connector = await shop.newPage();
  await connector.goto(sidecar.pairingLink);
  await eventually(
    'the page is paired',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
});
afterAll(async () => {
  await browser.close();
  await sidecar.stop();
});

/** Opens the example till, and adds its policy violations and uncaught errors to `complaints`. */
async function openTill(context: BrowserContext): Promise<Page> {
  const till = await context.newPage();
  till.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) complaints.push(message.text());
  });
  till.on('pageerror', (error) => complaints.push(error.message));
  await till.goto(`${sidecar.origin}/example`);
  return till;
}

const choose = (till: Page, what: string, value: string) =>
  till.getByLabel(what, { exact: true }).selectOption(value);
const sell = async (till: Page, ...products: string[]) => {
  for (const name of products) await till.getByRole('button', { name }).click();
};
const waitForResult = (till: Page, word: string) =>
  till.locator('#sale hipay-pay').getByRole('heading', { name: word, exact: true }).waitFor();

describe('the example till', () => {
  it('sells through the connector’s window, with basket, payment, receipts, history and log', async () => {
    const till = await openTill(shop);
    await sell(till, 'Espresso', 'Croissant', 'Espresso');
    const popup = shop.waitForEvent('page');
    await till.getByRole('button', { name: 'Pay €6.15 by card' }).click();
    // The first call from an origin asks a person on the connector's own page.
    await (await popup).getByRole('dialog').getByRole('button', { name: 'Allow', exact: true }).click();
    await waitForResult(till, 'Paid');
    expect(await till.locator('#log').innerText()).toMatch(/pay\(\{"amountMinor":615/);
    await till.getByRole('button', { name: 'History' }).click();
    await till.locator('#history').getByRole('button', { name: 'Ask again' }).click();
    await till.locator('#log', { hasText: 'payments.get("Till_' }).waitFor();
    expect(await till.locator('#history tr').innerText()).toMatch(/Till_\S+\s+APPROVED\s+6\.15 EUR/);
    await till.close();
  });

  it('after a reload during a payment, asks for the result and does not pay again', async () => {
    const till = await openTill(shop);
    await sell(till, 'Sandwich');
    await till.getByRole('button', { name: 'Pay €6.50 by card' }).click();
    await till.getByRole('button', { name: 'Cancel' }).waitFor();
    await till.reload();
    // Without a click the browser may block the connector's window. Then the page only offers to ask for the result.
    const pay = till.locator('#sale hipay-pay');
    await pay
      .getByRole('button', { name: 'Ask again' })
      .or(pay.getByText('Paid', { exact: true }))
      .waitFor();
    expect(await pay.getByRole('button', { name: /^Pay/ }).count()).toBe(0);
    const ask = pay.getByRole('button', { name: 'Ask again' });
    if ((await ask.count()) > 0) await ask.click();
    await waitForResult(till, 'Paid');
    const orders = await sidecar.gatewayOrders();
    expect(orders.filter(({ amount }) => Number(amount) === 6.5)).toHaveLength(1);
    await till.close();
  });

  it('sells through the sidecar', async () => {
    const till = await openTill(shop);
    await choose(till, 'Way', 'sidecar');
    await sell(till, 'Espresso');
    await till.getByRole('button', { name: 'Pay €1.90 by card' }).click();
    await waitForResult(till, 'Paid');
    await till.close();
  });

  it('sells inside its own page, in French, with a terminal that sends receipts', async () => {
    const context = await contextWithoutServiceWorker(browser);
    const till = await openTill(context);
    await choose(till, 'Way', 'embedded');
    await choose(till, 'Language', 'fr');
    await sell(till, 'Croissant');
    await till.getByRole('button', { name: /^Encaisser/ }).click();
    await waitForResult(till, 'Payé');
    expect(await till.locator('#sale hipay-pay').innerText()).not.toContain('HiPay');
    expect(await till.locator('.receipt pre').first().innerText()).not.toBe('');
    await context.close();
  });

  it('handles every situation of the checklist', async () => {
    const context = await contextWithoutServiceWorker(browser);
    const till = await openTill(context);
    await till.getByRole('button', { name: 'Checklist' }).click();
    await till.getByRole('button', { name: 'Play all' }).click();
    for (const { id } of situations) {
      const seen = till.locator(`[data-situation=${id}] .seen`);
      await till.locator(`[data-situation=${id}] .seen:is(.matched, .differs)`).waitFor();
      expect([id, await seen.innerText()]).toEqual([id, expect.stringMatching(/^✓ As expected/)]);
    }
    await context.close();
  });

  it.each(['light', 'dark'] as const)('axe finds no violation, in %s', async (colorScheme) => {
    const context = await contextWithoutServiceWorker(browser, { colorScheme });
    const till = await openTill(context);
    await till.evaluate(axe.source);
    for (const part of ['Sale', 'History', 'Checklist']) {
      await till.getByRole('button', { name: part, exact: true }).click();
      const found = await till.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(' | ')}`);
      });
      expect([part, found]).toEqual([part, []]);
    }
    await context.close();
  });

  it('violates no rule of the connector’s content security policy, and throws no error', () =>
    expect(complaints).toEqual([]));
});
