import type { BuildDigests } from '../../core/build-digests.ts';
import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import type {
  CheckAnswer,
  ConfigAnswer,
  HealthAnswer,
  StopAnswer,
  VersionAnswer,
} from '../../core/rest/rest-messages.ts';
import { accountDoubt } from '../../core/settings/english-remarks.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { OwnerKey } from '../access/owner-key.ts';
import type { BrowserReport } from '../browser/browser-keeper.ts';
import { otherVersionAdvice, pageAdvice, type RelayHub } from '../page/relay-hub.ts';
import { type StopSwitch, switchedOff } from '../payments/stop-switch.ts';
import type { Log } from '../program/log.ts';
import type { RecordCounts } from '../records/record-heads.ts';
import type { RecordDamage } from '../records/record-loss.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { WriteFailure } from '../records/write-watch.ts';
import { type UpdateRunner, updateAlarmText } from '../updates/update-runner.ts';
import type { Metrics } from './metrics.ts';
import { failureReply, type Handler, restReply } from './rest.ts';

/**
 * Checks the terminal once for many tills: requests that come during a check, or less than `freshMs` after it, get the
 * same answer. `checkNow` returns undefined if no page is open; that answer is not used again.
 */
export function sharedCheck(
  checkNow: () => Promise<TerminalStatus | undefined>,
  freshMs: number,
  now: () => number = () => performance.now(),
): () => Promise<TerminalStatus | undefined> {
  let running: Promise<TerminalStatus | undefined> | undefined;
  let last: { readonly terminalStatus: TerminalStatus; readonly at: number } | undefined;
  return () => {
    if (running) return running;
    if (last && now() - last.at < freshMs) return Promise.resolve(last.terminalStatus);
    running = checkNow()
      .then((terminalStatus) => {
        last = terminalStatus && { terminalStatus, at: now() };
        return terminalStatus;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}

/** `GET /version`, as HiPay's program answers it. */
export const showVersion =
  (version: string): Handler =>
  () =>
    restReply<VersionAnswer>({ version });

/** `GET /config`: the terminal's serial number. Concert V2 cannot query it, so this is the configured one. */
export const showConfig =
  (settings: Settings): Handler =>
  () =>
    restReply<ConfigAnswer>({ deviceId: settings.terminal.serialNumber });

/**
 * `GET /stop`: ends the program now, or after the running payment. The configuration can switch it off for tills, not for the
 * owner of the home folder.
 */
export const stopProgram =
  (stop: StopSwitch, isAllowed: boolean, owner: OwnerKey, log: Log): Handler =>
  async ({ req }) => {
    const allowed = isAllowed || owner.isKey(req.header('authorization'));
    log.info({ allowed }, 'GET /stop was called');
    return allowed
      ? restReply<StopAnswer>(await stop.stop(), 200, { connection: 'close' })
      : restReply<StopAnswer>({ message: switchedOff, stopped: false });
  };

/** Time for which the answer to a check is used again: less than a person needs to look from the terminal to the till. */
const freshMs = 1000;

/** `GET /check`: probes the terminal without an amount, and answers whether it is connected and free. */
export const checkTerminal = (hub: RelayHub, pageReadyMs: number, pageUrl: string): Handler => {
  const check = sharedCheck(async () => {
    const connector = await hub.connector(hub.count() > 0 ? pageReadyMs : 0);
    // During a payment the snapshot is newer than any probe, and a probe would disturb the payment.
    const lastStatus = hub.snapshot()?.terminal;
    if (lastStatus?.state === 'paying') return lastStatus;
    const probed = await connector?.probeTerminal({}).catch(() => undefined);
    return probed ?? (hub.pageState() === 'not-answering' ? hub.snapshot()?.terminal : undefined);
  }, freshMs);
  return async () => {
    const terminalStatus = await check();
    if (!terminalStatus) return failureReply('page-not-open', nothingSent, pageAdvice(hub, pageUrl));
    return restReply<CheckAnswer>({
      ready: terminalStatus.state === 'ready',
      terminal: terminalStatus.state,
      description: terminalStatus.description,
      ...(terminalStatus.simulated && { simulated: true }),
    });
  };
};

interface HealthDeps {
  readonly hub: RelayHub;
  readonly settings: Settings;
  readonly version: string;
  readonly recordStore: Pick<RecordStore, 'damage' | 'readFault'>;
  /** Undefined: not known. */
  counts(): RecordCounts | undefined;
  writeFailures(): readonly WriteFailure[];
  readonly browser?: () => BrowserReport;
  readonly build?: () => Promise<BuildDigests | undefined>;
  /** Present in an installation that updates itself. */
  readonly updates?: Pick<UpdateRunner, 'report' | 'alarm' | 'writeFault' | 'versionFault'> | undefined;
}

/** `GET /health`: whether a payment could be taken now, for the monitoring of many tills. The answer contains no secrets. */
export const showHealth =
  ({
    hub,
    settings,
    version,
    recordStore,
    counts,
    writeFailures,
    browser,
    build,
    updates,
  }: HealthDeps): Handler =>
  async () => {
    const snapshot = hub.snapshot();
    const built = await build?.();
    const damage = recordStore.damage();
    const readFault = await recordStore.readFault();
    const known = counts();
    const failures = writeFailures();
    const accountWarning = accountDoubt(settings.hipay.login, settings.environment);
    const update = await updates?.report();
    const alarm = updates?.alarm();
    const updateWriteFault = updates?.writeFault();
    const gone = updates?.versionFault();
    const warnings = [
      ...(alarm ? [`update: ${updateAlarmText(alarm)}`] : []),
      ...(updateWriteFault === undefined
        ? []
        : [`update: ${updateWriteFault}. Until then this version is not proven`]),
      ...(gone === undefined ? [] : [`program: ${gone}`]),
      ...(accountWarning === undefined ? [] : [`hipay_login: ${accountWarning}`]),
      ...(damage ? [`records: ${damage.what}; ${adviceFor(damage)}`] : []),
      ...(readFault === undefined ? [] : [`records: ${readFault}. ${unreadableAdvice}`]),
      ...failures.map(diskWarning),
      ...(hub.pageState() === 'not-open' && hub.isOtherVersionOpen() ? [`page: ${otherVersionAdvice}`] : []),
    ];
    return restReply<HealthAnswer>({
      status:
        snapshot && isPayable(snapshot) && !damage && !readFault && failures.length === 0
          ? 'ready'
          : 'not-ready',
      version,
      ...(built && { build: built }),
      environment: settings.environment,
      page: hub.pageState(),
      ...(snapshot && { pageBuild: pageBuildOf(snapshot) }),
      ...(update && { update }),
      ...(browser && { browser: browser() }),
      ...(warnings.length > 0 && { warnings }),
      ...(snapshot && {
        terminal: snapshot.terminal.state,
        simulated: snapshot.simulated,
      }),
      ...(known && countFields(known)),
      ...(damage && { recordsDamage: { at: new Date(damage.at).toISOString(), what: damage.what } }),
    });
  };

const unreadableAdvice =
  'Until then, an order that is not known here is answered "outcome unknown" and not charged';

const comingAdvice =
  'a file of records may still be copied back: an order that is not known here is answered "outcome unknown" and not charged, until the file is whole. If it is being copied, let the copy finish; else, one minute after its last change or the start, a person can accept the loss on the page';

const pageBuildOf = ({ version, journal, storageFailure }: Snapshot): HealthAnswer['pageBuild'] => ({
  version,
  journal: journal !== undefined && storageFailure === undefined ? 'open' : 'failed',
});

const adviceFor = ({ isComing, needsPerson }: RecordDamage): string =>
  isComing ? comingAdvice : needsPerson ? personAdvice : lossAdvice;

const personAdvice =
  'nothing lists the orders that are lost, so an order that is not known here is answered "outcome unknown" and not charged, and no page ends this by itself: stop the connector, copy the file of before back if there is a copy, or a person must accept the loss on the page';

const lossAdvice =
  'an order that is not known here is answered "outcome unknown" and not charged, until the page that has the lost payments is opened or a person accepts the loss on the page';

const diskWarning = ({ path, error }: WriteFailure): string =>
  `disk: ${path} cannot be written (${error}); free space on this disk, or let the connector write this file. Until a write works, payments may be refused as not recorded (1106)`;

const countFields = ({ inDoubt, ...notifications }: RecordCounts) => ({
  notifications,
  paymentsInDoubt: inDoubt,
});

/** `GET /records`: the second copy of the journal, as JSON lines. Card numbers are masked in it. */
export const showRecords =
  (recordStore: Pick<RecordStore, 'stream'>): Handler =>
  async () =>
    new Response(await recordStore.stream(), {
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
    });

/** `GET /metrics`, for Prometheus. */
export const showMetrics =
  (metrics: Pick<Metrics, 'toText'>): Handler =>
  async () => {
    const { text, contentType } = await metrics.toText();
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
  };

const isPayable = ({ terminal, storageFailure }: Snapshot): boolean =>
  storageFailure === undefined && ['ready', 'unchecked', 'paying'].includes(terminal.state);
