import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
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

const march = Date.parse('2026-03-10T12:00:00Z');
const file = 'records-2026-03.jsonl';

/** A folder whose March has two paid orders. */
async function homeWithMarch(): Promise<string> {
  const homeFolder = await temporaryFolder();
  const lines = ['Paid_1', 'Paid_2'].map((orderId) => {
    const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
    const times = { createdAt: march, updatedAt: march };
    const record = { ...aRecord({ ...ids, ...times }), state: 'answered', outcome: 'APPROVED' };
    return `${JSON.stringify({ kind: 'payment', record })}\n`;
  });
  writeFileSync(join(homeFolder, 'records.jsonl'), lines.join(''));
  const store = await openRecordStore(homeFolder, silentLog());
  await store.loadIndex();
  await store.close();
  return homeFolder;
}

const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const post = (sidecar: RunningSidecar, orderId: string) =>
  json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: orderId }));

test('a month is copied back slowly: no order in it is charged again, whatever is pressed, and the banner goes by itself', async () => {
  const homeFolder = await homeWithMarch();
  const path = join(homeFolder, file);
  const bytes = readFileSync(path);
  rmSync(path);
  const sidecar = await runningSidecar({
    homeFolder,
    options: { simulate: 'all' },
    timeouts: { pageReturnMs: 50, pageReadyMs: 2000 },
  });
  const profile = new ConnectorProfile(new ShopGateway());
  const page = await profile.open(sidecar);
  const loss = async () => (await page.connector.snapshot()).recordsLost;
  expect(await post(sidecar, 'Paid_2')).toMatchObject({ error: { errorCode: '1103' } });

  const half = Math.floor(bytes.length * 0.75);
  writeFileSync(path, bytes.subarray(0, half));
  const inDoubt = {
    outcome: 'UNKNOWN',
    errorCode: '1102',
    errorDescription: expect.stringContaining('page'),
  };
  expect(await post(sidecar, 'Paid_2')).toMatchObject(inDoubt);
  const replayed = { paymentStatus: 'SUCCESS', replayed: true };
  expect(await post(sidecar, 'Paid_1')).toMatchObject(replayed);
  await vi.waitUntil(async () => (await loss())?.isComing);
  expect(await json(asTill(sidecar, '/health'))).toMatchObject({
    status: 'not-ready',
    warnings: [expect.stringContaining('let the copy finish')],
    recordsDamage: { what: expect.stringContaining(file) },
  });
  await page.connector.acceptRecordsLoss();
  expect(await post(sidecar, 'Paid_2')).toMatchObject(inDoubt);
  expect(await loss()).toBeDefined();

  appendFileSync(path, bytes.subarray(half));
  expect(await post(sidecar, 'Paid_2')).toMatchObject(replayed);
  await vi.waitUntil(async () => (await loss()) === undefined);
  expect(await json(asTill(sidecar, '/health'))).not.toHaveProperty('recordsDamage');
  expect(await post(sidecar, 'New')).toMatchObject({ paymentStatus: 'SUCCESS', replayed: false });
  const taken = [...profile.storage.payments.values()].filter(({ createdAt }) => createdAt > march);
  expect(taken.map(({ orderId }) => orderId)).toEqual(['New']);
});
