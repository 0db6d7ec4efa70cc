import { appendFileSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import type { RecordDamage } from '../../../src/sidecar/records/record-loss.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

// A person or another program copies a file of records back, for seconds or minutes, while orders are looked up.

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const minute = 60_000;

const paid = (orderId: string, day = '2026-11-20'): RecordCopy => ({
  kind: 'payment',
  record: {
    ...aRecord({ paymentId: `payment of ${orderId}`, orderId, request: aRequest({ orderId }) }),
    ...{ state: 'answered', outcome: 'APPROVED', createdAt: at(day), updatedAt: at(day) },
  },
});

class Shop {
  now = at('2026-12-02');
  store!: RecordStore;

  constructor(readonly folder: string) {}

  async start(): Promise<RecordStore> {
    this.store = await openRecordStore(this.folder, silentLog(), { now: () => this.now });
    const { store } = this;
    onTestFinished(() => store.close().catch(() => {}));
    await store.loadIndex();
    return store;
  }

  async restart(): Promise<RecordStore> {
    await this.store.close();
    return this.start();
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** What may be said of an order: it is known to be paid, may have been paid, or was never paid. */
  async of(orderId: string): Promise<'paid' | 'in doubt' | 'elsewhere' | 'new'> {
    const { payments, keptElsewhere } = await this.store.recordsOf(orderId);
    if (payments.length > 0) return 'paid';
    if (keptElsewhere !== undefined) return 'elsewhere';
    return this.store.mayLackRecordsOf(orderId) ? 'in doubt' : 'new';
  }
}

const sold = Array.from({ length: 40 }, (_, i) => `Sold_${i}`);
const first = 'Sold_0';
const last = 'Sold_39';
const month = 'records-2026-11.jsonl';
const monthIndex = 'records-2026-11.index';

/** A shop in December, whose November has 40 paid orders. `bytes`: its file. */
async function inDecember() {
  const shop = new Shop(await temporaryFolder());
  shop.now = at('2026-11-20');
  await shop.start();
  await Promise.all(sold.map((orderId) => shop.store.keep(paid(orderId))));
  await shop.store.close();
  shop.now = at('2026-12-02');
  await shop.start();
  await expect.poll(() => readFileSync(shop.path('records.state.json'), 'utf8')).toContain('records-2026-11');
  const bytes = readFileSync(shop.path(month));
  return { shop, bytes, index: readFileSync(shop.path(monthIndex)), half: Math.floor(bytes.length / 2) };
}

describe('a closed month that is copied back slowly', () => {
  test.each([
    ['while the sidecar runs', false],
    ['over a restart', true],
  ])(
    '%s: its missing orders stay in doubt, whatever a person says, and the loss ends by itself',
    async (_, isRestarted) => {
      const { shop, bytes, index, half } = await inDecember();
      rmSync(shop.path(month));
      expect(await shop.of(last)).toBe('elsewhere');
      writeFileSync(shop.path(month), bytes.subarray(0, half));
      if (isRestarted) await shop.restart();
      expect([await shop.of(first), await shop.of(last), await shop.of('New')]).toEqual([
        'paid',
        'in doubt',
        'new',
      ]);
      expect(shop.store.damage()).toMatchObject({ isComing: true, what: expect.stringContaining(month) });
      shop.store.acceptLoss();
      expect(await shop.of(last)).toBe('in doubt');
      expect(shop.store.damage()).toBeDefined();
      appendFileSync(shop.path(month), bytes.subarray(half, half + 5000));
      shop.now += minute - 1;
      if (isRestarted) await shop.restart();
      expect(await shop.of(last)).toBe('in doubt');
      shop.store.acceptLoss();
      expect(await shop.of(last)).toBe('in doubt');
      appendFileSync(shop.path(month), bytes.subarray(half + 5000));
      for (const orderId of sold) expect(await shop.of(orderId), orderId).toBe('paid');
      expect(shop.store.damage()).toBeUndefined();
      expect(readFileSync(shop.path(monthIndex)).equals(index)).toBe(true);
      await shop.restart();
      expect(shop.store.damage()).toBeUndefined();
    },
  );

  test('may be accepted as lost if the copy stops; lines that come later are known all the same', async () => {
    const { shop, bytes, half } = await inDecember();
    writeFileSync(shop.path(month), bytes.subarray(0, half));
    expect(await shop.of(last)).toBe('in doubt');
    shop.now += minute;
    expect(await shop.of(last)).toBe('in doubt');
    expect(shop.store.damage()).not.toHaveProperty('isComing');
    shop.store.acceptLoss();
    expect(shop.store.damage()).toBeUndefined();
    expect(await shop.of(last)).toBe('new');
    await shop.restart();
    expect(shop.store.damage()).toBeUndefined();
    expect(await shop.of(last)).toBe('new');

    // While it grows again, nothing is known of its other orders.
    appendFileSync(shop.path(month), bytes.subarray(half, half + 5000));
    expect(await shop.of(last)).toBe('in doubt');
    shop.store.acceptLoss();
    expect(await shop.of(last)).toBe('in doubt');
    appendFileSync(shop.path(month), bytes.subarray(half + 5000));
    for (const orderId of sold) expect(await shop.of(orderId), orderId).toBe('paid');
    shop.now += minute;
    expect(await shop.of('New')).toBe('new');
    expect(shop.store.damage()).toBeUndefined();
    await shop.restart();
    expect([await shop.of(last), await shop.of('New')]).toEqual(['paid', 'new']);
    expect(shop.store.damage()).toBeUndefined();
  });

  test('is not trusted if it has its whole length at once, filled with zeros', async () => {
    const { shop, bytes, half } = await inDecember();
    const written = Buffer.concat([bytes.subarray(0, half), Buffer.alloc(bytes.length - half)]);
    writeFileSync(shop.path(month), written);
    expect([await shop.of(first), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    shop.store.acceptLoss();
    writeFileSync(shop.path(month), bytes);
    expect(await shop.of(last)).toBe('paid');
    expect(shop.store.damage()).toBeUndefined();
  });

  test('is noticed if it is truncated and written again, or another file is put into its place', async () => {
    const { shop, bytes, half } = await inDecember();
    writeFileSync(shop.path(month), '');
    expect([await shop.of(first), await shop.of('New')]).toEqual(['in doubt', 'new']);
    writeFileSync(shop.path(month), bytes.subarray(0, half));
    expect([await shop.of(first), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    writeFileSync(shop.path('copy'), bytes);
    renameSync(shop.path('copy'), shop.path(month));
    expect(await shop.of(last)).toBe('paid');
    expect(shop.store.damage()).toBeUndefined();
  });

  test('may hold any order until it is at rest, if it has no index and was never seen before', async () => {
    const { shop, bytes, half } = await inDecember();
    const other = new Shop(await temporaryFolder());
    await other.start();
    writeFileSync(other.path(month), bytes.subarray(0, half));
    expect([await other.of(first), await other.of('New')]).toEqual(['paid', 'in doubt']);
    other.store.acceptLoss();
    expect(await other.of('New')).toBe('in doubt');
    appendFileSync(other.path(month), bytes.subarray(half));
    expect(await other.of(last)).toBe('paid');
    other.now += minute;
    expect(await other.of('New')).toBe('new');
    expect(other.store.damage()).toBeUndefined();
    await other.restart();
    expect([await other.of(first), await other.of(last), await other.of('New')]).toEqual([
      'paid',
      'paid',
      'new',
    ]);
    await shop.store.close();
  });

  test('is known again after both files were gone and come back, the index first', async () => {
    const { shop, bytes, index, half } = await inDecember();
    for (const name of [month, monthIndex]) rmSync(shop.path(name));
    expect(await shop.of('New')).toBe('in doubt');
    expect(shop.store.damage()).toMatchObject({ what: `${month} and its index are gone`, missing: 40 });
    writeFileSync(shop.path(monthIndex), index.subarray(0, 5000));
    expect(await shop.of(last)).toBe('in doubt');
    appendFileSync(shop.path(monthIndex), index.subarray(5000));
    expect([await shop.of(last), await shop.of('New')]).toEqual(['elsewhere', 'new']);
    expect(shop.store.damage()).toBeUndefined();
    writeFileSync(shop.path(month), bytes.subarray(0, half));
    expect([await shop.of(first), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    appendFileSync(shop.path(month), bytes.subarray(half));
    expect(await shop.of(last)).toBe('paid');
    expect(shop.store.damage()).toBeUndefined();
  });

  test('is no loss any more once pages have sent the missing orders, and counts when it is whole', async () => {
    const { shop, bytes, half } = await inDecember();
    writeFileSync(shop.path(month), bytes.subarray(0, half));
    expect(await shop.of(last)).toBe('in doubt');
    for (const orderId of sold) await shop.store.keep(paid(orderId));
    expect(shop.store.damage()).toBeUndefined();
    writeFileSync(shop.path(month), bytes);
    expect((await shop.store.recordsOf(last)).payments).toHaveLength(1);
    expect(shop.store.damage()).toBeUndefined();
  });

  test('makes the sidecar report to pages when a loss may be accepted, and when it is over', async () => {
    const { shop, bytes, half } = await inDecember();
    const shown: (RecordDamage | undefined)[] = [];
    shop.store.onDamage((damage) => shown.push(damage));
    writeFileSync(shop.path(month), bytes.subarray(0, half));
    for (let i = 0; i < 3; i += 1) await shop.of(last);
    shop.now += minute;
    for (let i = 0; i < 3; i += 1) await shop.of(last);
    appendFileSync(shop.path(month), bytes.subarray(half, half + 10));
    await shop.of(last);
    appendFileSync(shop.path(month), bytes.subarray(half + 10));
    await shop.of(last);
    expect(shown.map((damage) => damage && (damage.isComing ?? false))).toEqual([
      true,
      false,
      true,
      undefined,
    ]);
  });

  test('is no loss if only the time of the whole file changes', async () => {
    const { shop } = await inDecember();
    utimesSync(shop.path(month), 1, 1);
    expect([await shop.of(last), await shop.of('New')]).toEqual(['paid', 'new']);
    expect(shop.store.damage()).toBeUndefined();
  });
});

describe('records.jsonl that is copied back slowly', () => {
  /** A shop in December, with 40 orders of this month. */
  async function thisMonth() {
    const shop = new Shop(await temporaryFolder());
    await shop.start();
    await Promise.all(sold.map((orderId) => shop.store.keep(paid(orderId, '2026-12-02'))));
    // The next start has none of them in memory.
    await shop.restart();
    const bytes = readFileSync(shop.path('records.jsonl'));
    return { shop, bytes, half: Math.floor(bytes.length / 2) };
  }

  test('keeps its missing orders in doubt if it replaces the file, and the loss ends by itself', async () => {
    const { shop, bytes, half } = await thisMonth();
    const path = shop.path('records.jsonl');
    writeFileSync(path, bytes.subarray(0, half));
    expect([await shop.of(first), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    expect(shop.store.damage()).toMatchObject({ isComing: true });
    shop.store.acceptLoss();
    expect(await shop.of(last)).toBe('in doubt');
    appendFileSync(path, bytes.subarray(half));
    for (const orderId of sold) expect(await shop.of(orderId), orderId).toBe('paid');
    shop.now += minute;
    expect(await shop.of('New')).toBe('new');
    expect(shop.store.damage()).toBeUndefined();
    await shop.restart();
    expect([await shop.of(last), await shop.of('New')]).toEqual(['paid', 'new']);
    expect(shop.store.damage()).toBeUndefined();
  });

  test('is indexed to its end if a start finds half of it, and the loss ends by itself', async () => {
    const { shop, bytes, half } = await thisMonth();
    const path = shop.path('records.jsonl');
    await shop.store.close();
    writeFileSync(path, bytes.subarray(0, half));
    await shop.start();
    expect([await shop.of(first), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    shop.store.acceptLoss();
    // The index of the half is written, and its end is within a line.
    await shop.restart();
    appendFileSync(path, bytes.subarray(half));
    for (const orderId of sold) expect(await shop.of(orderId), orderId).toBe('paid');
    shop.now += minute;
    expect(await shop.of('New')).toBe('new');
    expect(shop.store.damage()).toBeUndefined();
  });

  test('has its lines known as they come, also after the loss was accepted', async () => {
    const { shop, bytes, half } = await thisMonth();
    const path = shop.path('records.jsonl');
    writeFileSync(path, bytes.subarray(0, half));
    expect(await shop.of(last)).toBe('in doubt');
    shop.now += minute;
    shop.store.acceptLoss();
    expect(shop.store.damage()).toBeUndefined();
    appendFileSync(path, bytes.subarray(half, half + 5000));
    expect([await shop.of('Sold_20'), await shop.of(last)]).toEqual(['paid', 'in doubt']);
    appendFileSync(path, bytes.subarray(half + 5000));
    for (const orderId of sold) expect(await shop.of(orderId), orderId).toBe('paid');
    shop.now += minute;
    expect(await shop.of('New')).toBe('new');
  });

  test('has every order known if an older index replaces its index', async () => {
    const { shop } = await thisMonth();
    const index = shop.path('records.index');
    const older = readFileSync(index);
    const many = Array.from({ length: 30 }, (_, i) => `Later_${i}`);
    await Promise.all(many.map((orderId) => shop.store.keep(paid(orderId, '2026-12-02'))));
    await shop.restart();
    writeFileSync(index, older);
    for (const orderId of [...sold, ...many]) expect(await shop.of(orderId), orderId).toBe('paid');
    expect(shop.store.damage()).toBeUndefined();
  });

  test('has the lines that another program adds known at once, and they hold no order back', async () => {
    const { shop } = await thisMonth();
    appendFileSync(shop.path('records.jsonl'), `${JSON.stringify(paid('Foreign', '2026-12-02'))}\n`);
    expect([await shop.of('Foreign'), await shop.of('New')]).toEqual(['paid', 'new']);
    await shop.store.keep(paid('Own', '2026-12-02'));
    expect([await shop.of('Foreign'), await shop.of('Own')]).toEqual(['paid', 'paid']);
  });
});

test('a sale that was written after a loss stays lost while the records of before are copied back slowly', async () => {
  const shop = new Shop(await temporaryFolder());
  shop.now = at('2026-11-20');
  await shop.start();
  for (const orderId of sold.slice(0, 4)) await shop.store.keep(paid(orderId));
  await shop.store.close();
  const path = shop.path('records.jsonl');
  const before = readFileSync(path);
  writeFileSync(path, before.subarray(0, before.length / 2));
  await shop.start();
  await shop.store.keep(paid('After'));
  await shop.restart();
  const part = Math.floor(before.length / 4);
  writeFileSync(path, before.subarray(0, part));
  await shop.of('After');
  for (const [from, to] of [
    [part, 2 * part],
    [2 * part, before.length],
  ]) {
    appendFileSync(path, before.subarray(from, to));
    await shop.of('After');
  }
  shop.now += 2 * minute;
  expect([await shop.of('Sold_2'), await shop.of('After'), await shop.of('Never')]).toEqual([
    'paid',
    'in doubt',
    'new',
  ]);
});
