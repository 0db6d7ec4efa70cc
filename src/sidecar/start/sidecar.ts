import { resolve } from 'node:path';
import type { BuildDigests } from '../../core/build-digests.ts';
import { tillLinePath } from '../../core/connector-api/addresses.ts';
import type { StopAnswer } from '../../core/rest/rest-messages.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { gatewayTwinPath } from '../../simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import type { BrowserKey } from '../access/browser-key.ts';
import { type Credential, credentialCheck, systemTime } from '../access/credential-check.ts';
import { type AllowedHosts, allowedHostsOf } from '../access/host-check.ts';
import { keepRunningFile, mintOwnerKey } from '../access/owner-key.ts';
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
import type { AppDeps } from '../server/app.ts';
import { bindLoopback, isPortFree, type Limits } from '../server/listen.ts';
import { askDaily, runUpdateCommand } from '../updates/ask-daily.ts';
import type { Installation } from '../updates/installation.ts';
import { UpdateRunner, type UpdateRunnerDeps } from '../updates/update-runner.ts';
import type { LaunchPlan } from './launch-plan.ts';
import { waitForFiles } from './wait-for-files.ts';

export interface SidecarDeps {
  readonly plan: LaunchPlan;
  /** Folder of pairing.json and the sidecar's other files. */
  readonly homeFolder: string;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Reads the digests of the build. Absent: the program runs from its sources. */
  readonly build?: () => Promise<BuildDigests | undefined>;
  /** Path of the configuration file. Absent: there is none. */
  readonly configuration?: string;
  /** True if this program has taken the home folder. */
  readonly isLocked?: boolean;
  /** True if a person has named the port at this start. */
  readonly isPortOption?: boolean;
  /** systemd's folder with the secrets of this service. */
  readonly credentials?: string | undefined;
  /** Whether the page may write the first configuration, or replace that of the trial. */
  readonly firstSetup?: FirstSetupChoice | undefined;
  readonly log: Log;
  readonly timeouts?: Timeouts;
  readonly limits?: Limits;
  /** How long the start waits for files that cannot be used, ms. */
  readonly fileWaitMs?: number;
  /** Gets why the start has failed, before anything is closed: a close may take a while. */
  readonly onFailure?: (error: unknown) => void;
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
  /**
   * Resolves when the request handlers are loaded. The port listens before that, and earlier requests wait for them. Rejects if
   * a file of the program is damaged; then the requests are refused.
   */
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

/** Longest time in which a start that has failed closes what it has opened, ms. Then the program ends anyway. */
export const closeWithinMs = 5000;

/** Registers a function that closes a part if the start fails. */
type OnFailure = (close: () => unknown) => void;

/**
 * Creates the parts of a sidecar and starts it. Rejects if the port is taken or the folder cannot be used. Before that, it
 * answers the requests that wait, and closes everything that it has opened, so that nothing holds the program, the port or the
 * folder.
 */
export async function startSidecar(deps: SidecarDeps): Promise<Sidecar> {
  const closers: (() => unknown)[] = [];
  try {
    return await openSidecar(deps, (close) => closers.push(close));
  } catch (error) {
    deps.onFailure?.(error);
    await within(closeWithinMs, Promise.allSettled(closers.map(async (close) => close())));
    throw error;
  }
}

/** Waits for an end, but not for longer than this. */
export async function within(ms: number, end: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([end, timeout]);
  clearTimeout(timer);
}

/** Like `Promise.all`, but waits for all promises also after a failure, so that nothing is opened after the rejection. */
async function waitForAll<Results extends readonly unknown[]>(
  ...opening: { [At in keyof Results]: Promise<Results[At]> }
): Promise<Results> {
  await Promise.allSettled(opening);
  return (await Promise.all(opening)) as unknown as Results;
}

async function openSidecar(deps: SidecarDeps, onFailure: OnFailure): Promise<Sidecar> {
  const { plan, log, homeFolder, pageFolder } = deps;
  const bound = await bindLoopback(plan.port, deps.limits, plan.socket);
  onFailure(() => {
    bound.refuse();
    return bound.close();
  });
  await waitForFiles(homeFolder, deps.fileWaitMs);
  const { port } = bound;
  let stop = () => {};
  let isBusy = async () => true;
  let isPageOpen = () => false;
  let onAlarm: UpdateRunnerDeps['onAlarm'] = () => {};
  const updates =
    deps.installation &&
    new UpdateRunner({
      installation: deps.installation,
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
  if (updates) onFailure(() => updates.close());
  const openRecords = async () => {
    const permits = await openPaymentPermits(homeFolder, log);
    onFailure(permits.close);
    const ended = permits.earlier.filter(({ hasEnded }) => hasEnded).map(({ permit }) => permit);
    const recordStore = await openRecordStore(homeFolder, log, { ended, onNewest: permits.noteNewest });
    onFailure(recordStore.close);
    return { permits, recordStore };
  };
  const [pairing, { recordStore, permits }, tokens, erasures] = await waitForAll(
    openPairing(pairingFile(homeFolder, log), Date.now),
    openRecords(),
    openTillTokens(homeFolder, log, Date.now),
    openErasures(homeFolder, Date.now),
    updates?.open() ?? Promise.resolve(),
  );
  const allowedHosts = allowedHostsOf(port);
  const settings = withTwinAddress(plan, allowedHosts);
  const twin = plan.hasTwin
    ? gatewayTwin({ clock: systemClock, account: settings.hipay, maxListed: maxTwinOrders })
    : undefined;
  const owner = mintOwnerKey();
  let browser: BrowserKeeper | undefined;
  let isConfigured = false;
  const closing = new AbortController();
  const close = () => {
    closing.abort();
    // After the guide the browser stays open, because its page shows the till's password only once.
    return Promise.all([isConfigured ? browser?.leave() : browser?.stop(), bound.close()]);
  };
  const pipeline = createPaymentPipeline({
    queue: plan.queue,
    settings,
    firstSetup: deps.firstSetup && (deps.configuration === undefined ? true : 'trial'),
    pageUrl: allowedHosts.pageUrl,
    log,
    timeouts: deps.timeouts ?? usualTimeouts,
    recordStore,
    permits,
    erasures,
    browserKept: deps.browser !== undefined || deps.browserKey !== undefined,
    close,
    ...(updates && { mayBegin: () => updates.mayBegin(), awaitOwnPage: () => updates.awaitOwnPage() }),
  });
  stop = () => void pipeline.stop.stop();
  isBusy = pipeline.isBusy;
  isPageOpen = () => pipeline.hub.count() > 0;
  onAlarm = pipeline.hub.showUpdateAlarm;
  onAlarm(updates?.alarm());
  const { hub, relay } = pipeline;
  hub.watch((page) => page?.version === version && void updates?.onOwnPage());
  const { invite } = pairing;
  // The keeper restarts the browser while this number is 0. A page that hangs, or a page of another version, does not count.
  // While a till waits for a payment, a hung page counts, because the payment may go on in it.
  const countPages = () => (relay.countRunning() > 0 ? hub.countReady() : hub.connectors().length);
  const remoteKeeper =
    deps.browserKey &&
    new RemoteKeeper({
      key: deps.browserKey,
      port,
      invite,
      countPages: countPages,
      isPaying: () => relay.countRunning() > 0,
      now: Date.now,
    });
  const firstSetup =
    deps.firstSetup &&
    createFirstSetup({
      ...deps.firstSetup,
      folder: homeFolder,
      port,
      log,
      replacesTrial: deps.configuration !== undefined,
      isBusy: pipeline.isBusy,
      isPortFree,
      startAgain() {
        isConfigured = true;
        stop();
      },
    });
  let isStopAsked = false;
  const app: AppDeps = {
    ...pipeline,
    stop: {
      ...pipeline.stop,
      stop() {
        isStopAsked = true;
        return pipeline.stop.stop();
      },
    },
    firstSetup,
    metrics: lateMetrics(async () => (await import('../routes/metrics.ts')).openMetrics(pipeline, version)),
    keepTerminal: createTerminalKeeper({
      configuration: deps.configuration,
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
    ...(deps.build && { build: deps.build }),
    updates,
    log,
    ...(twin && { twin }),
    ...(remoteKeeper && { remoteKeeper, browser: () => remoteKeeper.report() }),
    ...(deps.browser && { browser: () => browser?.report() ?? { state: 'starting', restarts: 0 } }),
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
  if (deps.browser) {
    browser = keepBrowser({
      ...deps.browser,
      folder: homeFolder,
      pageUrl,
      invite,
      countPages: countPages,
      log,
    });
    onFailure(browser.stop);
  }
  const { configuration, isPortOption } = deps;
  const removeRunningFile = await keepRunningFile(
    homeFolder,
    {
      port,
      pid: process.pid,
      key: owner.key,
      ...(deps.isLocked && { locked: true }),
      ...(configuration !== undefined && { config: resolve(configuration) }),
      ...(isPortOption && { portOption: true }),
      ...(deps.credentials !== undefined && { credentials: deps.credentials }),
    },
    { log, clock: systemClock },
  );
  onFailure(removeRunningFile);
  const requestHandlingReady = import('../server/app.ts')
    .then(({ answerRequests }) =>
      bound.serve({
        request: answerRequests(app, bound),
        webSocket: (request, socket, head) =>
          request.url === tillLinePath
            ? onTillSocket(request, socket, head)
            : onPageSocket(request, socket, head),
      }),
    )
    .catch((error) => {
      bound.refuse();
      throw error;
    });
  const openIndex = () =>
    recordStore
      .openIndex()
      .then(() => pipeline.ledger.endEarlierPermits())
      .then(recordStore.loadIndex);
  // Without handlers the program ends, and a failure of the index is its own.
  void requestHandlingReady.then(openIndex, () => {});
  const { url, key } = plan.updates;
  const command = [
    '--home',
    homeFolder,
    ...(deps.configuration === undefined ? [] : ['--config', deps.configuration]),
  ];
  // Without a URL and a key, the program downloads no update by itself.
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
    await removeRunningFile();
    updates?.close();
    stopAsking?.();
    if (await updates?.finish(isStopAsked)) return 'other-version';
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
