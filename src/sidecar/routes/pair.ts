import type { Hono } from 'hono';
import { z } from 'zod';
import type { OwnerKey } from '../auth/owner-key.ts';
import type { Pairing } from '../auth/pairing.ts';
import { pairingCookie, secretIn } from '../auth/pairing-cookie.ts';
import type { Doors } from '../door/doors.ts';
import { readBody } from './body.ts';
import { failed, invalid, json } from './replies.ts';
import { restPath } from './rest.ts';

export interface PairRouteParts {
  readonly pairing: Pairing;
  readonly port: number;
  readonly owner: OwnerKey;
  readonly doors: Doors;
}

const pairCall = z.object({ token: z.string().min(1).max(128) });

/**
 * `POST /pairing-link`: a fresh link, for the owner of the home folder alone. `POST /pair {"token"}`: turns the printed link's token into this browser's cookie, once. `GET /connector` (without an
 * upgrade) tells the page whether it is paired; a WebSocket that is refused cannot say why.
 */
export function pairRoutes(app: Hono, { pairing, port, owner, doors }: PairRouteParts): void {
  // Not for the till's credentials: a paired page gets HiPay's password.
  restPath(
    app,
    '/pairing-link',
    { POST: () => json({ link: `${doors.home}/#pair=${pairing.renew()}` }) },
    async (header) => (owner.opens(header) ? 'right' : 'wrong'),
  );
  app.all('/pair', async (context) => {
    if (context.req.method !== 'POST') return invalid(405, 'only POST is offered here', { allow: 'POST' });
    // The door has let in no foreign origin; a caller without one is no page.
    if (context.req.header('origin') === undefined) return invalid(403, 'only the connector page pairs');
    const body = await readBody(context.req.raw);
    if (!body.ok) return invalid(body.status, body.reason);
    const call = pairCall.safeParse(body.value);
    if (!call.success) return failed('request-invalid', 'token: is missing');
    const secret = await pairing.redeem(call.data.token);
    if (secret === undefined) {
      return invalid(403, 'token: is wrong or was used before; hipay-ecr open --pair gives a new link');
    }
    return json({ paired: true }, 200, { 'set-cookie': pairingCookie(port, secret) });
  });
  app.get('/connector', (context) => {
    const secret = secretIn(context.req.header('cookie'), port);
    return json({ paired: secret !== undefined && pairing.knows(secret) });
  });
}
