import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { bridgePath } from '../../core/connector-api/sidecar-contract.ts';
import { type AllowedHosts, judgeArrival } from '../access/host-check.ts';
import { type Pairing, pairingCookie, secretIn } from '../access/pairing.ts';
import { refuseSocket } from '../access/raw-refusal.ts';
import type { RelayHub } from './relay-hub.ts';
import { socketChannel } from './socket-channel.ts';

export interface PageSocketDeps {
  readonly port: number;
  readonly allowedHosts: AllowedHosts;
  readonly pairing: Pairing;
  readonly hub: RelayHub;
  /** Marks a paired page's connection, so that the connection limit never closes it. */
  markKnown(connection: Duplex): void;
  /** Connects the page to the terminal on the network, where one is configured. */
  readonly bridge?: ((page: WebSocket) => void) | undefined;
  /** Interval of the pings to each page. */
  readonly pingMs: number;
}

/** Accepts the WebSockets of the connector page: from our own origin, paired, on a known path. Refuses all others. */
export function pageSocket({ port, allowedHosts, pairing, hub, markKnown, bridge, pingMs }: PageSocketDeps) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_048_576, perMessageDeflate: false });
  const secretOf = (request: IncomingMessage) => secretIn(request.headers.cookie, port) ?? '';
  // Each connection renews the cookie, so a shop that opens every day never pairs again.
  server.on('headers', (headers, request) => {
    headers.push(`Set-Cookie: ${pairingCookie(port, secretOf(request))}`);
  });
  const joinByPath = new Map([
    ['/connector', (page: WebSocket) => hub.join(socketChannel(page))],
    ...(bridge ? [[bridgePath, bridge] as const] : []),
  ]);
  const refusalStatus = (request: IncomingMessage): number | undefined => {
    const refused = judgeArrival(request, allowedHosts);
    if (refused) return refused.status;
    if (!joinByPath.has(pathOf(request))) return 404;
    // A browser always sends its origin with an upgrade.
    if (!allowedHosts.origins.has(request.headers.origin ?? '')) return 403;
    return pairing.isPaired(secretOf(request)) ? undefined : 401;
  };
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = refusalStatus(request);
    if (status !== undefined) {
      refuseSocket(socket, status);
      return;
    }
    markKnown(socket);
    server.handleUpgrade(request, socket, head, (webSocket) => {
      pingUntilClosed(webSocket, pingMs);
      joinByPath.get(pathOf(request))?.(webSocket);
    });
  };
}

const pathOf = ({ url }: IncomingMessage): string => url?.split('?')[0] ?? '';

/** Closes the socket if a ping is not answered before the next one: the computer sleeps, or the browser hangs. */
function pingUntilClosed(webSocket: WebSocket, pingMs: number): void {
  let isAnswered = true;
  const timer = setInterval(() => {
    if (!isAnswered) return webSocket.terminate();
    isAnswered = false;
    webSocket.ping();
  }, pingMs);
  webSocket.on('pong', () => {
    isAnswered = true;
  });
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('close', () => clearInterval(timer));
}
