import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { RecordsFile } from '../../../src/core/records/records-file.ts';
import { joinRecords, listDigests, readRecordsOf } from '../../../src/flows/records/shared-records.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const day = 24 * 3_600_000;
const now = 100 * day;
const sale = (paymentId: string, change: Partial<PaymentRecord> = {}): PaymentRecord =>
  aRecord({
    paymentId,
    orderId: paymentId,
    state: 'answered',
    outcome: 'APPROVED',
    createdAt: now,
    ...change,
  });
const entryOf = (paymentId: string, change: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({ entryId: `entry-${paymentId}`, paymentId, orderId: paymentId, ...change });
const fileOf = (payments: PaymentRecord[], notifications: OutboxEntry[] = []): RecordsFile => ({
  kind: 'hipay-ecr-records',
  version: 1,
  payments,
  notifications,
});
function storageOf(payments: readonly PaymentRecord[], entries: readonly OutboxEntry[] = []): MemoryStorage {
  const storage = new MemoryStorage();
  for (const record of payments) storage.payments.set(record.paymentId, record);
  for (const entry of entries) storage.notifications.set(entry.entryId, entry);
  return storage;
}

describe('the digests of a journal', () => {
  it('name recent payments, and of any age those in doubt, unfinished or with an undelivered notification', async () => {
    const old = { createdAt: now - 31 * day };
    const storage = storageOf(
      [
        sale('young'),
        sale('old', old),
        sale('doubt', { ...old, state: 'unknown', outcome: 'UNKNOWN' }),
        sale('unfinished', { ...old, state: 'waiting' }),
        sale('unsent', old),
        sale('refused', old),
      ],
      [
        entryOf('unsent', old),
        entryOf('refused', { ...old, state: 'parked' }),
        entryOf('old', { ...old, state: 'delivered' }),
      ],
    );
    const { digests, next } = await listDigests(undefined, { ...storage, now });
    expect(digests.map(({ payment }) => payment)).toEqual([
      'doubt',
      'refused',
      'unfinished',
      'unsent',
      'young',
    ]);
    expect(next).toBeUndefined();
  });
  it('come in portions of 1000, each payment once', async () => {
    const ids = Array.from({ length: 1200 }, (_, place) => `p${String(place).padStart(4, '0')}`);
    const storage = storageOf(ids.map((id) => sale(id)));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { digests, next } = await listDigests(after, { ...storage, now });
      expect(digests.length).toBeLessThanOrEqual(1000);
      expect(JSON.stringify(digests).length).toBeLessThan(400_000);
      seen.push(...digests.map(({ payment }) => payment));
      after = next;
    } while (after !== undefined);
    expect(seen).toEqual(ids);
  });
});

describe('the records of payments', () => {
  it('are as many as fit in one message, and say if more follow', async () => {
    const receipts = [{ for: 'customer' as const, form: 'html' as const, content: 'x'.repeat(150_000) }];
    const answer = { status: '0', receipts, receivedAt: now, late: false };
    const ids = ['a', 'b', 'c', 'd'];
    const storage = storageOf(ids.map((id) => sale(id, { answer })));
    const file = await readRecordsOf(ids, storage);
    expect(file).toMatchObject({ more: true, payments: [{ paymentId: 'a' }, { paymentId: 'b' }] });
    expect(await readRecordsOf(['c', 'd', 'none'], storage)).not.toHaveProperty('more');
  });
});

describe('joined records', () => {
  const join = (file: RecordsFile, storage: MemoryStorage, running: string[] = []) =>
    joinRecords(file, (orderId) => running.includes(orderId), {
      ...storage,
      journalId: 'journal-2',
      now,
    });
  it('count as taken over only if they come from another journal and are new', async () => {
    const own = sale('own', { installation: 'journal-2' });
    const known = sale('known', { state: 'unknown', outcome: 'UNKNOWN' });
    const storage = storageOf([known]);
    const file = fileOf(
      [own, sale('known'), sale('foreign'), sale('delivered')],
      [entryOf('own'), entryOf('foreign'), entryOf('delivered', { state: 'delivered' })],
    );
    expect(await join(file, storage)).toEqual({
      joined: ['own', 'known', 'foreign', 'delivered'],
      hasUnfinished: false,
      takenOver: { payments: 2, notifications: 1 },
    });
    // One try counts, because HiPay may already have the notification.
    expect(storage.notifications.get('entry-foreign')).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await join(file, storage)).toMatchObject({ joined: [] });
  });
  it('do not change a payment that runs here', async () => {
    const running = sale('run', { state: 'intended', installation: 'journal-2' });
    const storage = storageOf([running]);
    const file = fileOf([sale('run', { state: 'unknown', outcome: 'UNKNOWN' }), sale('other')]);
    expect((await join(file, storage, ['run'])).joined).toEqual(['other']);
    expect(storage.payments.get('run')?.state).toBe('intended');
  });
});

describe('the connector', () => {
  it('sends notifications that it took over, reports their number, and ends a payment that does not run', async () => {
    const shop = await Shop.open();
    const { clock, connector } = shop;
    const at = clock.now();
    const foreign = { createdAt: at, updatedAt: at, installation: 'journal-9' };
    const closed = sale('half', {
      ...foreign,
      installation: 'journal-1',
      state: 'closed',
      outcome: 'NOT_SENT',
    });
    shop.storage.payments.set('half', closed);
    const history = [...closed.history, { state: 'sending' as const, at }, { state: 'waiting' as const, at }];
    const { outcome: _, ...waiting } = { ...closed, state: 'waiting' as const, history };
    const file = fileOf(
      [sale('theirs', foreign), waiting],
      [entryOf('theirs', { createdAt: at, nextAttemptAt: at })],
    );
    expect(await clock.until(connector.joinRecords({ file }))).toEqual({ joined: 2, notifications: 1 });
    await clock.advance(1000);
    // The second try is the connector's own; the copy counts as the first.
    expect(shop.storage.notifications.get('entry-theirs')?.attempts).toBe(2);
    expect(shop.storage.payments.get('half')).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN' });
    expect((await connector.snapshot()).takenOver).toEqual({ payments: 1, notifications: 1 });
  });
  it('joins records while a payment runs, and does not change this payment', async () => {
    const shop = await Shop.open();
    const paying = shop.payLater({ orderId: 'Run' });
    await shop.clock.advance(0);
    const [running] = shop.records;
    if (!running) throw new Error('no payment runs');
    const { outcome: _, ...rest } = running;
    const unknown = { ...rest, state: 'unknown' as const, outcome: 'UNKNOWN' as const };
    const { joined } = await shop.clock.until(
      shop.connector.joinRecords({ file: fileOf([unknown, sale('theirs')]) }),
    );
    expect(joined).toBe(1);
    expect(await shop.clock.until(paying)).toMatchObject({ outcome: 'APPROVED' });
    expect(shop.storage.payments.get(running.paymentId)).toMatchObject({ outcome: 'APPROVED' });
  });
});
