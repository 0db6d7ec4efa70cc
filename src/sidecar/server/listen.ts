import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { nothingSent } from '../../core/payment/money-text.ts';
import { errorBody, errorReply } from '../../core/rest/error-reply.ts';
import { maxHeaders } from '../access/host-check.ts';
import { rawRefusal } from '../access/raw-refusal.ts';
import { type ConnectionLimiter, createConnectionLimiter } from './connection-limiter.ts';
import {
  answerBeingSent,
  beginAnswer,
  closeGently,
  hasOnlySurplus,
  ignoreSurplus,
  waitsForAnswer,
} from './open-answers.ts';
import { bindPrivateSocket } from './private-socket.ts';

/** Headers by which a client offers to change the protocol. A server may ignore the offer. */
const offerHeaders = new Set(['upgrade', 'http2-settings', 'connection']);

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
    if (!offerHeaders.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const statusByCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers bytes that Node cannot read as an HTTP request. A connection that waits for an answer gets only that answer. */
export function refuseMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (socket.writableEnded) return;
  if (waitsForAnswer(socket)) {
    ignoreSurplus(socket);
    return;
  }
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  if (hasOnlySurplus(socket)) {
    closeGently(socket);
    return;
  }
  const status = statusByCode[error.code ?? ''] ?? 400;
  closeGently(socket, rawRefusal(status, 'this is not a well-formed HTTP request'));
}

/** The handlers of requests. They depend on the port, which is known only after the bind. */
export interface RequestHandlers {
  readonly request: RequestListener;
  readonly webSocket: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface BoundPort {
  readonly port: number;
  /** Sets the handlers. Earlier requests wait for this call: a refused page would not learn when the start is over. */
  serve(answering: RequestHandlers): void;
  /** Answers the requests that wait for the handlers: nothing was sent. A start that has failed sets none any more. */
  refuse(): void;
  /** Marks the caller on this connection as authenticated: see connection-limiter.ts. */
  markKnown(connection: Duplex): void;
  /**
   * Takes no more connections, and lets the running requests finish. Closes the WebSockets, and connections whose request
   * has not arrived whole. Resolves when the last answer has been sent.
   */
  close(): Promise<void>;
}

export interface Limits {
  /** Time for the headers, from the start of the connection or the end of the previous request. */
  readonly headersMs: number;
  /** Time for the whole request. */
  readonly requestMs: number;
  /** Time that an idle connection is kept for another request. */
  readonly keepAliveMs: number;
  /** Interval of the checks of these times. */
  readonly checkIntervalMs: number;
  /**
   * Maximum number of connections of unauthenticated callers. Must exceed the length of the system's queue (511): then the
   * request of a caller that sends it at once is read before the connection can be closed.
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
  keepAliveMs: 5000,
  checkIntervalMs: 5000,
  unknownCallers: 1000,
};

/**
 * Listens on the given port of the loopback addresses (0: the system picks a port), and on the Unix socket if one is
 * named. Rejects if the port is taken or the socket cannot be made: it never takes another port.
 */
export async function bindLoopback(
  port: number,
  limits: Limits = defaultLimits,
  socket?: string,
): Promise<BoundPort> {
  let serve: (answering: RequestHandlers) => void = () => {};
  const answering = new Promise<RequestHandlers>((resolve) => {
    serve = resolve;
  });
  const limiter = createConnectionLimiter<Duplex>(limits.unknownCallers, (connection) =>
    connection.destroy(),
  );
  const ipv4Server = createServerFor(answering, limiter, limits);
  await bind(ipv4Server, port, '127.0.0.1');
  const boundPort = (ipv4Server.address() as AddressInfo).port;
  const ipv6Server = createServerFor(answering, limiter, limits);
  const servers = (await bindIpv6(ipv6Server, boundPort, ipv4Server))
    ? [ipv4Server, ipv6Server]
    : [ipv4Server];
  const close = async () => {
    // Node applies no time limits while a server closes, so this timer closes the connections that wait for no answer.
    const timer = setInterval(() => {
      for (const connection of limiter.connections()) if (!waitsForAnswer(connection)) connection.destroy();
    }, closingMs);
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    clearInterval(timer);
  };
  if (socket !== undefined) {
    const socketServer = createServerFor(answering, limiter, limits);
    await bindPrivateSocket(socketServer, socket).catch((error) => close().then(() => Promise.reject(error)));
    servers.push(socketServer);
  }
  return {
    port: boundPort,
    serve,
    refuse: () => serve(refusing),
    markKnown: limiter.markKnown,
    close,
  };
}

/** True if this user may listen on this port of the loopback addresses, and no program does. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    const bound = await bindLoopback(port);
    await bound.close();
    return true;
  } catch {
    return false;
  }
}

/** The answers of a start that has failed. The till's person repeats the request after the next start. */
const refusing: RequestHandlers = {
  request(_, reply) {
    const { status, body } = errorReply('connector-stopping', nothingSent, 'its start has failed');
    const text = JSON.stringify(body);
    reply.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      connection: 'close',
    });
    reply.end(text);
  },
  webSocket: (_, socket) => closeGently(socket, rawRefusal(503, 'the start of the connector has failed')),
};

/** Interval of the checks, while the port closes, for connections that wait for no answer. */
const closingMs = 1000;

/** Adds the listeners before the handlers exist: a request without a listener would never be answered. */
function serveWith(
  server: Server,
  answering: Promise<RequestHandlers>,
  limiter: ConnectionLimiter<Duplex>,
): void {
  server.on('connection', (socket) => {
    limiter.enter(socket);
    socket.once('close', () => limiter.leave(socket));
    // Node calls `destroySoon` after the last answer of a connection.
    socket.destroySoon = () => closeGently(socket);
  });
  server.on('request', (incoming, reply) => {
    if (!beginAnswer(incoming, reply)) return;
    const { socket } = incoming;
    limiter.requestBegins(socket);
    reply.once('close', () => limiter.requestEnds(socket));
    void answering.then(({ request }) => request(incoming, reply));
  });
  server.on('checkExpectation', (incoming, reply) => {
    if (!beginAnswer(incoming, reply)) return;
    const body = errorBody('request-invalid', nothingSent, 'Expect: only 100-continue is known');
    // The answer has a length, because an old till may not read a body in chunks.
    reply.statusCode = 417;
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  server.on('connect', (_, socket) => {
    socket.on('error', () => socket.destroy());
    if (waitsForAnswer(socket)) ignoreSurplus(socket);
    else socket.destroy();
  });
  const onUpgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer) =>
    void answering.then(({ webSocket }) => {
      if (socket.destroyed) return;
      if (incoming.headers.upgrade?.toLowerCase() !== 'websocket') {
        ignoreUpgradeOffer(server, incoming, socket, head);
        return;
      }
      // A WebSocket has no answer that could end, so it counts as a running request until it closes.
      limiter.requestBegins(socket);
      webSocket(incoming, socket, head);
    });
  server.on('upgrade', (incoming, socket, head) => {
    // The caller may close before its request is handled.
    socket.on('error', () => socket.destroy());
    const earlier = answerBeingSent(socket);
    if (earlier) earlier.once('close', () => onUpgrade(incoming, socket, head));
    else if (waitsForAnswer(socket)) ignoreSurplus(socket);
    else onUpgrade(incoming, socket, head);
  });
}

function createServerFor(
  answering: Promise<RequestHandlers>,
  limiter: ConnectionLimiter<Duplex>,
  limits: Limits,
): Server {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    maxHeaderSize: 16_384,
    requireHostHeader: false,
  });
  // Node drops the headers above this number. With one more than allowed, the Host check sees that there are too many.
  server.maxHeadersCount = maxHeaders + 1;
  // Some tills close their sending side after the request and still read (`nc -N`, old sockets' SD_SEND). By default Node
  // would close the connection without an answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  serveWith(server, answering, limiter);
  server.on('clientError', refuseMalformedRequest);
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

/** Binds ::1. False: this machine has no IPv6. If another program has that port of ::1, closes the IPv4 server and rejects. */
async function bindIpv6(server: Server, port: number, ipv4Server: Server): Promise<boolean> {
  try {
    await bind(server, port, '::1');
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return false;
    ipv4Server.close();
    throw error;
  }
}
