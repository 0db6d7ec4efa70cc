import type { WebSocket } from 'ws';
import { parseJson } from '../../core/parse-json.ts';
import type { Channel } from '../../core/ports/channel.ts';

/** A WebSocket of the `ws` package as a line for whole messages: one JSON text each. */
export function socketChannel(socket: WebSocket): Channel {
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        // `ws` goes on delivering until the other end has agreed to the close; a browser's socket does not.
        if (socket.readyState !== socket.OPEN) return;
        const message = isBinary ? undefined : parseJson(String(data));
        if (message !== undefined) listener(message);
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
    close() {
      socket.close();
    },
  };
}
