import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import {
  type FoundTerminal,
  foundTerminal,
  gatewayRelayPath,
  relayedLookUp,
  relayedOrder,
  terminalKeepPath,
} from '../../core/connector-api/sidecar-contract.ts';
import { type Digest, withOrderHash } from '../../core/hipay/order-hash.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import type { Gateway } from '../../core/ports/gateway.ts';
import { gatewayUrls } from '../../core/settings/gateway-url.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type PairedPageParts, refuseUnlessPaired } from './pairing.ts';
import { failed, invalid, json, type RequestEnv, readBody } from './rest.ts';

/** Maximum size of a notification, bytes. It is larger than a till's request, because its cart is JSON within JSON. */
const largestOrder = 524_288;

const sha1: Digest = { sha1: async (text) => createHash('sha1').update(text, 'utf8').digest('hex') };

export interface GatewayRouteParts extends PairedPageParts {
  readonly settings: Settings;
  readonly gateway: Gateway;
}

/**
 * `POST /connector/gateway`: sends the paired page's notifications and look-ups to HiPay, with the credentials that only
 * the sidecar has. Address and account come from the configuration, never from the page. Neither notification nor answer
 * is logged.
 */
export function gatewayRoute(app: Hono, parts: GatewayRouteParts): void {
  const { settings, gateway } = parts;
  const { login, password, hashKey } = settings.hipay;
  const account = { ...gatewayUrls(settings), login, password, hashKey };
  app.all(gatewayRelayPath, async ({ req, env }) => {
    const refused = refuseUnlessPaired(req, parts);
    if (refused) return refused;
    (env as Partial<RequestEnv> | undefined)?.markKnown?.();
    const body = await readBody(req.raw, largestOrder);
    if (!body.ok) return invalid(body.status, body.reason);
    const call = relayedLookUp.safeParse(body.value);
    if (call.success) return json(await gateway.lookUpOrder(account, call.data.lookUp, req.raw.signal));
    const order = relayedOrder.safeParse(body.value);
    if (!order.success)
      return failed('request-invalid', nothingSent, 'fields: pairs of a name and a text are expected');
    const fields = await withOrderHash(order.data.fields, hashKey, sha1);
    return json(await gateway.sendOrder(account, fields, req.raw.signal));
  });
}

/** Maximum size of a found terminal's settings, in bytes. */
const largestFound = 4096;

export interface FoundTerminalParts extends PairedPageParts {
  /** Writes a found terminal into the configuration. False: it is not written. */
  keepTerminal(found: FoundTerminal): Promise<boolean>;
}

/**
 * `POST /connector/terminal`: writes the language and line settings that the paired page found into the configuration
 * file. The page can change no other key of the file.
 */
export function foundTerminalRoute(app: Hono, parts: FoundTerminalParts): void {
  app.all(terminalKeepPath, async ({ req }) => {
    const refused = refuseUnlessPaired(req, parts);
    if (refused) return refused;
    const body = await readBody(req.raw, largestFound);
    if (!body.ok) return invalid(body.status, body.reason);
    const found = foundTerminal.safeParse(body.value);
    if (!found.success) return failed('request-invalid', nothingSent, 'language and serial are expected');
    return json({ kept: await parts.keepTerminal(found.data) });
  });
}
