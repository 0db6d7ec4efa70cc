import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Callers, openCallers } from './callers.ts';
import { mostHeaders } from './front-door.ts';
import { plainAgain } from './plain-again.ts';
import { bindPrivateSocket } from './private-socket.ts';
import { turnAway } from './turn-away.ts';

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
  isKnown(line: Duplex): void;
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
  readonly strangers: number;
}

/**
 * A request has to arrive in these times (a caller who sends a byte a minute holds no line for ever). They do not limit
 * the answer: that takes as long as the customer does.
 */
export const usualLimits: Limits = {
  headersMs: 10_000,
  requestMs: 15_000,
  keptMs: 5000,
  lookMs: 5000,
  strangers: 1000,
};

/**
 * Takes the port on the loopback addresses; never another one than asked for (0: the system picks). And the Unix socket,
 * where one is wished for.
 */
export async function bindLoopback(
  port: number,
  limits: Limits = usualLimits,
  socket?: string,
): Promise<BoundPort> {
  let serve: (answering: Answering) => void = () => {};
  const answering = new Promise<Answering>((resolve) => {
    serve = resolve;
  });
  const callers = openCallers<Duplex>(limits.strangers, (line) => line.destroy());
  const first = doorServer(answering, callers, limits);
  await bind(first, port, '127.0.0.1');
  const bound = (first.address() as AddressInfo).port;
  const second = doorServer(answering, callers, limits);
  const servers = (await bindWherePossible(second, bound, first)) ? [first, second] : [first];
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  if (socket !== undefined) {
    const third = doorServer(answering, callers, limits);
    await bindPrivateSocket(third, socket).catch((error) => close().then(() => Promise.reject(error)));
    servers.push(third);
  }
  return {
    port: bound,
    serve,
    isKnown: callers.isKnown,
    close,
  };
}

/** Listens for callers from the start: one that finds nobody listening would wait for ever. */
function serveWith(server: Server, answering: Promise<Answering>, callers: Callers<Duplex>): void {
  server.on('connection', (socket) => {
    callers.enter(socket);
    socket.once('close', () => callers.leave(socket));
  });
  server.on('request', (asked, reply) => {
    const { socket } = asked;
    callers.asks(socket);
    reply.once('close', () => callers.answered(socket));
    void answering.then(({ request }) => request(asked, reply));
  });
  server.on('upgrade', (asked, socket, head) => {
    // It may be gone before it is its turn.
    socket.on('error', () => socket.destroy());
    void answering.then(({ webSocket }) => {
      if (asked.headers.upgrade?.toLowerCase() !== 'websocket')
        return plainAgain(server, asked, socket, head);
      // For as long as it lasts: it has no answer that could be out.
      callers.asks(socket);
      webSocket(asked, socket, head);
    });
  });
}

function doorServer(answering: Promise<Answering>, callers: Callers<Duplex>, limits: Limits): Server {
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
  serveWith(server, answering, callers);
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
