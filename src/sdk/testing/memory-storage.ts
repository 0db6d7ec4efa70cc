import { isOnEarlierPage } from '../../core/connector-api/payment-page.ts';
import { inDeliveryOrder, keepsItsTime } from '../../core/hipay/delivery-order.ts';
import { isAhead, wakeIfRestored } from '../../core/hipay/delivery-schedule.ts';
import { type OutboxEntry, outboxEntry } from '../../core/hipay/outbox-entry.ts';
import { releaseIfRefused } from '../../core/hipay/outbox-machine.ts';
import { type PaymentRecord, paymentRecord } from '../../core/payment/payment-record.ts';
import { keepRefundLinks, linkedRefunds } from '../../core/payment/refund-links.ts';
import type { Journal, Outbox, SettingsStore } from '../../core/ports/storage.ts';
import { joinCopy } from '../../core/records/ledger.ts';
import { isRefundOf, startRefund } from '../../core/records/refunds.ts';
import type { Settings } from '../../core/settings/settings.ts';

const byAge = (a: { createdAt: number }, b: { createdAt: number }) => a.createdAt - b.createdAt;

const isUndelivered = ({ state }: OutboxEntry) => state !== 'delivered';

/** Journal and outbox in memory. They pass the same tests as IndexedDB. A write of a record rejects if `mustFail` returns true. */
export class MemoryStorage {
  readonly payments = new Map<string, PaymentRecord>();
  readonly notifications = new Map<string, OutboxEntry>();
  mustFail: (record: PaymentRecord) => boolean = () => false;

  #put(record: PaymentRecord): void {
    if (this.mustFail(record)) throw new DOMException('no room on the disk', 'QuotaExceededError');
    const linked = keepRefundLinks(record, this.payments.get(record.paymentId));
    this.payments.set(record.paymentId, paymentRecord.parse(structuredClone(linked)));
  }
  #all = () => [...this.payments.values()].map((record) => structuredClone(record));
  /** Filters and limits before it copies, because a test may hold 10,000 entries. */
  #entries = (
    isWanted: (entry: OutboxEntry) => boolean,
    order: (a: OutboxEntry, b: OutboxEntry) => number = byAge,
    limit = Infinity,
  ) =>
    [...this.notifications.values()]
      .filter(isWanted)
      .sort(order)
      .slice(0, limit)
      .map((entry) => structuredClone(entry));

  readonly journal: Journal = {
    write: async (record) => this.#put(record),
    writeRefund: async (record) => {
      const { refundOf = '' } = record.request;
      const sale = this.#all().filter(({ orderId }) => orderId === refundOf);
      const linked = new Set(linkedRefunds(sale));
      const refunds = this.#all().filter((each) => linked.has(each.orderId) && isRefundOf(each, refundOf));
      const start = startRefund(record, { sale, refunds });
      if (start.kind === 'begun') {
        this.#put(record);
        if (start.sale) this.#put(start.sale);
      }
      return start;
    },
    writeWithNotifications: async (record, entries) => {
      const parsed = entries.map((entry) => outboxEntry.parse(structuredClone(entry)));
      this.#put(record);
      for (const entry of parsed) this.notifications.set(entry.entryId, entry);
    },
    join: async (copies, at) => {
      const written = copies.flatMap((copy) => {
        const { paymentId } = copy.record;
        const entries = this.#entries((entry) => entry.paymentId === paymentId);
        return joinCopy(copy, { record: this.payments.get(paymentId), entries }, at) ?? [];
      });
      const parsed = written.flatMap(({ entries }) => entries).map((entry) => outboxEntry.parse(entry));
      for (const { record } of written) this.#put(record);
      for (const entry of parsed) this.notifications.set(entry.entryId, structuredClone(entry));
      return written;
    },
    find: async (paymentId) => this.#all().find((record) => record.paymentId === paymentId),
    ofOrder: async (orderId) =>
      this.#all()
        .filter((record) => record.orderId === orderId)
        .sort((a, b) => byAge(a, b) || a.attempt - b.attempt),
    unfinished: async () =>
      this.#all()
        .filter(({ state }) => state === 'intended' || state === 'sending' || state === 'waiting')
        .sort(byAge),
    unknown: async () =>
      this.#all()
        .filter(({ state }) => state === 'unknown')
        .sort(byAge),
    alarmed: async () =>
      this.#all()
        .filter(({ alarm }) => alarm && alarm.seenAt === undefined)
        .sort((a, b) => (a.alarm?.at ?? 0) - (b.alarm?.at ?? 0)),
    since: async (from, limit) =>
      this.#all()
        .filter(({ createdAt }) => createdAt >= from)
        .sort((a, b) => byAge(b, a))
        .slice(0, limit),
    page: async ({ from, to, after, limit }) =>
      this.#all()
        .filter((record) => record.createdAt >= from && record.createdAt < to)
        .filter((record) => !after || !isOnEarlierPage(record, after))
        .sort((a, b) => byAge(b, a) || (a.paymentId < b.paymentId ? 1 : -1))
        .slice(0, limit),
    idsSince: async (from) =>
      this.#all()
        .filter(({ createdAt }) => createdAt >= from)
        .sort(byAge)
        .map(({ paymentId }) => paymentId),
    findAll: async (paymentIds) =>
      paymentIds.flatMap((paymentId) => structuredClone(this.payments.get(paymentId)) ?? []),
  };

  readonly outbox: Outbox = {
    due: async (now, limit) =>
      this.#entries(
        ({ state, nextAttemptAt }) => state === 'pending' && nextAttemptAt <= now,
        inDeliveryOrder,
        limit,
      ),
    nextDueAt: async () =>
      this.#entries(
        ({ state }) => state === 'pending',
        (a, b) => a.nextAttemptAt - b.nextAttemptAt,
        1,
      )[0]?.nextAttemptAt,
    ofPayment: async (paymentId) => this.#entries((entry) => entry.paymentId === paymentId),
    ofPayments: async (paymentIds) => {
      const wantedIds = new Set(paymentIds);
      return this.#entries((entry) => wantedIds.has(entry.paymentId));
    },
    since: async (from, limit) =>
      this.#entries(
        ({ createdAt }) => createdAt >= from,
        (a, b) => byAge(b, a),
        limit,
      ),
    idsSince: async (from) =>
      this.#entries(({ createdAt }) => createdAt >= from).map(({ entryId }) => entryId),
    findAll: async (entryIds) =>
      entryIds.flatMap((entryId) => structuredClone(this.notifications.get(entryId)) ?? []),
    undelivered: async (limit) => this.#entries(isUndelivered, byAge, limit),
    parked: async (limit) => this.#entries(({ state }) => state === 'parked', byAge, limit),
    countUndelivered: async () => {
      const undelivered = [...this.notifications.values()].filter(isUndelivered).sort(byAge);
      const pending = undelivered.filter(({ state }) => state === 'pending').length;
      return {
        pending,
        parked: undelivered.length - pending,
        ...(undelivered[0] && { oldestAt: undelivered[0].createdAt }),
      };
    },
    wake: async (at, until) => {
      for (const entry of this.notifications.values()) {
        if (entry.state !== 'pending' || entry.nextAttemptAt <= at || entry.nextAttemptAt > until) continue;
        if (keepsItsTime(entry)) continue;
        this.notifications.set(entry.entryId, { ...entry, nextAttemptAt: at });
      }
    },
    wakeAhead: async (at) => {
      for (const entry of [...this.notifications.values()].filter((each) => isAhead(each, at)))
        this.notifications.set(entry.entryId, {
          ...entry,
          nextAttemptAt: Math.min(at, entry.nextAttemptAt),
        });
    },
    wakeForRoutes: async (routes, at) => {
      const restoredEntries = [...this.notifications.values()].flatMap(
        (entry) => wakeIfRestored(entry, routes, at) ?? [],
      );
      for (const entry of restoredEntries) this.notifications.set(entry.entryId, entry);
      return restoredEntries.length;
    },
    releaseRefused: async (account) => {
      const released = [...this.notifications.values()].flatMap(
        (entry) => releaseIfRefused(entry, account) ?? [],
      );
      for (const entry of released) this.notifications.set(entry.entryId, entry);
      return structuredClone(released);
    },
    wakeAll: async (at) => {
      for (const entry of [...this.notifications.values()].filter(isUndelivered)) {
        const nextAttemptAt = entry.state === 'parked' ? at : Math.min(at, entry.nextAttemptAt);
        this.notifications.set(entry.entryId, { ...entry, state: 'pending', nextAttemptAt });
      }
    },
    update: async (entry) =>
      void this.notifications.set(entry.entryId, outboxEntry.parse(structuredClone(entry))),
  };
}

export function memorySettings(): SettingsStore & { stored?: Settings } {
  const store: SettingsStore & { stored?: Settings } = {
    read: async () => structuredClone(store.stored),
    write: async (next) => {
      store.stored = structuredClone(next);
    },
  };
  return store;
}
