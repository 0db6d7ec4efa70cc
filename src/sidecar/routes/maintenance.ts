import type { BuildDigests } from '../../core/build-digests.ts';
import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type {
  CheckAnswer,
  ConfigAnswer,
  HealthAnswer,
  StopAnswer,
  VersionAnswer,
} from '../../core/rest/rest-messages.ts';
import { accountDoubt } from '../../core/settings/english-remarks.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { BrowserReport } from '../browser/browser-keeper.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import { type StopSwitch, switchedOff } from '../payments/stop-switch.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { Metrics } from './metrics.ts';
import { answer, failed, type Handler } from './rest.ts';

/**
 * Checks the terminal once for many tills: requests that come during a check, or less than `freshMs` after it, get the
 * same answer. `ask` gives undefined if no page is open; that is never kept.
 */
export function sharedCheck(
  ask: () => Promise<TerminalStatus | undefined>,
  freshMs: number,
  now: () => number = () => performance.now(),
): () => Promise<TerminalStatus | undefined> {
  let asking: Promise<TerminalStatus | undefined> | undefined;
  let known: { readonly terminalStatus: TerminalStatus; readonly at: number } | undefined;
  return () => {
    if (asking) return asking;
    if (known && now() - known.at < freshMs) return Promise.resolve(known.terminalStatus);
    asking = ask()
      .then((terminalStatus) => {
        known = terminalStatus && { terminalStatus, at: now() };
        return terminalStatus;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}

/** `GET /version`, as HiPay's program answers it. */
export const showVersion =
  (version: string): Handler =>
  () =>
    answer<VersionAnswer>({ version });

/** `GET /config`: the terminal's serial number. Concert V2 cannot query it, so this is the configured one. */
export const showConfig =
  (settings: Settings): Handler =>
  () =>
    answer<ConfigAnswer>({ deviceId: settings.terminal.serialNumber });

/** `GET /stop`: ends the program now, or after the running payment. Does nothing if the configuration switches it off. */
export const stopProgram =
  (stop: StopSwitch, allowed: boolean): Handler =>
  async () =>
    allowed
      ? answer<StopAnswer>(await stop.stop(), 200, { connection: 'close' })
      : answer<StopAnswer>({ message: switchedOff, stopped: false });

/** Shorter than the time in which a person looks from the terminal to the till. */
const freshMs = 1000;

/** `GET /check`: calls the terminal, never with an amount, and answers whether it is there and free. */
export const checkTerminal = (hub: RelayHub, settleMs: number, home: string): Handler => {
  const check = sharedCheck(async () => {
    const connector = await hub.connector(hub.count() > 0 ? settleMs : 0);
    // During a payment the snapshot is newer than any probe, and a probe would disturb the payment.
    const now = hub.snapshot()?.terminal;
    return now?.state === 'paying' ? now : connector?.probeTerminal({}).catch(() => undefined);
  }, freshMs);
  return async () => {
    const terminalStatus = await check();
    if (!terminalStatus) return failed('page-not-open', `open ${home}`);
    return answer<CheckAnswer>({
      ready: terminalStatus.state === 'ready',
      terminal: terminalStatus.state,
      description: terminalStatus.description,
      ...(terminalStatus.simulated && { simulated: true }),
    });
  };
};

interface HealthParts {
  readonly hub: RelayHub;
  readonly settings: Settings;
  readonly version: string;
  readonly browser?: () => BrowserReport;
  readonly build?: () => Promise<BuildDigests | undefined>;
}

/** `GET /health`: whether a payment could be taken now, for the monitoring of many tills. Holds no secrets. */
export const showHealth =
  ({ hub, settings, version, browser, build }: HealthParts): Handler =>
  async () => {
    const now = hub.snapshot();
    const built = await build?.();
    const doubt = accountDoubt(settings.hipay.login, settings.environment);
    return answer<HealthAnswer>({
      status: now && payable(now) ? 'ready' : 'not-ready',
      version,
      ...(built && { build: built }),
      environment: settings.environment,
      page: now ? 'open' : 'not-open',
      ...(browser && { browser: browser() }),
      ...(doubt !== undefined && { warnings: [`hipay_login: ${doubt}`] }),
      ...(now && { terminal: now.terminal.state, notifications: now.outbox, simulated: now.simulated }),
    });
  };

/** `GET /records`: the second copy of the journal, as JSON lines. Card numbers are masked in it. */
export const showRecords =
  (recordStore: Pick<RecordStore, 'stream'>): Handler =>
  async () =>
    new Response(await recordStore.stream(), {
      headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
    });

/** `GET /metrics`, for Prometheus. */
export const showMetrics =
  (metrics: Pick<Metrics, 'shown'>): Handler =>
  async () => {
    const { text, contentType } = await metrics.shown();
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
  };

const payable = ({ terminal, storageFailure }: Snapshot): boolean =>
  storageFailure === undefined && ['ready', 'unchecked', 'paying'].includes(terminal.state);
