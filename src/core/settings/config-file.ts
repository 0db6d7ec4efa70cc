import * as z from 'zod/mini';
import { exponentOf } from '../money/currency.ts';
import { receiptLanguages } from '../records/receipt-words.ts';
import { caisseApVersions } from '../terminal/caisse-ap/request.ts';
import { englishMessages } from '../zod-english.ts';
import { oneOf, optional, prepared, text, wholeNumber, yesOrNo } from './config-values.ts';
import { accountDoubtCode, inEnglish } from './english-remarks.ts';
import { isLoopbackUrl } from './gateway-url.ts';
import { asMessage, type Remark, remark, remarkOf } from './remark.ts';
import { type Settings, type SettingsInput, settings, terminalLanguages } from './settings.ts';
import { settingsFaultCode } from './settings-checks.ts';

type Keys = z.output<typeof incumbentKeys>;
type WrittenContract = NonNullable<NonNullable<Keys['contract']>['proxy']>;

/** The settings that a configuration file asks for. What it leaves out gets our defaults. */
export function toSettings(keys: Keys): SettingsInput {
  const ours = keys.connector ?? {};
  const currencies = settings.shape.currencies.safeParse(ours.currencies);
  return {
    environment: keys.environment,
    terminal: {
      link: ours.link,
      language: ours.language,
      registerNumber: ours.register_number,
      serialNumber: keys.serial_number,
      longAnswer: ours.long_answer,
      receiptLanguage: ours.receipt_language,
      receipts: ours.receipts,
      caisseAp: { version: ours.caisse_ap_version, protocolId: ours.caisse_ap_protocol_id },
      script: ours.script,
      serial: {
        baudRate: keys.baudRate,
        dataBits: keys.dataBits as 7 | 8 | undefined,
        parity: keys.parity,
        stopBits: keys.stopBits as 1 | 2 | undefined,
        flowControl: ours.flow_control,
      },
      tcp: { host: ours.terminal_host, port: ours.terminal_port },
      timers: {
        controlMs: ours.timers?.control_ms,
        pauseMs: ours.timers?.pause_ms,
        turnaroundMs: ours.timers?.turnaround_ms,
        customerMs: ours.timers?.customer_ms,
        enquiryAttempts: ours.timers?.enquiry_attempts,
        frameResends: ours.timers?.frame_resends,
      },
    },
    hipay: {
      login: keys.hipay_login,
      password: keys.hipay_password,
      hashKey: ours.hash_key,
      // Who has a configuration file has a sidecar.
      route: ours.gateway ?? 'relay',
      gatewayUrl: ours.gateway_url,
      simulated: ours.gateway_url !== undefined,
    },
    contracts: {
      ...(keys.contract?.proxy && { proxy: toContract(keys.contract.proxy) }),
      ...(keys.contract?.nfc && { nfc: toContract(keys.contract.nfc) }),
    },
    authorizationThresholdMinor: minorOf(
      keys.authorization_threshold,
      currencies.success ? exponentOf(currencies.data[0] ?? 'EUR') : 2,
    ),
    currencies: ours.currencies as SettingsInput['currencies'],
    notificationWaitMs: ours.notification_wait === undefined ? undefined : ours.notification_wait * 1000,
  };
}

const toContract = (written: WrittenContract) => ({
  merchantId: written.merchant_id,
  paymentApplication: written.payment_application.toUpperCase(),
  rank: written.rank.padStart(3, '0'),
});

/** HiPay's threshold is one number in major units, of the shop's first currency. */
function minorOf(major: string | undefined, exponent: number): number | undefined {
  if (major === undefined) return undefined;
  const [whole = '', fraction = ''] = major.split(/[.,]/);
  return Number(whole + fraction.padEnd(exponent, '0').slice(0, exponent));
}

const timerKeys = z.strictObject({
  control_ms: optional(wholeNumber(50, 30_000)),
  pause_ms: optional(wholeNumber(0, 30_000)),
  turnaround_ms: optional(wholeNumber(0, 1000)),
  customer_ms: optional(wholeNumber(1000, 900_000)),
  enquiry_attempts: optional(wholeNumber(1, 10)),
  frame_resends: optional(wholeNumber(0, 5)),
});

/** `EUR`, `EUR, CHF` or a list. */
const currencies = prepared(
  (raw) => (typeof raw === 'string' ? raw.split(/[\s,]+/).filter((code) => code !== '') : raw),
  z.array(text(/^[A-Z]{3}$/, 'currency'), asMessage('currencies')).check(z.minLength(1)),
);

/** Our own keys of the configuration file, under `connector:`. A mistyped one is an error: nobody else reads it. */
export const connectorKeys = z.strictObject({
  link: optional(oneOf(['web-serial', 'web-usb', 'tcp', 'simulated'])),
  terminal_host: optional(text(/^[0-9A-Za-z.:-]{1,253}$/, 'terminal-address')),
  terminal_port: optional(wholeNumber(1, 65_535)),
  language: optional(oneOf(terminalLanguages)),
  caisse_ap_version: optional(oneOf(caisseApVersions)),
  caisse_ap_protocol_id: optional(text(/^\d{12}$/, 'twelve-digits')),
  register_number: optional(text(/^[0-9A-Z]{2}$/, 'register-number')),
  long_answer: optional(yesOrNo),
  receipt_language: optional(oneOf(receiptLanguages)),
  receipts: optional(yesOrNo),
  flow_control: optional(oneOf(['none', 'hardware'])),
  script: optional(text(/^.{1,64}$/, 'script-name')),
  timers: optional(timerKeys),
  hash_key: optional(text()),
  gateway: optional(oneOf(['direct', 'relay'])),
  currencies: optional(currencies),
  gateway_url: optional(z.string().check(z.trim(), z.refine(isLoopbackUrl, asMessage('this-machine')))),
  /** The file of the sidecar's log, else stderr. A relative path: from the home folder. */
  log: optional(text(/^.{1,1024}$/, 'log-path')),
  /** `false`: `GET /stop` answers and does not stop. */
  stop: optional(yesOrNo),
  /** A Unix socket for tills of the same user. Longer paths are cut off by some systems. */
  socket: optional(text(/^\/[^\0]{1,99}$/, 'socket-path')),
  /** How many payments may wait for the one before; 0: each is told at once that another runs. */
  queue: optional(wholeNumber(0, 50)),
  /** Seconds. */
  queue_wait: optional(wholeNumber(1, 900)),
  /** Seconds. */
  notification_wait: optional(wholeNumber(0, 60)),
});

const contractKeys = z.object(
  {
    payment_application: text(/^[0-9A-Z]{3}$/i, 'payment-application'),
    merchant_id: text(/^[\w-]{1,32}$/, 'merchant-number'),
    rank: text(/^\d{1,3}$/, 'rank'),
  },
  asMessage('contract-parts'),
);

/** The keys of HiPay's `config.yml`, as its installer prints them, and ours under `connector`. */
export const incumbentKeys = z.object({
  hipay_login: optional(text()),
  hipay_password: optional(text()),
  serial_port: optional(text()),
  serial_number: optional(text(/^.{0,64}$/, 'serial-number')),
  local_port: optional(wholeNumber(0, 65_535)),
  api_username: text(/^.{1,255}$/, 'till-user'),
  api_password: text(/^.{1,512}$/, 'till-password'),
  environment: optional(oneOf(['dev', 'stage', 'prod'])),
  authorization_threshold: optional(text(/^\d{1,7}(?:[.,]\d{1,3})?$/, 'amount')),
  update_time: optional(text()),
  contract: optional(
    z.object({ proxy: optional(contractKeys), nfc: optional(contractKeys) }, asMessage('contract-kinds')),
  ),
  baudRate: optional(wholeNumber(110, 256_000)),
  dataBits: optional(wholeNumber(7, 8)),
  parity: optional(oneOf(['none', 'even', 'odd'])),
  stopBits: optional(wholeNumber(1, 2)),
  connector: optional(connectorKeys),
});

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
  const keys = incumbentKeys.safeParse(raw, englishMessages);
  if (!keys.success) return { ok: false, errors: keys.error.issues.map(remarkOf) };
  const mapped = settings.safeParse(toSettings(keys.data), englishMessages);
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
