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

it('a browser that did not charge an order replays its sale if another browser has charged it', async () => {
  const order = { orderId: 'Paid_elsewhere', amountMinor: 1102 };
  expect(await postTo('refuse', order)).toMatchObject(declined);
  await pairOnlyNewBrowser();
  expect(await postTo('accept', order)).toMatchObject(sold);
  await openOnlyThisBrowser(first);
  await expectReplayed(order);
});
