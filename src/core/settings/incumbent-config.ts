import { accountDoubtCode } from './account-doubt.ts';
import { toSettings } from './config-mapping.ts';
import { inEnglish } from './english-remarks.ts';
import { incumbentKeys } from './incumbent-keys.ts';
import { type Remark, remark, remarkOf } from './remark.ts';
import { type Settings, settings } from './settings.ts';
import { settingsFaultCode } from './settings-fault.ts';

/** How many payments may wait in line for the one before, and how long. */
export interface QueueChoice {
  readonly longest: number;
  readonly waitMs: number;
}

export const noQueue: QueueChoice = { longest: 0, waitMs: 120_000 };

/** What a configuration file says: for the sidecar itself, for the connector, and what a person should know. */
export interface ShopConfig<Said = string> {
  readonly sidecar: {
    readonly localPort: number;
    readonly apiUsername: string;
    readonly apiPassword: string;
    /** Whether `GET /stop` stops. */
    readonly stopAllowed: boolean;
    readonly queue: QueueChoice;
    /** Where the log goes instead of stderr. */
    readonly logFile?: string;
    /** The path of a Unix socket beside the port. */
    readonly socket?: string;
  };
  readonly settings: Settings;
  readonly notes: readonly Said[];
}

export type ConfigReading<Said = string> =
  | { readonly ok: true; readonly config: ShopConfig<Said> }
  | { readonly ok: false; readonly errors: readonly Said[] };

/** The port of HiPay's own example; its page gives no default. */
export const defaultPort = 8080;

/**
 * Reads the incumbent's `config.yml` as it is, once a YAML or JSON reader has made plain data of it. That reader should
 * leave values as texts: one that turns `rank: 001` into 1 has lost two characters of it.
 */
export function readIncumbentConfig(raw: unknown): ConfigReading<Remark> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, errors: [remark('no-lines')] };
  }
  const keys = incumbentKeys.safeParse(raw);
  if (!keys.success) return { ok: false, errors: keys.error.issues.map(remarkOf) };
  const mapped = settings.safeParse(toSettings(keys.data));
  if (!mapped.success) return { ok: false, errors: mapped.error.issues.map(remarkOf) };
  const fault = settingsFaultCode(mapped.data);
  if (fault) return { ok: false, errors: [remark(fault)] };
  return {
    ok: true,
    config: {
      sidecar: {
        localPort: keys.data.local_port ?? defaultPort,
        apiUsername: keys.data.api_username,
        apiPassword: keys.data.api_password,
        stopAllowed: keys.data.connector?.stop ?? true,
        queue: {
          longest: keys.data.connector?.queue ?? noQueue.longest,
          waitMs: (keys.data.connector?.queue_wait ?? noQueue.waitMs / 1000) * 1000,
        },
        ...(keys.data.connector?.log !== undefined && { logFile: keys.data.connector.log }),
        ...(keys.data.connector?.socket !== undefined && { socket: keys.data.connector.socket }),
      },
      settings: mapped.data,
      notes: [...unknownKeys(raw), ...written(keys.data), ...doubtful(mapped.data)],
    },
  };
}

/** The same for the sidecar, whose screen and log are in English. */
export function readShopConfig(raw: unknown): ConfigReading {
  const reading = readIncumbentConfig(raw);
  if (!reading.ok) return { ok: false, errors: reading.errors.map(inEnglish) };
  return { ok: true, config: { ...reading.config, notes: reading.config.notes.map(inEnglish) } };
}

const unknownKeys = (raw: object): Remark[] =>
  Object.keys(raw)
    .filter((key) => !Object.hasOwn(incumbentKeys.shape, key))
    .map((key) => remark('ignored', key));

const written = (keys: { serial_port?: string | undefined; update_time?: string | undefined }): Remark[] => [
  ...(keys.serial_port ? [remark('port-not-used', 'serial_port', { port: keys.serial_port })] : []),
  ...(keys.update_time ? [remark('no-updates', 'update_time')] : []),
];

function doubtful({ environment, hipay, contracts }: Settings): Remark[] {
  const doubt = accountDoubtCode(hipay.login, environment);
  return [
    ...(hipay.login && hipay.password ? [] : [remark('account-missing', 'hipay_login, hipay_password')]),
    ...(contracts.proxy || contracts.nfc ? [] : [remark('contract-missing', 'contract')]),
    ...(doubt ? [remark(doubt, 'hipay_login', { environment })] : []),
  ];
}
