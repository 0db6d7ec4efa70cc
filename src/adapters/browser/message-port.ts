import { closeListeners } from '../../core/close-listeners.ts';
import type { Channel } from '../../core/ports/channel.ts';

/** The parts of a MessagePort, a Worker and a worker's own scope that a channel needs. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: MessageEvent) => void): void;
  start?(): void;
  close?(): void;
}

/**
 * A channel over a MessagePort or a dedicated worker. Since version 122 Chrome reports that the other end of a port is
 * gone. It never reports this for a worker.
 */
export function messagePortChannel(end: MessageEnd): Channel {
  const closing = closeListeners();
  end.addEventListener('close', closing.end);
  return {
    post: (message) => end.postMessage(message),
    onMessage(listener) {
      end.addEventListener('message', (event) => listener(event.data));
      end.start?.();
    },
    onClose: closing.add,
    close() {
      end.close?.();
      closing.end();
    },
  };
}
