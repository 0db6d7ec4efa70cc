import { expect, it } from 'vitest';
import {
  declined,
  expectReplayed,
  first,
  openOnlyThisBrowser,
  pairOnlyNewBrowser,
  postTo,
  sold,
  withShopOfBrowsers,
} from './shop-of-browsers.ts';

withShopOfBrowsers();

it('an order that one browser did not charge was paid in another browser: the first browser replays the sale', async () => {
  const order = { orderId: 'Paid_elsewhere', amountMinor: 1102 };
  expect(await postTo('refuse', order)).toMatchObject(declined);
  await pairOnlyNewBrowser();
  expect(await postTo('accept', order)).toMatchObject(sold);
  await openOnlyThisBrowser(first);
  await expectReplayed(order);
});
