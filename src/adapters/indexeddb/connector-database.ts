import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from '../../core/outbox/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';

export interface ConnectorSchema extends DBSchema {
  payments: {
    key: string;
    value: PaymentRecord;
    indexes: { 'by-order': string; 'by-state': string; 'by-time': number };
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
}

export type ConnectorDatabase = IDBPDatabase<ConnectorSchema>;

/** Opens the database. Rejects where the browser has no storage for us; no payment starts then. */
export function openConnectorDatabase(name = 'hipay-ecr-connector'): Promise<ConnectorDatabase> {
  return openDB<ConnectorSchema>(name, 1, {
    upgrade(database) {
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
    // Another tab wants a newer version: step aside, so that it is not blocked for ever.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
