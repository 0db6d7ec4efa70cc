import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../../src/adapters/indexeddb/payment-storage.ts';
import { indexedDbRecording } from '../../../src/adapters/indexeddb/small-stores.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

/** The database of version 0.1.0 of this program. */
const versionOne = (name: string) =>
  openDB(name, 1, {
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
  });

it('keeps all data of version 1 in version 2, and can use it', async () => {
  const name = `upgrade-${Date.now()}`;
  const old = await versionOne(name);
  const unknown = aRecord({ state: 'unknown', outcome: 'UNKNOWN' });
  await old.put('payments', unknown);
  await old.put('notifications', anEntry());
  await old.put('settings', { usbVendorId: 1 }, 'last-serial-port');
  old.close();

  const database = await openConnectorDatabase({ name });
  expect(database.version).toBe(2);
  const journal = indexedDbJournal(database);
  expect(await journal.unknown()).toEqual([unknown]);
  expect(await indexedDbOutbox(database).undelivered(9)).toEqual([anEntry()]);
  expect(await database.get('settings', 'last-serial-port')).toEqual({ usbVendorId: 1 });
  await journal.write({ ...unknown, alarm: { kind: 'late-answer', outcome: 'APPROVED', at: 5 } });
  expect(await journal.alarmed()).toHaveLength(1);
  await database.add('recording', 'a line');
  expect(await database.count('recording')).toBe(1);
});

it('keeps the newest lines of the recording over a reopening', async () => {
  const name = `recording-${Date.now()}`;
  const database = await openConnectorDatabase({ name });
  const store = indexedDbRecording(database, 5);
  await store.append(['1', '2', '3']);
  await store.append(['4', '5', '6', '7']);
  await store.append([]);
  database.close();
  expect(await indexedDbRecording(await openConnectorDatabase({ name })).read()).toEqual([
    '3',
    '4',
    '5',
    '6',
    '7',
  ]);
});
