import type { RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { nothingSent } from '../../core/payment/money-text.ts';
import { errorBody } from '../../core/rest/error-reply.ts';
import { type AllowedHosts, judgeArrival } from '../access/host-check.ts';
import { invalidReply, type RequestEnv } from '../routes/rest.ts';
import { clientClosedSignal, resetCheckMs, watchAnswer } from './client-watch.ts';
import type { BoundPort } from './listen.ts';

/** Checks the Host first, before the HTTP library reads the request. */
export function requestHandler(
  app: Hono,
  allowedHosts: AllowedHosts,
  { markKnown }: Pick<BoundPort, 'markKnown'>,
  checkMs = resetCheckMs,
): RequestListener {
  const fetch: Parameters<typeof getRequestListener>[0] = (request, env) => {
    const { socket } = env.incoming;
    const facts: RequestEnv = {
      markKnown: () => markKnown(socket),
      clientClosed: clientClosedSignal(socket),
      ...watchAnswer(env.outgoing as ServerResponse, socket, checkMs),
    };
    return app.fetch(request, { ...env, ...facts });
  };
  // The library replaces the global Response by its own class, which sends a text without a stream: a quarter less work.
  const listener = getRequestListener(fetch, {
    // The library needs a name for HTTP/1.0 requests, which may have no Host.
    hostname: 'localhost',
    errorHandler: () => invalidReply(400, 'this request cannot be read'),
  });
  return (incoming, outgoing) => {
    const refused = judgeArrival(incoming, allowedHosts);
    if (!refused) return void listener(incoming, outgoing);
    const body = JSON.stringify(errorBody('request-invalid', nothingSent, refused.reason));
    outgoing.writeHead(refused.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    outgoing.end(body);
  };
}
