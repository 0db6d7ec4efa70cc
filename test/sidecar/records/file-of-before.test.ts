import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// The records of before are copied back while a loss is open. What was written since is in no other file.

const now = Date.parse('2026-04-10T12:00:00Z');

function record(orderId: string, change: object = {}) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const made = aRecord({ ...ids, createdAt: now - 1000, updatedAt: now - 1000 });
  return { kind: 'payment' as const, record: { ...made, state: 'answered' as const, ...change } };
}
const paid = (orderId: string) => record(orderId, { outcome: 'APPROVED' });

async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 0 });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return store;
}

const files = ['records.jsonl', 'records.index'];
const copy = (from: string, to: string, names = files) => {
  for (const name of names) copyFileSync(join(from, name), join(to, name));
};
const remove = (folder: string, ...names: string[]) => {
  for (const name of names) rmSync(join(folder, name));
};
const keepAll = async (store: RecordStore, ...orders: string[]) => {
  for (const orderId of orders) await store.keep(paid(orderId));
};

/** A folder with these paid orders, and a copy of its files. */
async function folderOf(...orders: string[]) {
  const [folder, backup] = [await temporaryFolder(), await temporaryFolder()];
  const store = await open(folder);
  await keepAll(store, ...orders);
  await store.close();
  copy(folder, backup);
  return { folder, backup };
}

/** What is said of orders: paid, in doubt or new. A new order is charged. */
const said = (store: RecordStore, ...orders: string[]) =>
  Promise.all(
    orders.map(async (orderId) => {
      const { payments } = await store.recordsOf(orderId);
      if (payments.some(({ outcome }) => outcome === 'APPROVED')) return 'paid';
      return store.mayLackRecordsOf(orderId) ? 'in doubt' : 'new';
    }),
  );

test('the very files of before end the loss, after the page has sent all its records again', async () => {
  const { folder, backup } = await folderOf('A1', 'A2', 'A3');
  remove(folder, ...files);
  const store = await open(folder);
  for (const orderId of ['A3', 'A1', 'A2'])
    await store.keep(record(orderId, { outcome: 'APPROVED', answeredAt: now }));
  expect(await said(store, 'A1', 'New')).toEqual(['paid', 'in doubt']);
  await store.close();
  copy(backup, folder);
  for (let starts = 0; starts < 2; starts += 1) {
    const healed = await open(folder);
    expect(await said(healed, 'A1', 'A2', 'A3', 'New')).toEqual(['paid', 'paid', 'paid', 'new']);
    expect(healed.damage()).toBeUndefined();
    await healed.close();
  }
});

test.each([
  ['the file and its index', files],
  ['the file alone', ['records.jsonl']],
])('a sale that was written after the loss is lost when %s of before come back', async (_, names) => {
  const { folder, backup } = await folderOf('A1', 'A2', 'A3');
  const path = join(folder, 'records.jsonl');
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
  const store = await open(folder);
  await keepAll(store, 'N');
  await store.close();
  copy(backup, folder, names);
  for (let starts = 0; starts < 2; starts += 1) {
    const healed = await open(folder);
    expect(await said(healed, 'A1', 'A3', 'N', 'New')).toEqual(['paid', 'paid', 'in doubt', 'new']);
    if (starts > 0) await keepAll(healed, 'N');
    expect(healed.damage()?.missing).toBe(starts > 0 ? undefined : 1);
    await healed.close();
  }
});

test('a sale of a loss without a list, written before a kill, is lost when the files of before come back', async () => {
  const { folder, backup } = await folderOf('A1', 'A2');
  remove(folder, ...files);
  const store = await open(folder);
  await keepAll(store, 'N');
  const [state, lost] = ['records.state.json', 'records.lost.json'].map((name) => join(folder, name));
  await expect.poll(() => readFileSync(state as string, 'utf8'), { timeout: 5000 }).toContain('"added":{"');
  const killed = [state, lost].map((path) => readFileSync(path as string));
  await keepAll(store, 'N2');
  await store.close();
  // The state of a program that was killed does not have the last line.
  for (const [i, path] of [state, lost].entries()) writeFileSync(path as string, killed[i] as Buffer);
  const again = await open(folder);
  expect(await said(again, 'N', 'N2', 'A1')).toEqual(['paid', 'paid', 'in doubt']);
  await again.close();
  copy(backup, folder);
  const healed = await open(folder);
  expect(await said(healed, 'A1', 'A2', 'N', 'N2', 'New')).toEqual([
    ...['paid', 'paid'],
    ...['in doubt', 'in doubt', 'new'],
  ]);
});

test('what an order has become after the loss is lost too, although the files of before have the order', async () => {
  const { folder, backup } = await folderOf('A1');
  const store = await open(folder);
  await store.keep(record('B', { state: 'closed', outcome: 'DECLINED' }));
  await store.close();
  copy(folder, backup);
  remove(folder, ...files);
  const lossy = await open(folder);
  await lossy.keep(record('B', { state: 'closed', outcome: 'DECLINED' }));
  await lossy.keep({ kind: 'payment', record: { ...paid('B').record, paymentId: 'second try' } });
  await lossy.close();
  copy(backup, folder);
  const healed = await open(folder);
  expect(await said(healed, 'A1', 'B', 'New')).toEqual(['paid', 'in doubt', 'new']);
  expect(await healed.find('B')).toBeUndefined();
});

test('a second loss does not hide the first one: the files of before end both', async () => {
  const { folder, backup } = await folderOf('A1', 'A2');
  remove(folder, ...files);
  const store = await open(folder);
  await keepAll(store, 'A1', 'N');
  await store.close();
  remove(folder, ...files);
  const second = await open(folder);
  await keepAll(second, 'A2');
  expect(await said(second, 'A1', 'N', 'New')).toEqual(['in doubt', 'in doubt', 'in doubt']);
  await second.close();
  const third = await open(folder);
  await third.close();
  copy(backup, folder);
  const healed = await open(folder);
  expect(await said(healed, 'A1', 'A2', 'N', 'New')).toEqual(['paid', 'paid', 'in doubt', 'new']);
});

test('what an older program wrote after the loss is not known: the files of before do not end all of it', async () => {
  const { folder, backup } = await folderOf('A1', 'A2');
  remove(folder, ...files);
  const store = await open(folder);
  await keepAll(store, 'N');
  await store.close();
  for (const name of ['records.state.json', 'records.lost.json']) {
    const path = join(folder, name);
    const { added: _, loss, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
    const older = { ...rest, ...(loss && { loss: { ...loss, added: undefined } }) };
    writeFileSync(path, JSON.stringify(older));
  }
  copy(backup, folder);
  const healed = await open(folder);
  expect(await said(healed, 'A1', 'N')).toEqual(['paid', 'in doubt']);
  expect(existsSync(join(folder, 'records.lost.json'))).toBe(true);
});
