import type { RecordCopy, RecordSource } from '../../core/connector-api/messages.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';

/** Records per portion; payments and notifications may be written between two portions. */
const portion = 50;

/**
 * Journal and outbox that report each write after it is on disk, for a second copy elsewhere. The copy is never
 * awaited: it must not delay a payment, and a failure of a listener has no effect here.
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
    const wanted = () => this.#listeners.has(listener);
    for (const ids of portions(await journal.idsSince(since))) {
      for (const record of wanted() ? await journal.findAll(ids) : []) listener({ kind: 'payment', record });
    }
    for (const ids of portions(await outbox.idsSince(since))) {
      for (const entry of wanted() ? await outbox.findAll(ids) : [])
        listener({ kind: 'notification', entry });
    }
  }

  #tell(copy: RecordCopy): void {
    for (const listener of this.#listeners) listener(copy);
  }
}

function* portions(ids: readonly string[]): Generator<string[]> {
  for (let begin = 0; begin < ids.length; begin += portion) yield ids.slice(begin, begin + portion);
}
