import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../../src/adapters/indexeddb/payment-storage.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import older from '../../vectors/older-program/journal.json' with { type: 'json' };

let count = 0;
async function withRows(payments: object[], notifications: object[] = []) {
  const database = await openConnectorDatabase({ name: `stored-forms-${Date.now()}-${count++}` });
  for (const row of payments) await database.put('payments', row as never);
  for (const row of notifications) await database.put('notifications', row as never);
  return { database, journal: indexedDbJournal(database), outbox: indexedDbOutbox(database) };
}

const ids = (rows: readonly { paymentId: string }[]) => rows.map(({ paymentId }) => paymentId).sort();
const approved = aRecord({ state: 'answered', outcome: 'APPROVED' });
const row = (paymentId: string, change: object) => ({
  ...approved,
  paymentId,
  orderId: paymentId,
  ...change,
});

it('a record that cannot be read is in doubt for its order, and hides no other record', async () => {
  const { journal } = await withRows([
    approved,
    row('newer-state', { state: 'refunded', createdAt: 1001 }),
    row('first-state', { state: 'Aborted', createdAt: 1002 }),
    row('no-state', { state: undefined, createdAt: 1003 }),
    row('damaged', { state: 'waiting', request: 'rubbish', createdAt: 1004 }),
    row('sent', { state: 'waiting', outcome: undefined, createdAt: 1005 }),
    { paymentId: 'bare', orderId: 'bare' },
  ]);
  for (const id of ['newer-state', 'first-state', 'no-state', 'damaged', 'bare'])
    expect(await journal.ofOrder(id)).toMatchObject([
      { paymentId: id, state: 'unknown', outcome: 'UNKNOWN' },
    ]);
  const doubtful = ['bare', 'damaged', 'first-state', 'newer-state', 'no-state'];
  expect(ids(await journal.unknown())).toEqual(doubtful);
  expect(ids(await journal.unfinished())).toEqual(['sent']);
  const timed = ['damaged', 'first-state', 'newer-state', 'no-state', 'payment-1', 'sent'];
  expect(ids(await journal.since(0, 99))).toEqual(timed);
  expect(ids(await journal.page({ from: 0, to: 9999, limit: 99 }))).toEqual(timed);
  expect(ids(await journal.findAll(['bare', 'sent']))).toEqual(['bare', 'sent']);
  expect(await journal.find('payment-1')).toEqual(approved);
  expect(await journal.find('damaged')).toMatchObject({ state: 'unknown' });
});

it('fields that a newer program wrote survive a write of this program', async () => {
  const { database, journal } = await withRows([{ ...approved, installation: 'till-7' }]);
  const found = await journal.find('payment-1');
  await journal.write({ ...approved, ...found, state: 'resolved', updatedAt: 3000 });
  expect(await database.get('payments', 'payment-1')).toMatchObject({
    installation: 'till-7',
    state: 'resolved',
  });
});

it('a person can decide about a record of a newer program, and its original stays', async () => {
  const stored = row('newer-state', { state: 'refunded' });
  const { database, journal } = await withRows([stored]);
  const found = await journal.find('newer-state');
  if (!found) throw new Error('not found');
  await journal.write({ ...found, state: 'resolved', updatedAt: 9000 });
  expect(await journal.find('newer-state')).toMatchObject({ state: 'resolved' });
  expect(await database.get('payments', 'newer-state')).toMatchObject({ asWritten: stored });
});

it('a notification that cannot be read waits for a person, and the others are sent', async () => {
  const entry = (entryId: string, change: object) => ({
    ...anEntry({ createdAt: 1001 }),
    entryId,
    ...change,
  });
  const { outbox } = await withRows(
    [],
    [
      entry('withdrawn', { state: 'withdrawn' }),
      entry('damaged', { fields: 7, nextAttemptAt: 1, createdAt: 500 }),
      anEntry({ nextAttemptAt: 2000 }),
    ],
  );
  const idsOf = (entries: readonly { entryId: string }[]) => entries.map(({ entryId }) => entryId).sort();
  expect(idsOf(await outbox.due(5000, 50))).toEqual(['entry-1']);
  expect(idsOf(await outbox.due(5000, 1))).toEqual(['entry-1']);
  expect(await outbox.nextDueAt()).toBe(2000);
  expect(idsOf(await outbox.undelivered(50))).toEqual(['damaged', 'entry-1', 'withdrawn']);
  expect(idsOf(await outbox.parked(50))).toEqual(['withdrawn']);
  expect(await outbox.countUndelivered()).toMatchObject({ pending: 2, parked: 1, oldestAt: 500 });
});

it('reads in the journal of an older program which payments are in doubt, and which notifications are pending', async () => {
  const { journal, outbox } = await withRows(older.payments, older.notifications);
  const ordersOf = (rows: readonly { orderId: string }[]) => rows.map(({ orderId }) => orderId).sort();
  expect(ordersOf(await journal.since(0, 99))).toEqual(['A1', 'A2', 'A4', 'A5', 'A6', 'A7']);
  expect(ordersOf(await journal.unknown())).toEqual(['A5']);
  expect(await journal.unfinished()).toEqual([]);
  expect(ordersOf(await outbox.due(Number.MAX_SAFE_INTEGER, 99))).toEqual(['A2', 'A7']);
  expect(await outbox.countUndelivered()).toMatchObject({ pending: 2, parked: 0 });
});
