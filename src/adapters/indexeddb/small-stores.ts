import type { RecordingStore } from '../../core/ports/storage.ts';
import { storedTillGrants, type TillGrant } from '../../core/till/till-side.ts';
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

const key = 'journal-id';

/** The name of this browser profile's journal, made once. Two tabs with one name look into one book. */
export async function journalId(database: ConnectorDatabase, newId: () => string): Promise<string> {
  const tx = database.transaction('settings', 'readwrite');
  const found = await tx.store.get(key);
  const id = typeof found === 'string' ? found : newId();
  if (found !== id) await tx.store.put(id, key);
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

/** Which of several granted devices was the terminal's: the browser lists them in no stable order. */
export async function lastChosen<Ids>(
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
      // Lost, it costs one more try at the next start.
      database.put('settings', ids, key).catch(() => {});
    },
    forget() {
      ids = undefined;
      // Left behind, it names a device that the browser does not grant any more.
      database.delete('settings', key).catch(() => {});
    },
  };
}

const grantsKey = 'tills';

/** Which web pages a person has let use this connector, or told no. */
export interface TillGrants {
  list(): Promise<readonly TillGrant[]>;
  put(grant: TillGrant): Promise<void>;
  remove(origin: string): Promise<void>;
}

/** A page can make many origins; the oldest answers go first. */
const mostGrants = 200;

export function tillGrants(database: ConnectorDatabase): TillGrants {
  const parse = (raw: unknown) => storedTillGrants.parse(raw);
  const change = async (with_: (grants: readonly TillGrant[]) => readonly TillGrant[]) => {
    const tx = database.transaction('settings', 'readwrite', { durability: 'strict' });
    const next = with_(parse(await tx.store.get(grantsKey)));
    await Promise.all([tx.store.put(next.slice(-mostGrants), grantsKey), tx.done]);
  };
  return {
    list: async () => parse(await database.get('settings', grantsKey)),
    put: (grant) => change((grants) => [...grants.filter(({ origin }) => origin !== grant.origin), grant]),
    remove: (wanted) => change((grants) => grants.filter(({ origin }) => origin !== wanted)),
  };
}
