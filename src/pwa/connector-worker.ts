import './zod-without-eval.ts';
import { broadcastTabs } from '../adapters/broadcast-tabs/broadcast-tabs.ts';
import { browserClock } from '../adapters/browser-runtime/browser-clock.ts';
import { browserIds } from '../adapters/browser-runtime/browser-ids.ts';
import { type MessageEnd, messagePortChannel } from '../adapters/message-port/message-port-channel.ts';
import { SidecarSocket } from '../adapters/sidecar-socket/sidecar-socket.ts';
import { serveConnector } from '../core/relay/connector-server.ts';
import type { RecordSource } from '../core/relay/record-copy.ts';
import { OwnerSwitch } from '../flows/owner-switch.ts';
import { isWorkerHint } from './connect-to-worker.ts';
import { deferredConnector } from './deferred-connector.ts';
import { sidecarUrl } from './sidecar-url.ts';
import { wireUp } from './wire-up.ts';

// The connector's home: timers here are not throttled when the tab is in the background, and a busy screen cannot
// delay an ACK. Only `requestPort()` needs the page.

const coming = wireUp().then((local) => {
  const line = new BroadcastChannel('hipay-ecr-tabs');
  const tabs = broadcastTabs({ line, locks: navigator.locks, newId: browserIds.unique });
  return { local, owners: new OwnerSwitch({ local, tabs, clock: browserClock, ids: browserIds }) };
});
const connector = deferredConnector(coming.then(({ owners }) => owners.api));
const records: RecordSource = {
  subscribeRecords(since, listener) {
    let end = () => {};
    void coming.then(({ local }) => {
      end = local.records.subscribeRecords(since, listener);
    });
    return () => end();
  },
};
const page = self as unknown as MessageEnd;
serveConnector(messagePortChannel(page), connector, 'connector');

const { hostname } = self.location;
const onLoopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';

const sidecar = new SidecarSocket({
  url: sidecarUrl('/connector'),
  clock: browserClock,
  alive: () =>
    fetch('/pair', { cache: 'no-store' }).then(
      () => true,
      () => false,
    ),
  connected: (channel) => serveConnector(channel, connector, 'connector', records),
  state: (state) =>
    void coming.then(({ local, owners }) => {
      local.showSidecar(state);
      owners.showSidecar(state);
    }),
});
page.addEventListener('message', ({ data }) => {
  if (isWorkerHint(data)) sidecar.reconnect();
});

const ownerLock = 'hipay-ecr-terminal';

async function begin(): Promise<void> {
  const { local, owners } = await coming;
  if (onLoopback) sidecar.reconnect();
  // Held as long as this worker lives: one tab owns the terminal, and the browser does not freeze a holder. Granted to
  // the next tab when this one closes or crashes.
  await navigator.locks.request(ownerLock, async () => {
    await local.recover();
    owners.becomeOwner();
    await local.open();
    await new Promise<never>(() => {});
  });
}

// An error here is one of storage: the page shows that the connector did not start.
begin().catch((error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
});
