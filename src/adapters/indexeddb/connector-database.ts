import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { isOnEarlierPage } from '../../core/connector-api/payment-page.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { PageWanted } from '../../core/ports/storage.ts';

export interface ConnectorSchema extends DBSchema {
  payments: {
    key: string;
    value: PaymentRecord;
    indexes: { 'by-order': string; 'by-state': string; 'by-time': number; 'by-alarm': number };
  };
  notifications: {
    key: string;
    value: OutboxEntry;
    indexes: {
      'by-payment': string;
      'by-due': [string, number, number];
      'by-age': [string, number];
      'by-time': number;
    };
  };
  /** Settings, sealed secrets and the key that seals them. */
  settings: { key: string; value: unknown };
  /** The flight recorder's entries, in the order of their keys. */
  recording: { key: number; value: string };
}

export type ConnectorDatabase = IDBPDatabase<ConnectorSchema>;

type Upgrade = IDBPTransaction<ConnectorSchema, StoreNames<ConnectorSchema>[], 'versionchange'>;

/** The changes of each version, in order. Data of an older version stays as it is. */
const upgrades: ((database: ConnectorDatabase, tx: Upgrade) => void)[] = [
  (database) => {
    const payments = database.createObjectStore('payments', { keyPath: 'paymentId' });
    payments.createIndex('by-order', 'orderId');
    payments.createIndex('by-state', 'state');
    payments.createIndex('by-time', 'createdAt');
    const notifications = database.createObjectStore('notifications', { keyPath: 'entryId' });
    notifications.createIndex('by-payment', 'paymentId');
    notifications.createIndex('by-due', ['state', 'nextAttemptAt', 'createdAt']);
    notifications.createIndex('by-age', ['state', 'createdAt']);
    notifications.createIndex('by-time', 'createdAt');
    database.createObjectStore('settings');
  },
  (database, tx) => {
    // Records without an alarm are not in this index, so it stays small.
    tx.objectStore('payments').createIndex('by-alarm', 'alarm.at');
    database.createObjectStore('recording', { autoIncrement: true });
  },
];

const reopenDelayMs = 1000;

export interface DatabaseOptions {
  readonly name?: string;
  /**
   * Called when another tab waits to open a newer version, or to delete the database. The connection closes when the
   * returned promise settles; without this function it closes at once.
   */
  readonly giveWay?: () => Promise<void>;
  /** Called after the connection has closed because another tab waits. The connection never opens again. */
  readonly gaveWay?: () => void;
}

/** True if a newer version of this program has changed the database, so that this version cannot use it. */
export const isNewerDatabase = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'VersionError';

/**
 * Opens the database. Rejects if the browser has no storage for this page; then no payment starts. If the browser
 * cannot write (for instance because the disk is full), it closes the connection, and every later call fails. Then the
 * database is reopened; a failed attempt is repeated.
 */
export async function openConnectorDatabase(options: DatabaseOptions = {}): Promise<ConnectorDatabase> {
  const reopen = (): void => {
    open(options, reopen).then(
      (reopened) => {
        current = reopened;
      },
      () => setTimeout(reopen, reopenDelayMs),
    );
  };
  let current = await open(options, reopen);
  return new Proxy(current, {
    get(_, key) {
      const value: unknown = Reflect.get(current, key);
      return typeof value === 'function' ? value.bind(current) : value;
    },
  });
}

function open(
  { name = 'hipay-ecr-connector', giveWay, gaveWay }: DatabaseOptions,
  terminated: () => void,
): Promise<ConnectorDatabase> {
  return openDB<ConnectorSchema>(name, upgrades.length, {
    terminated,
    upgrade(database, oldVersion, _newVersion, tx) {
      for (const upgrade of upgrades.slice(oldVersion)) upgrade(database, tx);
    },
    // Another tab needs a newer version: this connection closes, so that the other tab is not blocked for ever.
    async blocking(_current, _blocked, event) {
      const connection = event.target as IDBDatabase;
      await giveWay?.().catch(() => {});
      connection.close();
      gaveWay?.();
    },
  });
}

type TimedStore = 'payments' | 'notifications';

/**
 * The newest `limit` values created at or after `from` (epoch ms), oldest first. It finds the first key before it reads
 * values, so that a list of 200 rows does not read 10,000 records.
 */
export async function newestOf<Store extends TimedStore>(
  database: ConnectorDatabase,
  store: Store,
  from: number,
  limit: number,
): Promise<ConnectorSchema[Store]['value'][]> {
  const index = database.transaction(store as TimedStore).store.index('by-time');
  const newest = await index.openKeyCursor(IDBKeyRange.lowerBound(from), 'prev');
  const oldest = limit > 1 ? await newest?.advance(limit - 1) : newest;
  const found = await index.getAll(IDBKeyRange.lowerBound(oldest?.key ?? from));
  return found.slice(-limit);
}

/** The keys of everything created at or after `from` (epoch ms), oldest first. */
export const keysSince = (database: ConnectorDatabase, store: TimedStore, from: number): Promise<string[]> =>
  database.getAllKeysFromIndex(store, 'by-time', IDBKeyRange.lowerBound(from));

/** The values of these keys that exist, in the order of the keys, read in one transaction. */
export async function valuesOf<Store extends TimedStore>(
  database: ConnectorDatabase,
  store: Store,
  keys: readonly string[],
): Promise<ConnectorSchema[Store]['value'][]> {
  const tx = database.transaction(store as TimedStore);
  const found = await Promise.all(keys.map((key) => tx.store.get(key)));
  return found.filter((value) => value !== undefined);
}

/**
 * A page of payments, newest first. It finds the first and the last key before it reads values, so that an old page
 * takes no longer than the newest page.
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
  const oldest = limit > 1 ? await first.advance(limit - 1) : first;
  const found = await index.getAll(IDBKeyRange.bound(oldest?.key ?? from, newest));
  // Some payments of the first and the last millisecond may belong to the previous or to the next page.
  return found
    .reverse()
    .filter((payment) => !after || !isOnEarlierPage(payment, after))
    .slice(0, limit);
}
