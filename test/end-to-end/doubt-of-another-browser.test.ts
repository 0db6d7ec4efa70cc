import { expect, it } from 'vitest';
import { postTo, shop, unknown, withShopOfBrowsers } from './shop-of-browsers.ts';

withShopOfBrowsers();

it('a browser asks before it takes the amount of a payment that is in doubt in another open browser', async () => {
  const order = { orderId: 'In_doubt_there', amountMinor: 1250 };
  expect(await postTo('silent-at-6', order)).toMatchObject(unknown);
  const { page } = await shop.pairBrowser();
  const amount = page.getByLabel(/^amount/i);
  await amount.fill('12,50');
  await amount.press('Enter');
  await page.getByRole('heading', { name: '€12.50 has just been tried' }).waitFor();
  const question = page.getByRole('dialog');
  expect(await question.innerText()).toMatch(/order In_doubt_there.*may have paid.*another browser/);
  await question.getByRole('button', { name: 'Do not take it; check there first' }).click();
  await page.getByRole('button', { name: 'Take €12.50' }).waitFor();
  expect(shop.terminal.charges(1250)).toBe(1);
  // Nothing is marked: the question comes again.
  await page.getByRole('button', { name: 'Take €12.50' }).click();
  await page.getByRole('heading', { name: '€12.50 has just been tried' }).waitFor();
});
