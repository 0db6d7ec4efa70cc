import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { gatewayUrl } from '../../core/gateway/gateway-url.ts';
import { withOrderHash } from '../../core/gateway/order-hash.ts';
import type { Digest } from '../../core/ports/digest.ts';
import type { Gateway } from '../../core/ports/gateway.ts';
import { gatewayRelayPath, relayedOrder } from '../../core/relay/gateway-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Pairing } from '../auth/pairing.ts';
import { secretIn } from '../auth/pairing-cookie.ts';
import { readBody } from './body.ts';
import { failed, invalid, json } from './replies.ts';
import type { ByWhom } from './rest.ts';

/** The longest request of a till, with a cart, grows when it is told on: texts within texts. */
const largestOrder = 524_288;

const sha1: Digest = { sha1: async (text) => createHash('sha1').update(text, 'utf8').digest('hex') };

export interface GatewayRouteParts {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'knows'>;
  readonly settings: Settings;
  readonly gateway: Gateway;
}

/**
 * `POST /connector/gateway`: the paired page's notifications, sent on to HiPay with the credentials that only the sidecar
 * has. Where to and as whom the configuration says, never the page. What is told and what HiPay answers is in no log.
 */
export function gatewayRoute(app: Hono, { port, pairing, settings, gateway }: GatewayRouteParts): void {
  const { login, password, hashKey } = settings.hipay;
  const account = { url: gatewayUrl(settings), login, password };
  app.all(gatewayRelayPath, async ({ req, env }) => {
    if (req.method !== 'POST') return invalid(405, 'only POST is offered here', { allow: 'POST' });
    // The door has let in no foreign origin; a caller without one is no page.
    if (req.header('origin') === undefined) return invalid(403, 'only the connector page may ask this');
    const secret = secretIn(req.header('cookie'), port);
    if (secret === undefined || !pairing.knows(secret)) return invalid(401, 'this page is not paired');
    (env as Partial<ByWhom> | undefined)?.isKnown?.();
    const body = await readBody(req.raw, largestOrder);
    if (!body.ok) return invalid(body.status, body.reason);
    const order = relayedOrder.safeParse(body.value);
    if (!order.success) return failed('request-invalid', 'fields: pairs of a name and a text are expected');
    const fields = await withOrderHash(order.data.fields, hashKey, sha1);
    return json(await gateway.sendOrder(account, fields, req.raw.signal));
  });
}
