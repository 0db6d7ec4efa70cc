import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorBody } from '../../core/rest/error-reply.ts';
import { mostHeaders } from '../access/host-check.ts';
import { type ConnectionLimiter, createConnectionLimiter } from './connection-limiter.ts';
import { bindPrivateSocket } from './private-socket.ts';

/** Headers by which a client offers to change the protocol. A server may ignore the offer. */
const offers = new Set(['upgrade', 'http2-settings', 'connection']);

/**
 * Hands a request back to the server without its upgrade offer. Java's HttpClient and `curl --http2` offer HTTP/2
 * (`Upgrade: h2c`) with every request, and a Node server with an `upgrade` listener would never answer them. (Node can
 * ignore such offers itself only from 24.9 on, by `shouldUpgradeCallback`.)
 */
export function ignoreUpgradeOffer(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? '';
    if (!offers.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const statuses: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Time for the caller to read the answer. A caller that sends a byte a minute would never close by itself. */
const lingerMs = 1000;

/** Answers what Node cannot read as a request. */
export function turnAway(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  const body = JSON.stringify(errorBody('request-invalid', 'this is not a well-formed HTTP request'));
  const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

/** The handlers of requests. They depend on the port, which is known only after the bind. */
export interface Answering {
  readonly request: RequestListener;
  readonly webSocket: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface BoundPort {
  readonly port: number;
  /** Sets the handlers. Earlier requests wait for this: a page that calls during the start is not notified later. */
  serve(answering: Answering): void;
  /** The caller on this connection is authenticated: see connection-limiter.ts. */
  markKnown(line: Duplex): void;
  /** Takes no more requests, lets the running ones finish, and resolves when the last answer was sent. */
  close(): Promise<void>;
}

export interface Limits {
  /** Time for the headers, from the start of the connection or the end of the request before. */
  readonly headersMs: number;
  /** Time for the whole request. */
  readonly requestMs: number;
  /** Time that an idle connection is kept for another request. */
  readonly keptMs: number;
  /** Interval of the checks of these times. */
  readonly lookMs: number;
  /**
   * Maximum number of connections of unauthenticated callers. Must exceed the system's own queue (511): then a caller that
   * sends its request as it connects is read before its connection can be closed.
   */
  readonly unknownCallers: number;
}

/**
 * A request has to arrive within these times, so a caller that sends a byte a minute cannot hold a connection. They do
 * not limit the answer, which takes as long as the customer does.
 */
export const defaultLimits: Limits = {
  headersMs: 10_000,
  requestMs: 15_000,
  keptMs: 5000,
  lookMs: 5000,
  unknownCallers: 1000,
};

/**
 * Listens on the port of the loopback addresses, and on the Unix socket if one is named. Never takes another port than
 * the given one (0: the system picks). Rejects if the port is taken or the socket cannot be made.
 */
export async function bindLoopback(
  port: number,
  limits: Limits = defaultLimits,
  socket?: string,
): Promise<BoundPort> {
  let serve: (answering: Answering) => void = () => {};
  const answering = new Promise<Answering>((resolve) => {
    serve = resolve;
  });
  const limiter = createConnectionLimiter<Duplex>(limits.unknownCallers, (line) => line.destroy());
  const first = createServerFor(answering, limiter, limits);
  await bind(first, port, '127.0.0.1');
  const bound = (first.address() as AddressInfo).port;
  const second = createServerFor(answering, limiter, limits);
  const servers = (await bindWherePossible(second, bound, first)) ? [first, second] : [first];
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  if (socket !== undefined) {
    const third = createServerFor(answering, limiter, limits);
    await bindPrivateSocket(third, socket).catch((error) => close().then(() => Promise.reject(error)));
    servers.push(third);
  }
  return {
    port: bound,
    serve,
    markKnown: limiter.markKnown,
    close,
  };
}

/** Adds the listeners before the handlers exist: a request without a listener would never be answered. */
function serveWith(server: Server, answering: Promise<Answering>, limiter: ConnectionLimiter<Duplex>): void {
  server.on('connection', (socket) => {
    limiter.enter(socket);
    socket.once('close', () => limiter.leave(socket));
  });
  server.on('request', (incoming, reply) => {
    const { socket } = incoming;
    limiter.requestBegins(socket);
    reply.once('close', () => limiter.requestEnds(socket));
    void answering.then(({ request }) => request(incoming, reply));
  });
  server.on('upgrade', (incoming, socket, head) => {
    // The caller may close before its request is handled.
    socket.on('error', () => socket.destroy());
    void answering.then(({ webSocket }) => {
      if (incoming.headers.upgrade?.toLowerCase() !== 'websocket')
        return ignoreUpgradeOffer(server, incoming, socket, head);
      // A WebSocket has no answer that could end, so it counts as a running request until it closes.
      limiter.requestBegins(socket);
      webSocket(incoming, socket, head);
    });
  });
}

function createServerFor(
  answering: Promise<Answering>,
  limiter: ConnectionLimiter<Duplex>,
  limits: Limits,
): Server {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keptMs,
    connectionsCheckingInterval: limits.lookMs,
    maxHeaderSize: 16_384,
    requireHostHeader: false,
  });
  // Node drops the headers above this number. One more than allowed lets the Host check see that there are too many.
  server.maxHeadersCount = mostHeaders + 1;
  // Some tills close their sending side after the request and still read (`nc -N`, old sockets' SD_SEND). By default Node
  // would close the connection without an answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  serveWith(server, answering, limiter);
  server.on('clientError', turnAway);
  return server;
}

const bind = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Binds ::1. False: this machine has no IPv6. Rejects if another program has that port of ::1. */
async function bindWherePossible(server: Server, port: number, first: Server): Promise<boolean> {
  try {
    await bind(server, port, '::1');
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return false;
    first.close();
    throw error;
  }
}
