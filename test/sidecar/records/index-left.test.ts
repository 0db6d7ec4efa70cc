import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import { asTill, postOrder, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const march = Date.parse('2026-03-10T12:00:00Z');
const now = Date.parse('2026-04-10T12:00:00Z');

function paid(orderId: string, at: number) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const record = { ...aRecord({ ...ids, createdAt: at, updatedAt: at }) };
  return { kind: 'payment', record: { ...record, state: 'answered', outcome: 'APPROVED' } } as const;
}

const open = async (folder: string): Promise<RecordStore> => {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 0 });
  await store.openIndex();
  return store;
};

/** March, which is closed, has the orders M1 to M3; the file of the present month has A1 and A2. */
async function twoMonths(): Promise<string> {
  const folder = await temporaryFolder();
  const lines = ['M1', 'M2', 'M3'].map((orderId) => `${JSON.stringify(paid(orderId, march))}\n`);
  writeFileSync(join(folder, 'records.jsonl'), lines.join(''));
  const store = await open(folder);
  await store.loadIndex();
  const isClosed = () => existsSync(join(folder, 'records-2026-03.index'));
  await vi.waitUntil(isClosed, 10_000);
  for (const orderId of ['A1', 'A2']) await store.keep(paid(orderId, now - 1000));
  await store.close();
  return folder;
}

const remove = (folder: string, ...names: string[]): void => {
  for (const name of names) rmSync(join(folder, name), { force: true });
};

/** Copies each file over the other one, so that a program that has them open reads the other one. */
function swapIndexes(folder: string): void {
  const [one, other] = [join(folder, 'records.index'), join(folder, 'records-2026-03.index')];
  const bytes = readFileSync(one);
  copyFileSync(other, one);
  writeFileSync(other, bytes);
}

/** The orders that are neither found nor held back. Each of them would be charged again. */
async function chargeable(store: RecordStore): Promise<string[]> {
  const found: string[] = [];
  for (const orderId of ['M1', 'M2', 'M3', 'A1', 'A2']) {
    const { payments, keptElsewhere } = await store.recordsOf(orderId);
    const isKnown = payments.length > 0 || keptElsewhere !== undefined;
    if (!isKnown && !store.mayLackRecordsOf(orderId)) found.push(orderId);
  }
  return found;
}

test('an index whose file is gone proves the loss of the present month, without the state of the file', async () => {
  const folder = await twoMonths();
  remove(folder, 'records.jsonl', 'records.state.json');
  const store = await open(folder);
  expect(await chargeable(store)).toEqual([]);
  expect(store.damage()).toMatchObject({ what: expect.stringContaining('did not run'), missing: 2 });
  // Killed and started again: it is still known.
  const killed = await open(folder);
  expect(await chargeable(killed)).toEqual([]);
  killed.acceptLoss();
  await killed.close();
  const accepted = await open(folder);
  expect(accepted.damage()).toBeUndefined();
  await accepted.close();
});

test.each([['records.jsonl'], ['records.jsonl', 'records.index']])(
  'a known loss outlives the state of the file, with %s gone before',
  async (...names) => {
    const folder = await twoMonths();
    remove(folder, ...names);
    const first = await open(folder);
    expect(await chargeable(first)).toEqual([]);
    await first.close();
    for (const damage of [remove, (_: string, name: string) => truncateSync(join(folder, name))]) {
      damage(folder, 'records.state.json');
      const store = await open(folder);
      expect(await chargeable(store)).toEqual([]);
      await store.close();
    }
    const accepted = await open(folder);
    accepted.acceptLoss();
    await accepted.close();
    expect(existsSync(join(folder, 'records.lost.json'))).toBe(false);
    const again = await open(folder);
    expect(again.damage()).toBeUndefined();
    await again.close();
  },
);

test('a known loss is over when the orders come again, also without the state of the file', async () => {
  const folder = await twoMonths();
  remove(folder, 'records.jsonl');
  await (await open(folder)).close();
  remove(folder, 'records.state.json');
  const store = await open(folder);
  for (const orderId of ['A1', 'A2']) await store.keep(paid(orderId, now - 1000));
  expect(store.damage()).toBeUndefined();
  await store.close();
  const again = await open(folder);
  expect(again.damage()).toBeUndefined();
  await again.close();
});

test('files that are all empty are a loss; a new folder whose first start was killed is none', async () => {
  const folder = await twoMonths();
  for (const name of ['records.jsonl', 'records.index', 'records.state.json'])
    truncateSync(join(folder, name));
  const store = await open(folder);
  expect(await chargeable(store)).toEqual([]);
  await store.close();
  const first = await temporaryFolder();
  writeFileSync(join(first, 'records.jsonl'), '');
  const killed = await open(first);
  expect(killed.damage()).toBeUndefined();
  await killed.close();
});

test('an index that lists more than its file names what is lost, where the state is older', async () => {
  const folder = await twoMonths();
  const state = readFileSync(join(folder, 'records.state.json'), 'utf8');
  const path = join(folder, 'records.jsonl');
  const [first = ''] = readFileSync(path, 'utf8').split('\n');
  const mark = { size: 0, tail: '', orders: 0, digest: '0'.repeat(16) };
  writeFileSync(join(folder, 'records.state.json'), JSON.stringify({ ...JSON.parse(state), ...mark }));
  truncateSync(path, first.length + 1);
  const store = await open(folder);
  expect(await chargeable(store)).toEqual([]);
  expect(store.mayLackRecordsOf('A2')).toBe(true);
  expect(store.mayLackRecordsOf('New')).toBe(false);
  await store.keep(paid('A2', now - 1000));
  expect(store.damage()).toBeUndefined();
  await store.close();
});

test('a loss that is noticed while it runs is written down at once, as the index that proved it goes', async () => {
  const folder = await twoMonths();
  const store = await open(folder);
  truncateSync(join(folder, 'records.jsonl'));
  remove(folder, 'records.state.json');
  expect(await chargeable(store)).toEqual([]);
  expect(readFileSync(join(folder, 'records.state.json'), 'utf8')).toContain('"loss"');
  const killed = await open(folder);
  expect(await chargeable(killed)).toEqual([]);
  await killed.close();
  await store.close();
});

test.each(['while it runs', 'while it does not run'])(
  'the indexes of two months that are swapped %s hide no order',
  async (when) => {
    const folder = await twoMonths();
    if (when !== 'while it runs') swapIndexes(folder);
    const store = await open(folder);
    if (when === 'while it runs') swapIndexes(folder);
    expect(await chargeable(store)).toEqual([]);
    expect(store.damage()).toBeUndefined();
    expect((await store.recordsOf('M1')).payments).toHaveLength(1);
    await store.close();
    const again = await open(folder);
    expect(await chargeable(again)).toEqual([]);
    expect(again.damage()).toBeUndefined();
    await again.close();
  },
);

test('the index of another month does not end the loss of a month', async () => {
  const folder = await twoMonths();
  const store = await open(folder);
  truncateSync(join(folder, 'records-2026-03.jsonl'));
  expect(await chargeable(store)).toEqual([]);
  swapIndexes(folder);
  expect(await chargeable(store)).toEqual([]);
  await store.close();
  const again = await open(folder);
  expect(await chargeable(again)).toEqual([]);
  expect(again.damage()).toBeDefined();
  await again.close();
});

test('a file that is emptied after its index was overwritten by another one has lost all its orders', async () => {
  const folder = await twoMonths();
  const store = await open(folder);
  copyFileSync(join(folder, 'records-2026-03.index'), join(folder, 'records.index'));
  truncateSync(join(folder, 'records.jsonl'));
  expect(await chargeable(store)).toEqual([]);
  await store.close();
});

test('the index of another month says nothing about a month that was moved away', async () => {
  const folder = await twoMonths();
  remove(folder, 'records-2026-03.jsonl');
  swapIndexes(folder);
  const store = await open(folder);
  expect(await chargeable(store)).toEqual([]);
  await store.close();
});

test('a paid order is not charged again by a new profile if only its index is left, and the till and /health say so', async () => {
  const homeFolder = await temporaryFolder();
  const lines = ['Paid_1', 'Paid_2'].map((orderId) => `${JSON.stringify(paid(orderId, Date.now()))}\n`);
  writeFileSync(join(homeFolder, 'records.jsonl'), lines.join(''));
  const earlier = await openRecordStore(homeFolder, silentLog());
  await earlier.loadIndex();
  await earlier.close();
  remove(homeFolder, 'records.jsonl', 'records.state.json');
  const sidecar = await runningSidecar({
    homeFolder,
    options: { simulate: 'all' },
    timeouts: { pageReturnMs: 50, pageReadyMs: 2000 },
  });
  const profile = new ConnectorProfile(new ShopGateway());
  const page = await profile.open(sidecar);
  const reply = await postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: 'Paid_1' });
  expect(await reply.json()).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
  expect(await (await asTill(sidecar, '/health')).json()).toHaveProperty('recordsDamage');
  await vi.waitUntil(async () => (await page.connector.snapshot()).recordsLost !== undefined);
  expect(profile.storage.payments.size).toBe(0);
});
