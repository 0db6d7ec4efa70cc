import { type OutboxEntry, outboxEntry } from '../../core/outbox/outbox-entry.ts';
import { wokenByReturn } from '../../core/outbox/way-back.ts';
import type { Outbox } from '../../core/ports/outbox.ts';
import { keysSince, valuesOf, youngest } from './by-time.ts';
import type { ConnectorDatabase } from './connector-database.ts';

type State = OutboxEntry['state'];

const read = (values: unknown[]): OutboxEntry[] => values.map((value) => outboxEntry.parse(value));
const byAge = (a: OutboxEntry, b: OutboxEntry): number => a.createdAt - b.createdAt;

/** Pending, and due at a time after `after` and at or before `time`. */
const dueUntil = (time: number, after = -Infinity): IDBKeyRange =>
  IDBKeyRange.bound(['pending', after, after === -Infinity ? after : Infinity], ['pending', time, Infinity]);
const ofState = (state: State): IDBKeyRange => IDBKeyRange.bound([state, -Infinity], [state, Infinity]);

export function indexedDbOutbox(database: ConnectorDatabase): Outbox {
  const oldestOf = (state: State, limit: number) =>
    database.getAllFromIndex('notifications', 'by-age', ofState(state), Math.min(limit, 2 ** 31));
  return {
    async due(now, limit) {
      const { store } = database.transaction('notifications');
      if ((await store.index('by-due').count(dueUntil(now))) <= limit) {
        return read(await store.index('by-due').getAll(dueUntil(now))).sort(byAge);
      }
      // Many: walked from the oldest, so that only those that are given are read (and those asleep among them).
      const due: unknown[] = [];
      let cursor = await store.index('by-age').openCursor(ofState('pending'));
      for (; cursor && due.length < limit; cursor = await cursor.continue()) {
        if (cursor.value.nextAttemptAt <= now) due.push(cursor.value);
      }
      return read(due);
    },
    async nextDueAt() {
      const index = database.transaction('notifications').store.index('by-due');
      const cursor = await index.openCursor(dueUntil(Infinity));
      return cursor?.value.nextAttemptAt;
    },
    ofPayment: async (paymentId) =>
      read(await database.getAllFromIndex('notifications', 'by-payment', paymentId)),
    async ofPayments(paymentIds) {
      const index = database.transaction('notifications').store.index('by-payment');
      const found = await Promise.all(paymentIds.map((paymentId) => index.getAll(paymentId)));
      return read(found.flat());
    },
    since: async (from, limit) => read(await youngest(database, 'notifications', from, limit)).reverse(),
    idsSince: (from) => keysSince(database, 'notifications', from),
    findAll: async (entryIds) => read(await valuesOf(database, 'notifications', entryIds)),
    async undelivered(limit) {
      const found = await Promise.all([oldestOf('pending', limit), oldestOf('parked', limit)]);
      return read(found.flat()).sort(byAge).slice(0, limit);
    },
    parked: async (limit) => read(await oldestOf('parked', limit)),
    async countUndelivered() {
      const [pending, parked, oldestPending, oldestParked] = await Promise.all([
        database.countFromIndex('notifications', 'by-age', ofState('pending')),
        database.countFromIndex('notifications', 'by-age', ofState('parked')),
        oldestOf('pending', 1),
        oldestOf('parked', 1),
      ]);
      const oldest = [...oldestPending, ...oldestParked].sort(byAge)[0];
      return { pending, parked, ...(oldest && { oldestAt: oldest.createdAt }) };
    },
    async update(entry) {
      const parsed = outboxEntry.parse(entry);
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put(parsed), tx.done]);
    },
    async wake(at, until) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      await wakeEntries(tx.store, await tx.store.index('by-due').getAll(dueUntil(until, at)), at);
      await tx.done;
    },
    async wakeForWays(ways, at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const asleep = await tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      const woken = asleep.filter((entry) => wokenByReturn(entry, ways, at));
      await wakeEntries(tx.store, woken, at);
      await tx.done;
      return woken.length;
    },
    async wakeAll(at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const asleep = tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      const parked = tx.store.index('by-age').getAll(ofState('parked'));
      await wakeEntries(tx.store, [...(await asleep), ...(await parked)], at);
      await tx.done;
    },
  };
}

async function wakeEntries(
  store: { put(entry: OutboxEntry): Promise<unknown> },
  entries: readonly OutboxEntry[],
  at: number,
): Promise<void> {
  await Promise.all(entries.map((entry) => store.put({ ...entry, state: 'pending', nextAttemptAt: at })));
}
