import type { RecordCopy } from '../../core/connector-api/messages.ts';
import { reconciledMs } from '../../core/records/payment-digest.ts';
import type { RecordFiles } from './record-files.ts';
import type { RecordHeads } from './record-heads.ts';
import { orderOf, paymentOf } from './record-line.ts';

interface StoredNotesParts {
  readonly files: Pick<RecordFiles, 'read'>;
  readonly heads: () => Pick<RecordHeads, 'has' | 'note'>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onProblem: (error: unknown) => void;
}

/**
 * Returns a function that notes the stored copies of an old payment, before a new copy of it is compared with them. Old
 * payments that have ended are not in memory. Without this, a copy of them would count as new.
 */
export function createStoredNotes({ files, heads, now, onProblem }: StoredNotesParts) {
  /** The running notes of stored copies, by payment id. */
  const noting = new Map<string, Promise<void>>();
  return (copy: RecordCopy): Promise<void> | undefined => {
    const paymentId = paymentOf(copy);
    const { createdAt } = copy.kind === 'payment' ? copy.record : copy.entry;
    const running = noting.get(paymentId);
    if (running || heads().has(paymentId) || createdAt >= now() - reconciledMs) return running;
    const done = files
      .read(orderOf(copy))
      .then(({ copies }) => {
        for (const stored of copies) if (paymentOf(stored) === paymentId) heads().note(stored);
      })
      .catch(onProblem)
      .finally(() => noting.delete(paymentId));
    noting.set(paymentId, done);
    return done;
  };
}
