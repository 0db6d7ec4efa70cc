import { outboxEntry } from '../../core/outbox/outbox-entry.ts';
import { type PaymentRecord, paymentRecord, type RecordState } from '../../core/payment/payment-record.ts';
import type { Journal } from '../../core/ports/journal.ts';
import { keysSince, pageOf, valuesOf, youngest } from './by-time.ts';
import type { ConnectorDatabase } from './connector-database.ts';

/** Strict: the browser asks the disk to flush before it says done. Chromium's default does not. */
const strict = { durability: 'strict' } as const;

const read = (values: unknown[]): PaymentRecord[] => values.map((value) => paymentRecord.parse(value));
const byAge = (a: PaymentRecord, b: PaymentRecord): number =>
  a.createdAt - b.createdAt || a.attempt - b.attempt;

export function indexedDbJournal(database: ConnectorDatabase): Journal {
  const inStates = async (states: readonly RecordState[]): Promise<PaymentRecord[]> => {
    const found = await Promise.all(
      states.map((state) => database.getAllFromIndex('payments', 'by-state', state)),
    );
    return read(found.flat()).sort(byAge);
  };
  return {
    async write(record) {
      const payment = paymentRecord.parse(record);
      const tx = database.transaction('payments', 'readwrite', strict);
      await Promise.all([tx.store.put(payment), tx.done]);
    },
    async writeWithNotifications(record, entries) {
      // All is parsed before the transaction begins: a throw inside it would let the first half be committed.
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
    async find(paymentId) {
      const found = await database.get('payments', paymentId);
      return found && paymentRecord.parse(found);
    },
    ofOrder: async (orderId) =>
      read(await database.getAllFromIndex('payments', 'by-order', orderId)).sort(byAge),
    unfinished: () => inStates(['intended', 'sending', 'waiting']),
    unknown: () => inStates(['unknown']),
    async alarmed() {
      const found = read(await database.getAllFromIndex('payments', 'by-alarm'));
      return found.filter(({ alarm }) => alarm?.seenAt === undefined);
    },
    since: async (from, limit) => read(await youngest(database, 'payments', from, limit)).reverse(),
    page: async (wanted) => read(await pageOf(database, wanted)),
    idsSince: (from) => keysSince(database, 'payments', from),
    findAll: async (paymentIds) => read(await valuesOf(database, 'payments', paymentIds)),
  };
}
