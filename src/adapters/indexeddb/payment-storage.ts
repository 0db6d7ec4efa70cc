import { inDeliveryOrder, isAskedToWait, keepsItsTime } from '../../core/hipay/delivery-order.ts';
import { isAhead, wakeIfRestored } from '../../core/hipay/delivery-schedule.ts';
import {
  type OutboxEntry,
  outboxEntry,
  type PaymentWithNotifications,
} from '../../core/hipay/outbox-entry.ts';
import { releaseIfRefused } from '../../core/hipay/outbox-machine.ts';
import { readStoredEntry } from '../../core/hipay/stored-entry.ts';
import { type PaymentRecord, paymentRecord, recordState } from '../../core/payment/payment-record.ts';
import { keepRefundLinks, linkedRefunds } from '../../core/payment/refund-links.ts';
import { readStoredPayment } from '../../core/payment/stored-payment.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import { joinCopy } from '../../core/records/ledger.ts';
import { isRefundOf, startRefund } from '../../core/records/refunds.ts';
import { type ConnectorDatabase, keysSince, newestOf, pageOf, valuesOf } from './connector-database.ts';
import { idsWithoutState, rangesOfOtherStates } from './unknown-keys.ts';

/** The browser writes to the disk before it reports success. By default, Chromium reports success earlier. */
const strict = { durability: 'strict' } as const;

/** A record that this version cannot read counts as in doubt. The other records are still read. */
const readPayments = (values: unknown[]): PaymentRecord[] =>
  values.map(readStoredPayment).filter((payment) => payment !== undefined);
const byAge = (a: PaymentRecord, b: PaymentRecord): number =>
  a.createdAt - b.createdAt || a.attempt - b.attempt;

/** Selects the records in states that this version does not know. */
const inOtherStates = () => rangesOfOtherStates(recordState.options.toSorted(), (state) => [state, state]);

/**
 * The record with the links to refunds that the stored version has: the writer may have read the record before a refund
 * began. A payment that runs has no refund, so the writes before its answer need no reading.
 */
async function withStoredLinks(
  record: PaymentRecord,
  store: { get(paymentId: string): Promise<PaymentRecord | undefined> },
): Promise<PaymentRecord> {
  if (runningStates.some((state) => state === record.state)) return record;
  return keepRefundLinks(record, await store.get(record.paymentId));
}

const runningStates = ['intended', 'sending', 'waiting'] as const;

export function indexedDbJournal(database: ConnectorDatabase): Journal {
  const readByState = async (keys: readonly (string | IDBKeyRange)[]): Promise<PaymentRecord[]> => {
    const found = await Promise.all(keys.map((key) => database.getAllFromIndex('payments', 'by-state', key)));
    return readPayments(found.flat());
  };
  /** Records without a state are in no index by state. This program writes none, so they are searched for only once. */
  let withoutState: readonly string[] | undefined;
  const readWithoutState = async (): Promise<PaymentRecord[]> => {
    withoutState ??= await idsWithoutState(database);
    return readPayments(await valuesOf(database, 'payments', withoutState));
  };
  return {
    async write(record) {
      const payment = paymentRecord.parse(record);
      const tx = database.transaction('payments', 'readwrite', strict);
      const linked = await withStoredLinks(payment, tx.store);
      await Promise.all([tx.store.put(linked), tx.done]);
    },
    async writeRefund(record) {
      const { refundOf = '' } = record.request;
      const payment = paymentRecord.parse(record);
      const tx = database.transaction('payments', 'readwrite', strict);
      const orders = tx.store.index('by-order');
      const sale = readPayments(await orders.getAll(refundOf));
      const found = await Promise.all(linkedRefunds(sale).map((orderId) => orders.getAll(orderId)));
      const refunds = readPayments(found.flat()).filter((each) => isRefundOf(each, refundOf));
      const start = startRefund(payment, { sale, refunds });
      if (start.kind === 'begun')
        await Promise.all([payment, ...(start.sale ? [start.sale] : [])].map((each) => tx.store.put(each)));
      await tx.done;
      return start;
    },
    async writeWithNotifications(record, entries) {
      // Parses everything first: an exception inside the transaction would commit the writes before it.
      const payment = paymentRecord.parse(record);
      const parsed = entries.map((entry) => outboxEntry.parse(entry));
      const tx = database.transaction(['payments', 'notifications'], 'readwrite', strict);
      const notifications = tx.objectStore('notifications');
      const linked = await withStoredLinks(payment, tx.objectStore('payments'));
      await Promise.all([
        tx.objectStore('payments').put(linked),
        ...parsed.map((entry) => notifications.put(entry)),
        tx.done,
      ]);
    },
    async join(copies, at) {
      const tx = database.transaction(['payments', 'notifications'], 'readwrite', strict);
      const payments = tx.objectStore('payments');
      const notifications = tx.objectStore('notifications');
      const written: PaymentWithNotifications[] = [];
      try {
        for (const copy of copies) {
          const { paymentId } = copy.record;
          const [found, entries] = await Promise.all([
            payments.get(paymentId),
            notifications.index('by-payment').getAll(paymentId),
          ]);
          const stored = { record: readStoredPayment(found), entries: readEntries(entries) };
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
    find: async (paymentId) => readStoredPayment(await database.get('payments', paymentId)),
    ofOrder: async (orderId) =>
      readPayments(await database.getAllFromIndex('payments', 'by-order', orderId)).sort(byAge),
    async unfinished() {
      return (await readByState(runningStates)).filter(({ state }) => state !== 'unknown').sort(byAge);
    },
    async unknown() {
      const found = [
        ...(await readByState([...runningStates, 'unknown', ...inOtherStates()])),
        ...(await readWithoutState()),
      ];
      return found.filter(({ state }) => state === 'unknown').sort(byAge);
    },
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

/** A notification that this version cannot read counts as parked. The other notifications are still read. */
const readEntries = (values: unknown[]): OutboxEntry[] =>
  values.map(readStoredEntry).filter((entry) => entry !== undefined);
const isPending = ({ state }: OutboxEntry): boolean => state === 'pending';
const entriesByAge = (a: OutboxEntry, b: OutboxEntry): number => a.createdAt - b.createdAt;

/** Selects the pending entries that become due after `after`, and at `time` at the latest; both are epoch ms. */
const dueUntil = (time: number, after = -Infinity): IDBKeyRange =>
  IDBKeyRange.bound(['pending', after, after === -Infinity ? after : Infinity], ['pending', time, Infinity]);
const ofState = (state: State): IDBKeyRange => IDBKeyRange.bound([state, -Infinity], [state, Infinity]);

/** Selects the entries in states that this version does not know. They count as parked. */
const ofOtherStates = () =>
  rangesOfOtherStates(outboxEntry.shape.state.options.toSorted(), (state) => [
    [state, -Infinity],
    [state, Infinity],
  ]);

export function indexedDbOutbox(database: ConnectorDatabase): Outbox {
  const oldestOf = async (state: State, limit: number) => {
    const ranges = [ofState(state), ...(state === 'parked' ? ofOtherStates() : [])];
    const count = Math.min(limit, 2 ** 31);
    const found = await Promise.all(
      ranges.map((range) => database.getAllFromIndex('notifications', 'by-age', range, count)),
    );
    return readEntries(found.flat()).sort(entriesByAge).slice(0, limit);
  };
  const countOf = async (ranges: readonly IDBKeyRange[]): Promise<number> => {
    const counts = ranges.map((range) => database.countFromIndex('notifications', 'by-age', range));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  return {
    async due(now, limit) {
      const { store } = database.transaction('notifications');
      if ((await store.index('by-due').count(dueUntil(now))) <= limit) {
        const found = readEntries(await store.index('by-due').getAll(dueUntil(now)));
        return found.filter(isPending).sort(inDeliveryOrder);
      }
      // More entries are due than wanted. The cursor starts at the oldest pending entry. It reads the entries that are
      // returned, and the entries between them that are not due yet or go last.
      const due: OutboxEntry[] = [];
      const last: OutboxEntry[] = [];
      let cursor = await store.index('by-age').openCursor(ofState('pending'));
      for (; cursor && due.length < limit; cursor = await cursor.continue()) {
        if (cursor.value.nextAttemptAt > now) continue;
        const [entry] = readEntries([cursor.value]).filter(isPending);
        if (entry) (isAskedToWait(entry) ? last : due).push(entry);
      }
      return [...due, ...last.sort(inDeliveryOrder)].slice(0, limit);
    },
    async nextDueAt() {
      const index = database.transaction('notifications').store.index('by-due');
      let cursor = await index.openCursor(dueUntil(Infinity));
      while (cursor && !readEntries([cursor.value]).some(isPending)) cursor = await cursor.continue();
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
      return found.flat().sort(entriesByAge).slice(0, limit);
    },
    parked: (limit) => oldestOf('parked', limit),
    async countUndelivered() {
      const [pending, parked, oldestPending, oldestParked] = await Promise.all([
        countOf([ofState('pending')]),
        countOf([ofState('parked'), ...ofOtherStates()]),
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
      const notYetDue = await tx.store.index('by-due').getAll(dueUntil(until, at));
      await wakeEntries(
        tx.store,
        notYetDue.filter((entry) => !keepsItsTime(entry)),
        at,
      );
      await tx.done;
    },
    async wakeAhead(at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const notYetDue = await tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      await wakeEntries(
        tx.store,
        notYetDue.filter((entry) => isAhead(entry, at)),
        at,
      );
      await tx.done;
    },
    async wakeForRoutes(routes, at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const notYetDue = await tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      const dueNow = notYetDue.filter((entry) => wakeIfRestored(entry, routes, at));
      await wakeEntries(tx.store, dueNow, at);
      await tx.done;
      return dueNow.length;
    },
    async releaseRefused(account) {
      // Most calls find no parked entry, and then need no transaction that writes to the disk.
      if ((await countOf([ofState('parked')])) === 0) return [];
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const parked = await tx.store.index('by-age').getAll(ofState('parked'));
      const released = parked.flatMap((entry) => releaseIfRefused(entry, account) ?? []);
      await Promise.all(released.map((entry) => tx.store.put(entry)));
      await tx.done;
      return readEntries(released);
    },
    async wakeAll(at) {
      const tx = database.transaction('notifications', 'readwrite', { durability: 'strict' });
      const notYetDue = tx.store.index('by-due').getAll(dueUntil(Infinity, at));
      const parked = tx.store.index('by-age').getAll(ofState('parked'));
      await wakeEntries(tx.store, [...(await notYetDue), ...(await parked)], at);
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
