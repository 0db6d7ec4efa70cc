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
 * Aborted once the caller sends no more: it has gone, or it closed its sending side and may still read. The two cases
 * look the same until an answer is written. So a payment that waits is not started then, and still gets an answer.
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
  const inside = getRequestListener(fetch, {
    // HTTP/1.0 requests may have no Host.
    hostname: 'localhost',
    // Answers are made with the library's own Response class: a text then needs no stream, a quarter less work.
    errorHandler: () => invalid(400, 'this request cannot be read'),
  });
  return (incoming, outgoing) => {
    const refused = judgeArrival(incoming, allowedHosts);
    if (!refused) return void inside(incoming, outgoing);
    const body = JSON.stringify(errorBody('request-invalid', refused.reason));
    outgoing.writeHead(refused.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    outgoing.end(body);
  };
}
