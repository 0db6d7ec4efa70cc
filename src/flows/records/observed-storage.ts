import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { Journal, Outbox, SettingsStore } from '../../core/ports/storage.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** A report of the storage. Except for `settings-seen` and `not-written`, it comes after the write is on disk. */
export type StorageEvent =
  | { readonly kind: 'payment'; readonly record: PaymentRecord }
  | { readonly kind: 'notification'; readonly entry: OutboxEntry }
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** Settings were read, or are about to be written. From then on their secrets are in memory. */
  | { readonly kind: 'settings-seen'; readonly settings: Settings }
  | { readonly kind: 'not-written'; readonly record: PaymentRecord; readonly error: unknown };

export type StorageListener = (event: StorageEvent) => void;

interface Storage {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly settingsStore: SettingsStore;
}

/** Calls every listener, also after the exception of another one. */
export const reportTo =
  (listeners: readonly StorageListener[]): StorageListener =>
  (event) => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch {
        // Ignored, so that the other listeners still get the event.
      }
    }
  };

/**
 * Wraps a storage so that it reports its writes to the listeners, in the order of the writes. A listener is never
 * awaited, and its exception is ignored: no listener may delay or fail a payment.
 */
export function observeStorage(
  { journal, outbox, settingsStore }: Storage,
  listeners: readonly StorageListener[],
): Storage {
  const report = reportTo(listeners);
  const notWritten = (record: PaymentRecord) => (error: unknown) => {
    report({ kind: 'not-written', record, error });
    throw error;
  };
  return {
    journal: {
      ...journal,
      async write(record) {
        await journal.write(record).catch(notWritten(record));
        report({ kind: 'payment', record });
      },
      async writeRefund(record) {
        const start = await journal.writeRefund(record).catch(notWritten(record));
        if (start.kind === 'refused') return start;
        // The sale is reported first, so that a reader of the refund finds its sale.
        if (start.sale) report({ kind: 'payment', record: start.sale });
        report({ kind: 'payment', record });
        return start;
      },
      async writeWithNotifications(record, entries) {
        await journal.writeWithNotifications(record, entries).catch(notWritten(record));
        report({ kind: 'payment', record });
        for (const entry of entries) report({ kind: 'notification', entry });
      },
      async join(copies, at) {
        const written = await journal.join(copies, at);
        for (const { record, entries } of written) {
          report({ kind: 'payment', record });
          for (const entry of entries) report({ kind: 'notification', entry });
        }
        return written;
      },
    },
    outbox: {
      ...outbox,
      async update(entry) {
        await outbox.update(entry);
        report({ kind: 'notification', entry });
      },
    },
    settingsStore: {
      async read() {
        const settings = await settingsStore.read();
        if (settings) report({ kind: 'settings-seen', settings });
        return settings;
      },
      async write(settings) {
        report({ kind: 'settings-seen', settings });
        await settingsStore.write(settings);
        report({ kind: 'settings', settings });
      },
    },
  };
}
