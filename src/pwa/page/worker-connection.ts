import { type MessageEnd, messagePortChannel } from '../../adapters/browser/message-port.ts';
import { type ConnectorApi, callNames } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Channel } from '../../core/ports/channel.ts';

/**
 * Beside the relay's messages, the page sends the worker plain hints on the same line. They need no answer, and the
 * relay's schema passes them over.
 */
export interface WorkerHint {
  /**
   * - `reconnect-sidecar`: the page has just been paired and now has the sidecar's cookie; open the socket again, at once
   * - `network-back`: the browser says so, to pages alone
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

/** Has the worker told whenever the network is back: workers do not hear of it. */
export const hintNetwork = (end: Pick<MessageEnd, 'postMessage'>, page: EventTarget): void =>
  page.addEventListener('online', () => sendHint(end, { kind: 'network-back' }));

/** The part of a dedicated worker that the page needs. */
export interface WorkerEnd extends MessageEnd {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/**
 * The connector's worker as the relay's line. An error before the worker has said more than hello means that it did not
 * start: the line is closed and whoever waits on it is told. A later error is a fault of one task; the worker lives on.
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
 * A connector that is still being built: calls wait for it. The worker's message line has to be answered from the first
 * moment, for a browser drops what arrives before anybody listens.
 */
export function deferredConnector(coming: Promise<ConnectorApi>): ConnectorApi {
  const calls = Object.fromEntries(
    callNames.map((name) => [name, async (params: never) => (await coming)[name](params)]),
  ) as unknown as Omit<ConnectorApi, 'subscribe'>;
  return {
    ...calls,
    subscribe(listener) {
      let wanted = true;
      let unsubscribe = () => {};
      void coming.then((connector) => {
        if (wanted) unsubscribe = connector.subscribe(listener);
      });
      return () => {
        wanted = false;
        unsubscribe();
      };
    },
  };
}

/** A service that is there answers in a tenth of it. */
const longestMs = 1000;

/** A payment that runs is shown at once, whoever rules the settings. */
const isUrgent = ({ payment, sidecar }: Snapshot): boolean =>
  sidecar === 'away' || sidecar === 'not-paired' || (payment !== undefined && payment.phase !== 'finished');

/**
 * The connector as the screens get it. Where a local service may be (`expected`), their first picture waits until it has
 * handed over its settings: else a shop's screen begins as that of an empty till, and everything on it moves a moment
 * later, under a cashier's finger.
 */
export function settledFirst(
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
      const stopWaiting = after(longestMs, release);
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
