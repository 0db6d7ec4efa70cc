import type { RecordCopy } from '../../core/connector-api/messages.ts';

/** Maximum number of copies: those of a busy day, about two megabytes. */
const maxCopies = 1000;

/** The latest copies of the newest records, to write them again if the file loses them. */
export class LatestCopies {
  readonly #copies = new Map<string, RecordCopy>();

  add(copy: RecordCopy): void {
    const id = copy.kind === 'payment' ? copy.record.paymentId : copy.entry.entryId;
    // The newest are at the end.
    this.#copies.delete(id);
    this.#copies.set(id, copy);
    for (const oldest of this.#copies.keys()) {
      if (this.#copies.size <= maxCopies) return;
      this.#copies.delete(oldest);
    }
  }

  all(): RecordCopy[] {
    return [...this.#copies.values()];
  }
}
