import { MemoryStorage, memorySettings } from '../../../src/sdk/testing/memory-storage.ts';
import { settingsStoreContract } from '../../contracts/settings-store.contract.ts';
import { storageContract } from '../../contracts/storage.contract.ts';

storageContract('memory', async () => {
  const storage = new MemoryStorage();
  return { ...storage, reopened: async () => storage };
});

settingsStoreContract('memory', async () => {
  const store = memorySettings();
  return { store, reopened: async () => store };
});
