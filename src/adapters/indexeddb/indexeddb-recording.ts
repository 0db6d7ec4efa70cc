import type { RecordingStore } from '../../core/ports/recorder.ts';
import type { ConnectorDatabase } from './connector-database.ts';

const linesKept = 20_000;

/** The recording over restarts. Relaxed: a power cut may cost its last lines, and no payment waits for them. */
export function indexedDbRecording(database: ConnectorDatabase, limit = linesKept): RecordingStore {
  return {
    async append(lines) {
      const tx = database.transaction('recording', 'readwrite', { durability: 'relaxed' });
      const keys = await Promise.all(lines.map((line) => tx.store.add(line)));
      const last = keys.at(-1) ?? 0;
      if (last > limit) await tx.store.delete(IDBKeyRange.upperBound(last - limit));
      await tx.done;
    },
    read: () => database.getAll('recording'),
  };
}
