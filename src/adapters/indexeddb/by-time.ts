import { isGiven, type PageWanted } from '../../core/history/payment-page.ts';
import type { ConnectorDatabase, ConnectorSchema } from './connector-database.ts';

type Dated = 'payments' | 'notifications';

/**
 * The youngest `limit` values created at or after `from`, oldest first. Keys are walked before values are read: a list
 * of 200 rows must not cost the reading of 10,000.
 */
export async function youngest<Store extends Dated>(
  database: ConnectorDatabase,
  store: Store,
  from: number,
  limit: number,
): Promise<ConnectorSchema[Store]['value'][]> {
  const index = database.transaction(store as Dated).store.index('by-time');
  const newest = await index.openKeyCursor(IDBKeyRange.lowerBound(from), 'prev');
  const last = limit > 1 ? await newest?.advance(limit - 1) : newest;
  const found = await index.getAll(IDBKeyRange.lowerBound(last?.key ?? from));
  return found.slice(-limit);
}

/** The keys of everything created at or after `from`, oldest first. */
export const keysSince = (database: ConnectorDatabase, store: Dated, from: number): Promise<string[]> =>
  database.getAllKeysFromIndex(store, 'by-time', IDBKeyRange.lowerBound(from));

/** What is there under these keys, in their order, read in one transaction. */
export async function valuesOf<Store extends Dated>(
  database: ConnectorDatabase,
  store: Store,
  keys: readonly string[],
): Promise<ConnectorSchema[Store]['value'][]> {
  const tx = database.transaction(store as Dated);
  const found = await Promise.all(keys.map((key) => tx.store.get(key)));
  return found.filter((value) => value !== undefined);
}

/**
 * A page of payments, newest first. Keys are walked to find where it begins and ends, so that a page of years ago costs
 * no more than today's.
 */
export async function pageOf(
  database: ConnectorDatabase,
  { from, to, after, limit }: PageWanted,
): Promise<ConnectorSchema['payments']['value'][]> {
  const index = database.transaction('payments').store.index('by-time');
  const span = after ? IDBKeyRange.bound(from, after.createdAt) : IDBKeyRange.bound(from, to, false, true);
  let first = await index.openKeyCursor(span, 'prev');
  if (first && after && first.key === after.createdAt && first.primaryKey > after.paymentId)
    first = await first.continuePrimaryKey(after.createdAt, after.paymentId);
  if (first && after && first.primaryKey === after.paymentId) first = await first.continue();
  if (!first) return [];
  const newest = first.key;
  const last = limit > 1 ? await first.advance(limit - 1) : first;
  const found = await index.getAll(IDBKeyRange.bound(last?.key ?? from, newest));
  // Of those that began in one millisecond some may be of the page before, or of the next.
  return found
    .reverse()
    .filter((payment) => !after || !isGiven(payment, after))
    .slice(0, limit);
}
