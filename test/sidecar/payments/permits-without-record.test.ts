import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// A payment had a permit to begin, and then the browser profile was lost: only the line of the permit remains.

const waitOptions = { timeout: 20_000, interval: 20 };
const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const post = (sidecar: RunningSidecar, change: object = {}) =>
  json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: 'Left', ...change }));
const at = Date.now() - 120_000;
const ofThisProgram = { paymentId: 'p1', at, amountMinor: 1023, currency: 'EUR', transactionType: 'Debit' };

/** A sidecar that found this permit, and a page of a new profile. */
async function shopWithPermit(permit: object, takeOverMs = 100) {
  const homeFolder = await temporaryFolder();
  const line = { orderId: 'Left', open: true, journal: 'lost', ...permit };
  await writeFile(join(homeFolder, 'asked.jsonl'), `${JSON.stringify(line)}\n`);
  const sidecar = await runningSidecar({
    homeFolder,
    options: { simulate: 'all' },
    timeouts: {
      reconcile: { takeOverMs, pauseMs: 5, callMs: 20_000, retryMs: 60_000 },
      pageReturnMs: 50,
      pageReadyMs: 2000,
    },
  });
  const profile = new ConnectorProfile(new ShopGateway());
  const { connector } = await profile.open(sidecar);
  const doubt = async () =>
    (await connector.snapshot()).payments.find(
      ({ orderId, state }) => orderId === 'Left' && state === 'unknown',
    );
  const decide = (decision: { paid: boolean; amountMinor?: number }) =>
    vi.waitUntil(async () => {
      const paymentId = (await doubt())?.paymentId ?? '';
      const decided = await connector.resolvePayment({
        paymentId,
        by: 'Ana',
        why: 'the ticket',
        ...decision,
      });
      return decided.resolved;
    }, waitOptions);
  return { sidecar, profile, doubt, decide };
}

test('a permit becomes a payment in doubt on the page, with order, time and amount, if its own page does not come', async () => {
  const { sidecar, doubt } = await shopWithPermit(ofThisProgram);
  await vi.waitUntil(doubt, waitOptions);
  expect(await doubt()).toMatchObject({
    state: 'unknown',
    amountMinor: 1023,
    currency: 'EUR',
    createdAt: at,
  });
  expect(await post(sidecar)).toMatchObject(unknown);
  expect(await json(asTill(sidecar, '/orders/Left'))).toMatchObject({ ...unknown, amount: 10.23 });
  expect(await json(asTill(sidecar, '/health'))).toMatchObject({ paymentsInDoubt: 1 });
});

test('no doubt is shown while the permit’s own page may still come, until the till repeats the order', async () => {
  const { sidecar, doubt } = await shopWithPermit(ofThisProgram, 30_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await doubt()).toBeUndefined();
  expect(await post(sidecar)).toMatchObject(unknown);
  await vi.waitUntil(doubt, waitOptions);
});

test('the answer to a payment of the same amount with a new number has a warning', async () => {
  const { sidecar, doubt } = await shopWithPermit(ofThisProgram);
  await vi.waitUntil(doubt, waitOptions);
  expect(await post(sidecar, { order_id: 'New' })).toMatchObject({
    paymentStatus: 'SUCCESS',
    warnings: ['same-amount-in-doubt'],
  });
});

test('the order may be charged once a person says that it was not paid', async () => {
  const { sidecar, decide } = await shopWithPermit(ofThisProgram);
  await decide({ paid: false });
  await vi.waitUntil(async () => (await post(sidecar))['paymentStatus'] === 'SUCCESS', waitOptions);
  expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
});

test('the order is answered as paid, and not charged, once a person says that it was paid', async () => {
  const { sidecar, decide, profile } = await shopWithPermit(ofThisProgram);
  await decide({ paid: true });
  expect(await post(sidecar)).toMatchObject({ paymentStatus: 'SUCCESS', charge: 'charged', replayed: true });
  expect(profile.storage.payments.size).toBe(1);
});

test('the order is answered with the amount that a person names', async () => {
  const { sidecar, decide } = await shopWithPermit(ofThisProgram);
  await decide({ paid: true, amountMinor: 900 });
  expect(await json(asTill(sidecar, '/orders/Left'))).toMatchObject({ charge: 'charged', amount: 9 });
});

test.each([
  ['with a payment id', { paymentId: 'p1' }],
  ['without one', {}],
])(
  'the doubt of an older program’s line (%s) gets its amount from the till that repeats the order',
  async (_, permit) => {
    const { sidecar, doubt, decide } = await shopWithPermit(permit);
    expect(await doubt()).toBeUndefined();
    await vi.waitUntil(async () => {
      expect(await post(sidecar)).toMatchObject(unknown);
      return doubt();
    }, waitOptions);
    expect(await doubt()).toMatchObject({ amountMinor: 1023, state: 'unknown' });
    await decide({ paid: false });
    await vi.waitUntil(async () => (await post(sidecar))['paymentStatus'] === 'SUCCESS', waitOptions);
  },
);
