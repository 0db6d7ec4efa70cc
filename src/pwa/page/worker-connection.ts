import { type MessageEnd, messagePortChannel } from '../../adapters/browser/message-port.ts';
import { type ConnectorApi, callNames } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Channel } from '../../core/ports/channel.ts';

/**
 * The page sends the worker plain hints beside the relay's messages. They need no answer, and the relay's schema
 * ignores them.
 */
export interface WorkerHint {
  /**
   * - `reconnect-sidecar`: the page is paired and has the sidecar's cookie; reconnect at once
   * - `network-back`: the network is back; browsers inform pages only
   */
  readonly kind: (typeof hints)[number];
}

const hints = ['reconnect-sidecar', 'network-back'] as const;

export const isWorkerHint = (message: unknown): message is WorkerHint =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  hints.some((kind) => kind === message.kind);

export const sendHint = (end: Pick<MessageEnd, 'postMessage'>, hint: WorkerHint): void =>
  end.postMessage(hint);

/** Sends the worker a hint when the network is back: workers get no such event. */
export const hintNetwork = (end: Pick<MessageEnd, 'postMessage'>, page: EventTarget): void =>
  page.addEventListener('online', () => sendHint(end, { kind: 'network-back' }));

/** The part of a dedicated worker that the page needs. */
export interface WorkerEnd extends MessageEnd {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/**
 * The channel to the connector's worker. If an error comes before any message but hello, the worker did not start: the
 * channel closes, and pending calls fail. A later error belongs to one task; the worker continues.
 */
export function connectToWorker(worker: WorkerEnd): Channel {
  const channel = messagePortChannel(worker);
  let started = false;
  channel.onMessage((message) => {
    started ||= (message as { kind?: unknown } | null)?.kind !== 'hello';
  });
  worker.addEventListener('error', () => {
    if (!started) channel.close();
  });
  return channel;
}

/**
 * A connector whose calls wait until it is built. The worker must listen from its first moment, because a browser drops
 * messages that nothing listens for.
 */
export function deferredConnector(starting: Promise<ConnectorApi>): ConnectorApi {
  const calls = Object.fromEntries(
    callNames.map((name) => [name, async (params: never) => (await starting)[name](params)]),
  ) as unknown as Omit<ConnectorApi, 'subscribe'>;
  return {
    ...calls,
    subscribe(listener) {
      let wanted = true;
      let unsubscribe = () => {};
      void starting.then((connector) => {
        if (wanted) unsubscribe = connector.subscribe(listener);
      });
      return () => {
        wanted = false;
        unsubscribe();
      };
    },
  };
}

/** Longest wait for the sidecar's settings; a running sidecar answers in a tenth of it. */
const maxWaitMs = 1000;

/** True if the screens must show the snapshot at once: a payment runs, or no sidecar will send settings. */
const isUrgent = ({ payment, sidecar }: Snapshot): boolean =>
  sidecar === 'away' || sidecar === 'not-paired' || (payment !== undefined && payment.phase !== 'finished');

/**
 * The connector for the screens. If a sidecar is `expected`, the first snapshot waits for its settings: otherwise the
 * screen would start as an unconfigured till and move under the cashier's finger a moment later.
 */
export function waitForSettings(
  connector: ConnectorApi,
  expected: boolean,
  after: (ms: number, callback: () => void) => () => void,
): ConnectorApi {
  if (!expected) return connector;
  return {
    ...connector,
    subscribe(listener) {
      let latest: Snapshot | undefined;
      let open = false;
      const release = () => {
        if (open) return;
        open = true;
        stopWaiting();
        if (latest) listener(latest);
      };
      const stopWaiting = after(maxWaitMs, release);
      const unsubscribe = connector.subscribe((now) => {
        latest = now;
        if (open) return listener(now);
        if (isUrgent(now)) return release();
        if (now.sidecar !== 'connected') return;
        connector.readSettings({}).then(({ provisioned }) => provisioned && release(), release);
      });
      return () => {
        stopWaiting();
        unsubscribe();
      };
    },
  };
}
