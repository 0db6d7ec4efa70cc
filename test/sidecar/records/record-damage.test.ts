import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const onWindows = process.platform === 'win32';

function readableLog() {
  const lines: { level: number; msg: string; what?: string; unreadable?: number }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
  return { log, errors: () => lines.filter(({ level }) => level >= 50), lines };
}

const copyOf = (orderId: string, change: object = {}) => {
  const request = { ...paymentRequest.parse({ amountMinor: 1023, currency: 'EUR' }), orderId };
  const record = aRecord({ paymentId: `payment of ${orderId}`, orderId, request, state: 'answered' });
  return { kind: 'payment' as const, record: { ...record, outcome: 'APPROVED' as const, ...change } };
};

const day = 24 * 3_600_000;

/** A store in a new folder with two orders of a finished start, and one of this start. */
async function storeOfSecondStart(options = {}) {
  const folder = await temporaryFolder();
  const path = join(folder, 'records.jsonl');
  const { log: silent } = readableLog();
  const first = await openRecordStore(folder, silent);
  await first.keep(copyOf('Old_1'));
  await first.keep(copyOf('Old_2', { createdAt: 2 * day }));
  await first.close();
  const seen = readableLog();
  const store = await openRecordStore(folder, seen.log, options);
  onTestFinished(() => store.close().catch(() => {}));
  await store.keep(copyOf('New', { createdAt: 3 * day }));
  const asked: number[] = [];
  store.onDamage((damage) => damage && void store.since().then((since) => asked.push(since)));
  return { folder, path, store, asked, ...seen };
}

const outcomes = async (store: { find(id: string): Promise<{ outcome: string } | undefined> }) =>
  Promise.all(['Old_1', 'Old_2', 'New'].map(async (id) => (await store.find(id))?.outcome));

describe('records.jsonl that another program damages while the sidecar runs', () => {
  const damages: [string, (path: string) => void][] = [
    ['emptied', (path) => truncateSync(path)],
    ['cut', (path) => truncateSync(path, 100)],
    ['overwritten', (path) => writeFileSync(path, 'x'.repeat(statSync(path).size + 50))],
    ['overwritten', (path) => writeFileSync(path, `${'x'.repeat(statSync(path).size - 1)}\n`)],
  ];
  it.each(damages)('%s: is noticed, logged once, and written again', async (what, damage) => {
    const { path, store, asked, errors } = await storeOfSecondStart();
    damage(path);
    // What this start has written is still in memory.
    expect(await outcomes(store)).toEqual([undefined, undefined, 'APPROVED']);
    expect(store.damage()).toMatchObject({ what: `${what} while the program was running` });
    expect(errors()).toMatchObject([{ what }]);
    await vi.waitUntil(() => asked.length > 0);
    expect(asked).toEqual([0]);
    await store.keep(copyOf('Old_1'));
    expect(store.damage()).toBeDefined();
    await store.keep(copyOf('Old_2', { createdAt: 2 * day }));
    expect(store.damage()).toBeUndefined();
    expect(await outcomes(store)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(await store.since()).toBe(2 * day);
    expect(errors()).toHaveLength(1);
    await store.close();
    const again = await openRecordStore(join(path, '..'), readableLog().log);
    expect(await outcomes(again)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(again.damage()).toBeUndefined();
    await again.close();
  });

  const replacements: [string, (path: string) => void][] = [
    ['deleted', (path) => unlinkSync(path)],
    [
      'replaced',
      (path) => {
        writeFileSync(`${path}.x`, 'rubbish');
        renameSync(`${path}.x`, path);
      },
    ],
  ];
  it.skipIf(onWindows).each(replacements)('%s: its lines are copied', async (what, damage) => {
    const { path, store, asked, errors } = await storeOfSecondStart();
    damage(path);
    await store.keep(copyOf('Next', { createdAt: 3 * day }));
    expect(await outcomes(store)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(store.damage()).toBeUndefined();
    expect(errors()).toMatchObject([{ what }]);
    expect(asked).toEqual([]);
    expect(readFileSync(path, 'utf8').match(/"paymentId":/g)).toHaveLength(4);
  });

  it('is noticed by a new record, and without any use', async () => {
    const { path, store, errors } = await storeOfSecondStart({ checkIntervalMs: 20 });
    truncateSync(path);
    await vi.waitUntil(() => errors().length > 0);
    await vi.waitUntil(() => readFileSync(path, 'utf8').includes('"New"'));
    truncateSync(path);
    await store.keep(copyOf('Next'));
    await vi.waitUntil(() => ['"New"', '"Next"'].every((id) => readFileSync(path, 'utf8').includes(id)));
  });

  it('keeps the last lines and the length but not the middle: the reading notices it', async () => {
    const { path, store } = await storeOfSecondStart();
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('{"kind"', '{"kimd"'));
    expect(await store.find('Old_1')).toBeUndefined();
    expect(store.damage()).toMatchObject({ what: 'overwritten while the program was running' });
    expect((await store.find('Old_2'))?.outcome).toBe('APPROVED');
  });

  it('an older state of a lost order is not given as its end', async () => {
    const { path, store } = await storeOfSecondStart();
    await store.keep(copyOf('Twice', { paymentId: 'a', state: 'closed', outcome: 'NOT_SENT' }));
    const { size } = statSync(path);
    // Memory holds only the newest records: this start's later payment is lost too if it is not among them.
    await store.keep(copyOf('Twice', { paymentId: 'b', attempt: 2 }));
    const more = Array.from({ length: 1001 }, (_, i) => copyOf(`More_${i}`, { createdAt: 3 * day }));
    await Promise.all(more.map((copy) => store.keep(copy)));
    truncateSync(path, size);
    expect(await store.find('Twice')).toBeUndefined();
    expect(store.damage()).toBeDefined();
    await store.keep(copyOf('Twice', { paymentId: 'b', attempt: 2 }));
    expect((await store.find('Twice'))?.outcome).toBe('APPROVED');
  });

  it('an appended line of another program, and a failing disk, are no damage', async () => {
    const { path, store, errors } = await storeOfSecondStart();
    appendFileSync(path, 'a line of an editor\n');
    expect(await outcomes(store)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    await store.keep(copyOf('Next'));
    expect((await store.find('Next'))?.outcome).toBe('APPROVED');
    expect(store.damage()).toBeUndefined();
    expect(errors()).toEqual([]);
  });

  it('lines that are written while an order is read are no damage', async () => {
    const { store, errors } = await storeOfSecondStart();
    let isWriting = true;
    const write = async () => {
      for (let i = 0; i < 40; i++) await store.keep(copyOf('Busy', { updatedAt: 4 * day + i }));
      isWriting = false;
    };
    const read = async () => {
      while (isWriting && errors().length === 0) {
        await store.find('Busy');
        await setImmediate();
      }
    };
    await Promise.all([write(), read(), read()]);
    expect(errors()).toEqual([]);
    expect(store.damage()).toBeUndefined();
  });

  it('writes no record again that the file still has', async () => {
    const { path, store } = await storeOfSecondStart();
    const { size } = statSync(path);
    await store.keep(copyOf('Late', { createdAt: 4 * day }));
    truncateSync(path, size - 10);
    await store.find('New');
    for (const id of ['Old_1', 'Old_2']) await store.keep(copyOf(id));
    expect(readFileSync(path, 'utf8').match(/"paymentId":"payment of Old_1"/g)).toHaveLength(1);
  });
});

describe('records.jsonl that was damaged while the sidecar did not run', () => {
  async function restarted(damage: (path: string) => void) {
    const { folder, path, store } = await storeOfSecondStart();
    await store.close();
    damage(path);
    const seen = readableLog();
    const again = await openRecordStore(folder, seen.log, { now: () => 100 * day });
    onTestFinished(() => again.close().catch(() => {}));
    return { folder, path, again, ...seen };
  }

  it.each([
    ['emptied', (path: string) => truncateSync(path)],
    ['cut', (path: string) => truncateSync(path, 500)],
    ['deleted', (path: string) => rmSync(path)],
    ['overwritten', (path: string) => writeFileSync(path, 'y'.repeat(9000))],
  ])('%s: is noticed and logged, and over when its orders have come again', async (what, damage) => {
    const { again, errors } = await restarted(damage);
    const lost = { what: `${what} while the program did not run` };
    expect(again.hasEarlierRecords).toBe(true);
    expect(again.damage()).toMatchObject(lost);
    expect(errors()).toMatchObject([lost]);
    expect(await again.since()).toBe(0);
    expect(await again.find('New')).toBeUndefined();
    for (const id of ['Old_1', 'Old_2', 'New']) await again.keep(copyOf(id, { createdAt: 3 * day }));
    expect(again.damage()).toBeUndefined();
    expect(await outcomes(again)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  });

  it('is still known after another start, at any age', async () => {
    const { folder, again } = await restarted((path) => truncateSync(path));
    await again.keep(copyOf('Next', { createdAt: 101 * day }));
    await again.close();
    for (const now of [110 * day, 131 * day]) {
      const later = await openRecordStore(folder, readableLog().log, { now: () => now });
      expect(later.damage()).toBeDefined();
      await later.close();
    }
  });

  it('a killed sidecar has lost nothing', async () => {
    const { folder, store } = await storeOfSecondStart();
    const stateBefore = readFileSync(join(folder, 'records.state.json'), 'utf8');
    await store.close();
    writeFileSync(join(folder, 'records.state.json'), stateBefore);
    const again = await openRecordStore(folder, readableLog().log);
    onTestFinished(() => again.close());
    expect(again.damage()).toBeUndefined();
    expect(await outcomes(again)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  });

  it('counts the lines that cannot be read, and reads one of a newer program as in doubt', async () => {
    const newer = JSON.stringify(copyOf('Newer', { state: 'refunded', outcome: 'REFUNDED', tip: 5 }));
    const { again, lines } = await restarted((path) =>
      appendFileSync(path, `rubbish\n{"kind":"payment","rec\n${newer}\n`),
    );
    expect(await again.find('Newer')).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect((await again.recordsOf('Newer')).payments).toMatchObject([{ asWritten: { tip: 5 } }]);
    expect(lines.map(({ unreadable }) => unreadable).filter(Boolean)).toEqual([2]);
    expect(again.damage()).toBeUndefined();
  });
});
