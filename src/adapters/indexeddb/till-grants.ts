import { storedTillGrants, type TillGrant } from '../../core/till/till-grant.ts';
import type { ConnectorDatabase } from './connector-database.ts';

const key = 'tills';

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
    const next = with_(parse(await tx.store.get(key)));
    await Promise.all([tx.store.put(next.slice(-mostGrants), key), tx.done]);
  };
  return {
    list: async () => parse(await database.get('settings', key)),
    put: (grant) => change((grants) => [...grants.filter(({ origin }) => origin !== grant.origin), grant]),
    remove: (wanted) => change((grants) => grants.filter(({ origin }) => origin !== wanted)),
  };
}
