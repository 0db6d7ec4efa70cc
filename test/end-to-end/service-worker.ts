import type { Page } from 'playwright';

/**
 * Returns a function that makes the browser start the service worker, as it does once the network is back. `other`: any
 * tab of this origin.
 */
export async function serviceWorkerWaker(other: Page, origin: string): Promise<() => Promise<unknown>> {
  const devTools = await other.context().newCDPSession(other);
  const registration = new Promise<string>((resolve) =>
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await devTools.send('ServiceWorker.enable');
  const registrationId = await registration;
  const tag = 'hipay-ecr-outbox';
  return () =>
    devTools.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag, lastChance: false });
}

/** The state of worker, locks and entries, for the message of a failing test. */
export async function deliveryState(other: Page): Promise<string> {
  const state = await other.evaluate(async () => {
    const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const entries: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await resultOf(indexedDB.open(name));
      if (database.objectStoreNames.contains('notifications')) {
        const store = database.transaction('notifications').objectStore('notifications');
        for (const { fields: _, ...entry } of await resultOf(store.getAll())) entries.push(entry);
      }
      database.close();
    }
    const { held, pending } = await navigator.locks.query();
    const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    const workers = [installing, waiting, active].map((worker) => worker?.state);
    return { now: Date.now(), workers, held, pending: pending?.length, entries };
  });
  return JSON.stringify(state);
}
