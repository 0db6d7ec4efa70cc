import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorBody } from '../../core/pos-api/error-reply.ts';
import { plainAgain } from './plain-again.ts';

/** What answers once the port is known: addresses and origins depend on it. */
export interface Answering {
  readonly request: RequestListener;
  readonly webSocket: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface BoundPort {
  readonly port: number;
  /** Whoever came in before waits for this: a page that calls a sidecar as it starts has no other way to hear of it. */
  serve(answering: Answering): void;
  /** Takes no more requests, lets the running answers finish, resolves when the last is out. */
  close(): Promise<void>;
}

/**
 * A request has to arrive in these times (a caller who sends a byte a minute holds no line for ever). They do not limit
 * the answer: that takes as long as the customer does.
 */
const limits = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5000 };

/** Takes the port on the loopback addresses; never another one than asked for (0: the system picks). */
export async function bindLoopback(port: number): Promise<BoundPort> {
  let serve: (answering: Answering) => void = () => {};
  const answering = new Promise<Answering>((resolve) => {
    serve = resolve;
  });
  const first = loopbackServer(answering);
  await bind(first, port, '127.0.0.1');
  const bound = (first.address() as AddressInfo).port;
  const second = loopbackServer(answering);
  const servers = (await bindWherePossible(second, bound, first)) ? [first, second] : [first];
  return {
    port: bound,
    serve,
    close: async () => {
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Listens for callers from the start: one that finds nobody listening would wait for ever. */
function serveWith(server: Server, answering: Promise<Answering>): void {
  server.on('request', (asked, reply) => void answering.then(({ request }) => request(asked, reply)));
  server.on('upgrade', (asked, socket, head) => {
    // It may be gone before it is its turn.
    socket.on('error', () => socket.destroy());
    void answering.then(({ webSocket }) => {
      if (asked.headers.upgrade?.toLowerCase() === 'websocket') webSocket(asked, socket, head);
      else plainAgain(server, asked, socket, head);
    });
  });
}

function loopbackServer(answering: Promise<Answering>): Server {
  const server = createServer({ ...limits, requireHostHeader: false });
  serveWith(server, answering);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const status = statuses[error.code ?? ''] ?? '400 Bad Request';
    const body = JSON.stringify(errorBody('request-invalid', 'this is not a well-formed HTTP request'));
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
        `Connection: close\r\n\r\n${body}`,
    );
  });
  return server;
}

const statuses: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

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
