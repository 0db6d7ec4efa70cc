import type { RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { errorBody } from '../../core/pos-api/error-reply.ts';
import { invalid } from '../routes/replies.ts';
import type { Doors } from './doors.ts';
import { judgeArrival } from './front-door.ts';
import type { BoundPort } from './listen.ts';
import { quietSignal } from './quiet-signal.ts';

/** The Host check comes before everything, also before what the HTTP library makes of a request. */
export function behindTheDoor(
  app: Hono,
  doors: Doors,
  { isKnown }: Pick<BoundPort, 'isKnown'>,
): RequestListener {
  const fetch: Parameters<typeof getRequestListener>[0] = (request, env) =>
    app.fetch(request, {
      ...env,
      isKnown: () => isKnown(env.incoming.socket as Duplex),
      quiet: quietSignal(env.incoming.socket),
    });
  const inside = getRequestListener(fetch, {
    // For HTTP/1.0, which may come without one.
    hostname: 'localhost',
    // Its own Response, here alone: one whose words are known needs none of the platform's streams, a quarter of each answer.
    errorHandler: () => invalid(400, 'this request cannot be read'),
  });
  return (incoming, outgoing) => {
    const refused = judgeArrival(incoming, doors);
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
