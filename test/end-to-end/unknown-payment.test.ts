import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { eventually } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let shop: ShopOnRig<RigTerminal>;
let sidecar: RunningSidecar;
let page: Page;
beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: plugTerminal,
    config: shopConfig({ connector: { timers: { customer_ms: 5000 } } }),
  });
  ({ sidecar, page } = shop);
});
afterAll(() => shop?.close());

/** From now on the terminal charges, and its answer never comes. */
const loseAnswer = (customerMs: number) => shop.terminal.follow('silent-at-6', customerMs);
/** How often the customer was charged this amount. */
const charges = (minor: number) =>
  shop.terminal.twin.ledger.filter(
    ({ amountMinor, verdict }) => amountMinor === minor && verdict === 'accepted',
  ).length;
const post = async () => (await sidecar.call('POST', '/order', sampleOrder())).body;

describe('a payment with an unknown outcome', () => {
  it('stays UNKNOWN for the till, each time it asks, and is not charged again', async () => {
    loseAnswer(100);
    expect(await post()).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1102', outcome: 'UNKNOWN' });
    shop.terminal.follow('accept');
    expect(await post()).toMatchObject({ errorCode: '1102', outcome: 'UNKNOWN', replayed: true });
    expect(await sidecar.gatewayOrders()).toEqual([]);
    expect(charges(1023)).toBe(1);
  });
  it('is shown large after a reload, with amount, time and order, in every tab', async () => {
    await page.reload();
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    for (const each of [page, tab]) {
      await each.getByRole('heading', { name: 'Outcome unknown' }).waitFor();
      const shown = (await each.locator('ecr-payment-result .work').innerText()).replace(/\s+/g, ' ');
      expect(shown).toMatch(/Started at .* ago €10\.23 Outcome unknown .*Order Order_/);
      expect(shown).toContain('Look for €10.23, at about');
      expect(await each.getByLabel(/^amount/i).count()).toBe(0);
    }
    await tab.close();
  });
  it('needs a confirmation before the same amount is charged by hand; the default answer charges nothing', async () => {
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByLabel(/^amount/i).fill('10,23');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '€10.23 has just been tried' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take €10.23' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '€10.23 has just been tried' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What does the terminal’s ticket say?' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('ecr-payment-progress').count()).toBe(0);
  });
  it('has no "try again" on the reloaded screen, but a way to enter what the ticket says', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Check the ticket' }).first().waitFor();
    expect(await page.getByRole('button', { name: /try again/i }).count()).toBe(0);
  });
  it('is a success for the till and for HiPay once a person has read the ticket', async () => {
    await page.getByRole('button', { name: 'Check the ticket' }).first().click();
    await page.getByRole('button', { name: /^Paid/ }).click();
    await page.getByLabel('Your initials or your name').fill('Ana');
    await page.getByRole('button', { name: 'Record as paid' }).click();
    await eventually('HiPay has the order', async () => (await sidecar.gatewayOrders()).length === 1);
    expect(await post()).toMatchObject({
      paymentStatus: 'SUCCESS',
      replayed: true,
      notificationHipaySent: true,
    });
    expect(await sidecar.gatewayOrders()).toHaveLength(1);
  });
  it('is shown large on a page that was reloaded while the customer paid; the same amount by hand needs a confirmation', async () => {
    loseAnswer(1500);
    const order = sampleOrder({ order_id: 'Order_reloaded', amount: '7,77' });
    const answer = sidecar.call('POST', '/order', order);
    await page.getByText('The customer presents the card.').first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Outcome unknown' }).waitFor();
    const shown = (await page.locator('ecr-payment-result .work').innerText()).replace(/\s+/g, ' ');
    expect(shown).toMatch(/Started at .* €7\.77 Outcome unknown .*Order Order_reloaded/);
    expect(await page.getByLabel(/^amount/i).count()).toBe(0);
    expect((await answer).body).toMatchObject({ outcome: 'UNKNOWN' });
    // The customer pays after the page was reloaded.
    await expect.poll(() => charges(777), { timeout: 10_000 }).toBe(1);
    shop.terminal.follow('accept');
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByLabel(/^amount/i).fill('7,77');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '€7.77 has just been tried' }).waitFor();
    expect(charges(777)).toBe(1);
  });
});
