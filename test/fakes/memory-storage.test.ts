import { settingsStoreContract } from '../contracts/settings-store.contract.ts';
import { storageContract } from '../contracts/storage.contract.ts';
import { MemoryStorage, memorySettings } from './memory-storage.ts';

storageContract('memory', async () => {
  const storage = new MemoryStorage();
  return { ...storage, reopened: async () => storage };
});

settingsStoreContract('memory', async () => {
  const store = memorySettings();
  return { store, reopened: async () => store };
});
