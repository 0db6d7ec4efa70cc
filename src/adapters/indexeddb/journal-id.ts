import type { ConnectorDatabase } from './connector-database.ts';

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
