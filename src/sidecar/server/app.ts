import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { Hono } from 'hono';
import { httpGateway } from '../../adapters/http-gateway/http-gateway.ts';
import type { BuildDigests } from '../../core/build-digests.ts';
import { tillLinePath, tillPagePath } from '../../core/connector-api/addresses.ts';
import { chargeUnknown, nothingSent } from '../../core/payment/money-text.ts';
import { errorBody } from '../../core/rest/error-reply.ts';
import type { ErrorAnswer } from '../../core/rest/rest-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { GatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import type { CredentialCheck } from '../access/credential-check.ts';
import { type AllowedHosts, checkHost } from '../access/host-check.ts';
import type { OwnerKey } from '../access/owner-key.ts';
import type { Pairing } from '../access/pairing.ts';
import type { TillTokens } from '../access/till-tokens.ts';
import type { BrowserReport } from '../browser/browser-keeper.ts';
import type { RemoteKeeper } from '../browser/remote-keeper.ts';
import type { EraseCustomers } from '../page/erase-customers.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { PaymentRelay } from '../payments/payment-relay.ts';
import type { StopSwitch } from '../payments/stop-switch.ts';
import type { Log } from '../program/log.ts';
import { RecordsUnreadable } from '../records/read-watch.ts';
import type { RecordCounts } from '../records/record-heads.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { WriteFailure } from '../records/write-watch.ts';
import { browserKeeperRoute } from '../routes/browser-keeper.ts';
import { showDescription, showOpenApi } from '../routes/description.ts';
import { eraseRoute } from '../routes/erase.ts';
import { type FirstSetupRouteDeps, firstSetupRoutes } from '../routes/first-setup.ts';
import {
  checkTerminal,
  showConfig,
  showHealth,
  showMetrics,
  showRecords,
  showVersion,
  stopProgram,
} from '../routes/maintenance.ts';
import type { Metrics } from '../routes/metrics.ts';
import { findOrder, takeOrder } from '../routes/order.ts';
import {
  browserPolicies,
  contentSecurityPolicy,
  examplePath,
  examplePolicies,
  exampleRoutes,
  pageRoutes,
  tillPagePolicies,
} from '../routes/page-files.ts';
import {
  type FoundTerminalDeps,
  foundTerminalRoute,
  gatewayRoute,
  type WrittenNotificationDeps,
  writtenNotificationRoute,
} from '../routes/page-services.ts';
import { pairRoutes, tillRoutes } from '../routes/pairing.ts';
import { addRestPath, failureReply, invalidReply, restReply, strictAnswer } from '../routes/rest.ts';
import { simulatorRoutes } from '../routes/simulator.ts';
import { updateRoute } from '../routes/update.ts';
import type { UpdateRunner } from '../updates/update-runner.ts';
import type { BoundPort } from './listen.ts';
import { requestHandler } from './request-handler.ts';

export interface AppDeps
  extends Pick<FoundTerminalDeps, 'keepTerminal'>,
    Pick<WrittenNotificationDeps, 'keepCopy'>,
    Pick<FirstSetupRouteDeps, 'firstSetup'> {
  readonly port: number;
  readonly allowedHosts: AllowedHosts;
  readonly settings: Settings;
  readonly check: CredentialCheck;
  readonly owner: OwnerKey;
  readonly pairing: Pairing;
  readonly tokens: TillTokens;
  readonly hub: RelayHub;
  readonly recordStore: RecordStore;
  readonly relay: PaymentRelay;
  readonly eraser: EraseCustomers;
  readonly stop: StopSwitch;
  /** Whether `GET /stop` may stop the program. Signals always stop it. */
  readonly stopAllowed: boolean;
  /** True: answers have only the fields that HiPay documents. */
  readonly strictAnswers: boolean;
  readonly metrics: Metrics;
  /** Counts of all journals together. Undefined: not known. */
  counts(): RecordCounts | undefined;
  /** The files whose last write has failed. */
  writeFailures(): readonly WriteFailure[];
  readonly pageReadyMs: number;
  readonly version: string;
  readonly pageFolder: string;
  readonly build?: () => Promise<BuildDigests | undefined>;
  readonly twin?: GatewayTwin;
  readonly browser?: () => BrowserReport;
  /** The browser that `hipay-ecr browser` of another user keeps. */
  readonly remoteKeeper?: RemoteKeeper;
  /** Present in an installation that updates itself. */
  readonly updates?: UpdateRunner | undefined;
  readonly log: Log;
}

/** Builds the sidecar's HTTP routes. The Host check runs before them (request-handler.ts). */
export function sidecarApp(deps: AppDeps): Hono {
  const { hub, settings, stop, pageReadyMs, version, allowedHosts, owner, log } = deps;
  const check: CredentialCheck = async (header, caller) =>
    owner.isKey(header) ? 'right' : deps.check(header, caller);
  const app = new Hono({ strict: false });
  app.onError((error, { req }) => {
    // The store has logged it. An order that cannot be looked up may have been paid.
    if (error instanceof RecordsUnreadable)
      return restReply<ErrorAnswer>(errorBody('outcome-unknown', chargeUnknown, error.message), 503);
    log.error({ error: error.stack, method: req.method, path: req.path }, 'a request failed by a bug');
    // The error may have happened after the payment, so the answer must not say "not charged".
    return req.method === 'POST'
      ? restReply<ErrorAnswer>(errorBody('outcome-unknown', chargeUnknown), 500)
      : failureReply('unknown-error', nothingSent);
  });
  app.notFound(() => invalidReply(404, 'there is nothing at this path; payments go to POST /order'));
  guard(app, deps);

  const pay = takeOrder(deps);
  addRestPath(app, '/', { GET: 'elsewhere', POST: pay }, check);
  addRestPath(app, '/order', { POST: pay }, check);
  addRestPath(app, '/orders/:order_id', { GET: findOrder(deps.relay, allowedHosts.pageUrl) }, check);
  addRestPath(app, '/version', { GET: showVersion(version) }, check);
  addRestPath(app, '/config', { GET: showConfig(settings) }, check);
  addRestPath(app, '/stop', { GET: stopProgram(stop, deps.stopAllowed, owner, log) }, check);
  addRestPath(app, '/check', { GET: checkTerminal(hub, pageReadyMs, allowedHosts.pageUrl) }, check);
  addRestPath(app, '/health', { GET: showHealth(deps) }, check);
  addRestPath(app, '/records', { GET: showRecords(deps.recordStore) }, check);
  addRestPath(app, '/metrics', { GET: showMetrics(deps.metrics) }, check);
  // Without a password: the description is no secret, and a till's developer reads it in a browser.
  app.get('/openapi.json', showOpenApi(allowedHosts.pageUrl, version));
  app.get('/docs', showDescription(allowedHosts.pageUrl, version));
  pairRoutes(app, deps);
  browserKeeperRoute(app, deps);
  eraseRoute(app, deps);
  updateRoute(app, deps);
  tillRoutes(app, deps);
  if (settings.hipay.route === 'relay') gatewayRoute(app, { ...deps, gateway: httpGateway() });
  writtenNotificationRoute(app, deps);
  foundTerminalRoute(app, deps);
  firstSetupRoutes(app, deps);
  if (deps.twin) simulatorRoutes(app, deps.twin, check);
  if (settings.environment === 'dev')
    exampleRoutes(app, { folder: join(deps.pageFolder, '../sdk/example'), allowedHosts });
  pageRoutes(app, { folder: deps.pageFolder, allowedHosts });
  return app;
}

/** True for the paths that a person may reach by following a link: the page and its files. */
const isPage = (method: string, path: string): boolean =>
  method === 'GET' && (path === '/' || path === examplePath || path.includes('.'));

const anyPageHeaders = { 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-store' };

/** Refuses foreign web pages, counts requests, and sets the security headers of every answer. */
function guard(app: Hono, { allowedHosts, settings, strictAnswers, metrics, tokens }: AppDeps): void {
  const policy = contentSecurityPolicy(allowedHosts, settings.hipay);
  app.use(async (context, next) => {
    const { method, path } = context.req;
    const caller = {
      method,
      origin: context.req.header('origin'),
      fetchSite: context.req.header('sec-fetch-site'),
      fetchMode: context.req.header('sec-fetch-mode'),
    };
    if (method === 'GET' && path === tillLinePath) {
      // Any page may learn here that the sidecar runs (an open port shows that too), and nothing else.
      context.res = new Response(null, { status: 204, headers: { ...browserPolicies, ...anyPageHeaders } });
      return;
    }
    const refusal = checkHost(caller, allowedHosts, isPage(method, path) ? 'page' : 'rest');
    if (refusal) context.res = invalidReply(refusal.status, refusal.reason);
    else await next();
    if (strictAnswers) context.res = await strictAnswer(context.res);
    metrics.request(method, context.res.status);
    const { headers } = context.res;
    headers.set('content-security-policy', policy);
    for (const [name, value] of Object.entries(browserPolicies)) headers.set(name, value);
    if (path === examplePath)
      for (const [name, value] of Object.entries(examplePolicies)) headers.set(name, value);
    if (path !== tillPagePath) return;
    headers.delete('x-frame-options');
    const tillHeaders = tillPagePolicies(policy, tokens.origins());
    for (const [name, value] of Object.entries(tillHeaders)) headers.set(name, value);
  });
}

/** Creates the listener for requests. This module loads a third of the program, so it is imported once the port listens. */
export const answerRequests = (deps: AppDeps, bound: BoundPort): RequestListener =>
  requestHandler(sidecarApp(deps), deps.allowedHosts, bound);
