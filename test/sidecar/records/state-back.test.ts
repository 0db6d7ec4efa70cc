import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// `records.state.json` is damaged, or another till's. The true one is copied back while the connector is stopped.

const march = Date.parse('2026-03-10T12:00:00Z');
const april = Date.parse('2026-04-10T12:00:00Z');
const state = 'records.state.json';

function paid(till: string, orderId: string, at: number) {
  const ids = { paymentId: `${orderId} of ${till}`, orderId, request: aRequest({ orderId }) };
  const record = aRecord({ ...ids, createdAt: at, updatedAt: at });
  return { kind: 'payment', record: { ...record, state: 'answered', outcome: 'APPROVED' } } as const;
}

const permitOf = (till: string, orderId: string) => ({
  ...{ orderId, paymentId: `${orderId} of ${till}` },
  at: april,
});

async function open(folder: string, till = 'ours'): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), {
    ...{ now: () => april, restMs: 0 },
    ended: [permitOf(till, 'A1')],
  });
  onTestFinished(() => store.close().catch(() => {}));
  await store.loadIndex();
  return store;
}

/** M1 in the closed March, and these orders in April. */
async function folderOf(till: string, ...orders: string[]): Promise<string> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'records.jsonl'), `${JSON.stringify(paid(till, 'M1', march))}\n`);
  const store = await openRecordStore(folder, silentLog(), { now: () => april, restMs: 0 });
  await store.loadIndex();
  await vi.waitUntil(() => readFileSync(join(folder, 'records.jsonl')).length === 0, 10_000);
  for (const orderId of orders) await store.keep(paid(till, orderId, april - 1000));
  await store.close();
  return folder;
}

const copy = (from: string, to: string, ...names: string[]) => {
  for (const name of names) copyFileSync(join(from, name), join(to, name));
};

test.each([
  ['damaged', undefined, 'records.state.json is damaged'],
  ['another till’s', 'theirs', 'records.state.json and records.jsonl do not belong together'],
])(
  'a state that is %s is named, and holds new orders back until the true one is back',
  async (_, till, words) => {
    const folder = await folderOf('ours', 'A1', 'A2');
    const backup = await temporaryFolder();
    copy(folder, backup, state);
    if (till) copy(await folderOf(till, 'B1', 'B2', 'B3'), folder, state);
    else truncateSync(join(folder, state), 13);
    for (let starts = 0; starts < 2; starts += 1) {
      const store = await open(folder);
      expect(store.damage()).toMatchObject({ needsPerson: true });
      expect(store.mayLackRecordsOf('New')).toBe(true);
      if (starts === 0) expect(readFileSync(join(folder, 'records.lost.json'), 'utf8')).toContain(words);
      await store.close();
    }
    copy(backup, folder, state);
    for (let starts = 0; starts < 2; starts += 1) {
      const healed = await open(folder);
      expect(healed.damage()).toBeUndefined();
      expect(healed.mayLackRecordsOf('New')).toBe(false);
      expect((await healed.recordsOf('A2')).payments).toMatchObject([{ outcome: 'APPROVED' }]);
      await healed.close();
    }
  },
);

test('all files of another till, one after the other, do not end the loss of a damaged state', async () => {
  const [folder, other] = [await folderOf('ours', 'A1'), await folderOf('theirs', 'A1', 'B2')];
  truncateSync(join(folder, state), 13);
  await (await open(folder)).close();
  copy(
    other,
    folder,
    state,
    'records.jsonl',
    'records.index',
    'records-2026-03.jsonl',
    'records-2026-03.index',
  );
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(folder);
    expect(store.mayLackRecordsOf('A2')).toBe(true);
    await store.close();
  }
});

test.each([
  [
    'a month of it is gone',
    (known: { months: object[] }) => known.months.push({ name: 'records-2026-01', orders: 1 }),
  ],
  [
    'it had a loss',
    (known: { loss?: object }) => {
      known.loss = { at: march, what: 'cut', missing: 1, isUncounted: true };
    },
  ],
])('the state of before does not end the loss if %s', async (_, change) => {
  const folder = await folderOf('ours', 'A1', 'A2');
  const path = join(folder, state);
  const known = JSON.parse(readFileSync(path, 'utf8'));
  truncateSync(path, 13);
  await (await open(folder)).close();
  change(known);
  writeFileSync(path, JSON.stringify(known));
  const store = await open(folder);
  expect(store.mayLackRecordsOf('New')).toBe(true);
});
