import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

// A blind cashier uses the keyboard, the accessibility tree, and the announcements of the live region.
let shop: ShopOnRig<RigTerminal>;
let page: Page;

beforeAll(async () => {
  shop = await openShopOnRig({ grant: grantSerialPorts, plug: plugTerminal });
  ({ page } = shop);
  await page.evaluate(recordAnnouncements);
});
afterAll(() => shop?.close());

/** Runs in the page: collects the texts of its polite live region, in order. */
function recordAnnouncements(): void {
  const announced: string[] = [];
  Object.assign(globalThis, { announced });
  const region = document.querySelector('ecr-app')?.shadowRoot?.querySelector('#announcer');
  if (!region) throw new Error('the page has no live region');
  new MutationObserver(() => {
    const text = region.textContent?.trim() ?? '';
    if (text && announced.at(-1) !== text) announced.push(text);
  }).observe(region, { childList: true, characterData: true, subtree: true });
}

const announcements = (): Promise<string[]> =>
  page.evaluate(() => (globalThis as { announced?: string[] }).announced ?? []);

const focused = () =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('id') ?? element?.tagName ?? '';
  });

/** Presses Tab until the focus is on the element with this role and name. */
async function tabTo(role: 'textbox' | 'button', name: RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element.matches(':focus')).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}: the focus is on ${await focused()}`);
}

async function pay(amount: string): Promise<void> {
  await tabTo('textbox', /^amount/i);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(amount, { delay: 120 });
  await page.keyboard.press('Enter');
}

describe('a payment with a screen reader', () => {
  it('the page announces its areas, its form and its terminal', async () => {
    const tree = await page.locator('body').ariaSnapshot();
    for (const part of ['- banner', '- navigation "Areas"', '- main', 'textbox "Amount', 'link "Pay"'])
      expect(tree).toContain(part);
    expect(tree).toContain('The terminal answers. You can take payments.');
  });
  it('announces each phase of an approved payment once, then that the customer has paid', async () => {
    await pay('10,23');
    await page.getByRole('heading', { name: 'Approved' }).first().waitFor();
    const announced = await announcements();
    expect(new Set(announced).size).toBe(announced.length);
    expect(announced.find((text) => text.includes('The customer presents the card.'))).toBeDefined();
    expect(announced.at(-1)).toMatch(/^Approved\. Yes, the customer has paid\./);
    expect(shop.terminal.twin.ledger.map(({ amountMinor }) => amountMinor)).toEqual([1023]);
  });
  it('has the result of an approved payment and the next step in the accessibility tree', async () => {
    const tree = await page.getByRole('main').ariaSnapshot();
    expect(tree).toContain('heading "Approved');
    expect(tree).toContain('Yes, the customer has paid.');
    await tabTo('button', /^new payment/i);
    await page.keyboard.press('Enter');
    await page
      .getByRole('textbox', { name: /^amount/i })
      .first()
      .waitFor();
  });
  it('announces a payment that was refused without a reason as not paid, and that the customer was not charged', async () => {
    shop.terminal.follow('refuse');
    await pay('5,00');
    await page.getByRole('heading', { name: 'Not paid' }).first().waitFor();
    expect((await announcements()).at(-1)).toMatch(/^Not paid\. No, .*not .*charged/i);
    await tabTo('button', /^new payment/i);
    await page.keyboard.press('Enter');
  });
  it('announces an unknown outcome as unknown, with the ticket to check, and never as a failure', async () => {
    shop.terminal.follow('unplug-at-6');
    await pay('7,00');
    await page
      .getByRole('heading', { name: /unknown/i })
      .first()
      .waitFor();
    const last = (await announcements()).at(-1) ?? '';
    expect(last).toMatch(/unknown/i);
    expect(last).toMatch(/ticket/i);
    expect(last).not.toMatch(/declined|not paid|not charged/i);
  });
});
