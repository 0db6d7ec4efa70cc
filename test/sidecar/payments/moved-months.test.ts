import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// The file of March 2026 was moved away: an order of it was paid, and its number must never be charged again.

const march = Date.parse('2026-03-10T12:00:00Z');
const file = 'records-2026-03.jsonl';

async function homeWithoutMarch(): Promise<string> {
  const homeFolder = await temporaryFolder();
  const record = aRecord({
    paymentId: 'old',
    orderId: 'Paid',
    request: aRequest({ orderId: 'Paid' }),
    state: 'answered',
    outcome: 'APPROVED',
    createdAt: march,
    updatedAt: march,
  });
  writeFileSync(join(homeFolder, 'records.jsonl'), `${JSON.stringify({ kind: 'payment', record })}\n`);
  const store = await openRecordStore(homeFolder, silentLog());
  await store.loadIndex();
  await store.close();
  rmSync(join(homeFolder, file));
  return homeFolder;
}

const start = async (homeFolder?: string) =>
  runningSidecar({
    homeFolder: homeFolder ?? (await homeWithoutMarch()),
    options: { simulate: 'all' },
    timeouts: { pageReturnMs: 50, pageReadyMs: 2000 },
  });

const post = (sidecar: RunningSidecar, order: object = { order_id: 'Paid' }) =>
  postOrder(sidecar, { amount: 10.23, currency: 'EUR', ...order });

const refused = {
  error: {
    errorCode: '1103',
    charge: 'nothing-sent',
    errorDescription: expect.stringMatching(
      `SAME order_id.*is in ${file}, which was moved away.*the same request gets the answer of that payment`,
    ),
  },
};

const amountsOf = ({ storage }: ConnectorProfile) =>
  [...storage.payments.values()].map(({ request }) => request.amountMinor);

test('refuses its number with the name of the moved file, with and without a page', async () => {
  const sidecar = await start();
  for (const reply of [await post(sidecar), await asTill(sidecar, '/orders/Paid')]) {
    expect(reply.status).toBe(409);
    expect(await reply.json()).toMatchObject(refused);
  }
  const profile = new ConnectorProfile(new ShopGateway());
  const page = await profile.open(sidecar);
  for (const reply of [await post(sidecar), await asTill(sidecar, '/orders/Paid')]) {
    expect(reply.status).toBe(409);
    const body = await reply.json();
    expect(body).toMatchObject(refused);
    expect(JSON.stringify(body)).not.toMatch(/not charged/i);
  }
  // By hand and by a web till: the page asks the sidecar.
  const request = paymentRequest.parse({ amountMinor: 1023, currency: 'EUR', orderId: 'Paid' });
  expect(await page.connector.takePayment(request, {})).toMatchObject({
    outcome: 'NOT_SENT',
    failure: 'order-id-reused',
    detail: expect.stringContaining(file),
  });
  expect(amountsOf(profile)).toEqual([]);
  expect(await (await post(sidecar, { order_id: 'New' })).json()).toMatchObject({ charge: 'charged' });
  expect(await (await post(sidecar, {})).json()).toMatchObject({ charge: 'charged' });
});

test('replays the order at the journal that took the payment', async () => {
  const sidecar = await start();
  const profile = new ConnectorProfile(new ShopGateway());
  const page = await profile.open(sidecar);
  const request = paymentRequest.parse({ amountMinor: 1023, currency: 'EUR', orderId: 'Known' });
  expect(await page.connector.takePayment(request, {})).toMatchObject({ charge: 'charged' });
  expect(await (await post(sidecar, { order_id: 'Known' })).json()).toMatchObject({
    charge: 'charged',
    replayed: true,
  });
});
