import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// The sidecar's records are deleted while it does not run. The journal of the browser that took the payments may be gone too.

const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const post = (sidecar: RunningSidecar, order: object = { order_id: 'Paid' }) =>
  json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', ...order }));
const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };

const start = (homeFolder: string, pageReturnMs = 50) =>
  runningSidecar({
    homeFolder,
    options: { simulate: 'all' },
    timeouts: { pageReturnMs, pageReadyMs: 10_000 },
  });

const deleteRecords = (homeFolder: string) => rmSync(join(homeFolder, 'records.jsonl'));

/** A sidecar whose records were damaged after the order "Paid", and the profile that was paid there. */
async function sidecarAfterLoss(damage = deleteRecords, pageReturnMs?: number) {
  const homeFolder = await temporaryFolder();
  const before = await start(homeFolder);
  const gateway = new ShopGateway();
  const profile = new ConnectorProfile(gateway);
  const page = await profile.open(before);
  expect(await post(before)).toMatchObject({ paymentStatus: 'SUCCESS' });
  // The permit ends once the record is on disk.
  await vi.waitUntil(() => readFileSync(join(homeFolder, 'asked.jsonl'), 'utf8').includes('"open":false'));
  await page.close();
  await before.stop();
  await before.closed;
  damage(homeFolder);
  return { sidecar: await start(homeFolder, pageReturnMs), gateway, profile, homeFolder };
}

const amountsOf = ({ storage }: ConnectorProfile) =>
  [...storage.payments.values()].map(({ request }) => request.amountMinor);
const paidIn = ({ storage }: ConnectorProfile) =>
  [...storage.payments.values()].filter(({ outcome }) => outcome === 'APPROVED');
const isLossShown = (page: Awaited<ReturnType<ConnectorProfile['open']>>) =>
  vi.waitUntil(async () => (await page.connector.snapshot()).recordsLost !== undefined, 10_000);

test('a new browser profile charges no order that may have been paid before, until a person accepts the loss', async () => {
  const { sidecar, gateway, homeFolder } = await sidecarAfterLoss();
  const fresh = new ConnectorProfile(gateway);
  const page = await fresh.open(sidecar);
  expect(await post(sidecar)).toMatchObject({
    ...unknown,
    errorDescription: expect.stringContaining('records were lost'),
  });
  const health = () => json(asTill(sidecar, '/health'));
  expect(await health()).toMatchObject({
    status: 'not-ready',
    terminal: 'ready',
    warnings: [expect.stringContaining('an order that is not known here is answered "outcome unknown"')],
  });
  expect(await json(asTill(sidecar, '/orders/Paid'))).toMatchObject({ error: { errorCode: '1102' } });
  expect(amountsOf(fresh)).toEqual([]);

  // A web till reaches the page without the sidecar.
  await isLossShown(page);
  expect((await page.connector.snapshot()).recordsLost).toMatchObject({ missing: 1 });
  const request = paymentRequest.parse({ amountMinor: 1023, currency: 'EUR', orderId: 'Paid' });
  const givePermit = async () => true;
  expect(await page.connector.takePayment(request, { givePermit, permitNotStored: true })).toMatchObject({
    outcome: 'UNKNOWN',
    charge: 'unknown',
  });
  expect(amountsOf(fresh)).toEqual([]);

  // A sale without a number may repeat one that is lost.
  expect(await post(sidecar, { amount: 3.3 })).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });

  expect(await page.connector.acceptRecordsLoss()).toEqual({ accepted: true });
  await vi.waitUntil(async () => (await page.connector.snapshot()).recordsLost === undefined, 10_000);
  expect(await post(sidecar, { order_id: 'New' })).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect(await post(sidecar, { amount: 3.3 })).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect(amountsOf(fresh)).toEqual([1023, 330]);
  // Its permit is still known: that payment may have been charged, so a person decides about it.
  expect(await post(sidecar)).toMatchObject({
    ...unknown,
    errorDescription: expect.not.stringContaining('records were lost'),
  });
  expect(gateway.tries.filter((id) => id === 'Paid')).toHaveLength(1);

  await page.close();
  await sidecar.stop();
  await sidecar.closed;
  const later = await start(homeFolder);
  expect(await json(asTill(later, '/health'))).not.toHaveProperty('recordsDamage');
});

const clockAt = (ms: number) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  onTestFinished(() => void vi.useRealTimers());
};
const day = 24 * 3_600_000;

test.each([
  ['40 days ahead after the loss was noticed', 0, 40 * day],
  ['40 days back, and then right', -40 * day, 40 * day],
])('a clock that is set %s ends no loss', async (_, before, after) => {
  const { sidecar, gateway } = await sidecarAfterLoss((home) => {
    deleteRecords(home);
    clockAt(before);
  });
  const fresh = new ConnectorProfile(gateway);
  await isLossShown(await fresh.open(sidecar));
  expect(await post(sidecar)).toMatchObject(unknown);
  clockAt(after);
  expect(await post(sidecar)).toMatchObject(unknown);
  expect(amountsOf(fresh)).toEqual([]);
});

test('new sales end no loss, although the clock was ahead when it was noticed', async () => {
  const { sidecar, gateway } = await sidecarAfterLoss((home) => {
    deleteRecords(home);
    clockAt(day);
  });
  const fresh = new ConnectorProfile(gateway);
  const page = await fresh.open(sidecar);
  await isLossShown(page);
  clockAt(-day);
  for (const amountMinor of [330, 430])
    expect(
      await page.connector.takePayment(paymentRequest.parse({ amountMinor, currency: 'EUR' })),
    ).toMatchObject({ outcome: 'APPROVED' });
  expect(await post(sidecar)).toMatchObject(unknown);
  expect(amountsOf(fresh)).toEqual([330, 430]);
});

test('an accepted loss stays accepted over the next start; a later loss counts again', async () => {
  const { sidecar, gateway, homeFolder } = await sidecarAfterLoss();
  const fresh = new ConnectorProfile(gateway);
  const page = await fresh.open(sidecar);
  await isLossShown(page);
  expect(await page.connector.acceptRecordsLoss()).toEqual({ accepted: true });
  await vi.waitUntil(async () => (await page.connector.snapshot()).recordsLost === undefined, 10_000);
  const stop = async (running: RunningSidecar, open: typeof page) => {
    await open.close();
    await running.stop();
    await running.closed;
  };
  await stop(sidecar, page);

  const second = await start(homeFolder);
  const secondPage = await fresh.open(second);
  expect(await post(second, { order_id: 'New' })).toMatchObject({ paymentStatus: 'SUCCESS' });
  // By this time, the sidecar would have found the loss.
  expect(await json(asTill(second, '/health'))).not.toHaveProperty('recordsDamage');
  await vi.waitUntil(
    () => readFileSync(join(homeFolder, 'asked.jsonl'), 'utf8').match(/"open":false/g)?.length === 2,
  );
  await stop(second, secondPage);

  deleteRecords(homeFolder);
  const third = await start(homeFolder);
  await isLossShown(await new ConnectorProfile(gateway).open(third));
});

test('the loss ends by itself when the journal that was paid comes back', async () => {
  const { sidecar, gateway, profile } = await sidecarAfterLoss();
  const fresh = await new ConnectorProfile(gateway).open(sidecar);
  await isLossShown(fresh);
  await profile.open(sidecar, fresh.cookie);
  await vi.waitUntil(async () => (await fresh.connector.snapshot()).recordsLost === undefined, 10_000);
  expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
  expect(await post(sidecar, { order_id: 'New' })).toMatchObject({
    paymentStatus: 'SUCCESS',
    replayed: false,
  });
});

test('a till that posts while the only journal sends its records again waits for these records', async () => {
  const { sidecar, profile } = await sidecarAfterLoss(deleteRecords, 10_000);
  const [answer] = await Promise.all([post(sidecar, { order_id: 'New' }), profile.open(sidecar)]);
  // Without a page the sidecar says that the order may be lost; with the page it is a new one.
  expect(answer).toMatchObject(answer['outcome'] === 'UNKNOWN' ? unknown : { paymentStatus: 'SUCCESS' });
  expect(await post(sidecar, { order_id: 'New' })).toMatchObject({ paymentStatus: 'SUCCESS' });
});

const stateOf = (homeFolder: string) => join(homeFolder, 'records.state.json');
test.each<[string, (homeFolder: string) => void]>([
  [
    'deleted',
    (homeFolder) => {
      deleteRecords(homeFolder);
      rmSync(stateOf(homeFolder));
    },
  ],
  [
    'emptied',
    (homeFolder) => {
      writeFileSync(join(homeFolder, 'records.jsonl'), '');
      writeFileSync(stateOf(homeFolder), '');
    },
  ],
  [
    'cut after the first line',
    (homeFolder) => {
      const path = join(homeFolder, 'records.jsonl');
      writeFileSync(path, `${readFileSync(path, 'utf8').split('\n')[0]}\n`);
      rmSync(stateOf(homeFolder));
    },
  ],
])('records %s together with their state: the ended permit still proves the loss', async (_, damage) => {
  const { sidecar, gateway } = await sidecarAfterLoss(damage);
  const fresh = new ConnectorProfile(gateway);
  await isLossShown(await fresh.open(sidecar));
  expect(await post(sidecar)).toMatchObject(unknown);
  expect(JSON.stringify(await json(asTill(sidecar, '/orders/Paid')))).toContain('"errorCode":"1102"');
  // What is left of the records is shown as a payment in doubt, and is no proof that the lost end has come again.
  expect(await post(sidecar)).toMatchObject(unknown);
  expect(paidIn(fresh)).toEqual([]);
  expect(await json(asTill(sidecar, '/health'))).toHaveProperty('recordsDamage');
});
