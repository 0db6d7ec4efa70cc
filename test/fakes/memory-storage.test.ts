import { storageContract } from '../contracts/storage.contract.ts';
import { MemoryStorage } from './memory-storage.ts';

storageContract('memory', async () => {
  const storage = new MemoryStorage();
  return { ...storage, reopened: async () => storage };
});
