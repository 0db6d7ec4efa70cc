import { describe, expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal } from '../../../src/adapters/indexeddb/indexeddb-journal.ts';
import { indexedDbOutbox } from '../../../src/adapters/indexeddb/indexeddb-outbox.ts';
import { indexedDbSettings } from '../../../src/adapters/indexeddb/indexeddb-settings.ts';
import { storageContract } from '../../contracts/storage.contract.ts';
import { someSettings } from '../../fakes/payment-examples.ts';

let count = 0;
const freshName = () => `test-${Date.now()}-${count++}`;

storageContract('IndexedDB in Chromium', async () => {
  const name = freshName();
  const open = async () => {
    const database = await openConnectorDatabase(name);
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

describe('settings in IndexedDB', () => {
  it('come back whole after a reopening', async () => {
    const name = freshName();
    const database = await openConnectorDatabase(name);
    await indexedDbSettings(database).write(
      someSettings({ hipay: { login: 'shop', password: 'pa55', hashKey: 'k3y' } }),
    );
    database.close();
    const again = await indexedDbSettings(await openConnectorDatabase(name)).read();
    expect(again).toEqual(someSettings({ hipay: { login: 'shop', password: 'pa55', hashKey: 'k3y' } }));
  });
  it('hold no secret in the clear, and a key that cannot be taken out', async () => {
    const database = await openConnectorDatabase(freshName());
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
  it('are absent in a new browser', async () => {
    expect(await indexedDbSettings(await openConnectorDatabase(freshName())).read()).toBeUndefined();
  });
});
