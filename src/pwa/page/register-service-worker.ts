import { Workbox } from 'workbox-window';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { outboxSync } from '../gateways.ts';
import { type AppUpdate, watchForUpdate } from './app-update.ts';
import type { ObservedPageState } from './page-effects.ts';

/** Chromium's Background Sync, which TypeScript's library does not know. */
interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to deliver in the background whenever something is pending: it then wakes the service worker once
 * the network is there, with every tab closed. Where a browser cannot, the next opening of the page delivers.
 */
export function askForBackgroundDelivery(connector: Pick<ConnectorApi, 'subscribe'>): void {
  let asked = false;
  connector.subscribe(({ outbox }) => {
    if (outbox.pending === 0) asked = false;
    if (asked || outbox.pending === 0) return;
    asked = true;
    void navigator.serviceWorker.ready
      .then((registration: SyncRegistration) => registration.sync?.register(outboxSync))
      .catch(() => undefined);
  });
}

/** Starts the service worker: offline use, updates, delivery with every tab closed. Undefined where a browser has none. */
export function registerServiceWorker(
  connector: Pick<ConnectorApi, 'subscribe'>,
  page: ObservedPageState,
  reload: () => void,
): AppUpdate | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  let busy = false;
  connector.subscribe(({ payment }) => {
    busy = payment !== undefined && payment.phase !== 'finished';
  });
  askForBackgroundDelivery(connector);
  const workbox = new Workbox('/service-worker.js');
  const update = watchForUpdate(workbox, {
    busy: () => busy,
    onReady: () => page.change({ updateReady: true }),
    reload,
  });
  // Without it the program works all the same; it only needs the sidecar or the network to start.
  workbox.register().catch(() => undefined);
  return update;
}
