import type { ConnectorApi } from '../core/relay/connector-api.ts';
import { outboxSync } from './outbox-lock.ts';

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
