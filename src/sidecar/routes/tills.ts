import type { Hono } from 'hono';
import { z } from 'zod';
import { tillListPath } from '../../core/relay/till-list.ts';
import type { Pairing } from '../auth/pairing.ts';
import { secretIn } from '../auth/pairing-cookie.ts';
import type { TillTokens } from '../tills/till-tokens.ts';
import { readBody } from './body.ts';
import { failed, invalid, json } from './replies.ts';

export interface TillRouteParts {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'knows'>;
  readonly tokens: Pick<TillTokens, 'mint' | 'revoke' | 'allows'>;
}

const tillOrigin = z.object({
  origin: z
    .string()
    .max(256)
    .regex(/^https?:\/\/[^/\s]+$/),
  /** False: it only is to be on the list; a token that it has already stays good. */
  token: z.boolean().default(true),
});

/**
 * `POST /connector/tills {"origin"}`: a person at the paired page has allowed a web till; gives its token, unless it says
 * `"token": false`. `DELETE`: takes
 * the permission back.
 */
export function tillRoutes(app: Hono, { port, pairing, tokens }: TillRouteParts): void {
  app.all(tillListPath, async ({ req }) => {
    if (req.method !== 'POST' && req.method !== 'DELETE')
      return invalid(405, 'only POST and DELETE are offered here', { allow: 'POST, DELETE' });
    if (req.header('origin') === undefined) return invalid(403, 'only the connector page may ask this');
    const secret = secretIn(req.header('cookie'), port);
    if (secret === undefined || !pairing.knows(secret)) return invalid(401, 'this page is not paired');
    const body = await readBody(req.raw);
    if (!body.ok) return invalid(body.status, body.reason);
    const till = tillOrigin.safeParse(body.value);
    if (!till.success) return failed('request-invalid', 'origin: an origin such as https://till.example');
    const { origin, token } = till.data;
    if (req.method === 'POST' && token) return json({ token: await tokens.mint(origin) });
    if (req.method === 'POST') {
      if (!tokens.allows(origin)) await tokens.mint(origin);
      return json({ allowed: true });
    }
    await tokens.revoke(origin);
    return json({ revoked: true });
  });
}
