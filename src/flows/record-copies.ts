import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import type { RecordCopy, RecordSource } from '../core/relay/record-copy.ts';

const copiedAtMost = 100_000;

/**
 * Journal and outbox that tell of each writing once it is on disk, for a second copy elsewhere. The copy is never
 * waited for: it must not hold up a payment, and a listener that fails is its own loss.
 */
export class RecordCopies implements RecordSource {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly #listeners = new Set<(copy: RecordCopy) => void>();

  constructor(private readonly storage: { readonly journal: Journal; readonly outbox: Outbox }) {
    const { journal, outbox } = storage;
    this.journal = {
      ...journal,
      write: async (record) => {
        await journal.write(record);
        this.#tell({ kind: 'payment', record });
      },
      writeWithNotifications: async (record, entries) => {
        await journal.writeWithNotifications(record, entries);
        this.#tell({ kind: 'payment', record });
        for (const entry of entries) this.#tell({ kind: 'notification', entry });
      },
    };
    this.outbox = {
      ...outbox,
      update: async (entry) => {
        await outbox.update(entry);
        this.#tell({ kind: 'notification', entry });
      },
    };
  }

  subscribeRecords(since: number, listener: (copy: RecordCopy) => void): () => void {
    this.#listeners.add(listener);
    void this.#sendStored(since, listener).catch(() => {});
    return () => this.#listeners.delete(listener);
  }

  async #sendStored(since: number, listener: (copy: RecordCopy) => void): Promise<void> {
    const { journal, outbox } = this.storage;
    for (const record of (await journal.since(since, copiedAtMost)).reverse()) {
      listener({ kind: 'payment', record });
    }
    for (const entry of (await outbox.since(since, copiedAtMost)).reverse()) {
      listener({ kind: 'notification', entry });
    }
  }

  #tell(copy: RecordCopy): void {
    for (const listener of this.#listeners) listener(copy);
  }
}
