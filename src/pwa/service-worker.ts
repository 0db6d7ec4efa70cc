import '../core/zod-config.ts';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { browserClock, browserIds } from '../adapters/browser/browser-host.ts';
import {
  announceWritten,
  announcingOutbox,
  writtenChannelName,
} from '../adapters/browser/written-notifications.ts';
import { openConnectorDatabase } from '../adapters/indexeddb/connector-database.ts';
import { indexedDbOutbox } from '../adapters/indexeddb/payment-storage.ts';
import { indexedDbSettings } from '../adapters/indexeddb/settings-storage.ts';
import { journalId } from '../adapters/indexeddb/small-stores.ts';
import { NotificationReports } from '../adapters/sidecar-client/notification-reports.ts';
import { isOnThisComputer } from '../core/connector-api/addresses.ts';
import { writtenNotificationPath } from '../core/connector-api/sidecar-contract.ts';
import { gatewayUrls } from '../core/settings/gateway-url.ts';
import { OutboxDelivery } from '../flows/outbox/deliver-outbox.ts';
import { apiPaths, deliverExclusively, gatewayByRoute, outboxSync } from './gateways.ts';

/**
 * Delivers due notifications while every tab is closed, with the same flow and lock as a tab. Rejects if notifications
 * are still pending, so that the browser tries again later.
 */
export async function deliverInBackground(): Promise<void> {
  const database = await openConnectorDatabase();
  const written = new BroadcastChannel(writtenChannelName);
  try {
    const settings = await indexedDbSettings(database).read();
    if (!settings) return;
    const reports = new NotificationReports({
      url: writtenNotificationPath,
      journal: await journalId(database, browserIds.unique),
      fetchSidecar: fetch,
    });
    const announce = announceWritten(written);
    // Open pages show each write, and the sidecar learns of it although no page may be open.
    const outbox = announcingOutbox(indexedDbOutbox(database), (entries) => {
      announce(entries);
      if (isOnThisComputer(self.location.hostname)) for (const entry of entries) reports.report(entry);
    });
    const delivery = new OutboxDelivery({
      outbox,
      gateway: gatewayByRoute(),
      clock: browserClock,
      ids: browserIds,
      account: () => ({ ...settings.hipay, ...gatewayUrls(settings) }),
      // The pages read each written entry by themselves.
      onTried: () => {},
      runExclusively: deliverExclusively,
    });
    await delivery.deliverNow();
    delivery.stop();
    await reports.finish();
    if ((await outbox.countUndelivered()).pending > 0) throw new Error('notifications are still pending');
  } finally {
    written.close();
    database.close();
  }
}

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [apiPaths] }));

// A new version waits for this message. If it became active by itself, it could interrupt a payment (app-update.ts).
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// Background Sync: the browser sends this event when the network is back, even if every tab is closed.
self.addEventListener('sync', (event) => {
  const sync = event as ExtendableEvent & { readonly tag: string };
  if (sync.tag === outboxSync) sync.waitUntil(deliverInBackground());
});
