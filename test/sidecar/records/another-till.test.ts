import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// Two tills count their orders in the same way: their files have the same order numbers, each with as many lines.

const march = Date.parse('2026-03-10T12:00:00Z');
const april = Date.parse('2026-04-10T12:00:00Z');
const month = 'records-2026-03';
const customer = { id: 'customer 7', email: 'ada@example.com' };

function sale(till: string, orderId: string, outcome: 'APPROVED' | 'DECLINED', at: number) {
  const ids = { paymentId: `${orderId} of ${till}`, orderId, request: aRequest({ orderId, customer }) };
  const record = aRecord({ ...ids, createdAt: at, updatedAt: at, answeredAt: at });
  return { kind: 'payment', record: { ...record, state: 'answered', outcome } } as const;
}

async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => april, restMs: 0 });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return store;
}

/** The orders 1 and 2, in the closed March or in April. Ours are paid. */
async function folderOf(till: string, when: number): Promise<string> {
  const folder = await temporaryFolder();
  const outcome = till === 'ours' ? 'APPROVED' : 'DECLINED';
  const lines = ['1', '2'].map((orderId) => `${JSON.stringify(sale(till, orderId, outcome, when))}\n`);
  writeFileSync(join(folder, 'records.jsonl'), lines.join(''));
  const store = await open(folder);
  if (when === march) await vi.waitUntil(() => existsSync(join(folder, `${month}.index`)), 10_000);
  await store.close();
  return folder;
}

const copy = (from: string, to: string, ...names: string[]) => {
  for (const name of names) copyFileSync(join(from, name), join(to, name));
};
const remove = (folder: string, ...names: string[]) => {
  for (const name of names) rmSync(join(folder, name));
};
const endings = (...names: string[]) => names.map((ending) => `${month}.${ending}`);

/** What is said of an order: paid, in doubt, moved away or new. A new order is charged. */
async function said(store: RecordStore, orderId = '1') {
  const { payments, keptElsewhere } = await store.recordsOf(orderId);
  if (payments.some(({ outcome }) => outcome === 'APPROVED')) return 'paid';
  if (keptElsewhere !== undefined) return 'elsewhere';
  return store.mayLackRecordsOf(orderId) ? 'in doubt' : 'new';
}

test.each([
  ['records.jsonl alone', ['records.jsonl'], []],
  ['records.jsonl and its index', ['records.jsonl', 'records.index'], []],
  ['records.jsonl, while our index is gone', ['records.jsonl'], ['records.index']],
  ['records.jsonl, while our state is gone', ['records.jsonl'], ['records.state.json']],
])('another till’s %s is not believed, until ours is back', async (_, copied, gone) => {
  const [ours, other] = [await folderOf('ours', april), await folderOf('theirs', april)];
  const backup = await temporaryFolder();
  copy(ours, backup, 'records.jsonl');
  copy(other, ours, ...copied);
  remove(ours, ...gone);
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(ours);
    expect(await said(store)).toBe('in doubt');
    expect(await said(store, 'New')).toBe('in doubt');
    await store.close();
  }
  copy(backup, ours, 'records.jsonl');
  const healed = await open(ours);
  expect(await said(healed)).toBe('paid');
  expect(await said(healed, 'New')).toBe('new');
  await healed.close();
});

test('another till’s records.jsonl with more orders than ours is not believed', async () => {
  const [ours, other] = [await folderOf('ours', april), await folderOf('theirs', april)];
  const path = join(other, 'records.jsonl');
  writeFileSync(
    path,
    `${readFileSync(path, 'utf8')}${JSON.stringify(sale('theirs', '3', 'DECLINED', april))}\n`,
  );
  copy(other, ours, 'records.jsonl');
  const store = await open(ours);
  expect(await said(store)).toBe('in doubt');
  store.acceptLoss();
  await store.close();
  const accepted = await open(ours);
  expect(await said(accepted)).toBe('new');
});

test('another till’s records.jsonl is not believed while the connector runs', async () => {
  const [ours, other] = [await folderOf('ours', april), await folderOf('theirs', april)];
  const backup = await temporaryFolder();
  copy(ours, backup, 'records.jsonl');
  const store = await open(ours);
  copy(other, ours, 'records.jsonl');
  expect(await said(store)).toBe('in doubt');
  copy(backup, ours, 'records.jsonl');
  expect(await said(store)).toBe('paid');
  expect(await said(store, 'New')).toBe('new');
});

test.each([
  ['the file alone', endings('jsonl'), []],
  ['the file and its index', endings('jsonl', 'index'), []],
  ['the file, while our index is gone', endings('jsonl'), endings('index')],
  ['the file, while our state is gone', endings('jsonl'), ['records.state.json']],
])('another till’s closed month, %s, is not believed, until ours is back', async (_, copied, gone) => {
  const [ours, other] = [await folderOf('ours', march), await folderOf('theirs', march)];
  const backup = await temporaryFolder();
  copy(ours, backup, ...endings('jsonl', 'index'));
  copy(other, ours, ...copied);
  remove(ours, ...gone);
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(ours);
    expect(await said(store)).toBe('in doubt');
    expect(store.damage()?.what).toContain('it is another file');
    await store.close();
  }
  copy(backup, ours, `${month}.jsonl`);
  const healed = await open(ours);
  expect(await said(healed)).toBe('paid');
  expect(healed.damage()).toBeUndefined();
});

test('another till’s index says nothing of a month that was moved away, nor its file while the connector runs', async () => {
  const [ours, other] = [await folderOf('ours', march), await folderOf('theirs', march)];
  const running = await open(ours);
  copy(other, ours, ...endings('jsonl', 'index'));
  expect(await said(running)).toBe('in doubt');
  await running.close();
  remove(ours, `${month}.jsonl`);
  const store = await open(ours);
  expect(await said(store)).toBe('in doubt');
});

test('the end of an accepted month is known, and ours counts when it is back', async () => {
  const [ours, other] = [await folderOf('ours', march), await folderOf('theirs', march)];
  const backup = await temporaryFolder();
  copy(ours, backup, ...endings('jsonl', 'index'));
  copy(other, ours, ...endings('jsonl', 'index'));
  const store = await open(ours);
  store.acceptLoss();
  await store.close();
  const again = await open(ours);
  expect(await said(again)).toBe('new');
  copy(backup, ours, `${month}.jsonl`);
  expect(await said(again)).toBe('paid');
  await again.close();
  copy(other, ours, ...endings('jsonl', 'index'));
  const third = await open(ours);
  expect(await said(third)).toBe('in doubt');
});

test('a state without the ends of the months, as an older program writes it, is no loss and learns them', async () => {
  const ours = await folderOf('ours', march);
  const path = join(ours, 'records.state.json');
  const { months, ...state } = JSON.parse(readFileSync(path, 'utf8'));
  expect(months).toMatchObject([{ mark: { size: expect.any(Number), tail: expect.any(String) } }]);
  const older = months.map(({ mark: _, ...rest }: { mark: object }) => rest);
  writeFileSync(path, JSON.stringify({ ...state, months: older }));
  const store = await open(ours);
  expect(store.damage()).toBeUndefined();
  await store.close();
  expect(JSON.parse(readFileSync(path, 'utf8')).months).toEqual(months);
});

test.each([
  ['records.jsonl', april],
  [`${month}.jsonl`, march],
])(
  'a customer who is erased at the end of %s makes no loss, nor does a kill, a lost state or a backup',
  async (name, when) => {
    const ours = await folderOf('ours', when);
    const backup = await temporaryFolder();
    const state = 'records.state.json';
    copy(ours, backup, name, state);
    const store = await open(ours);
    await store.eraseBefore(april + 1);
    expect(readFileSync(join(ours, name), 'utf8')).not.toContain(customer.email);
    await store.close();
    const expectWhole = async () => {
      const again = await open(ours);
      expect(await said(again)).toBe('paid');
      expect(again.damage()).toBeUndefined();
      await again.close();
    };
    await expectWhole();
    // A kill: the state of before, with the note that parts are being overwritten.
    const before = JSON.parse(readFileSync(join(backup, state), 'utf8'));
    writeFileSync(join(ours, state), JSON.stringify({ ...before, isErasing: true }));
    await expectWhole();
    if (name !== 'records.jsonl') {
      const erased = await open(ours);
      copy(backup, ours, name);
      expect(await said(erased)).toBe('paid');
      expect(erased.damage()).toBeUndefined();
      await erased.close();
      await expectWhole();
    }
    remove(ours, state);
    await expectWhole();
  },
);

test.each([
  ['records.jsonl', april],
  [`${month}.jsonl`, march],
])('the line ends of an editor in %s make no loss', async (name, when) => {
  const ours = await folderOf('ours', when);
  const path = join(ours, name);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(ours);
    expect(await said(store)).toBe('paid');
    expect(store.damage()).toBeUndefined();
    await store.close();
  }
});

test('our records in one file with those of another till make no loss', async () => {
  const [ours, other] = [await folderOf('ours', april), await folderOf('theirs', april)];
  const [path, text] = [join(ours, 'records.jsonl'), readFileSync(join(ours, 'records.jsonl'), 'utf8')];
  writeFileSync(path, `${readFileSync(join(other, 'records.jsonl'), 'utf8')}${text}`);
  const store = await open(ours);
  expect(await said(store)).toBe('paid');
  expect(store.damage()).toBeUndefined();
});
