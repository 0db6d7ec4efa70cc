import type { Page } from 'playwright';

/**
 * Gives a function that lets the browser wake the service worker as it does once the network is back. `other`: a tab of
 * this origin that need not be the connector's.
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
