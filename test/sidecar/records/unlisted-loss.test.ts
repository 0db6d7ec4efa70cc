import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// A loss of which only the number of orders is known: orders that come say nothing of the others.

const march = Date.parse('2026-03-10T12:00:00Z');
const now = Date.parse('2026-04-10T12:00:00Z');

function paid(orderId: string, at = now - 1000) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const record = aRecord({ ...ids, createdAt: at, updatedAt: at });
  return { kind: 'payment', record: { ...record, state: 'answered', outcome: 'APPROVED' } } as const;
}

async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 0 });
  onTestFinished(() => store.close().catch(() => {}));
  await store.openIndex();
  return store;
}

/** A folder whose closed March and whose April have these paid orders. */
async function folderOf(inMarch: readonly string[], inApril: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const lines = inMarch.map((orderId) => `${JSON.stringify(paid(orderId, march))}\n`);
  writeFileSync(join(folder, 'records.jsonl'), lines.join(''));
  const store = await open(folder);
  await store.loadIndex();
  if (inMarch.length > 0) await vi.waitUntil(() => existsSync(join(folder, 'records-2026-03.index')), 10_000);
  for (const orderId of inApril) await store.keep(paid(orderId));
  await store.close();
  return folder;
}

const files = ['records.jsonl', 'records.index'];
const copy = (from: string, to: string, names = files) => {
  for (const name of names) copyFileSync(join(from, name), join(to, name));
};
const keepAll = async (store: RecordStore, ...orders: string[]) => {
  for (const orderId of orders) await store.keep(paid(orderId));
};
const isPaid = async (store: RecordStore, orderId: string) =>
  (await store.recordsOf(orderId)).payments.some(({ outcome }) => outcome === 'APPROVED');
/** The store holds an order back that it does not know. */
const isHeldBack = async (store: RecordStore, orderId: string) =>
  !(await isPaid(store, orderId)) && store.mayLackRecordsOf(orderId);

test('orders of this month end no loss of a closed one, when all files but the state are gone', async () => {
  const folder = await folderOf(['M1', 'M2'], ['A1', 'A2', 'A3']);
  for (const name of ['records-2026-03.jsonl', 'records-2026-03.index', ...files]) rmSync(join(folder, name));
  const store = await open(folder);
  await keepAll(store, 'A1', 'A2', 'A3');
  expect(await isHeldBack(store, 'M1')).toBe(true);
  expect(store.damage()).toMatchObject({ needsPerson: true });
  await store.close();
  const again = await open(folder);
  expect(await isHeldBack(again, 'M2')).toBe(true);
  again.acceptLoss();
  expect(again.damage()).toBeUndefined();
  await again.close();
  const accepted = await open(folder);
  expect(accepted.damage()).toBeUndefined();
});

test.each(['while it does not run', 'while it runs'])(
  'another till’s records copied over ours %s: orders that come do not end the loss, our file does',
  async (when) => {
    const folder = await folderOf([], ['A1', 'A2', 'A3']);
    const other = await folderOf([], ['B1', 'B2']);
    const backup = await temporaryFolder();
    copy(folder, backup);
    const isRunning = when === 'while it runs';
    if (!isRunning) copy(other, folder);
    let store = await open(folder);
    if (isRunning) copy(other, folder);
    expect(await isHeldBack(store, 'A3')).toBe(true);
    for (let starts = 0; starts < 2; starts += 1) {
      await keepAll(store, 'A1', 'Older_1', 'Older_2');
      expect(await isPaid(store, 'A1')).toBe(true);
      expect(await isHeldBack(store, 'A3')).toBe(true);
      expect(store.damage()).toMatchObject({ needsPerson: true });
      await store.close();
      store = await open(folder);
      expect(await isHeldBack(store, 'A2')).toBe(true);
    }
    copy(backup, folder, ['records.jsonl']);
    for (const orderId of ['A1', 'A2', 'A3']) expect(await isPaid(store, orderId)).toBe(true);
    expect(await isHeldBack(store, 'New')).toBe(false);
    await store.close();
    const again = await open(folder);
    expect(await isHeldBack(again, 'New')).toBe(false);
    expect(again.damage()).not.toHaveProperty('needsPerson');
  },
);

test('a file that ends as before, with other lines in its middle, does not end the loss', async () => {
  const folder = await folderOf([], ['A_1', 'A_2', 'A_3']);
  const path = join(folder, 'records.jsonl');
  const lines = readFileSync(path, 'utf8');
  for (const name of files) rmSync(join(folder, name));
  const store = await open(folder);
  writeFileSync(path, lines.replaceAll('A_1', 'B_1'));
  expect(await isPaid(store, 'A_3')).toBe(true);
  expect(await isHeldBack(store, 'A_1')).toBe(true);
  await store.close();
  for (let starts = 0; starts < 2; starts += 1) {
    // The right lines are of no use while the index has the others.
    writeFileSync(path, lines);
    if (starts > 0) rmSync(join(folder, 'records.index'));
    const again = await open(folder);
    if (starts > 0) expect(await isPaid(again, 'A_1')).toBe(true);
    expect(await isHeldBack(again, 'New')).toBe(starts === 0);
    await again.close();
  }
});

test('a file that is back at the next start ends the loss', async () => {
  const folder = await folderOf([], ['A1', 'A2']);
  const path = join(folder, 'records.jsonl');
  const lines = readFileSync(path);
  for (const name of files) rmSync(join(folder, name));
  await (await open(folder)).close();
  writeFileSync(path, lines);
  const store = await open(folder);
  expect(await isHeldBack(store, 'New')).toBe(false);
  expect(store.damage()).toBeUndefined();
});

test('an intact index lists the lost orders without the state too: only these end the loss', async () => {
  const folder = await folderOf([], ['A1', 'A2']);
  truncateSync(join(folder, 'records.jsonl'));
  rmSync(join(folder, 'records.state.json'));
  const store = await open(folder);
  await keepAll(store, 'Older_1', 'Older_2', 'Older_3');
  expect(await isHeldBack(store, 'A1')).toBe(true);
  expect(await isHeldBack(store, 'New')).toBe(false);
  await store.close();
  const again = await open(folder);
  await keepAll(again, 'Older_4', 'A1');
  expect(await isHeldBack(again, 'A2')).toBe(true);
  expect(again.damage()).toMatchObject({ missing: 1 });
  await keepAll(again, 'A2');
  expect(again.damage()).toBeUndefined();
});

test('where the state is older than the index, the index lists what is lost all the same', async () => {
  const folder = await folderOf([], ['A1', 'A2']);
  const state = readFileSync(join(folder, 'records.state.json'));
  const later = await open(folder);
  await keepAll(later, 'A3');
  await later.close();
  writeFileSync(join(folder, 'records.state.json'), state);
  rmSync(join(folder, 'records.jsonl'));
  const store = await open(folder);
  expect(await isHeldBack(store, 'A3')).toBe(true);
  expect(await isHeldBack(store, 'New')).toBe(false);
  await keepAll(store, 'A1', 'A2', 'A3');
  expect(store.damage()).toBeUndefined();
});

test('a state that is older than the index, as a kill leaves it, is no loss', async () => {
  const folder = await folderOf([], ['A1', 'A2']);
  const path = join(folder, 'records.state.json');
  const state = readFileSync(path);
  const later = await open(folder);
  await keepAll(later, 'A3');
  await later.close();
  writeFileSync(path, state);
  const store = await open(folder);
  expect(store.damage()).toBeUndefined();
  expect(await isPaid(store, 'A3')).toBe(true);
});
