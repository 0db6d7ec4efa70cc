import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// While the program runs, another one changes records.jsonl. The file ends as before, because the end of a line has no order
// number. Whatever makes the index again, the lines are compared with those that were known.

const now = Date.parse('2026-04-10T12:00:00Z');

function paid(orderId: string) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const made = aRecord({ ...ids, createdAt: now - 1000, updatedAt: now - 1000 });
  return { kind: 'payment', record: { ...made, state: 'answered', outcome: 'APPROVED' } } as const;
}

async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 0 });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return store;
}

const keepAll = async (store: RecordStore, orders: readonly string[]) => {
  for (const orderId of orders) await store.keep(paid(orderId));
};

async function folderOf(...orders: string[]): Promise<string> {
  const folder = await temporaryFolder();
  const store = await open(folder);
  await keepAll(store, orders);
  await store.close();
  return folder;
}

const lines = (folder: string) => join(folder, 'records.jsonl');
const index = (folder: string) => join(folder, 'records.index');
const own = ['A_1', 'A_2', 'A_3'];
const other = ['B_1', 'B_2', 'B_3'];

/** What is said of orders: paid, in doubt or new. A new order is charged. */
const said = (store: RecordStore, orders: readonly string[]) =>
  Promise.all(
    orders.map(async (orderId) => {
      const { payments } = await store.recordsOf(orderId);
      if (payments.some(({ outcome }) => outcome === 'APPROVED')) return 'paid';
      return store.mayLackRecordsOf(orderId) ? 'in doubt' : 'new';
    }),
  );

const doubts = ['in doubt', 'in doubt', 'in doubt'];
const copyBoth = (from: string, to: string) => {
  copyFileSync(lines(from), lines(to));
  copyFileSync(index(from), index(to));
};

const changes: [string, (folder: string) => Promise<void>][] = [
  [
    'the file overwritten with another till’s of equal size, and the index deleted',
    async (folder) => {
      rmSync(index(folder));
      copyFileSync(lines(await folderOf(...other)), lines(folder));
    },
  ],
  ['both files of another till, of equal size', async (folder) => copyBoth(await folderOf(...other), folder)],
  [
    'both files of another till, which are bigger',
    async (folder) => copyBoth(await folderOf(...other, 'B_4', 'B_5'), folder),
  ],
  [
    'a bigger file of another till, and the index deleted',
    async (folder) => {
      rmSync(index(folder));
      copyFileSync(lines(await folderOf(...other, 'B_4', 'B_5')), lines(folder));
    },
  ],
];

test.each(changes)('%s: our orders are in doubt, also after a restart', async (_, change) => {
  const folder = await folderOf(...own);
  const backup = await temporaryFolder();
  copyBoth(folder, backup);
  const store = await open(folder);
  await change(folder);
  expect(await said(store, own)).toEqual(doubts);
  expect(store.damage()).toBeDefined();
  await store.close();
  const again = await open(folder);
  expect(await said(again, own)).toEqual(doubts);
  await again.close();
  copyBoth(backup, folder);
  const healed = await open(folder);
  expect(await said(healed, [...own, 'New'])).toEqual(['paid', 'paid', 'paid', 'new']);
});

test.each(changes)('%s: neither a sale nor a stop takes it for ours', async (_, change) => {
  const folder = await folderOf(...own);
  const store = await open(folder);
  await change(folder);
  await store.keep(paid('N'));
  await store.close();
  const again = await open(folder);
  expect(await said(again, [...own, 'N'])).toEqual([...doubts, 'paid']);
});

test('a part of the file is zeros and its index is gone: just the orders of this part are lost', async () => {
  const folder = await folderOf(...own);
  const store = await open(folder);
  const bytes = readFileSync(lines(folder));
  bytes.fill(0, 100, bytes.indexOf(0x0a) + 100);
  rmSync(index(folder));
  writeFileSync(lines(folder), bytes);
  expect(await said(store, [...own, 'New'])).toEqual(['in doubt', 'in doubt', 'paid', 'new']);
});

test('an index that is damaged or deleted alone is made again, and nothing is lost', async () => {
  const folder = await folderOf(...own);
  const store = await open(folder);
  rmSync(index(folder));
  expect(await said(store, [...own, 'New'])).toEqual(['paid', 'paid', 'paid', 'new']);
  await store.keep(paid('N'));
  writeFileSync(index(folder), Buffer.alloc(8192));
  expect(await said(store, [...own, 'N', 'New'])).toEqual(['paid', 'paid', 'paid', 'paid', 'new']);
  expect(store.damage()).toBeUndefined();
  await store.close();
  expect(existsSync(`${index(folder)}.bad`)).toBe(false);
  const again = await open(folder);
  expect(await said(again, [...own, 'N', 'New'])).toEqual(['paid', 'paid', 'paid', 'paid', 'new']);
});

test('an index of another till is not written again as ours at a stop', async () => {
  const folder = await folderOf(...own);
  const store = await open(folder);
  await store.keep(paid('N'));
  copyFileSync(index(await folderOf(...other)), index(folder));
  await store.close();
  const again = await open(folder);
  expect(await said(again, [...own, 'N', 'New'])).toEqual(['paid', 'paid', 'paid', 'paid', 'new']);
  expect(again.damage()).toBeUndefined();
});
