import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { eraseInLine } from '../../../src/sidecar/records/erase-lines.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { anEntry, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);

const paid = (orderId: string, day: string, customer: string, change: object = {}): RecordCopy => ({
  kind: 'payment',
  record: {
    ...aRecord({
      paymentId: `payment of ${orderId}`,
      orderId,
      request: {
        ...aRequest({ orderId }),
        orderId,
        customer: { id: customer, lastName: `Name_${customer}` },
      },
    }),
    ...{ state: 'answered', outcome: 'APPROVED', createdAt: at(day), updatedAt: at(day), ...change },
  },
});
const notified = (
  orderId: string,
  day: string,
  customer: string,
  state: 'pending' | 'delivered',
): RecordCopy => ({
  kind: 'notification',
  entry: anEntry({
    entryId: `entry of ${orderId}`,
    paymentId: `payment of ${orderId}`,
    orderId,
    state,
    attempts: state === 'pending' ? 0 : 1,
    createdAt: at(day),
    fields: [
      ['orderid', orderId],
      ['lastname', `Name_${customer}`],
    ],
  }),
});

async function open(folder: string, day: string) {
  const problems: string[] = [];
  const log = { ...silentLog(), error: (_: object, text: string) => void problems.push(text) };
  const store = await openRecordStore(folder, log as never, { now: () => at(day) });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return { store, problems };
}
const textOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^records.*(jsonl|index|json)$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'latin1')] as const);

/** Sales of two customers in November and December; one of each month is not finished. */
async function shop() {
  const folder = await temporaryFolder();
  const { store: november } = await open(folder, '2026-11-20');
  for (const copy of [
    paid('N1', '2026-11-10', 'C1'),
    notified('N1', '2026-11-10', 'C1', 'pending'),
    notified('N1', '2026-11-10', 'C1', 'delivered'),
    paid('N2', '2026-11-11', 'C2'),
    paid('N3', '2026-11-12', 'C1', { state: 'unknown', outcome: 'UNKNOWN' }),
  ])
    await november.keep(copy);
  await november.close();
  const { store, problems } = await open(folder, '2026-12-05');
  await expect.poll(() => readdirSync(folder)).toContain('records-2026-11.index');
  await expect.poll(() => readFileSync(join(folder, 'records.jsonl'), 'utf8')).toContain('N3');
  for (const copy of [paid('D1', '2026-12-05', 'C1'), paid('D2', '2026-12-05', 'C2')]) await store.keep(copy);
  return { folder, store, problems };
}

test('one customer is erased from all files; what is not finished waits; nothing else changes', async () => {
  const { folder, store, problems } = await shop();
  expect(await store.eraseCustomer('C1')).toEqual({ erased: 2, waiting: 1 });
  const lines = textOf(folder).split('\n');
  expect(lines.filter((line) => line.includes('Name_C1')).every((line) => line.includes('"N3"'))).toBe(true);
  expect(lines.filter((line) => line.includes('Name_C2'))).toHaveLength(2);
  for (const orderId of ['N1', 'N2', 'N3', 'D1', 'D2']) {
    const { payments } = await store.recordsOf(orderId);
    expect(payments).toHaveLength(1);
    expect(payments[0]?.outcome).toBe(orderId === 'N3' ? 'UNKNOWN' : 'APPROVED');
  }
  expect((await store.recordsOf('N1')).notifications).toMatchObject([{ state: 'delivered' }]);
  expect(store.damage()).toBeUndefined();
  expect(problems).toEqual([]);

  await store.keep(paid('D3', '2026-12-05', 'C3'));
  await store.close();
  const again = await open(folder, '2026-12-06');
  expect(again.store.damage()).toBeUndefined();
  expect((await again.store.recordsOf('N1')).payments).toMatchObject([
    { outcome: 'APPROVED', erasedAt: at('2026-12-05') },
  ]);
  expect((await again.store.recordsOf('D3')).payments).toMatchObject([{ outcome: 'APPROVED' }]);
  expect(await again.store.eraseCustomer('C1')).toEqual({ erased: 0, waiting: 1 });
});

test('old months lose all customers; younger payments and unfinished ones keep theirs', async () => {
  const { folder, store, problems } = await shop();
  await store.eraseBefore(at('2026-12-03'));
  const text = textOf(folder);
  const names = [...text.matchAll(/Name_C\d/g)].map(([name]) => name);
  // N3 was carried into December, because it is in doubt.
  expect(names.toSorted()).toEqual(['Name_C1', 'Name_C1', 'Name_C2']);
  expect(readFileSync(join(folder, 'records-2026-11.jsonl'), 'utf8')).not.toContain('Name_');
  expect((await store.recordsOf('N2')).payments).toMatchObject([{ outcome: 'APPROVED' }]);
  expect(store.damage()).toBeUndefined();
  expect(problems).toEqual([]);
  expect(readFileSync(join(folder, 'records.state.json'), 'utf8')).toContain('"erasedTo":"2026-11"');
});

test.each([
  ['eraseCustomer', (store: RecordStore) => store.eraseCustomer('C1')],
  ['eraseBefore', (store: RecordStore) => store.eraseBefore(at('2026-12-06'))],
])(
  '%s that is killed at any moment is no loss',
  async (_, erase) => {
    const { folder, store } = await shop();
    await store.keep(paid('D3', '2026-12-05', 'C1'));
    await expect
      .poll(() => readFileSync(join(folder, 'records.state.json'), 'utf8'), { timeout: 5000 })
      .toContain('"orders":4');
    const seen = new Set<string>();
    const copies: string[] = [];
    let isOver = false;
    const erased = erase(store).finally(() => {
      isOver = true;
    });
    for (;;) {
      // As a kill leaves them; a file that is being written beside may have gone meanwhile.
      const files = filesOf(folder);
      const look = JSON.stringify(files);
      if (!seen.has(look)) {
        seen.add(look);
        const copy = await temporaryFolder();
        for (const [name, bytes] of files) writeFileSync(join(copy, name), bytes, 'latin1');
        copies.push(copy);
      }
      if (isOver) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await erased;
    expect(copies.length).toBeGreaterThan(2);
    for (const copy of copies) {
      const killed = await open(copy, '2026-12-05');
      expect(killed.store.damage()).toBeUndefined();
      expect((await killed.store.recordsOf('D3')).payments).toMatchObject([{ outcome: 'APPROVED' }]);
      await killed.store.close();
      const again = await open(copy, '2026-12-05');
      expect(again.store.damage()).toBeUndefined();
      expect(readFileSync(join(copy, 'records.state.json'), 'utf8')).not.toContain('isErasing');
    }
  },
  30_000,
);

test('an erasing that was cut off hides no loss of a file that was overwritten by another one', async () => {
  const { folder, store } = await shop();
  await store.close();
  const path = join(folder, 'records.state.json');
  const state = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...state, isErasing: true }));
  writeFileSync(join(folder, 'records.jsonl'), 'rubbish\n'.repeat(5000));
  rmSync(join(folder, 'records.index'));
  const again = await open(folder, '2026-12-05');
  expect(again.store.damage()).toMatchObject({ missing: 3 });
});

test('a line keeps its length, and a line without a customer is not touched', () => {
  const line = JSON.stringify(paid('É1', '2026-11-10', 'Çelik'));
  const erased = eraseInLine(line) ?? '';
  expect(Buffer.byteLength(erased)).toBe(Buffer.byteLength(line));
  expect(erased).not.toContain('Çelik');
  expect(JSON.parse(erased)).toMatchObject({ record: { orderId: 'É1', outcome: 'APPROVED' } });
  expect(eraseInLine(erased)).toBeUndefined();
  expect(eraseInLine('{"torn')).toBeUndefined();
});
