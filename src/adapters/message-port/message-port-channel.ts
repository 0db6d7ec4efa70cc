import type { Channel } from '../../core/ports/channel.ts';

/** The parts of a MessagePort, a Worker and a worker's own scope that a channel needs. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
  close?(): void;
}

/** A channel over a MessagePort or a dedicated worker. Such a port never tells that its other end is gone. */
export function messagePortChannel(end: MessageEnd): Channel {
  const closeListeners: (() => void)[] = [];
  return {
    post: (message) => end.postMessage(message),
    onMessage(listener) {
      end.addEventListener('message', (event) => listener(event.data));
      end.start?.();
    },
    onClose: (listener) => void closeListeners.push(listener),
    close() {
      end.close?.();
      for (const listener of closeListeners.splice(0)) listener();
    },
  };
}
