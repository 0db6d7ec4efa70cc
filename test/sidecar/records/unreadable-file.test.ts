import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { asTill, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';
import { refuseFile } from '../helpers/unusable-file.ts';

const month = 'records-2026-10';

/** A folder with an order in a closed month. */
async function shopHome(): Promise<string> {
  const folder = await temporaryFolder();
  for (const [now, orderId] of [
    [Date.parse('2026-10-20T12:00:00Z'), 'Old_1'],
    [Date.parse('2026-11-02T12:00:00Z'), 'New_1'],
  ] as const) {
    const store = await openRecordStore(folder, silentLog(), { now: () => now });
    await store.loadIndex();
    const record = aRecord({ paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) });
    const end = { state: 'answered', outcome: 'APPROVED', createdAt: now, updatedAt: now } as const;
    await store.keep({ kind: 'payment', record: { ...record, ...end } });
    await store.close();
  }
  return folder;
}

describe('a file of records that cannot be read while the connector runs', () => {
  test.each(['EACCES', 'EBUSY'])(
    'is named with its remedy (%s), is no loss, and is logged once',
    async (code) => {
      const homeFolder = await shopHome();
      const lines: string[] = [];
      const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
      const sidecar = await runningSidecar({ homeFolder, log });
      const health = async () => (await asTill(sidecar, '/health')).json();
      const order = async (id: string) => {
        const reply = await asTill(sidecar, `/orders/${id}`);
        return { status: reply.status, text: await reply.text() };
      };
      expect((await order('Old_1')).status).toBe(200);
      const path = join(homeFolder, `${month}.jsonl`);
      const { free } = refuseFile(path, code);
      utimesSync(path, 1, 1);
      for (let asked = 0; asked < 3; asked += 1) {
        const { status, text } = await order('W1');
        expect(status).toBe(503);
        expect(text).toContain(`${month}.jsonl cannot be read (${code})`);
        expect(text).toContain('1102');
        expect(text).not.toMatch(/lost|accept the loss/);
      }
      expect(await health()).toMatchObject({
        status: 'not-ready',
        warnings: [expect.stringContaining(`${month}.jsonl cannot be read (${code})`)],
      });
      expect(await health()).not.toHaveProperty('recordsDamage');
      expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['a file of records cannot be read']);
      free();
      expect(await health()).not.toHaveProperty('warnings');
      expect((await order('Old_1')).status).toBe(200);
    },
  );

  test('holds an order without a number back with the same words', async () => {
    const homeFolder = await shopHome();
    const store = await openRecordStore(homeFolder, silentLog());
    await store.openIndex();
    const path = join(homeFolder, `${month}.jsonl`);
    const { free } = refuseFile(path, 'EACCES');
    utimesSync(path, 1, 1);
    await expect(store.newestUnnumbered()).rejects.toThrow(`${path} cannot be read (EACCES)`);
    await expect(store.recordsOf('W1')).rejects.toThrow(`${path} cannot be read (EACCES)`);
    expect(await store.readFault()).toContain(path);
    expect(store.damage()).toBeUndefined();
    free();
    expect(await store.readFault()).toBeUndefined();
    expect(await store.newestUnnumbered()).toEqual([]);
    await store.close();
  });
});

test('a record that comes again during a loss is kept although a month file cannot be read', async () => {
  const folder = await shopHome();
  const now = Date.parse('2026-11-02T13:00:00Z');
  const open = async () => {
    const store = await openRecordStore(folder, silentLog(), { now: () => now });
    await store.loadIndex();
    return store;
  };
  const before = await open();
  await before.keep({ kind: 'payment', record: { ...aRecord(), createdAt: now, updatedAt: now } });
  await before.close();
  rmSync(join(folder, 'records.jsonl'));
  const store = await open();
  expect(store.damage()).toBeDefined();
  const path = join(folder, `${month}.jsonl`);
  const { free } = refuseFile(path, 'EACCES');
  utimesSync(path, 1, 1);
  const record = aRecord({
    paymentId: 'payment of Old_1',
    orderId: 'Old_1',
    request: aRequest({ orderId: 'Old_1' }),
  });
  const changed = { state: 'answered', outcome: 'APPROVED', answeredAt: now, updatedAt: now } as const;
  await store.keep({ kind: 'payment', record: { ...record, ...changed } });
  free();
  expect(await new Response(await store.stream()).text()).toContain(`"answeredAt":${now}`);
  await store.close();
});
