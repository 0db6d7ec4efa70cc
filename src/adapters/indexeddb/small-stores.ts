import type { RecordingStore } from '../../core/ports/storage.ts';
import { storedTillGrants, type TillGrant } from '../../core/till/till-side.ts';
import type { ConnectorDatabase } from './connector-database.ts';

const maxLines = 20_000;

/**
 * Stores the recording across restarts. Writes are `relaxed`: no payment waits for them, and a power cut may lose the
 * last entries.
 */
export function indexedDbRecording(database: ConnectorDatabase, limit = maxLines): RecordingStore {
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

const journalIdKey = 'journal-id';

/** The id of this browser profile's journal, created once. Two tabs with the same id use the same journal. */
export async function journalId(database: ConnectorDatabase, newId: () => string): Promise<string> {
  const tx = database.transaction('settings', 'readwrite');
  const found = await tx.store.get(journalIdKey);
  const id = typeof found === 'string' ? found : newId();
  if (found !== id) await tx.store.put(id, journalIdKey);
  await tx.done;
  return id;
}

export interface LastChosen<Ids> {
  readonly ids: Ids | undefined;
  remember(ids: Ids): void;
  forget(): void;
}

interface Schema<Ids> {
  safeParse(raw: unknown): { data?: Ids | undefined };
}

/** Reads which granted device was the terminal the last time: the browser lists devices in no stable order. */
export async function readLastChosen<Ids>(
  database: ConnectorDatabase,
  key: 'last-serial-port' | 'last-usb-device',
  schema: Schema<Ids>,
): Promise<LastChosen<Ids>> {
  let ids = schema.safeParse(await database.get('settings', key)).data;
  return {
    get ids() {
      return ids;
    },
    remember(next) {
      ids = schema.safeParse(next).data;
      // If this write fails, the next start may open another granted device before this one.
      database.put('settings', ids, key).catch(() => {});
    },
    forget() {
      ids = undefined;
      // If this fails, the stored ids only name a device that the browser no longer grants.
      database.delete('settings', key).catch(() => {});
    },
  };
}

const grantsKey = 'tills';

/** A person's decisions about which web pages may use this connector. */
export interface TillGrants {
  list(): Promise<readonly TillGrant[]>;
  put(grant: TillGrant): Promise<void>;
  remove(origin: string): Promise<void>;
}

/** Maximum number of stored decisions, because a site can ask from any number of subdomains. The oldest are deleted. */
const maxGrants = 200;

export function tillGrants(database: ConnectorDatabase): TillGrants {
  const parse = (raw: unknown) => storedTillGrants.parse(raw);
  const change = async (edit: (grants: readonly TillGrant[]) => readonly TillGrant[]) => {
    const tx = database.transaction('settings', 'readwrite', { durability: 'strict' });
    const next = edit(parse(await tx.store.get(grantsKey)));
    await Promise.all([tx.store.put(next.slice(-maxGrants), grantsKey), tx.done]);
  };
  return {
    list: async () => parse(await database.get('settings', grantsKey)),
    put: (grant) => change((grants) => [...grants.filter(({ origin }) => origin !== grant.origin), grant]),
    remove: (wanted) => change((grants) => grants.filter(({ origin }) => origin !== wanted)),
  };
}
