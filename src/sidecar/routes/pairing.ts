import type { Hono, HonoRequest } from 'hono';
import * as z from 'zod/mini';
import { tillListPath } from '../../core/connector-api/addresses.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import type { AllowedHosts } from '../access/host-check.ts';
import type { OwnerKey } from '../access/owner-key.ts';
import { type Pairing, pairingCookie, secretIn } from '../access/pairing.ts';
import type { TillTokens } from '../access/till-tokens.ts';
import { addRestPath, failureReply, invalidReply, jsonReply, readBody } from './rest.ts';

export interface PairRouteDeps {
  readonly pairing: Pairing;
  readonly port: number;
  readonly owner: OwnerKey;
  readonly allowedHosts: AllowedHosts;
}

const pairCall = z.object({ token: z.string().check(z.minLength(1), z.maxLength(128)) });

/**
 * `POST /pairing-link`: makes a new link, only for the owner of the home folder. `POST /pair {"token"}`: exchanges a link's
 * token for this browser's cookie, once. `GET /connector` (without an upgrade): answers whether the page is paired, because
 * a refused WebSocket does not show the reason.
 */
export function pairRoutes(app: Hono, { pairing, port, owner, allowedHosts }: PairRouteDeps): void {
  // The till's credentials are not enough here: a paired page gets HiPay's password.
  addRestPath(
    app,
    '/pairing-link',
    { POST: () => jsonReply({ link: `${allowedHosts.pageUrl}/#pair=${pairing.renew()}` }) },
    async (header) => (owner.isKey(header) ? 'right' : 'wrong'),
  );
  app.all('/pair', async (context) => {
    if (context.req.method !== 'POST')
      return invalidReply(405, 'only POST is offered here', { allow: 'POST' });
    // The Host check has already refused foreign origins. A caller that sends no origin is not a web page.
    if (context.req.header('origin') === undefined) return invalidReply(403, 'only the connector page pairs');
    const body = await readBody(context.req.raw);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const call = pairCall.safeParse(body.value);
    if (!call.success) return failureReply('request-invalid', nothingSent, 'token: is missing');
    const secret = await pairing.redeem(call.data.token);
    if (secret === undefined) {
      return invalidReply(403, 'token: is wrong or was used before; hipay-ecr open --pair gives a new link');
    }
    return jsonReply({ paired: true }, 200, { 'set-cookie': pairingCookie(port, secret) });
  });
  app.get('/connector', (context) => {
    const secret = secretIn(context.req.header('cookie'), port);
    return jsonReply({ paired: secret !== undefined && pairing.isPaired(secret) });
  });
}

export interface PairedPageDeps {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'isPaired'>;
}

/** Refuses every request that is not a POST of the paired page. Undefined: the request is allowed. */
export function refuseUnlessPaired(
  req: HonoRequest,
  { port, pairing }: PairedPageDeps,
): Response | undefined {
  if (req.method !== 'POST') return invalidReply(405, 'only POST is offered here', { allow: 'POST' });
  // The Host check has already refused foreign origins. A caller that sends no origin is not a web page.
  if (req.header('origin') === undefined) return invalidReply(403, 'only the connector page may ask this');
  const secret = secretIn(req.header('cookie'), port);
  if (secret === undefined || !pairing.isPaired(secret)) return invalidReply(401, 'this page is not paired');
  return undefined;
}

export interface TillRouteDeps {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'isPaired'>;
  readonly tokens: Pick<TillTokens, 'mint' | 'revoke' | 'isAllowed'>;
}

const tillOrigin = z.object({
  origin: z.string().check(z.maxLength(256), z.regex(/^https?:\/\/[^/\s]+$/)),
  /** False: only allows the origin. A token that the origin already has stays valid. */
  token: z._default(z.boolean(), true),
});

/**
 * `POST /connector/tills {"origin"}`: allows a web till, as a person decided at the paired page, and answers with its token
 * (none with `"token": false`). `DELETE`: removes the permission.
 */
export function tillRoutes(app: Hono, { port, pairing, tokens }: TillRouteDeps): void {
  app.all(tillListPath, async ({ req }) => {
    if (req.method !== 'POST' && req.method !== 'DELETE')
      return invalidReply(405, 'only POST and DELETE are offered here', { allow: 'POST, DELETE' });
    if (req.header('origin') === undefined) return invalidReply(403, 'only the connector page may ask this');
    const secret = secretIn(req.header('cookie'), port);
    if (secret === undefined || !pairing.isPaired(secret))
      return invalidReply(401, 'this page is not paired');
    const body = await readBody(req.raw);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const till = tillOrigin.safeParse(body.value);
    if (!till.success)
      return failureReply('request-invalid', nothingSent, 'origin: an origin such as https://till.example');
    const { origin, token } = till.data;
    if (req.method === 'POST' && token) return jsonReply({ token: await tokens.mint(origin) });
    if (req.method === 'POST') {
      if (!tokens.isAllowed(origin)) await tokens.mint(origin);
      return jsonReply({ allowed: true });
    }
    await tokens.revoke(origin);
    return jsonReply({ revoked: true });
  });
}
