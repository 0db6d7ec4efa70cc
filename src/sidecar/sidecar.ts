import type { BuildDigests } from '../core/build-digests.ts';
import { tillLinePath } from '../core/relay/till-list.ts';
import { pageSettings } from '../core/settings/page-settings.ts';
import type { Settings } from '../core/settings/settings.ts';
import { type GatewayTwin, gatewayTwin } from '../simulator/gateway-twin/gateway-twin.ts';
import type { AppParts } from './app.ts';
import { type Credential, credentialCheck } from './auth/credential-check.ts';
import { mintOwnerKey } from './auth/owner-key.ts';
import { openPairing } from './auth/pairing.ts';
import { pairingFile } from './auth/pairing-file.ts';
import { type BrowserKeeper, keepBrowser } from './browser/browser-keeper.ts';
import type { KeptBrowser } from './browser/browser-start.ts';
import { systemClock } from './clock.ts';
import { type Doors, doorsOf } from './door/doors.ts';
import { bindLoopback, type Limits } from './door/listen.ts';
import type { LaunchPlan } from './launch/launch-plan.ts';
import type { Log } from './log.ts';
import { lateMetrics } from './metrics/late-metrics.ts';
import { leaveRunningFile, takeRunningFile } from './owner/running-file.ts';
import { isBusy } from './payments/busy.ts';
import { mintOrderId } from './payments/order-id.ts';
import { type StopAnswer, stopSwitch } from './payments/stop-switch.ts';
import { tillDesk } from './payments/till-desk.ts';
import type { Patience } from './payments/till-desk-parts.ts';
import { waitingLine } from './payments/waiting-line.ts';
import { type AskedOrders, openAskedOrders } from './records/asked-orders.ts';
import { openRecordBook, type RecordBook } from './records/record-book.ts';
import { pageSocket } from './relay/page-socket.ts';
import { type RelayHub, relayHub } from './relay/relay-hub.ts';
import { gatewayTwinPath } from './routes/simulator.ts';
import { terminalKeeper } from './setup/terminal-keeper.ts';
import { terminalBridge } from './terminal-bridge/terminal-bridge.ts';
import { sidecarTillSide } from './tills/sidecar-till-side.ts';
import { tillSocket } from './tills/till-socket.ts';
import { openTillTokens } from './tills/till-tokens.ts';
import { programVersion, version } from './version.ts';

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
  readonly patience?: Patience;
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
  cutOff(): void;
  /** Resolves when nothing listens any more. */
  readonly closed: Promise<void>;
}

const usualPatience: Patience = {
  settleMs: 3000,
  returnMs: 8000,
  browserMs: 15_000,
  reloadMs: 3000,
  askAgainMs: 500,
};
const pingMs = 15_000;
/** Of the simulated gateway, some kilobytes each. */
const shownOrders = 1000;
const busyPatienceMs = 2000;

/** Starts a sidecar: the one place where its parts meet. Rejects when its port is taken or its folder cannot be used. */
export async function startSidecar(parts: SidecarParts): Promise<Sidecar> {
  const { plan, log, homeFolder, pageFolder } = parts;
  const bound = await bindLoopback(plan.port, parts.limits, plan.socket);
  const { port } = bound;
  const [pairing, book, asked, tokens] = await Promise.all([
    openPairing(pairingFile(homeFolder, log), Date.now),
    openRecordBook(homeFolder, log),
    openAskedOrders(homeFolder, log),
    openTillTokens(homeFolder, log, Date.now),
  ]).catch((error) => {
    // Else the program would go on holding the port, and answer nobody.
    void bound.close();
    throw error;
  });
  const doors = doorsOf(port);
  const settings = withTwinAddress(plan, doors);
  const twin = plan.twin
    ? gatewayTwin({ clock: systemClock, account: settings.hipay, shown: shownOrders })
    : undefined;
  const owner = mintOwnerKey();
  let browser: BrowserKeeper | undefined;
  const close = () => Promise.all([browser?.stop(), bound.close()]);
  const counter = openCounter(parts, settings, doors, close, { book, asked });
  const app: AppParts = {
    ...counter,
    metrics: lateMetrics(async () =>
      (await import('./metrics/metrics.ts')).openMetrics(counter.hub, version),
    ),
    keepTerminal: terminalKeeper({ configuration: parts.configuration, settings, hub: counter.hub, log }),
    port,
    doors,
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
  const { home } = doors;
  const { isKnown } = bound;
  const forPages = pageSocket({
    port,
    doors,
    pairing,
    hub: counter.hub,
    isKnown,
    pingMs,
    bridge: bridgeOf(settings, log),
  });
  const side = sidecarTillSide({ ...counter, settings, home, program: `hipay-ecr ${version}` });
  const forTills = tillSocket({ doors, tokens, side, isKnown });
  if (parts.browser) {
    const { invite } = pairing;
    const pages = counter.hub.count;
    browser = keepBrowser({ ...parts.browser, folder: homeFolder, home, invite, pages, log });
  }
  await leaveRunningFile(homeFolder, { port, pid: process.pid, key: owner.key }, log);
  const served = import('./requests.ts').then(({ answerRequests }) =>
    bound.serve({
      request: answerRequests(app, bound),
      webSocket: (request, socket, head) =>
        request.url === tillLinePath ? forTills(request, socket, head) : forPages(request, socket, head),
    }),
  );
  void served.then(book.lookThrough);
  const closed = counter.closed.then(() => takeRunningFile(homeFolder, owner.key));
  const cutOff = () => browser?.cutOff();
  return { port, home, token: pairing.token, twin, served, stop: counter.stop.stop, cutOff, closed };
}

/** Only where the configuration names a terminal on the network: nothing else can be called. */
const bridgeOf = ({ terminal }: Settings, log: Log) =>
  terminal.link === 'tcp' ? terminalBridge(terminal.tcp, log) : undefined;

/** What stands between the till and the connector page, and what ends it. */
function openCounter(
  { plan, log, browser, patience = usualPatience }: SidecarParts,
  settings: Settings,
  { home }: Doors,
  close: () => Promise<unknown>,
  { book, asked }: { book: RecordBook; asked: AskedOrders },
) {
  const hub = relayHub({ settings: pageSettings(settings), program: `hipay-ecr ${version}`, log, book });
  const simulated = settings.terminal.link === 'simulated' || settings.hipay.simulated;
  // Where payments were made or begun before, a page of that time may be open still.
  const backUntil = book.begunBefore || asked.anyOpen() ? performance.now() + patience.returnMs : 0;
  // The first sale of the day is posted before a browser of ours has its page open.
  const firstUntil = browser ? performance.now() + patience.browserMs : 0;
  // One that has just left is most likely being reloaded, or its browser started again.
  const againMs = browser ? patience.browserMs : patience.reloadMs;
  const comingBackMs = () =>
    Math.max(0, Math.max(backUntil, firstUntil, hub.leftAt() + againMs) - performance.now());
  const line = lineOf(plan, hub, patience);
  const desk = tillDesk({
    hub,
    book,
    asked,
    log,
    mintOrderId,
    simulated,
    home,
    patience,
    line,
    comingBackMs,
  });
  let end: (value: Promise<void>) => void = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stop = stopSwitch({
    busy: () => isBusy(desk, hub, busyPatienceMs),
    exit: () => {
      hub.closeAll();
      end(close().then(() => Promise.all([book.close(), asked.close()]).then(() => {})));
    },
    lookAgainMs: 250,
  });
  return { hub, book, desk, stop, closed, settleMs: patience.settleMs };
}

/** Only where the configuration wants one: HiPay's program tells the second till at once. */
const lineOf = ({ queue }: LaunchPlan, hub: RelayHub, { askAgainMs }: Patience) =>
  queue.longest === 0
    ? undefined
    : waitingLine({
        ...queue,
        lookAgainMs: askAgainMs,
        seemsFree: () => {
          const phase = hub.snapshot()?.payment?.phase;
          return phase === undefined || phase === 'notifying' || phase === 'finished';
        },
      });

/** The seed says that the HiPay credentials open the local API too. */
const hipayAccount = ({ settings: { hipay } }: LaunchPlan): Credential[] =>
  hipay.login !== '' && hipay.password !== '' ? [{ user: hipay.login, password: hipay.password }] : [];

const withTwinAddress = ({ settings, twin }: LaunchPlan, { home }: Doors): Settings =>
  twin ? { ...settings, hipay: { ...settings.hipay, gatewayUrl: `${home}${gatewayTwinPath}` } } : settings;
