import { type MessageEnd, messagePortChannel } from '../adapters/message-port/message-port-channel.ts';
import type { Channel } from '../core/ports/channel.ts';

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
