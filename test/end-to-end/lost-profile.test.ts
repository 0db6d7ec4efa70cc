import { afterAll, beforeAll, expect, it } from 'vitest';
import { scriptNamed } from '../chaos/real/lasting-terminal.ts';
import { readPageJournal } from '../chaos/real/page-journal.ts';
import { RealShop } from '../chaos/real/real-shop.ts';
import { sampleOrder } from './sample-order.ts';

let shop: RealShop;
beforeAll(async () => {
  shop = await RealShop.open({ timers: { control_ms: 2500, customer_ms: 20_000 }, byteWaitMs: 3000 });
});
afterAll(() => shop?.close());

it('a new browser shows at once the sales and the payment in doubt of a browser whose profile was deleted', async () => {
  const { terminal, sidecar, browser } = shop;
  terminal.follow(scriptNamed('accept', 100));
  const sale = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Sold', amount: 12.1 }));
  expect(sale.body).toMatchObject({ paymentStatus: 'SUCCESS' });
  const kill = browser.prepareKill();
  terminal.follow(scriptNamed('silent-at-6', 300));
  const customer = terminal.untilStep(5);
  const answer = sidecar.call('POST', '/order', sampleOrder({ order_id: 'Cut_off', amount: 12.11 }));
  await customer;
  await kill();
  browser.removeProfile();
  const pairedAt = Date.now();
  const { page } = await shop.pairBrowser();
  await page.getByRole('heading', { name: /Outcome unknown/ }).waitFor();
  await page.getByText('Cut_off').first().waitFor();
  // Checked before another page may deliver, or a person may decide, for the lost browser.
  expect(Date.now() - pairedAt).toBeLessThan(25_000);
  expect((await answer).body).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
  const picture = process.env['HIPAY_ECR_PICTURE'];
  if (picture !== undefined) await page.screenshot({ path: picture });
  const known = (await readPageJournal(page)).payments.map(({ orderId }) => orderId).toSorted();
  expect(known).toEqual(['Cut_off', 'Sold']);
  for (const amountMinor of [1210, 1211]) expect(terminal.charges(amountMinor)).toBe(1);
});
