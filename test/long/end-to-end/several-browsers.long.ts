import { beforeAll, describe, expect, it } from 'vitest';
import { scriptNamed } from '../../chaos/real/lasting-terminal.ts';
import type { ShopBrowser } from '../../chaos/real/shop-browser.ts';
import {
  closeAll,
  declined,
  expectReplayed,
  expectUnknown,
  first,
  openOnlyThisBrowser,
  pairOnlyNewBrowser,
  post,
  postTo,
  shop,
  sold,
  unknown,
  withShopOfBrowsers,
} from '../../end-to-end/shop-of-browsers.ts';
import { stopPages } from '../../end-to-end/stopped-page.ts';

withShopOfBrowsers();
let second: ShopBrowser;

describe('a profile that is copied after a refusal, and restored after the sale', () => {
  const order = { orderId: 'Restored', amountMinor: 1101 };
  it('answers the till with the stored sale if the till sends it again', async () => {
    expect(await postTo('refuse', order)).toMatchObject(declined);
    await closeAll();
    const restore = first.copyProfile();
    await openOnlyThisBrowser(first);
    expect(await postTo('accept', order)).toMatchObject(sold);
    await closeAll();
    restore();
    await openOnlyThisBrowser(first);
    await expectReplayed(order);
  });
});

describe('an order that one browser did not charge', () => {
  beforeAll(async () => {
    second = await pairOnlyNewBrowser();
  });
  it('is unknown without a page and in a new browser, after it was charged in a browser whose terminal did not answer', async () => {
    const order = { orderId: 'Unknown_elsewhere', amountMinor: 1103 };
    expect(await postTo('refuse', order)).toMatchObject(declined);
    await openOnlyThisBrowser(first);
    expect(await postTo('silent-at-6', order)).toMatchObject(unknown);
    await closeAll();
    await expectUnknown(order);
    second = await pairOnlyNewBrowser();
    await expectUnknown(order);
  });
  it('is unknown after another browser has charged it and was killed, and this browser charges nothing', async () => {
    const { terminal } = shop;
    const order = { orderId: 'Killed_elsewhere', amountMinor: 1104 };
    await terminal.unplug();
    expect(await post(order)).toMatchObject({ error: { paymentStatus: 'FAILURE' } });
    // A browser that is stopped does not take the port when the terminal is plugged in.
    const resumePages = await stopPages(second.page);
    await first.open(shop.sidecar.origin);
    await terminal.plug();
    await shop.expectReady();
    resumePages();
    const kill = first.prepareKill();
    terminal.follow(scriptNamed('accept', 300));
    const customer = terminal.untilStep(5);
    const answer = post(order);
    await customer;
    await kill();
    expect(await answer).toMatchObject(unknown);
    await expectUnknown(order);
  });
});
