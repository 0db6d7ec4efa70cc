import { Workbox } from 'workbox-window';
import { browserClock } from '../../adapters/browser/browser-host.ts';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { outboxSync } from '../gateways.ts';
import { type AppUpdate, type UpdatedPage, type UpdateSource, watchForUpdate } from './app-update.ts';
import type { ObservedPageState } from './page-effects.ts';

/** Chromium's Background Sync, which TypeScript's library does not declare. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Requests a Background Sync while a notification is pending: the browser then wakes the service worker when the
 * network is back, even with every tab closed. Without Background Sync, the page delivers when it is next opened.
 */
export function requestBackgroundDelivery(connector: Pick<ConnectorApi, 'subscribe'>): void {
  let hasAsked = false;
  connector.subscribe(({ outbox }) => {
    if (outbox.pending === 0) hasAsked = false;
    if (hasAsked || outbox.pending === 0) return;
    hasAsked = true;
    void navigator.serviceWorker.ready
      .then((registration: SyncRegistration) => registration.sync?.register(outboxSync))
      .catch(() => undefined);
  });
}

/**
 * Registers the service worker, which serves the page offline, updates it, and delivers notifications while every tab is
 * closed. Returns undefined if the browser has no service workers.
 */
export function registerServiceWorker(
  connector: Pick<ConnectorApi, 'subscribe'>,
  page: ObservedPageState,
  leaving: Pick<UpdatedPage, 'tryReload' | 'holdPayments' | 'payAgain'>,
): AppUpdate | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  let isBusy = false;
  connector.subscribe(({ payment }) => {
    isBusy = payment !== undefined && payment.phase !== 'finished';
  });
  requestBackgroundDelivery(connector);
  const workbox = new Workbox('/service-worker.js');
  const source: UpdateSource = {
    addEventListener: (type, listener) => workbox.addEventListener(type, listener),
    messageSkipWaiting: () => workbox.messageSkipWaiting(),
    update: () => workbox.update(),
    isControlled: () => navigator.serviceWorker.controller !== null,
  };
  const update = watchForUpdate(source, {
    busy: () => isBusy,
    onReady: () => page.change({ updateReady: true }),
    ...leaving,
    age: () => performance.now(),
    after: browserClock.after,
  });
  // A failure is ignored: the page works without a service worker, but then needs the sidecar or the network to start.
  workbox.register().catch(() => undefined);
  return update;
}
