import { resolve } from 'node:path';
import type { BuildDigests } from '../../core/build-digests.ts';
import { tillLinePath } from '../../core/connector-api/sidecar-contract.ts';
import type { StopAnswer } from '../../core/rest/rest-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { gatewayTwinPath } from '../../simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import type { BrowserKey } from '../access/browser-key.ts';
import { type Credential, credentialCheck, systemTime } from '../access/credential-check.ts';
import { type AllowedHosts, allowedHostsOf } from '../access/host-check.ts';
import { mintOwnerKey, removeRunningFile, writeRunningFile } from '../access/owner-key.ts';
import { openPairing, pairingFile } from '../access/pairing.ts';
import { openTillTokens } from '../access/till-tokens.ts';
import { type BrowserKeeper, keepBrowser } from '../browser/browser-keeper.ts';
import type { KeptBrowser } from '../browser/browser-start.ts';
import { RemoteKeeper } from '../browser/remote-keeper.ts';
import { createFirstSetup, type FirstSetupDeps } from '../config/first-setup.ts';
import { createTerminalKeeper } from '../config/terminal-keeper.ts';
import { pageSocket } from '../page/page-socket.ts';
import { terminalBridge } from '../page/terminal-bridge.ts';
import type { Timeouts } from '../payments/payment-limits.ts';
import { createPaymentPipeline } from '../payments/payment-pipeline.ts';
import type { Log } from '../program/log.ts';
import { localDayMinute, programVersion, systemClock, version } from '../program/version.ts';
import { openErasures } from '../records/erasures.ts';
import { openPaymentPermits } from '../records/payment-permits.ts';
import { openRecordStore } from '../records/record-store.ts';
import { lateMetrics } from '../routes/late-metrics.ts';
import { sidecarTillSide, tillSocket } from '../routes/till-socket.ts';
import type { AppParts } from '../server/app.ts';
import { bindLoopback, isPortFree, type Limits } from '../server/listen.ts';
import { askDaily, runUpdateCommand } from '../updates/ask-daily.ts';
import type { Installation } from '../updates/installation.ts';
import { UpdateRunner, type UpdateRunnerDeps } from '../updates/update-runner.ts';
import type { LaunchPlan } from './launch-plan.ts';

export interface SidecarParts {
  readonly plan: LaunchPlan;
  /** Folder of pairing.json and the sidecar's other files. */
  readonly homeFolder: string;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Reads the digests of the build. Absent: the program runs from its sources. */
  readonly build?: () => Promise<BuildDigests | undefined>;
  /** Path of the configuration file. Absent: there is none. */
  readonly configuration?: string;
  /** True if a person has named the port at this start. */
  readonly isPortOption?: boolean;
  /** systemd's folder with the secrets of this service. */
  readonly credentials?: string | undefined;
  /** Whether the page may write the first configuration, or replace that of the trial. */
  readonly firstSetup?: FirstSetupChoice | undefined;
  readonly log: Log;
  readonly timeouts?: Timeouts;
  readonly limits?: Limits;
  /** The installation that this program may update. Absent: it was not started by a launcher. */
  readonly installation?: Installation;
  /** The browser to start and keep running. Absent: people open the page themselves. */
  readonly browser?: KeptBrowser;
  /** The key of the program of another user that keeps the browser instead (`hipay-ecr browser`). */
  readonly browserKey?: BrowserKey;
}

/** What a first configuration needs of this computer. */
export type FirstSetupChoice = Pick<
  FirstSetupDeps,
  'computer' | 'serialPorts' | 'makePassword' | 'keepsPort'
>;

/**
 * How a sidecar has ended. `other-version`: the launcher must start the program again; `configured`: this program must start
 * the sidecar again, with the configuration that the guide has written.
 */
export type SidecarEnd = 'stopped' | 'other-version' | 'configured';

export interface Sidecar {
  readonly port: number;
  /** Address of the connector page. */
  readonly pageUrl: string;
  /** Token of the pairing link. */
  readonly token: string;
  readonly twin: GatewayTwin | undefined;
  /** Resolves when the request handlers are loaded. The port listens before that, and earlier requests wait for them. */
  readonly requestHandlingReady: Promise<void>;
  /** Does the same as `GET /stop`: closes now, or after the running payment. */
  stop(): Promise<StopAnswer>;
  /** Ends the browser without waiting for it, because the program exits now. */
  endNow(): void;
  /** Resolves when everything is closed. */
  readonly closed: Promise<SidecarEnd>;
}

const usualTimeouts: Timeouts = {
  pageReadyMs: 3000,
  pageReturnMs: 8000,
  recordsReturnMs: 10_000,
  // A cold start of a browser takes half a minute on an old till.
  browserMs: 60_000,
  reloadMs: 3000,
  askAgainMs: 500,
  beginMs: 30_000,
  askMs: 30_000,
  overrunMs: 15_000,
  heartbeat: { everyMs: 2000, silentMs: 5000 },
  reconcile: { takeOverMs: 30_000, pauseMs: 100, callMs: 30_000, retryMs: 60_000 },
};
const pingMs = 15_000;
/** Maximum number of orders that the simulated HiPay keeps. Each needs some kilobytes. */
const maxTwinOrders = 1000;

/** Creates the parts of a sidecar and starts it. Rejects if the port is taken or the folder cannot be used. */
export async function startSidecar(parts: SidecarParts): Promise<Sidecar> {
  const { plan, log, homeFolder, pageFolder } = parts;
  const bound = await bindLoopback(plan.port, parts.limits, plan.socket);
  const { port } = bound;
  let stop = () => {};
  let isBusy = async () => true;
  let isPageOpen = () => false;
  let onAlarm: UpdateRunnerDeps['onAlarm'] = () => {};
  const updates =
    parts.installation &&
    new UpdateRunner({
      installation: parts.installation,
      version,
      home: homeFolder,
      clock: systemClock,
      log,
      updateTime: plan.updates.time,
      dayMinute: localDayMinute,
      isBusy: () => isBusy(),
      isPageOpen: () => isPageOpen(),
      onAlarm: (alarm) => onAlarm(alarm),
      stop: () => stop(),
    });
  const openRecords = async () => {
    const permits = await openPaymentPermits(homeFolder, log);
    const ended = permits.earlier.filter(({ hasEnded }) => hasEnded).map(({ permit }) => permit);
    return { permits, recordStore: await openRecordStore(homeFolder, log, { ended }) };
  };
  const [pairing, { recordStore, permits }, tokens, erasures] = await Promise.all([
    openPairing(pairingFile(homeFolder, log), Date.now),
    openRecords(),
    openTillTokens(homeFolder, log, Date.now),
    openErasures(homeFolder, Date.now),
    updates?.open(),
  ]).catch((error) => {
    // Frees the port, which the program would otherwise keep without answering.
    void bound.close();
    throw error;
  });
  const allowedHosts = allowedHostsOf(port);
  const settings = withTwinAddress(plan, allowedHosts);
  const twin = plan.hasTwin
    ? gatewayTwin({ clock: systemClock, account: settings.hipay, shown: maxTwinOrders })
    : undefined;
  const owner = mintOwnerKey();
  let browser: BrowserKeeper | undefined;
  let isConfigured = false;
  const closing = new AbortController();
  const close = () => {
    closing.abort();
    // The page shows the till's password only once: its browser stays.
    return Promise.all([isConfigured ? browser?.leave() : browser?.stop(), bound.close()]);
  };
  const pipeline = createPaymentPipeline({
    queue: plan.queue,
    settings,
    firstSetup: parts.firstSetup && (parts.configuration === undefined ? true : 'trial'),
    pageUrl: allowedHosts.pageUrl,
    log,
    timeouts: parts.timeouts ?? usualTimeouts,
    recordStore,
    permits,
    erasures,
    browserKept: parts.browser !== undefined || parts.browserKey !== undefined,
    close,
    ...(updates && { mayBegin: () => updates.mayBegin() }),
  });
  stop = () => void pipeline.stop.stop();
  isBusy = pipeline.isBusy;
  isPageOpen = () => pipeline.hub.count() > 0;
  onAlarm = pipeline.hub.showUpdateAlarm;
  onAlarm(updates?.alarm());
  const { hub, relay } = pipeline;
  const { invite } = pairing;
  // Without a page, the keeper starts the browser again. So a page that hangs, or a page of another version, does not count.
  // While a till waits for a payment, it counts: the payment may go on in it.
  const pages = () => (relay.running() > 0 ? hub.countReady() : hub.connectors().length);
  const remoteKeeper =
    parts.browserKey &&
    new RemoteKeeper({
      key: parts.browserKey,
      port,
      invite,
      pages,
      isPaying: () => relay.running() > 0,
      now: Date.now,
    });
  const firstSetup =
    parts.firstSetup &&
    createFirstSetup({
      ...parts.firstSetup,
      folder: homeFolder,
      port,
      log,
      replacesTrial: parts.configuration !== undefined,
      isBusy: pipeline.isBusy,
      isPortFree,
      startAgain() {
        isConfigured = true;
        stop();
      },
    });
  const app: AppParts = {
    ...pipeline,
    firstSetup,
    metrics: lateMetrics(async () => (await import('../routes/metrics.ts')).openMetrics(pipeline, version)),
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
    check: credentialCheck(
      [plan.till, ...hipayAccount(plan)],
      { ...systemTime, closing: closing.signal },
      // The user name is not logged: a person may have typed the password there.
      () => log.warn('a request had a wrong user name or password'),
    ),
    pairing,
    tokens,
    stopAllowed: plan.isStopAllowed,
    strictAnswers: plan.strictAnswers,
    version: programVersion(),
    pageFolder,
    ...(parts.build && { build: parts.build }),
    updates,
    log,
    ...(twin && { twin }),
    ...(remoteKeeper && { remoteKeeper, browser: () => remoteKeeper.report() }),
    ...(parts.browser && { browser: () => browser?.report() ?? { state: 'starting', restarts: 0 } }),
  };
  const { pageUrl } = allowedHosts;
  const { markKnown } = bound;
  const onPageSocket = pageSocket({
    port,
    allowedHosts,
    pairing,
    hub: pipeline.hub,
    markKnown,
    pingMs,
    bridge: createBridge(settings, log),
  });
  const tillSide = sidecarTillSide({ ...pipeline, settings, pageUrl, program: `hipay-ecr ${version}` });
  const onTillSocket = tillSocket({ allowedHosts, tokens, side: tillSide, markKnown });
  if (parts.browser) {
    browser = keepBrowser({ ...parts.browser, folder: homeFolder, pageUrl, invite, pages, log });
  }
  const { configuration, isPortOption } = parts;
  await writeRunningFile(
    homeFolder,
    {
      port,
      pid: process.pid,
      key: owner.key,
      ...(configuration !== undefined && { config: resolve(configuration) }),
      ...(isPortOption && { portOption: true }),
      ...(parts.credentials !== undefined && { credentials: parts.credentials }),
    },
    log,
  );
  const requestHandlingReady = import('../server/app.ts').then(({ answerRequests }) =>
    bound.serve({
      request: answerRequests(app, bound),
      webSocket: (request, socket, head) =>
        request.url === tillLinePath
          ? onTillSocket(request, socket, head)
          : onPageSocket(request, socket, head),
    }),
  );
  void requestHandlingReady
    .then(recordStore.openIndex)
    .then(() => pipeline.ledger.endEarlierPermits())
    .then(recordStore.loadIndex);
  const { url, key } = plan.updates;
  const command = [
    '--home',
    homeFolder,
    ...(parts.configuration === undefined ? [] : ['--config', parts.configuration]),
  ];
  // Without both, the program takes nothing from a network by itself.
  const stopAsking =
    updates && url !== undefined && key !== undefined
      ? askDaily({
          clock: systemClock,
          log,
          random: Math.random,
          run: runUpdateCommand(['--from', url, ...command]),
        })
      : undefined;
  const closed = pipeline.closed.then(async (): Promise<SidecarEnd> => {
    await removeRunningFile(homeFolder, owner.key);
    updates?.close();
    stopAsking?.();
    if (await updates?.finish()) return 'other-version';
    return isConfigured ? 'configured' : 'stopped';
  });
  const endNow = () => browser?.endNow();
  return {
    port,
    pageUrl,
    token: pairing.token,
    twin,
    requestHandlingReady,
    stop: pipeline.stop.stop,
    endNow,
    closed,
  };
}

/** Creates the bridge only if the configuration names a terminal on the network. Pages can reach no other address. */
const createBridge = ({ terminal }: Settings, log: Log) =>
  terminal.link === 'tcp' ? terminalBridge(terminal.tcp, log) : undefined;

/** HiPay's description says that the HiPay credentials give access to the local API too. */
const hipayAccount = ({ settings: { hipay } }: LaunchPlan): Credential[] =>
  hipay.login !== '' && hipay.password !== '' ? [{ user: hipay.login, password: hipay.password }] : [];

const withTwinAddress = ({ settings, hasTwin: twin }: LaunchPlan, { pageUrl }: AllowedHosts): Settings =>
  twin ? { ...settings, hipay: { ...settings.hipay, gatewayUrl: `${pageUrl}${gatewayTwinPath}` } } : settings;
