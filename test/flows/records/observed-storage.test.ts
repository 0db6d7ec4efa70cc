import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { observeStorage, type StorageEvent } from '../../../src/flows/records/observed-storage.ts';
import { MemoryStorage, memorySettings } from '../../../src/sdk/testing/memory-storage.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

function observed(...listeners: ((event: StorageEvent) => void)[]) {
  const storage = new MemoryStorage();
  const { journal, outbox } = storage;
  const events: string[] = [];
  const note = (event: StorageEvent) => events.push(event.kind);
  const ports = observeStorage({ journal, outbox, settingsStore: memorySettings() }, [...listeners, note]);
  return { storage, events, ...ports };
}

it('reports a payment and its notifications once they are written, in their order', async () => {
  const { journal, storage, events } = observed();
  const writing = journal.writeWithNotifications(aRecord(), [anEntry()]);
  expect(events).toEqual([]);
  await writing;
  expect(events).toEqual(['payment', 'notification']);
  expect(storage.payments.size).toBe(1);
});

it('reports a payment that the storage did not take, and the writer gets the error', async () => {
  const { journal, storage, events } = observed();
  storage.mustFail = () => true;
  await expect(journal.write(aRecord())).rejects.toThrow('no room on the disk');
  expect(events).toEqual(['not-written']);
});

it('reports settings before they are written, so that their secrets are hidden first', async () => {
  const { settingsStore, events } = observed();
  await settingsStore.write(defaultSettings());
  await settingsStore.read();
  expect(events).toEqual(['settings-seen', 'settings', 'settings-seen']);
});

it('keeps a failing listener away from the writer and from the other listeners', async () => {
  const { outbox, events } = observed(() => {
    throw new Error('the second copy is full');
  });
  await outbox.update(anEntry());
  expect(events).toEqual(['notification']);
});
