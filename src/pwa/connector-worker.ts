import './zod-without-eval.ts';
import { browserClock } from '../adapters/browser-runtime/browser-clock.ts';
import { type MessageEnd, messagePortChannel } from '../adapters/message-port/message-port-channel.ts';
import { SidecarSocket } from '../adapters/sidecar-socket/sidecar-socket.ts';
import { serveConnector } from '../core/relay/connector-server.ts';
import { isWorkerHint } from './connect-to-worker.ts';
import { deferredConnector } from './deferred-connector.ts';
import { wireUp } from './wire-up.ts';

// The connector's home: timers here are not throttled when the tab is in the background, and a busy screen cannot
// delay an ACK. Only `requestPort()` needs the page.

const coming = wireUp();
const connector = deferredConnector(coming);
const page = self as unknown as MessageEnd;
serveConnector(messagePortChannel(page), connector, 'connector');

const { protocol, host, hostname } = self.location;
const onLoopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';

const sidecar = new SidecarSocket({
  url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/connector`,
  clock: browserClock,
  alive: () =>
    fetch('/pair', { cache: 'no-store' }).then(
      () => true,
      () => false,
    ),
  connected: (channel) => serveConnector(channel, connector, 'connector'),
  state: (state) => void coming.then((built) => built.showSidecar(state)),
});
page.addEventListener('message', ({ data }) => {
  if (isWorkerHint(data)) sidecar.reconnect();
});

const ownerLock = 'hipay-ecr-terminal';

async function begin(): Promise<void> {
  const built = await coming;
  if (onLoopback) sidecar.reconnect();
  // Held as long as this worker lives: one tab owns the terminal, and the browser does not freeze a holder.
  await navigator.locks.request(ownerLock, async () => {
    await built.start();
    await new Promise<never>(() => {});
  });
}

// An error here is one of storage: the page shows that the connector did not start.
begin().catch((error: unknown) => {
  queueMicrotask(() => {
    throw error;
  });
});
