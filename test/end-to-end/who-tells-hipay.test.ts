import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, openPairedPage } from './connector-page.ts';
import { openGateway } from './own-gateway.ts';
import { freePort, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { storedText } from './stored-text.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const account = { login: 'shop', password: 'Test_password', hashKey: 'a passphrase' };

// The gateway refuses an order whose hash was not made from the passphrase.
it.each([
  ['the sidecar, which has the secrets,', undefined, /^node/, true],
  ['the page itself, if the configuration says so,', 'direct', /Chrome/, false],
])('%s notifies HiPay', async (_name, gateway, caller, hasHipayTime) => {
  const port = await freePort();
  const own = await openGateway(port, account);
  const sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop', connector: { hash_key: account.hashKey, gateway } }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${port}`],
  });
  const page = await openPairedPage(browser, sidecar);
  const { body } = await sidecar.call('POST', '/order', sampleOrder());
  expect(body).toMatchObject({ paymentStatus: 'SUCCESS', notificationHipaySent: true });
  expect(own.twin.orders()).toHaveLength(1);
  expect(own.callers).toEqual([expect.stringMatching(caller)]);
  // HiPay's time is recorded with the delivery; a browser hides the header from a page of another origin.
  expect((await page.evaluate(storedText)).includes('"hipayClock":{"theirs":')).toBe(hasHipayTime);
  await page.context().close();
  await sidecar.stop();
  await own.close();
});
