import type { RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { errorBody } from '../../core/rest/error-reply.ts';
import { type AllowedHosts, judgeArrival } from '../access/host-check.ts';
import { invalid } from '../routes/rest.ts';
import type { BoundPort } from './listen.ts';

/** One signal for each connection, shared by all its requests. */
const signals = new WeakMap<Duplex, AbortSignal>();

/**
 * Aborted once the caller can send no more: it has disconnected, or it has closed only its sending side and may still read.
 * The two cases look the same until an answer is written. So a waiting payment is then not started, but is still answered.
 */
export function clientClosedSignal(line: Duplex): AbortSignal {
  const known = signals.get(line);
  if (known) return known;
  const closed = new AbortController();
  const abort = () => closed.abort();
  if (line.readableEnded || line.destroyed) abort();
  line.once('end', abort);
  line.once('close', abort);
  signals.set(line, closed.signal);
  return closed.signal;
}

/** Checks the Host first, before the HTTP library reads the request. */
export function requestHandler(
  app: Hono,
  allowedHosts: AllowedHosts,
  { markKnown }: Pick<BoundPort, 'markKnown'>,
): RequestListener {
  const fetch: Parameters<typeof getRequestListener>[0] = (request, env) =>
    app.fetch(request, {
      ...env,
      markKnown: () => markKnown(env.incoming.socket as Duplex),
      clientClosed: clientClosedSignal(env.incoming.socket),
    });
  const listener = getRequestListener(fetch, {
    // HTTP/1.0 requests may have no Host.
    hostname: 'localhost',
    // Our answers use the library's own Response class, which sends a text without a stream: a quarter less work.
    errorHandler: () => invalid(400, 'this request cannot be read'),
  });
  return (incoming, outgoing) => {
    const refused = judgeArrival(incoming, allowedHosts);
    if (!refused) return void listener(incoming, outgoing);
    const body = JSON.stringify(errorBody('request-invalid', refused.reason));
    outgoing.writeHead(refused.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    outgoing.end(body);
  };
}
