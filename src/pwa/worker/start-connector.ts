import { broadcastTabs, ownerLock } from '../../adapters/browser/broadcast-tabs.ts';
import { browserClock, browserIds } from '../../adapters/browser/browser-host.ts';
import { type MessageEnd, messagePortChannel } from '../../adapters/browser/message-port.ts';
import { isNewerDatabase } from '../../adapters/indexeddb/connector-database.ts';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { type ServeOptions, serveConnector } from '../../core/connector-api/connector-server.ts';
import { SecondCopy } from '../../core/connector-api/second-copy.ts';
import type { Connector } from '../../flows/connector.ts';
import { OwnerProxy } from '../../flows/owner-proxy.ts';
import { type ConnectorEnd, deferredConnector, isWorkerHint } from '../page/worker-connection.ts';
import { wireUp } from './wire-up.ts';

export interface StartedConnector {
  /** Calls the connector of the tab that owns the terminal; calls wait until this worker has started. */
  readonly connector: ConnectorApi;
  /** The sidecar's copy of the records. The caller attaches each new channel to a sidecar; then the copy is used. */
  readonly secondCopy: SecondCopy;
  readonly starting: Promise<{ readonly local: Connector; readonly owners: OwnerProxy }>;
  /**
   * Waits for the terminal's lock, then owns the terminal for the worker's lifetime: never resolves. Rejects if the
   * connector did not start.
   */
  ownTerminal(): Promise<void>;
}

/**
 * Serves the connector of a dedicated worker to its page. With a clock, snapshots are sent no faster than people can see.
 */
export function startConnector(
  page: MessageEnd,
  options: Pick<ServeOptions, 'clock'> = {},
): StartedConnector {
  const reportEnd = (why: ConnectorEnd['why']) => {
    const end: ConnectorEnd = { kind: 'connector-ended', why };
    page.postMessage(end);
  };
  const secondCopy = new SecondCopy(browserClock);
  const starting = wireUp(() => {
    reportEnd('newer-tab');
    // Frees the terminal and its lock for the other tab, and leaves the sidecar.
    page.close?.();
  }, secondCopy).then((local) => {
    const broadcast = new BroadcastChannel('hipay-ecr-tabs');
    const tabs = broadcastTabs({ broadcast, locks: navigator.locks, newId: browserIds.unique });
    return { local, owners: new OwnerProxy({ local, tabs, clock: browserClock, ids: browserIds }) };
  });
  starting.catch((error) => {
    if (isNewerDatabase(error)) reportEnd('newer-data');
  });
  const connector = deferredConnector(starting.then(({ owners }) => owners.api));
  serveConnector(messagePortChannel(page), connector, 'connector', options);
  page.addEventListener('message', ({ data }) => {
    if (isWorkerHint(data) && data.kind === 'network-back')
      void starting.then(({ local }) => local.restored('network'));
  });
  return {
    connector,
    secondCopy,
    starting,
    async ownTerminal() {
      const { local, owners } = await starting;
      // The worker holds the lock as long as it lives, so that only one tab owns the terminal. The browser does not
      // freeze a tab that holds a lock. When this tab closes or crashes, the next tab gets the lock.
      await navigator.locks.request(ownerLock, async () => {
        await local.recover();
        owners.becomeOwner();
        await local.open();
        await new Promise<never>(() => {});
      });
    },
  };
}
