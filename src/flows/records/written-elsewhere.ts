import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Outbox } from '../../core/ports/storage.ts';
import type { StorageListener } from './observed-storage.ts';

/**
 * Reads notifications that another context of this browser has written, and reports them like this context's own writes: to
 * the second copy, the recorder and the screens. If the storage fails, the next comparison of page and sidecar finds them.
 */
export async function reportWrittenElsewhere(
  entryIds: readonly string[],
  outbox: Pick<Outbox, 'findAll'>,
  report: StorageListener,
  show: (entry: OutboxEntry) => void,
): Promise<void> {
  const entries = await outbox.findAll(entryIds).catch(() => []);
  for (const entry of entries) {
    report({ kind: 'notification', entry });
    show(entry);
  }
}
