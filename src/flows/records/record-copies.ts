import type { RecordCopy, RecordSource } from '../../core/connector-api/messages.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import type { StorageEvent } from './observed-storage.ts';

/** Number of records that are read at once. Between two portions the storage is free for running payments. */
const portionSize = 50;

/**
 * Sends every record to a second copy outside this browser: the stored records, and each new write. The copy is never
 * awaited, because it must not delay a payment.
 */
export class RecordCopies implements RecordSource {
  readonly #listeners = new Set<(copy: RecordCopy) => void>();

  constructor(private readonly storage: { readonly journal: Journal; readonly outbox: Outbox }) {}

  /** For `observeStorage`. */
  readonly onStored = (event: StorageEvent): void => {
    if (event.kind === 'payment' || event.kind === 'notification')
      for (const listener of this.#listeners) listener(event);
  };

  subscribeRecords(since: number, listener: (copy: RecordCopy) => void): () => void {
    this.#listeners.add(listener);
    void this.#sendStored(since, listener).catch(() => {});
    return () => this.#listeners.delete(listener);
  }

  async #sendStored(since: number, listener: (copy: RecordCopy) => void): Promise<void> {
    const { journal, outbox } = this.storage;
    const isSubscribed = () => this.#listeners.has(listener);
    for (const ids of splitIntoPortions(await journal.idsSince(since))) {
      for (const record of isSubscribed() ? await journal.findAll(ids) : [])
        listener({ kind: 'payment', record });
    }
    for (const ids of splitIntoPortions(await outbox.idsSince(since))) {
      for (const entry of isSubscribed() ? await outbox.findAll(ids) : [])
        listener({ kind: 'notification', entry });
    }
  }
}

/** Splits a list into portions. */
export function* splitIntoPortions<Item>(items: readonly Item[], size = portionSize): Generator<Item[]> {
  for (let begin = 0; begin < items.length; begin += size) yield items.slice(begin, begin + size);
}
