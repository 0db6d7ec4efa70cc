import { type OutboxEntry, outboxEntry } from '../../src/core/outbox/outbox-entry.ts';
import { type PaymentRecord, paymentRecord } from '../../src/core/payment/payment-record.ts';
import type { Journal } from '../../src/core/ports/journal.ts';
import type { Outbox } from '../../src/core/ports/outbox.ts';
import type { SettingsStore } from '../../src/core/ports/settings-store.ts';
import type { Settings } from '../../src/core/settings/settings.ts';

const byAge = (a: { createdAt: number }, b: { createdAt: number }) => a.createdAt - b.createdAt;

/** Journal and outbox in memory, passing the same acceptance suites as IndexedDB. `failing` makes every write reject. */
export class MemoryStorage {
  readonly payments = new Map<string, PaymentRecord>();
  readonly notifications = new Map<string, OutboxEntry>();
  failing: (record: PaymentRecord) => boolean = () => false;

  #put(record: PaymentRecord): void {
    if (this.failing(record)) throw new DOMException('no room on the disk', 'QuotaExceededError');
    this.payments.set(record.paymentId, paymentRecord.parse(structuredClone(record)));
  }
  #all = () => [...this.payments.values()].map((record) => structuredClone(record));
  #entries = () => [...this.notifications.values()].map((entry) => structuredClone(entry));

  readonly journal: Journal = {
    write: async (record) => this.#put(record),
    writeWithNotifications: async (record, entries) => {
      const parsed = entries.map((entry) => outboxEntry.parse(structuredClone(entry)));
      this.#put(record);
      for (const entry of parsed) this.notifications.set(entry.entryId, entry);
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
  };

  readonly outbox: Outbox = {
    due: async (now, limit) =>
      this.#entries()
        .filter(({ state, nextAttemptAt }) => state === 'pending' && nextAttemptAt <= now)
        .sort(byAge)
        .slice(0, limit),
    nextDueAt: async () =>
      this.#entries()
        .filter(({ state }) => state === 'pending')
        .sort((a, b) => a.nextAttemptAt - b.nextAttemptAt)[0]?.nextAttemptAt,
    ofPayment: async (paymentId) => this.#entries().filter((entry) => entry.paymentId === paymentId),
    since: async (from, limit) =>
      this.#entries()
        .filter(({ createdAt }) => createdAt >= from)
        .sort((a, b) => byAge(b, a))
        .slice(0, limit),
    undelivered: async (limit) =>
      this.#entries()
        .filter(({ state }) => state !== 'delivered')
        .sort(byAge)
        .slice(0, limit),
    countUndelivered: async () => {
      const open = this.#entries()
        .filter(({ state }) => state !== 'delivered')
        .sort(byAge);
      const pending = open.filter(({ state }) => state === 'pending').length;
      return { pending, parked: open.length - pending, ...(open[0] && { oldestAt: open[0].createdAt }) };
    },
    wakeAll: async (at) => {
      for (const entry of this.#entries()) {
        if (entry.state === 'delivered') continue;
        this.notifications.set(entry.entryId, { ...entry, state: 'pending', nextAttemptAt: at });
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
