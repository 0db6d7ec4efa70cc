import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Headers by which a client offers to change the protocol, and which it does without when nobody takes the offer. */
const offers = new Set(['upgrade', 'http2-settings', 'connection']);

/**
 * Gives a request back to the server as one that asked for no upgrade. Java's HttpClient and `curl --http2` offer HTTP/2
 * (`Upgrade: h2c`) with every request; a Node server that listens to `upgrade` would lose them. (Node can leave such
 * offers aside by itself only from 24.9 on, by `shouldUpgradeCallback`.)
 */
export function plainAgain(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? '';
    if (!offers.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
