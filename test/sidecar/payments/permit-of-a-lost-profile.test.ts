import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import { asTill, postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

// The sidecar was killed after it gave a permit, and the browser that took the payment is gone with its record.

const permit = {
  orderId: 'Left',
  open: true,
  journal: 'lost profile',
  paymentId: 'lost-1',
  at: 1_796_000_000_000,
  amountMinor: 1023,
  currency: 'EUR',
  transactionType: 'Debit',
  paymentMeans: 'card',
};

async function openNewProfile() {
  const homeFolder = await temporaryFolder();
  writeFileSync(join(homeFolder, 'asked.jsonl'), `${JSON.stringify(permit)}\n`);
  const sidecar = await runningSidecar({
    homeFolder,
    options: { simulate: 'all' },
    timeouts: { pageReturnMs: 50, pageReadyMs: 2000 },
  });
  const profile = new ConnectorProfile(new ShopGateway());
  return { sidecar, profile, page: await profile.open(sidecar) };
}
type OpenedShop = Awaited<ReturnType<typeof openNewProfile>>;
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const isShown = (page: OpenedShop['page']) =>
  vi.waitFor(async () => expect((await page.connector.snapshot()).payments).toMatchObject([doubt]), 10_000);
const doubt = { paymentId: 'lost-1', orderId: 'Left', state: 'unknown', charge: 'unknown' };

test('the order is in doubt for the till that pays it, for the till that asks about it, and on the page', async () => {
  const { sidecar, profile, page } = await openNewProfile();
  const answer = await json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: 'Left' }));
  expect(answer).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown', errorCode: '1102' });
  expect(await json(asTill(sidecar, '/orders/Left'))).toMatchObject({ charge: 'unknown' });
  await isShown(page);
  expect([...profile.storage.payments.values()]).toMatchObject([{ paymentId: 'lost-1', onlyLeave: true }]);
});

test('a person who pays the order by hand does not charge it again', async () => {
  const { profile, page } = await openNewProfile();
  const request = paymentRequest.parse({ amountMinor: 1023, currency: 'EUR', orderId: 'Left' });
  expect(await page.connector.takePayment(request)).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });
  await isShown(page);
  expect(profile.storage.payments.size).toBe(1);
});
