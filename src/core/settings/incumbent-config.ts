import { accountDoubt } from './account-doubt.ts';
import { toSettings } from './config-mapping.ts';
import { incumbentKeys } from './incumbent-keys.ts';
import { type Settings, settings } from './settings.ts';
import { settingsFault } from './settings-fault.ts';

/** How many payments may wait in line for the one before, and how long. */
export interface QueueChoice {
  readonly longest: number;
  readonly waitMs: number;
}

export const noQueue: QueueChoice = { longest: 0, waitMs: 120_000 };

/** What a configuration file says: for the sidecar itself, for the connector, and what a person should know. */
export interface ShopConfig {
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
  readonly notes: readonly string[];
}

export type ConfigReading =
  | { readonly ok: true; readonly config: ShopConfig }
  | { readonly ok: false; readonly errors: readonly string[] };

/** The port of HiPay's own example; its page gives no default. */
export const defaultPort = 8080;

/**
 * Reads the incumbent's `config.yml` as it is, once a YAML or JSON reader has made plain data of it. That reader should
 * leave values as texts: one that turns `rank: 001` into 1 has lost two characters of it.
 */
export function readShopConfig(raw: unknown): ConfigReading {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, errors: ['the file must hold "key: value" lines such as local_port: 8080'] };
  }
  const keys = incumbentKeys.safeParse(raw);
  if (!keys.success) return { ok: false, errors: keys.error.issues.map(sentence) };
  const mapped = settings.safeParse(toSettings(keys.data));
  if (!mapped.success) return { ok: false, errors: mapped.error.issues.map(sentence) };
  const fault = settingsFault(mapped.data);
  if (fault) return { ok: false, errors: [fault] };
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

const sentence = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  `${path.join('.')}: ${message}`;

const unknownKeys = (raw: object): string[] =>
  Object.keys(raw)
    .filter((key) => !Object.hasOwn(incumbentKeys.shape, key))
    .map((key) => `${key}: unknown, ignored`);

const written = (keys: { serial_port?: string | undefined; update_time?: string | undefined }): string[] => [
  ...(keys.serial_port
    ? [`serial_port: not used, the terminal (${keys.serial_port}) is chosen in the browser`]
    : []),
  ...(keys.update_time ? ['update_time: not used, this connector does not update itself'] : []),
];

function doubtful({ environment, hipay, contracts }: Settings): string[] {
  const doubt = accountDoubt(hipay.login, environment);
  return [
    ...(hipay.login && hipay.password ? [] : ['hipay_login, hipay_password: missing, HiPay cannot be told']),
    ...(contracts.proxy || contracts.nfc ? [] : ['contract: missing, a payment needs one']),
    ...(doubt ? [`hipay_login: ${doubt}`] : []),
  ];
}
