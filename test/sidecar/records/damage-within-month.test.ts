import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// Lines of a closed month are overwritten by as many bytes: its size, its end and its index say nothing of it.

const march = Date.parse('2026-03-10T12:00:00Z');
const april = Date.parse('2026-04-10T12:00:00Z');
const month = 'records-2026-03.jsonl';
const idOf = (orderId: string) => `payment of ${orderId}`;

function paid(orderId: string, at: number) {
  const ids = { paymentId: idOf(orderId), orderId, request: aRequest({ orderId }) };
  const record = aRecord({ ...ids, createdAt: at, updatedAt: at });
  return { kind: 'payment', record: { ...record, state: 'answered', outcome: 'APPROVED' } } as const;
}

async function open(folder: string, ended: readonly string[] = []): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), {
    now: () => april,
    restMs: 0,
    ended: ended.map((orderId) => ({ orderId, paymentId: idOf(orderId), at: march })),
  });
  onTestFinished(() => store.close().catch(() => {}));
  await store.openIndex();
  return store;
}

/** The closed March has M1 and M2, April has N. */
async function folderWithMonth(): Promise<string> {
  const folder = await temporaryFolder();
  const lines = ['M1', 'M2'].map((orderId) => `${JSON.stringify(paid(orderId, march))}\n`);
  writeFileSync(join(folder, 'records.jsonl'), lines.join(''));
  const store = await open(folder);
  await store.loadIndex();
  await vi.waitUntil(() => existsSync(join(folder, month)), 10_000);
  await store.keep(paid('N', april - 1000));
  await store.close();
  return folder;
}

const overwriteFirstLine = (path: string) => {
  const text = readFileSync(path, 'utf8');
  const end = text.indexOf('\n');
  writeFileSync(path, '#'.repeat(end) + text.slice(end));
};

async function isPaid(store: RecordStore, orderId: string): Promise<boolean> {
  return (await store.recordsOf(orderId)).payments.some(({ outcome }) => outcome === 'APPROVED');
}

test('an ended permit of an order in the damaged part is counted by the loss of its month, and ends with it', async () => {
  const folder = await folderWithMonth();
  const [path, backup] = [join(folder, month), join(await temporaryFolder(), month)];
  copyFileSync(path, backup);
  overwriteFirstLine(path);
  const ended = ['M1', 'M2', 'N'];
  for (let starts = 0; starts < 2; starts += 1) {
    const store = await open(folder, ended);
    expect(await isPaid(store, 'M1')).toBe(false);
    expect(store.mayLackRecordsOf('M1')).toBe(true);
    expect(store.damage()).toMatchObject({ missing: 1, what: expect.stringContaining(month) });
    expect(store.damage()).not.toHaveProperty('needsPerson');
    await store.close();
  }
  copyFileSync(backup, path);
  const healed = await open(folder, ended);
  expect(await isPaid(healed, 'M1')).toBe(true);
  expect(healed.damage()).toBeUndefined();
  expect(healed.mayLackRecordsOf('New')).toBe(false);
});

test('an order of which only an ended permit is left is lost beside the damage of a month', async () => {
  const folder = await folderWithMonth();
  overwriteFirstLine(join(folder, month));
  const store = await open(folder, ['M1', 'Gone']);
  expect(store.mayLackRecordsOf('Gone')).toBe(true);
  expect(store.damage()).toMatchObject({ missing: 2 });
});
