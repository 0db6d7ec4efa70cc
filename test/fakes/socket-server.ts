import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

/** A loopback WebSocket server that behaves like the sidecar for a page's socket. It ends with the test. */
export async function socketServer(port = 0) {
  const sockets = new WebSocketServer({ noServer: true });
  const waiting: ((socket: WebSocket) => void)[] = [];
  const arrived: WebSocket[] = [];
  const server = createServer((_, response) => response.end('here'));
  /** If true, the page is not paired: the handshake is refused, plain HTTP is answered. */
  let refusing = false;
  let handshakes = 0;
  server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) => {
    handshakes++;
    line.on('error', () => {});
    if (refusing) {
      line.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, line, head, (socket) => {
      const next = waiting.shift();
      if (next) next(socket);
      else arrived.push(socket);
    });
  });
  const stop = async () => {
    if (!server.listening) return;
    for (const socket of sockets.clients) socket.terminate();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(stop);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const ownPort = (server.address() as AddressInfo).port;
  return {
    port: ownPort,
    url: `ws://127.0.0.1:${ownPort}/connector`,
    handshakes: () => handshakes,
    refuse: (now: boolean) => {
      refusing = now;
    },
    /** The server's end of the next connection, or of a connection that already waits. */
    accepted: () =>
      new Promise<WebSocket>((resolve) => {
        const socket = arrived.shift();
        if (socket) resolve(socket);
        else waiting.push(resolve);
      }),
    stop,
  };
}
