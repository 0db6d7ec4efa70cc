import { describe, expect, it, vi } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../../src/adapters/indexeddb/payment-storage.ts';
import { indexedDbSettings } from '../../../src/adapters/indexeddb/settings-storage.ts';
import { settingsStoreContract } from '../../contracts/settings-store.contract.ts';
import { storageContract } from '../../contracts/storage.contract.ts';
import { anEntry, aRecord, someSettings } from '../../fakes/payment-examples.ts';

let count = 0;
const freshName = () => `test-${Date.now()}-${count++}`;

storageContract('IndexedDB in Chromium', async () => {
  const name = freshName();
  const open = async () => {
    const database = await openConnectorDatabase({ name });
    return { journal: indexedDbJournal(database), outbox: indexedDbOutbox(database), database };
  };
  const first = await open();
  return {
    ...first,
    async reopened() {
      first.database.close();
      return open();
    },
  };
});

describe('an answer and its notifications in IndexedDB', () => {
  it('are written together or not at all: a failing notification leaves the payment unchanged', async () => {
    const database = await openConnectorDatabase({ name: freshName() });
    const journal = indexedDbJournal(database);
    const waiting = aRecord({ state: 'waiting' });
    await journal.write(waiting);
    const put = IDBObjectStore.prototype.put;
    const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = put.apply(this, given);
      // Like a full disk: the write of this store fails, and its transaction with it.
      if (this.name === 'notifications') this.transaction.abort();
      return request;
    });
    const paid = aRecord({ state: 'answered', outcome: 'APPROVED' });
    await expect(journal.writeWithNotifications(paid, [anEntry()])).rejects.toThrow();
    failing.mockRestore();
    expect(await journal.find(waiting.paymentId)).toEqual(waiting);
    expect(await indexedDbOutbox(database).ofPayment(waiting.paymentId)).toEqual([]);
  });
});

settingsStoreContract('IndexedDB in Chromium', async () => {
  const name = freshName();
  const database = await openConnectorDatabase({ name });
  return {
    store: indexedDbSettings(database),
    async reopened() {
      database.close();
      return indexedDbSettings(await openConnectorDatabase({ name }));
    },
  };
});

describe('settings in IndexedDB', () => {
  it('can be read after two simultaneous first writes', async () => {
    const store = indexedDbSettings(await openConnectorDatabase({ name: freshName() }));
    const named = (login: string) => someSettings({ hipay: { login, password: 'pa55' } });
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const sealing = vi.spyOn(crypto.subtle, 'encrypt');
    const [slow, quick] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // The first write to encrypt waits until the other write has ended.
    sealing.mockImplementationOnce(async (...given) => {
      await slow.promise;
      return encrypt(...given);
    });
    const writings = ['one', 'two'].map((login) => store.write(named(login)).then(() => quick.resolve()));
    await quick.promise;
    slow.resolve();
    await Promise.all(writings);
    sealing.mockRestore();
    expect([named('one'), named('two')]).toContainEqual(await store.read());
  });
  it('hold no secret in clear text, and a key that cannot be exported', async () => {
    const database = await openConnectorDatabase({ name: freshName() });
    await indexedDbSettings(database).write(
      someSettings({ hipay: { login: 'shop', password: 'pa55word-x' } }),
    );
    const onDisk = JSON.stringify(await database.get('settings', 'settings'), (_, value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder('latin1').decode(value as ArrayBuffer)
        : value,
    );
    expect(onDisk).toContain('shop');
    expect(onDisk).not.toContain('pa55word-x');
    const key = (await database.get('settings', 'key')) as CryptoKey;
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
