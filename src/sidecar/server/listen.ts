import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorBody } from '../../core/rest/error-reply.ts';
import { mostHeaders } from '../access/host-check.ts';
import { type ConnectionLimiter, createConnectionLimiter } from './connection-limiter.ts';
import { bindPrivateSocket } from './private-socket.ts';

/** Headers by which a client offers to change the protocol, and which it does without when nobody takes the offer. */
const offers = new Set(['upgrade', 'http2-settings', 'connection']);

/**
 * Gives a request back to the server as one that asked for no upgrade. Java's HttpClient and `curl --http2` offer HTTP/2
 * (`Upgrade: h2c`) with every request; a Node server that listens to `upgrade` would lose them. (Node can leave such
 * offers aside by itself only from 24.9 on, by `shouldUpgradeCallback`.)
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

/** Time for the answer to be read, and no more: whoever sends a byte a minute would not hang up by itself. */
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

/** What answers once the port is known: addresses and origins depend on it. */
export interface Answering {
  readonly request: RequestListener;
  readonly webSocket: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface BoundPort {
  readonly port: number;
  /** Whoever came in before waits for this: a page that calls a sidecar as it starts has no other way to hear of it. */
  serve(answering: Answering): void;
  /** Who is on this connection gave proof of it: see door/callers.ts. */
  markKnown(line: Duplex): void;
  /** Takes no more requests, lets the running answers finish, resolves when the last is out. */
  close(): Promise<void>;
}

export interface Limits {
  /** From the connection's begin, or from the request before. */
  readonly headersMs: number;
  /** For the whole request. */
  readonly requestMs: number;
  /** A connection that is kept for another request. */
  readonly keptMs: number;
  /** How often the times are looked at. */
  readonly lookMs: number;
  /** Connections of callers whom nobody knows. More than wait in the system's own queue (511): whoever sends its request as it connects is read before it could be hung up on. */
  readonly unknownCallers: number;
}

/**
 * A request has to arrive in these times (a caller who sends a byte a minute holds no line for ever). They do not limit
 * the answer: that takes as long as the customer does.
 */
export const defaultLimits: Limits = {
  headersMs: 10_000,
  requestMs: 15_000,
  keptMs: 5000,
  lookMs: 5000,
  unknownCallers: 1000,
};

/**
 * Takes the port on the loopback addresses; never another one than asked for (0: the system picks). And the Unix socket,
 * where one is wished for.
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

/** Listens for callers from the start: one that finds nobody listening would wait for ever. */
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
    // It may be gone before it is its turn.
    socket.on('error', () => socket.destroy());
    void answering.then(({ webSocket }) => {
      if (incoming.headers.upgrade?.toLowerCase() !== 'websocket')
        return ignoreUpgradeOffer(server, incoming, socket, head);
      // For as long as it lasts: it has no answer that could be out.
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
  // Node leaves out what is more: one more than allowed is for the door to see.
  server.maxHeadersCount = mostHeaders + 1;
  // Some tills end their side as soon as they have asked (`nc -N`, old sockets' SD_SEND), and still read. Node, left
  // alone, would hang up on them without an answer.
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

/** ::1, unless this machine has no IPv6. Another program on that port of ::1 is a taken port like any other. */
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
