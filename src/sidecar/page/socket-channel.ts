import type { WebSocket } from 'ws';
import { closeListeners } from '../../core/close-listeners.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { Channel } from '../../core/ports/channel.ts';

/** A WebSocket of the `ws` package as a channel: each message is one JSON text. */
export function socketChannel(socket: WebSocket): Channel {
  const closing = closeListeners();
  socket.on('close', closing.end);
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        // Unlike a browser's socket, `ws` delivers messages until the other end has confirmed the close.
        if (socket.readyState !== socket.OPEN) return;
        const message = isBinary ? undefined : parseJson(String(data));
        if (message !== undefined) listener(message);
      });
    },
    onClose: closing.add,
    close() {
      socket.close();
    },
  };
}
