import { type MessageEnd, messagePortChannel } from '../../adapters/browser/message-port.ts';
import { type ConnectorApi, callByName, forwardCalls } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Channel } from '../../core/ports/channel.ts';

/**
 * A message of the page to the worker. Only `leave` and `hold-payments` are answered (`ask-to-leave.ts`). It uses the channel of the calls to the connector; the schema
 * of these calls ignores it.
 */
export interface WorkerHint {
  /**
   * - `reconnect-sidecar`: the page is paired and has the sidecar's cookie; reconnect at once
   * - `network-back`: the network is back; browsers inform pages only
   * - `leave`: the page wants to reload; the worker answers with `LeaveAnswer`
   * - `hold-payments`: the same, and the worker answers after the running payment
   * - `pay-again`: the page does not reload after all
   */
  readonly kind: (typeof hints)[number];
}

const hints = ['reconnect-sidecar', 'network-back', 'leave', 'hold-payments', 'pay-again'] as const;

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

/** The last message of a worker whose connector has ended for a reason that a person must know. */
export interface ConnectorEnd {
  readonly kind: 'connector-ended';
  /**
   * - `newer-tab`: another tab runs a newer version of this program
   * - `newer-data`: a newer version has changed this browser's database, so that this version cannot read it
   */
  readonly why: 'newer-tab' | 'newer-data';
}

const isConnectorEnd = (message: unknown): message is ConnectorEnd =>
  (message as { kind?: unknown } | null)?.kind === 'connector-ended';

/**
 * A message of the worker: whether the sidecar has the version of this page. A sidecar of another version refuses this
 * page.
 */
export interface SidecarVersion {
  readonly kind: 'sidecar-version';
  readonly isOurs: boolean;
  /** False: the sidecar accepts this page, but has another build of it. */
  readonly isSameBuild: boolean;
}

/** Calls the listener each time the worker has reached a sidecar. */
export const watchSidecarVersion = (
  worker: WorkerEnd,
  listener: (version: Pick<SidecarVersion, 'isOurs' | 'isSameBuild'>) => void,
): void =>
  worker.addEventListener('message', ({ data }) => {
    const message = data as Partial<SidecarVersion> | null;
    if (message?.kind === 'sidecar-version') {
      const { isOurs = false, isSameBuild = true } = message;
      listener({ isOurs, isSameBuild });
    }
  });

/** The part of a dedicated worker that the page needs. */
export interface WorkerEnd extends MessageEnd {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/**
 * Creates the channel to the connector's worker. If an error comes before any message other than `hello`, the worker
 * did not start: the channel is closed, and pending calls fail. A later error concerns one task only; the worker
 * continues.
 *
 * @param onEnd called when the connector ends for a reason that a person must know
 */
export function connectToWorker(
  worker: WorkerEnd,
  onEnd: (why: ConnectorEnd['why']) => void = () => {},
): Channel {
  const channel = messagePortChannel(worker);
  let hasStarted = false;
  channel.onMessage((message) => {
    if (isConnectorEnd(message)) {
      onEnd(message.why);
      return channel.close();
    }
    hasStarted ||= (message as { kind?: unknown } | null)?.kind !== 'hello';
  });
  worker.addEventListener('error', () => {
    if (!hasStarted) channel.close();
  });
  return channel;
}

/**
 * Creates a connector whose calls wait until the real connector has started. So the worker can listen at once: a browser
 * drops messages that come before a listener exists.
 */
export function deferredConnector(starting: Promise<ConnectorApi>): ConnectorApi {
  const calls = forwardCalls(async (name, params, context) =>
    callByName(await starting, name, params, context),
  );
  return {
    ...calls,
    subscribe(listener) {
      let isWanted = true;
      let unsubscribe = () => {};
      void starting.then((connector) => {
        if (isWanted) unsubscribe = connector.subscribe(listener);
      });
      return () => {
        isWanted = false;
        unsubscribe();
      };
    },
  };
}

/** Longest wait for the sidecar's settings; a running sidecar answers in a tenth of this time. */
const maxWaitMs = 1000;

/** True if the screens must show the snapshot at once: a payment runs, or no sidecar will send settings. */
const isUrgent = ({ payment, sidecar }: Snapshot): boolean =>
  sidecar === 'away' || sidecar === 'not-paired' || (payment !== undefined && payment.phase !== 'finished');

/**
 * Creates the connector for the screens. If `isSidecarExpected`, the first snapshot waits for the sidecar's settings.
 * Without this wait, the screen would first show an unconfigured till, and its buttons would move while a cashier presses
 * them.
 */
export function waitForSettings(
  connector: ConnectorApi,
  isSidecarExpected: boolean,
  after: (ms: number, callback: () => void) => () => void,
): ConnectorApi {
  if (!isSidecarExpected) return connector;
  return {
    ...connector,
    subscribe(listener) {
      let latest: Snapshot | undefined;
      let isReleased = false;
      const release = () => {
        if (isReleased) return;
        isReleased = true;
        stopWaiting();
        if (latest) listener(latest);
      };
      const stopWaiting = after(maxWaitMs, release);
      const unsubscribe = connector.subscribe((now) => {
        latest = now;
        if (isReleased) return listener(now);
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
