import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { OutboxEntry } from '../../core/outbox/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';

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
  /** The flight recorder's lines, in the order of their keys. */
  recording: { key: number; value: string };
}

export type ConnectorDatabase = IDBPDatabase<ConnectorSchema>;

type Upgrade = IDBPTransaction<ConnectorSchema, StoreNames<ConnectorSchema>[], 'versionchange'>;

/** What each version added, in order. Data of an older version stays as it is. */
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
    // Records without an alarm are not in it, so it stays small.
    tx.objectStore('payments').createIndex('by-alarm', 'alarm.at');
    database.createObjectStore('recording', { autoIncrement: true });
  },
];

const reopenMs = 1000;

/**
 * Opens the database. Rejects where the browser has no storage for us; no payment starts then. A browser that cannot write (a
 * full disk) ends the connection, and every call fails from then on: it is opened again until it stands.
 */
export async function openConnectorDatabase(name = 'hipay-ecr-connector'): Promise<ConnectorDatabase> {
  const reopen = (): void => {
    open(name, reopen).then(
      (again) => {
        current = again;
      },
      () => setTimeout(reopen, reopenMs),
    );
  };
  let current = await open(name, reopen);
  return new Proxy(current, {
    get(_, key) {
      const value: unknown = Reflect.get(current, key);
      return typeof value === 'function' ? value.bind(current) : value;
    },
  });
}

function open(name: string, terminated: () => void): Promise<ConnectorDatabase> {
  return openDB<ConnectorSchema>(name, upgrades.length, {
    terminated,
    upgrade(database, oldVersion, _newVersion, tx) {
      for (const upgrade of upgrades.slice(oldVersion)) upgrade(database, tx);
    },
    // Another tab wants a newer version: step aside, so that it is not blocked for ever.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
