import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const march = Date.parse('2026-03-10T12:00:00Z');
const april = Date.parse('2026-04-10T12:00:00Z');
const [lines, index] = ['records-2026-03.jsonl', 'records-2026-03.index'];

function paid(orderId: string, at = march) {
  const ids = { paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) };
  const record = { ...aRecord({ ...ids, createdAt: at, updatedAt: at }) };
  return { kind: 'payment', record: { ...record, state: 'answered', outcome: 'APPROVED' } } as const;
}

let now = april;
async function open(folder: string): Promise<RecordStore> {
  const store = await openRecordStore(folder, silentLog(), { now: () => now, restMs: 60_000 });
  await store.openIndex();
  return store;
}

/** March, which is closed, has the orders M1 to M3. Nothing but its two files says so. */
async function closedMarch(): Promise<string> {
  now = april;
  const folder = await temporaryFolder();
  const text = ['M1', 'M2', 'M3'].map((orderId) => `${JSON.stringify(paid(orderId))}\n`);
  writeFileSync(join(folder, 'records.jsonl'), text.join(''));
  const store = await open(folder);
  await store.loadIndex();
  await vi.waitUntil(() => existsSync(join(folder, index)), 10_000);
  await store.close();
  rmSync(join(folder, 'records.state.json'));
  return folder;
}

const mayBeCharged = async (store: RecordStore, orderId: string): Promise<boolean> =>
  (await store.recordsOf(orderId)).payments.length === 0 && !store.mayLackRecordsOf(orderId);

/** Overwrites the block with the entries, not the head. */
function damageEntries(folder: string): void {
  const bytes = readFileSync(join(folder, index));
  writeFileSync(join(folder, index), bytes.fill(7, 4096, 4200));
}

const damages: Record<string, (folder: string) => void> = {
  'both are emptied': (folder) => {
    truncateSync(join(folder, lines));
    truncateSync(join(folder, index));
  },
  'both are swapped': (folder) => {
    const bytes = readFileSync(join(folder, lines));
    copyFileSync(join(folder, index), join(folder, lines));
    writeFileSync(join(folder, index), bytes);
  },
  'the file is cut and the index is emptied': (folder) => {
    truncateSync(join(folder, lines), JSON.stringify(paid('M1')).length + 1);
    truncateSync(join(folder, index));
  },
  'the file is cut and the entries of the index are damaged': (folder) => {
    truncateSync(join(folder, lines), JSON.stringify(paid('M1')).length + 1);
    damageEntries(folder);
  },
  'the file is emptied and the index is gone': (folder) => {
    truncateSync(join(folder, lines));
    rmSync(join(folder, index));
  },
};

test.each(Object.keys(damages))(
  '%s: the loss of a closed month does not end by itself, nor after a start, nor by some records',
  async (what) => {
    const folder = await closedMarch();
    damages[what]?.(folder);
    const store = await open(folder);
    expect(await mayBeCharged(store, 'M3')).toBe(false);
    now += 100_000;
    await store.recordsOf('other');
    expect(await mayBeCharged(store, 'M3')).toBe(false);
    await store.keep(paid('M2'));
    expect(await mayBeCharged(store, 'M3')).toBe(false);
    await store.close();
    for (let starts = 0; starts < 2; starts += 1) {
      const again = await open(folder);
      now += 100_000;
      expect(await mayBeCharged(again, 'M3')).toBe(false);
      await again.close();
    }
    const accepted = await open(folder);
    now += 100_000;
    await accepted.recordsOf('other');
    accepted.acceptLoss();
    expect(accepted.damage()).toBeUndefined();
    await accepted.close();
    const last = await open(folder);
    expect(last.damage()).toBeUndefined();
    await last.close();
  },
);

test('the loss of a month whose index was emptied ends when both files are back', async () => {
  const folder = await closedMarch();
  const [lineBytes, indexBytes] = [readFileSync(join(folder, lines)), readFileSync(join(folder, index))];
  damages['both are emptied']?.(folder);
  const store = await open(folder);
  expect(store.damage()).toBeDefined();
  writeFileSync(join(folder, lines), lineBytes);
  writeFileSync(join(folder, index), indexBytes);
  expect((await store.recordsOf('M3')).payments).toHaveLength(1);
  expect(store.damage()).toBeUndefined();
  await store.close();
});

test('a month that was emptied with its index, and then deleted, is lost all the same', async () => {
  const folder = await closedMarch();
  damages['both are emptied']?.(folder);
  await (await open(folder)).close();
  for (const name of [lines, index]) rmSync(join(folder, name));
  const store = await open(folder);
  expect(await mayBeCharged(store, 'M3')).toBe(false);
  await store.close();
});
