import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const march = Date.parse('2026-03-10T12:00:00Z');
const april = Date.parse('2026-04-10T12:00:00Z');
const month = 'records-2026-03';
let now = april;

function payment(orderId: string, at: number, change: object = {}) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const record = { ...aRecord({ ...ids, createdAt: at, updatedAt: at }), state: 'answered' as const };
  return { kind: 'payment' as const, record: { ...record, outcome: 'APPROVED' as const, ...change } };
}

const notPaid = { paymentId: 'first try', outcome: 'DECLINED' } as const;

async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 0 });
  await store.openIndex();
  return store;
}

/** March, which is closed, has the first orders, and the file of April the second ones. */
async function folderOf(inMarch: readonly string[], inApril: readonly string[] = []): Promise<string> {
  now = april;
  const folder = await temporaryFolder();
  if (inMarch.length > 0) {
    const lines = inMarch.map((orderId) => `${JSON.stringify(payment(orderId, march))}\n`);
    writeFileSync(join(folder, 'records.jsonl'), lines.join(''));
  }
  const store = await open(folder);
  await store.loadIndex();
  if (inMarch.length > 0) await vi.waitUntil(() => existsSync(join(folder, `${month}.index`)), 10_000);
  for (const orderId of inApril) await store.keep(payment(orderId, april - 1000));
  await store.close();
  return folder;
}

/** What is said of orders: paid, in doubt, moved away or new. A new order is charged. */
const said = (store: RecordStore, ...orders: string[]) =>
  Promise.all(
    orders.map(async (orderId) => {
      const { payments, keptElsewhere } = await store.recordsOf(orderId);
      if (payments.some(({ outcome }) => outcome === 'APPROVED')) return 'paid';
      if (store.mayLackRecordsOf(orderId)) return 'in doubt';
      return keptElsewhere === undefined ? 'new' : 'elsewhere';
    }),
  );

const copyMonth = (from: string, to: string, ...endings: string[]) => {
  for (const ending of endings)
    copyFileSync(join(from, `${month}.${ending}`), join(to, `${month}.${ending}`));
};
const remove = (folder: string, ...names: string[]) => {
  for (const name of names) rmSync(join(folder, name));
};

test.each([
  ['with fewer orders', ['B1']],
  ['with as many orders', ['B1', 'B2']],
  ['with more orders', ['B1', 'B2', 'B3']],
])('a closed month of another till, %s, copied over ours is not believed', async (_, orders) => {
  const [folder, other] = [await folderOf(['X1', 'X2']), await folderOf(orders)];
  const backup = await temporaryFolder();
  copyMonth(folder, backup, 'jsonl', 'index');
  copyMonth(other, folder, 'jsonl', 'index');
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(folder);
    expect(await said(store, 'X1', 'X2')).toEqual([starts === 0 ? 'in doubt' : 'paid', 'in doubt']);
    // One of our orders comes again, and one that we never had: the others are still missing.
    await store.keep(payment('X1', march));
    await store.keep(payment('Y', march));
    expect(await said(store, 'X1', 'X2')).toEqual(['paid', 'in doubt']);
    await store.close();
  }
  const store = await open(folder);
  copyMonth(backup, folder, 'jsonl', 'index');
  expect(await said(store, 'X1', 'X2')).toEqual(['paid', 'paid']);
  expect(store.damage()).toBeUndefined();
  await store.close();
});

test('another till’s month is not believed either while the connector runs, nor its index beside a file that was moved away', async () => {
  const [folder, other] = [await folderOf(['X1', 'X2']), await folderOf(['B1', 'B2', 'B3'])];
  const running = await open(folder);
  copyMonth(other, folder, 'jsonl', 'index');
  expect(await said(running, 'X1', 'X2')).toEqual(['in doubt', 'in doubt']);
  await running.close();
  remove(folder, `${month}.jsonl`);
  const store = await open(folder);
  expect(await said(store, 'X1', 'X2')).toEqual(['in doubt', 'in doubt']);
  await store.close();
});

test('a file in place of a lost one stays accepted, and the lost one counts when it comes back', async () => {
  const [folder, other] = [await folderOf(['X1', 'X2']), await folderOf(['B1', 'B2'])];
  const backup = await temporaryFolder();
  copyMonth(folder, backup, 'jsonl', 'index');
  copyMonth(other, folder, 'jsonl', 'index');
  const store = await open(folder);
  store.acceptLoss();
  await store.close();
  const again = await open(folder);
  expect(again.damage()).toBeUndefined();
  expect(await said(again, 'X1', 'B1')).toEqual(['new', 'paid']);
  copyMonth(backup, folder, 'jsonl', 'index');
  expect(await said(again, 'X1', 'X2')).toEqual(['paid', 'paid']);
  expect(again.damage()).toBeUndefined();
  await again.close();
});

test('an order that comes again before a start and after it counts once', async () => {
  const folder = await folderOf(['X', 'Y', 'Z']);
  const path = join(folder, `${month}.jsonl`);
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${lines[2]}\n`);
  const store = await open(folder);
  await store.keep(payment('X', march));
  await store.close();
  const again = await open(folder);
  await again.keep(payment('X', march, { updatedAt: march + 5, answeredAt: march + 5 }));
  expect(await said(again, 'X', 'Y', 'Z')).toEqual(['paid', 'in doubt', 'paid']);
  expect(again.damage()).toBeDefined();
  await again.close();
});

test.each([
  ['right', 0],
  ['a year behind', -365 * 86_400_000],
])('a clock that is %s when the loss is found does not make an order not charged', async (_, shift) => {
  const folder = await folderOf([], ['B']);
  const store = await open(folder);
  await store.keep(payment('A', april, notPaid));
  await store.close();
  const { length } = readFileSync(join(folder, 'records.jsonl'));
  const last = await open(folder);
  await last.keep(payment('A', april + 10));
  await last.close();
  truncateSync(join(folder, 'records.jsonl'), length);
  remove(folder, 'records.index');
  now = april + shift;
  const killed = await open(folder);
  expect(await said(killed, 'A', 'B')).toEqual(['in doubt', 'paid']);
  expect(await killed.find('A')).toBeUndefined();
  // A payment that begins now is known from its first moment.
  killed.noteWhole('Made here');
  expect(killed.mayLackRecordsOf('Made here')).toBe(false);
  await killed.close();
});

test.each([
  ['is gone', (path: string) => rmSync(path)],
  ['is cut', (path: string) => truncateSync(path, 13)],
])('the loss of a closed month is known after the state %s too', async (_, damage) => {
  const folder = await folderOf(['X1', 'X2', 'X3'], ['A']);
  const path = join(folder, `${month}.jsonl`);
  truncateSync(path, Math.floor(readFileSync(path).length * 0.4));
  remove(folder, `${month}.index`);
  const store = await open(folder);
  expect(await said(store, 'X3')).toEqual(['in doubt']);
  await store.close();
  remove(folder, `${month}.jsonl`);
  damage(join(folder, 'records.state.json'));
  const again = await open(folder);
  expect(await said(again, 'X2', 'X3', 'A')).toEqual(['in doubt', 'in doubt', 'paid']);
  await again.close();
});

test('a state that is there and cannot be read is a loss, until a person accepts it', async () => {
  const folder = await folderOf([], ['A']);
  truncateSync(join(folder, 'records.state.json'), 13);
  const store = await open(folder);
  expect(await said(store, 'A', 'B')).toEqual(['paid', 'in doubt']);
  store.acceptLoss();
  await store.close();
  const again = await open(folder);
  expect(await said(again, 'B')).toEqual(['new']);
  await again.close();
});

test('a second loss does not take the place of the first one', async () => {
  const folder = await folderOf([], ['A']);
  remove(folder, 'records.jsonl');
  const store = await open(folder);
  await store.keep(payment('B', april));
  await store.close();
  remove(folder, 'records.jsonl');
  for (let starts = 0; starts < 2; starts += 1) {
    const again = await open(folder);
    expect(await said(again, 'A', 'B')).toEqual(['in doubt', 'in doubt']);
    await again.close();
  }
});

const blank = (path: string, orderId: string) => {
  const lines = readFileSync(path, 'utf8').split('\n');
  writeFileSync(
    path,
    lines.map((line) => (line.includes(orderId) ? ' '.repeat(line.length) : line)).join('\n'),
  );
};

test.each([
  ['gone', [] as string[]],
  ['gone, and the state too', ['records.state.json']],
])('a line that was overwritten by as many bytes is a loss, with the index %s', async (_, names) => {
  const folder = await folderOf([], ['B_1', 'A_1']);
  blank(join(folder, 'records.jsonl'), 'B_1');
  remove(folder, 'records.index', ...names);
  const store = await open(folder);
  expect(await said(store, 'A_1', 'B_1')).toEqual(['paid', 'in doubt']);
  await store.close();
  const again = await open(folder);
  expect(await said(again, 'B_1')).toEqual(['in doubt']);
  again.acceptLoss();
  await again.close();
  const accepted = await open(folder);
  expect(accepted.damage()).toBeUndefined();
  await accepted.close();
});

test('a state and an index of the version before, without digests, are no loss and get theirs', async () => {
  const folder = await folderOf(['X1', 'X2'], ['A']);
  const path = join(folder, 'records.state.json');
  const { digest, ...state } = JSON.parse(readFileSync(path, 'utf8'));
  const months = state.months.map(({ name, orders }: { name: string; orders: number }) => ({ name, orders }));
  expect(digest).toMatch(/^[0-9a-f]{16}$/);
  writeFileSync(path, JSON.stringify({ ...state, months }));
  const store = await open(folder);
  await store.loadIndex();
  expect(store.damage()).toBeUndefined();
  await vi.waitUntil(() => JSON.parse(readFileSync(path, 'utf8')).months[0].digest !== undefined, 5000);
  await store.close();
});

test('a true month that comes back after another till’s was closed in its place is named as what it is', async () => {
  const [folder, other] = [await folderOf(['B1', 'B2']), await folderOf(['X1', 'X2'])];
  copyMonth(other, folder, 'jsonl', 'index');
  const store = await open(folder);
  expect(store.damage()?.what).toBe(
    'records-2026-03.jsonl has other orders than this connector knew when the month was closed',
  );
  await store.close();
});

test.each([
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
  [
    'the line ends of Windows and a byte order mark',
    (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  ],
])('a month that an editor has saved with %s: the words ask for the original file', async (_, save) => {
  const folder = await folderOf(['X1', 'X2']);
  const path = join(folder, `${month}.jsonl`);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, save(text));
  const store = await open(folder);
  expect(store.damage()?.what).toContain('has other line ends');
  writeFileSync(path, text);
  expect(await said(store, 'X1', 'X2')).toEqual(['paid', 'paid']);
  expect(store.damage()).toBeUndefined();
  await store.close();
});

test('a start removes what a killed program has left of a state that it was writing', async () => {
  const folder = await folderOf(['X1']);
  const left = ['records.lost.json.71.new', 'records.state.json.71.new'].map((name) => join(folder, name));
  for (const path of left) writeFileSync(path, '{');
  const store = await open(folder);
  expect(left.filter((path) => existsSync(path))).toEqual([]);
  await store.close();
});
