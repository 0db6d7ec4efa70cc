import type { BuildDigests } from '../../core/build-digests.ts';
import { tillLinePath } from '../../core/connector-api/sidecar-contract.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type GatewayTwin, gatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import { type Credential, credentialCheck } from '../access/credential-check.ts';
import { type AllowedHosts, allowedHostsOf } from '../access/host-check.ts';
import { mintOwnerKey, removeRunningFile, writeRunningFile } from '../access/owner-key.ts';
import { openPairing, pairingFile } from '../access/pairing.ts';
import { openTillTokens } from '../access/till-tokens.ts';
import { type BrowserKeeper, keepBrowser } from '../browser/browser-keeper.ts';
import type { KeptBrowser } from '../browser/browser-start.ts';
import { createTerminalKeeper } from '../config/terminal-keeper.ts';
import { pageSocket } from '../page/page-socket.ts';
import { terminalBridge } from '../page/terminal-bridge.ts';
import { createPaymentPipeline } from '../payments/payment-pipeline.ts';
import type { Timeouts } from '../payments/relay-answers.ts';
import type { StopAnswer } from '../payments/stop-switch.ts';
import type { Log } from '../program/log.ts';
import { programVersion, systemClock, version } from '../program/version.ts';
import { openPendingOrders } from '../records/pending-orders.ts';
import { openRecordStore } from '../records/record-store.ts';
import { lateMetrics } from '../routes/late-metrics.ts';
import { gatewayTwinPath } from '../routes/simulator.ts';
import { sidecarTillSide, tillSocket } from '../routes/till-socket.ts';
import type { AppParts } from '../server/app.ts';
import { bindLoopback, type Limits } from '../server/listen.ts';
import type { LaunchPlan } from './launch-plan.ts';

export interface SidecarParts {
  readonly plan: LaunchPlan;
  /** For pairing.json. */
  readonly homeFolder: string;
  /** The built page. */
  readonly pageFolder: string;
  /** What was built; absent where the program runs from its sources. */
  readonly build?: () => Promise<BuildDigests | undefined>;
  /** The file that the plan's settings come from. Absent: there is none. */
  readonly configuration?: string;
  readonly log: Log;
  readonly timeouts?: Timeouts;
  readonly limits?: Limits;
  /** The browser to start and to keep running, where the sidecar has that task. */
  readonly browser?: KeptBrowser;
}

export interface Sidecar {
  readonly port: number;
  /** What people open. */
  readonly home: string;
  /** For the pairing link. */
  readonly token: string;
  readonly twin: GatewayTwin | undefined;
  /** Resolves when requests are answered. It listens before, and whoever asks meanwhile waits for this. */
  readonly served: Promise<void>;
  /** As `GET /stop`: closes now, or after the payment that runs. */
  stop(): Promise<StopAnswer>;
  /** For a program that ends this moment: takes the browser along. */
  endNow(): void;
  /** Resolves when nothing listens any more. */
  readonly closed: Promise<void>;
}

const usualTimeouts: Timeouts = {
  settleMs: 3000,
  returnMs: 8000,
  browserMs: 15_000,
  reloadMs: 3000,
  askAgainMs: 500,
};
const pingMs = 15_000;
/** Of the simulated gateway, some kilobytes each. */
const shownOrders = 1000;

/** Starts a sidecar: the one place where its parts meet. Rejects when its port is taken or its folder cannot be used. */
export async function startSidecar(parts: SidecarParts): Promise<Sidecar> {
  const { plan, log, homeFolder, pageFolder } = parts;
  const bound = await bindLoopback(plan.port, parts.limits, plan.socket);
  const { port } = bound;
  const [pairing, recordStore, pendingOrders, tokens] = await Promise.all([
    openPairing(pairingFile(homeFolder, log), Date.now),
    openRecordStore(homeFolder, log),
    openPendingOrders(homeFolder, log),
    openTillTokens(homeFolder, log, Date.now),
  ]).catch((error) => {
    // Else the program would go on holding the port, and answer nobody.
    void bound.close();
    throw error;
  });
  const allowedHosts = allowedHostsOf(port);
  const settings = withTwinAddress(plan, allowedHosts);
  const twin = plan.twin
    ? gatewayTwin({ clock: systemClock, account: settings.hipay, shown: shownOrders })
    : undefined;
  const owner = mintOwnerKey();
  let browser: BrowserKeeper | undefined;
  const close = () => Promise.all([browser?.stop(), bound.close()]);
  const pipeline = createPaymentPipeline({
    queue: plan.queue,
    settings,
    home: allowedHosts.home,
    log,
    timeouts: parts.timeouts ?? usualTimeouts,
    recordStore,
    pendingOrders,
    browserKept: parts.browser !== undefined,
    close,
  });
  const app: AppParts = {
    ...pipeline,
    metrics: lateMetrics(async () =>
      (await import('../routes/metrics.ts')).openMetrics(pipeline.hub, version),
    ),
    keepTerminal: createTerminalKeeper({
      configuration: parts.configuration,
      settings,
      hub: pipeline.hub,
      log,
    }),
    port,
    allowedHosts,
    settings,
    owner,
    check: credentialCheck([plan.till, ...hipayAccount(plan)]),
    pairing,
    tokens,
    stopAllowed: plan.stopAllowed,
    version: programVersion(process.platform),
    pageFolder,
    ...(parts.build && { build: parts.build }),
    log,
    ...(twin && { twin }),
    ...(parts.browser && { browser: () => browser?.report() ?? { state: 'starting', restarts: 0 } }),
  };
  const { home } = allowedHosts;
  const { markKnown } = bound;
  const forPages = pageSocket({
    port,
    allowedHosts,
    pairing,
    hub: pipeline.hub,
    markKnown,
    pingMs,
    bridge: bridgeOf(settings, log),
  });
  const side = sidecarTillSide({ ...pipeline, settings, home, program: `hipay-ecr ${version}` });
  const forTills = tillSocket({ allowedHosts, tokens, side, markKnown });
  if (parts.browser) {
    const { invite } = pairing;
    const pages = pipeline.hub.count;
    browser = keepBrowser({ ...parts.browser, folder: homeFolder, home, invite, pages, log });
  }
  await writeRunningFile(homeFolder, { port, pid: process.pid, key: owner.key }, log);
  const served = import('../server/app.ts').then(({ answerRequests }) =>
    bound.serve({
      request: answerRequests(app, bound),
      webSocket: (request, socket, head) =>
        request.url === tillLinePath ? forTills(request, socket, head) : forPages(request, socket, head),
    }),
  );
  void served.then(recordStore.loadIndex);
  const closed = pipeline.closed.then(() => removeRunningFile(homeFolder, owner.key));
  const endNow = () => browser?.endNow();
  return { port, home, token: pairing.token, twin, served, stop: pipeline.stop.stop, endNow, closed };
}

/** Only where the configuration names a terminal on the network: nothing else can be called. */
const bridgeOf = ({ terminal }: Settings, log: Log) =>
  terminal.link === 'tcp' ? terminalBridge(terminal.tcp, log) : undefined;

/** The seed says that the HiPay credentials open the local API too. */
const hipayAccount = ({ settings: { hipay } }: LaunchPlan): Credential[] =>
  hipay.login !== '' && hipay.password !== '' ? [{ user: hipay.login, password: hipay.password }] : [];

const withTwinAddress = ({ settings, twin }: LaunchPlan, { home }: AllowedHosts): Settings =>
  twin ? { ...settings, hipay: { ...settings.hipay, gatewayUrl: `${home}${gatewayTwinPath}` } } : settings;
