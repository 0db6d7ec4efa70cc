import { wakeIfRestored } from '../../core/hipay/delivery-schedule.ts';
import { type OutboxEntry, outboxEntry, type PaymentCopy } from '../../core/hipay/outbox-entry.ts';
import { type PaymentRecord, paymentRecord, type RecordState } from '../../core/payment/payment-record.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import { joinCopy } from '../../core/records/ledger.ts';
import { type ConnectorDatabase, keysSince, newestOf, pageOf, valuesOf } from './connector-database.ts';

/** The browser writes to the disk before it reports success. Chromium's default does not. */
const strict = { durability: 'strict' } as const;

const readPayments = (values: unknown[]): PaymentRecord[] =>
  values.map((value) => paymentRecord.parse(value));
const byAge = (a: PaymentRecord, b: PaymentRecord): number =>
  a.createdAt - b.createdAt || a.attempt - b.attempt;

export function indexedDbJournal(database: ConnectorDatabase): Journal {
  const inStates = async (states: readonly RecordState[]): Promise<PaymentRecord[]> => {
    const found = await Promise.all(
      states.map((state) => database.getAllFromIndex('payments', 'by-state', state)),
    );
    return readPayments(found.flat()).sort(byAge);
  };
  return {
    async write(record) {
      const payment = paymentRecord.parse(record);
      const tx = database.transaction('payments', 'readwrite', strict);
      await Promise.all([tx.store.put(payment), tx.done]);
    },
    async writeWithNotifications(record, entries) {
      // Parses everything first: an exception inside the transaction would commit the writes before it.
      const payment = paymentRecord.parse(record);
      const parsed = entries.map((entry) => outboxEntry.parse(entry));
      const tx = database.transaction(['payments', 'notifications'], 'readwrite', strict);
      const notifications = tx.objectStore('notifications');
      await Promise.all([
        tx.objectStore('payments').put(payment),
        ...parsed.map((entry) => notifications.put(entry)),
        tx.done,
      ]);
    },
    async join(copies, at) {
      const tx = database.transaction(['payments', 'notifications'], 'readwrite', strict);
      const payments = tx.objectStore('payments');
      const notifications = tx.objectStore('notifications');
      const written: PaymentCopy[] = [];
      try {
        for (const copy of copies) {
          const { paymentId } = copy.record;
          const [found, entries] = await Promise.all([
            payments.get(paymentId),
            notifications.index('by-payment').getAll(paymentId),
          ]);
          const stored = { record: found && paymentRecord.parse(found), entries: readEntries(entries) };
          const joined = joinCopy(copy, stored, at);
          if (!joined) continue;
          const record = paymentRecord.parse(joined.record);
          const parsed = joined.entries.map((entry) => outboxEntry.parse(entry));
          await Promise.all([payments.put(record), ...parsed.map((entry) => notifications.put(entry))]);
          written.push({ record, entries: parsed });
        }
      } catch (error) {
        tx.done.catch(() => {});
        tx.abort();
        throw error;
      }
      await tx.done;
      return written;
    },
    async find(paymentId) {
      const found = await database.get('payments', paymentId);
      return found && paymentRecord.parse(found);
    },
    ofOrder: async (orderId) =>
      readPayments(await database.getAllFromIndex('payments', 'by-order', orderId)).sort(byAge),
    unfinished: () => inStates(['intended', 'sending', 'waiting']),
    unknown: () => inStates(['unknown']),
    async alarmed() {
      const found = readPayments(await database.getAllFromIndex('payments', 'by-alarm'));
      return found.filter(({ alarm }) => alarm?.seenAt === undefined);
    },
    since: async (from, limit) => readPayments(await newestOf(database, 'payments', from, limit)).reverse(),
    page: async (wanted) => readPayments(await pageOf(database, wanted)),
    idsSince: (from) => keysSince(database, 'payments', from),
    findAll: async (paymentIds) => readPayments(await valuesOf(database, 'payments', paymentIds)),
  };
}

type State = OutboxEntry['state'];

const readEntries = (values: unknown[]): OutboxEntry[] => values.map((value) => outboxEntry.parse(value));
const entriesByAge = (a: OutboxEntry, b: OutboxEntry): number => a.createdAt - b.createdAt;

/** Selects the pending entries that become due after `after`, and at `time` at the latest; both are epoch ms. */
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
        return readEntries(await store.index('by-due').getAll(dueUntil(now))).sort(entriesByAge);
      }
      // More entries are due than wanted. The cursor starts at the oldest pending entry and reads only the returned
      // ones, and those between them that are not due yet.
      const due: unknown[] = [];
      let cursor = await store.index('by-age').openCursor(ofState('pending'));
      for (; cursor && due.length < limit; cursor = await cursor.continue()) {
        if (cursor.value.nextAttemptAt <= now) due.push(cursor.value);
      }
      return readEntries(due);
    },
    async nextDueAt() {
      const index = database.transaction('notifications').store.index('by-due');
      const cursor = await index.openCursor(dueUntil(Infinity));
      return cursor?.value.nextAttemptAt;
    },
    ofPayment: async (paymentId) =>
      readEntries(await database.getAllFromIndex('notifications', 'by-payment', paymentId)),
    async ofPayments(paymentIds) {
      const index = database.transaction('notifications').store.index('by-payment');
      const found = await Promise.all(paymentIds.map((paymentId) => index.getAll(paymentId)));
      return readEntries(found.flat());
    },
    since: async (from, limit) =>
      readEntries(await newestOf(database, 'notifications', from, limit)).reverse(),
    idsSince: (from) => keysSince(database, 'notifications', from),
    findAll: async (entryIds) => readEntries(await valuesOf(database, 'notifications', entryIds)),
    async undelivered(limit) {
      const found = await Promise.all([oldestOf('pending', limit), oldestOf('parked', limit)]);
      return readEntries(found.flat()).sort(entriesByAge).slice(0, limit);
    },
    parked: async (limit) => readEntries(await oldestOf('parked', limit)),
    async countUndelivered() {
      const [pending, parked, oldestPending, oldestParked] = await Promise.all([
        database.countFromIndex('notifications', 'by-age', ofState('pending')),
        database.countFromIndex('notifications', 'by-age', ofState('parked')),
        oldestOf('pending', 1),
        oldestOf('parked', 1),
      ]);
      const oldest = [...oldestPending, ...oldestParked].sort(entriesByAge)[0];
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
    async wakeForRoutes(routes, at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const asleep = await tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      const woken = asleep.filter((entry) => wakeIfRestored(entry, routes, at));
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
