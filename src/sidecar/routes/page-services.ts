import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import {
  type FoundTerminal,
  foundTerminal,
  gatewayRelayPath,
  relayedLookUp,
  relayedOrder,
  terminalKeepPath,
  writtenNotification,
  writtenNotificationPath,
} from '../../core/connector-api/sidecar-contract.ts';
import { accountMark } from '../../core/hipay/entry-account.ts';
import type { GatewayReply } from '../../core/hipay/gateway-reply.ts';
import { type Digest, withOrderHash } from '../../core/hipay/order-hash.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import type { Gateway } from '../../core/ports/gateway.ts';
import { gatewayUrls } from '../../core/settings/gateway-url.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type PairedPageDeps, refuseUnlessPaired } from './pairing.ts';
import { failureReply, invalidReply, jsonReply, type RequestEnv, readBody } from './rest.ts';

/** Maximum size of a notification, bytes. It is larger than a till's request, because its cart is JSON within JSON. */
const largestOrder = 524_288;

const sha1: Digest = { sha1: async (text) => createHash('sha1').update(text, 'utf8').digest('hex') };

export interface GatewayRouteDeps extends PairedPageDeps {
  readonly settings: Settings;
  readonly gateway: Gateway;
}

/**
 * `POST /connector/gateway`: sends the paired page's notifications and look-ups to HiPay, with the credentials that only
 * the sidecar has. Address and account come from the configuration, never from the page. Neither notification nor answer
 * is logged.
 */
export function gatewayRoute(app: Hono, deps: GatewayRouteDeps): void {
  const { settings, gateway } = deps;
  const { login, password, hashKey } = settings.hipay;
  const account = { ...gatewayUrls(settings), login, password, hashKey };
  const own = accountMark(account);
  app.all(gatewayRelayPath, async ({ req, env }) => {
    const refused = refuseUnlessPaired(req, deps);
    if (refused) return refused;
    (env as Partial<RequestEnv> | undefined)?.markKnown?.();
    const body = await readBody(req.raw, largestOrder);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const isOther = ({ account: meant = own }: { account?: string | undefined }) => meant !== own;
    const call = relayedLookUp.safeParse(body.value);
    if (call.success && isOther(call.data)) return jsonReply(otherAccount);
    if (call.success) return jsonReply(await gateway.lookUpOrder(account, call.data.lookUp, req.raw.signal));
    const order = relayedOrder.safeParse(body.value);
    if (!order.success)
      return failureReply('request-invalid', nothingSent, 'fields: pairs of a name and a text are expected');
    if (isOther(order.data)) return jsonReply(otherAccount);
    const fields = await withOrderHash(order.data.fields, hashKey, sha1);
    return jsonReply(await gateway.sendOrder(account, fields, req.raw.signal));
  });
}

/** The page, or its service worker, has the settings of before: it asks again with the present ones. Nothing was sent. */
const otherAccount: GatewayReply = { kind: 'no-answer', reason: 'no-sidecar', beforeSending: true };

/** Maximum size of a written notification, bytes: it has the fields of the order, as texts within JSON. */
const largestNotification = 2 * largestOrder;

export interface WrittenNotificationDeps extends PairedPageDeps {
  /** Stores a copy of this journal. Resolves once it is on disk. */
  keepCopy(copy: RecordCopy, journal: string): Promise<void>;
}

/**
 * `POST /connector/notification`: stores a notification that the service worker has written. A page sends these on its socket;
 * this route lets the second copy have the result of each try while no page is open.
 */
export function writtenNotificationRoute(app: Hono, deps: WrittenNotificationDeps): void {
  app.all(writtenNotificationPath, async ({ req, env }) => {
    const refused = refuseUnlessPaired(req, deps);
    if (refused) return refused;
    (env as Partial<RequestEnv> | undefined)?.markKnown?.();
    const body = await readBody(req.raw, largestNotification);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const written = writtenNotification.safeParse(body.value);
    if (!written.success)
      return failureReply('request-invalid', nothingSent, 'journal and entry: a notification is expected');
    const { journal, entry } = written.data;
    await deps.keepCopy({ kind: 'notification', entry }, journal);
    return jsonReply({ kept: true });
  });
}

/** Maximum size of a found terminal's settings, in bytes. */
const largestFound = 4096;

export interface FoundTerminalDeps extends PairedPageDeps {
  /** Writes a found terminal into the configuration. False: it is not written. */
  keepTerminal(found: FoundTerminal): Promise<boolean>;
}

/**
 * `POST /connector/terminal`: writes the language and line settings that the paired page found into the configuration
 * file. The page can change no other key of the file.
 */
export function foundTerminalRoute(app: Hono, deps: FoundTerminalDeps): void {
  app.all(terminalKeepPath, async ({ req }) => {
    const refused = refuseUnlessPaired(req, deps);
    if (refused) return refused;
    const body = await readBody(req.raw, largestFound);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const found = foundTerminal.safeParse(body.value);
    if (!found.success)
      return failureReply('request-invalid', nothingSent, 'language and serial are expected');
    return jsonReply({ kept: await deps.keepTerminal(found.data) });
  });
}
