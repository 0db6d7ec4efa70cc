import { Workbox } from 'workbox-window';
import type { ConnectorApi } from '../core/relay/connector-api.ts';
import { type AppUpdate, watchForUpdate } from './app-update.ts';
import { askForBackgroundDelivery } from './background-delivery.ts';
import type { ObservedPageState } from './page-state.ts';

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
