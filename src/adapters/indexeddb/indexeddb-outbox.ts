import { type OutboxEntry, outboxEntry } from '../../core/outbox/outbox-entry.ts';
import type { Outbox } from '../../core/ports/outbox.ts';
import type { ConnectorDatabase } from './connector-database.ts';

type State = OutboxEntry['state'];

const read = (values: unknown[]): OutboxEntry[] => values.map((value) => outboxEntry.parse(value));
const byAge = (a: OutboxEntry, b: OutboxEntry): number => a.createdAt - b.createdAt;

const dueUntil = (time: number): IDBKeyRange =>
  IDBKeyRange.bound(['pending', -Infinity, -Infinity], ['pending', time, Infinity]);
const ofState = (state: State): IDBKeyRange => IDBKeyRange.bound([state, -Infinity], [state, Infinity]);

export function indexedDbOutbox(database: ConnectorDatabase): Outbox {
  const oldestOf = (state: State, limit: number) =>
    database.getAllFromIndex('notifications', 'by-age', ofState(state), Math.min(limit, 2 ** 31));
  return {
    async due(now, limit) {
      const due = await database.getAllFromIndex('notifications', 'by-due', dueUntil(now), limit);
      return read(due).sort(byAge);
    },
    async nextDueAt() {
      const index = database.transaction('notifications').store.index('by-due');
      const cursor = await index.openCursor(dueUntil(Infinity));
      return cursor?.value.nextAttemptAt;
    },
    ofPayment: async (paymentId) =>
      read(await database.getAllFromIndex('notifications', 'by-payment', paymentId)),
    async since(from, limit) {
      const found = await database.getAllFromIndex('notifications', 'by-time', IDBKeyRange.lowerBound(from));
      return read(found.slice(-limit)).reverse();
    },
    async undelivered(limit) {
      const found = await Promise.all([oldestOf('pending', limit), oldestOf('parked', limit)]);
      return read(found.flat()).sort(byAge).slice(0, limit);
    },
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
    async wakeAll(at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const index = tx.store.index('by-age');
      const found = await Promise.all([index.getAll(ofState('pending')), index.getAll(ofState('parked'))]);
      for (const entry of found.flat()) void tx.store.put({ ...entry, state: 'pending', nextAttemptAt: at });
      await tx.done;
    },
  };
}
