import * as z from 'zod/mini';
import { exponentOf } from '../money/currency.ts';
import { type DayMinute, readUpdateTime, usualUpdateTime } from '../update/update-time.ts';
import { englishMessages } from '../zod-english.ts';
import {
  oneOf,
  optional,
  prepared,
  secretText,
  text,
  visibleFault,
  wholeNumber,
  yesOrNo,
} from './config-values.ts';
import { accountDoubtCode, inEnglish } from './english-remarks.ts';
import { isLoopbackUrl } from './gateway-url.ts';
import { remarkOf } from './issue-remark.ts';
import { localPort } from './local-port.ts';
import { invisibleRemarks } from './pasted-values.ts';
import { asMessage, type Remark, remark } from './remark.ts';
import type { SettingPath, SettingsWith } from './setting-defs.ts';
import type { SettingDef } from './setting-kinds.ts';
import { settingRows } from './setting-rows.ts';
import { type Settings, type SettingsInput, settings } from './settings.ts';
import { settingsFaultCode } from './settings-checks.ts';
import { valueAt, withValueAt } from './settings-file.ts';

type Keys = z.output<typeof incumbentKeys>;
type WrittenContract = NonNullable<NonNullable<Keys['contract']>['proxy']>;

/** Converts a configuration file to settings. A missing key gets the default of the connector. */
function toSettings(keys: Keys): SettingsInput {
  const values: Partial<Record<SettingPath, unknown>> = {
    environment: keys.environment,
    'terminal.serialNumber': keys.serial_number,
    'terminal.serial.baudRate': keys.baudRate,
    'terminal.serial.dataBits': keys.dataBits,
    'terminal.serial.parity': keys.parity,
    'terminal.serial.stopBits': keys.stopBits,
    'hipay.login': keys.hipay_login,
    'hipay.password': keys.hipay_password,
    'contracts.proxy': keys.contract?.proxy && toContract(keys.contract.proxy),
    'contracts.nfc': keys.contract?.nfc && toContract(keys.contract.nfc),
    contractList: keys.contracts?.map((each) => ({ name: each.name, ...toContract(each) })),
  };
  for (const [path, { configKey, configUnit }] of settingRows) {
    if (configKey === undefined) continue;
    const value = valueAt(keys.connector, configKey);
    values[path] = configUnit && typeof value === 'number' ? value * configUnit : value;
  }
  // A shop with a configuration file has a sidecar.
  values['hipay.route'] ??= 'relay';
  values['hipay.simulated'] = values['hipay.gatewayUrl'] !== undefined;
  const currencies = settings.shape.currencies.safeParse(values.currencies);
  values.authorizationThresholdMinor = minorOf(
    keys.authorization_threshold,
    currencies.success ? exponentOf(currencies.data[0] ?? 'EUR') : 2,
  );
  return Object.entries(values).reduce<object>((input, [path, value]) => withValueAt(input, path, value), {});
}

const toContract = (written: WrittenContract) => ({
  merchantId: written.merchant_id,
  paymentApplication: written.payment_application.toUpperCase(),
  rank: written.rank.padStart(3, '0'),
});

/** Converts HiPay's threshold to minor units. The threshold is in major units of the shop's first currency. */
function minorOf(major: string | undefined, exponent: number): number | undefined {
  if (major === undefined) return undefined;
  const [whole = '', fraction = ''] = major.split(/[.,]/);
  return Number(whole + fraction.padEnd(exponent, '0').slice(0, exponent));
}

/** `EUR`, `EUR, CHF` or a list. */
const currencies = prepared(
  (raw) => (typeof raw === 'string' ? raw.split(/[\s,]+/).filter((code) => code !== '') : raw),
  z.array(text(/^[A-Z]{3}$/, 'currency'), asMessage('currencies')).check(z.minLength(1)),
);

/** Rules for the settings whose kind does not define the valid values. */
const ownRules: Readonly<Record<RuledSetting, z.ZodMiniType>> = {
  'terminal.tcp.host': text(/^[0-9A-Za-z.:-]{1,253}$/, 'terminal-address'),
  'terminal.script': text(/^.{1,64}$/, 'script-name'),
  'hipay.gatewayUrl': z.string().check(
    z.trim(),
    z.refine(isLoopbackUrl, {
      error: ({ input }) => visibleFault(input) ?? asMessage('this-machine'),
    }),
  ),
  currencies,
};
type RuledSetting = SettingsWith<{ configKey: string; kind: { is: OwnKind } }>;
type OwnKind = 'other' | 'choice' | 'contracts';

function ruleOf(path: string, { kind, carrier, configUnit = 1, remark }: SettingDef): z.ZodMiniType {
  switch (kind.is) {
    case 'word':
      return oneOf(kind.words);
    case 'number':
      return wholeNumber(kind.min / configUnit, kind.max / configUnit);
    case 'text':
      return (carrier === 'secret' ? secretText : text)(
        kind.fits instanceof RegExp ? kind.fits : undefined,
        remark,
      );
    case 'flag':
      return yesOrNo;
    default:
      return ownRules[path as RuledSetting];
  }
}

type KeyRules = { readonly [key: string]: z.ZodMiniType | KeyRules };

const isRule = (entry: z.ZodMiniType | KeyRules): entry is z.ZodMiniType => '_zod' in entry;

/**
 * Each key may be missing. An unknown key is an error: only this connector reads these keys, so it must be a typing
 * error.
 */
const strictKeys = (rules: KeyRules): z.ZodMiniType<Record<string, unknown>> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(rules).map(([key, rule]) => [key, optional(isRule(rule) ? rule : strictKeys(rule))]),
    ),
  );

/** The keys under `connector:` that are settings. */
const settingKeys = [...settingRows].reduce<object>(
  (rules, [path, def]) =>
    def.configKey === undefined ? rules : withValueAt(rules, def.configKey, ruleOf(path, def)),
  {},
) as KeyRules;

/** The keys under `connector:` that only the sidecar reads. */
const sidecarKeys = {
  /** Path of the sidecar's log file. Absent: stderr. A relative path starts at the home folder. */
  log: text(/^.{1,1024}$/, 'log-path'),
  /** Files with one secret each, so that the configuration file need not hold it (`secret-keys.ts`). */
  api_password_file: text(/^.{1,1024}$/, 'log-path'),
  hipay_password_file: text(/^.{1,1024}$/, 'log-path'),
  hash_key_file: text(/^.{1,1024}$/, 'log-path'),
  /** `false`: `GET /stop` is answered, but does not stop the sidecar. */
  stop: yesOrNo,
  /** `true`: answers have only the fields that HiPay documents. */
  strict_answers: yesOrNo,
  /** A Unix socket for tills of the same user. Some systems cut longer paths. */
  socket: text(/^\/[^\0]{1,99}$/, 'socket-path'),
  /** Maximum number of payments that wait while another runs. 0: a second payment is refused at once. */
  queue: wholeNumber(0, 50),
  /** Maximum time that a payment waits, seconds. */
  queue_wait: wholeNumber(1, 900),
  /** Address of a folder of releases. With it, and the key, the sidecar looks for updates once a day. */
  update_url: text(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])[^\s]{1,500}$/, 'update-url'),
  /** The public key of minisign with which the releases are signed. */
  update_key: text(/^RW[0-9A-Za-z+/]{54}$/, 'update-key'),
};
type SidecarKeys = { [Key in keyof typeof sidecarKeys]?: z.output<(typeof sidecarKeys)[Key]> };

/** Our own keys of the configuration file, under `connector:`. */
const connectorKeys = strictKeys({ ...settingKeys, ...sidecarKeys }) as z.ZodMiniType<
  SidecarKeys & { readonly [key: string]: unknown }
>;

const contractKeys = z.object(
  {
    payment_application: text(/^[0-9A-Z]{3}$/i, 'payment-application'),
    merchant_id: text(/^[\w-]{1,32}$/, 'merchant-number'),
    rank: text(/^\d{1,3}$/, 'rank'),
  },
  asMessage('contract-parts'),
);

const namedContractKeys = z.extend(contractKeys, { name: text(/^.{1,40}$/, 'contract-name') });

/** The keys of HiPay's `config.yml`, as HiPay's installer writes them. `contracts` and `connector` are our own keys. */
export const incumbentKeys = z.object({
  hipay_login: optional(text()),
  hipay_password: optional(secretText()),
  serial_port: optional(text()),
  serial_number: optional(text(/^.{0,64}$/, 'serial-number')),
  local_port: optional(localPort),
  api_username: text(/^.{1,255}$/, 'till-user'),
  api_password: secretText(/^.{1,512}$/, 'till-password'),
  environment: optional(oneOf(['dev', 'stage', 'prod'])),
  authorization_threshold: optional(text(/^\d{1,7}(?:[.,]\d{1,3})?$/, 'amount')),
  /** Hours and minutes, as in `03:00`: an update does not begin before. Another text counts as 03:00, with a remark. */
  update_time: optional(text()),
  contract: optional(
    z.object({ proxy: optional(contractKeys), nfc: optional(contractKeys) }, asMessage('contract-kinds')),
  ),
  contracts: optional(
    z.array(namedContractKeys, asMessage('contract-list')).check(z.maxLength(32, asMessage('contract-list'))),
  ),
  baudRate: optional(wholeNumber(110, 256_000)),
  dataBits: optional(wholeNumber(7, 8)),
  parity: optional(oneOf(['none', 'even', 'odd'])),
  stopBits: optional(wholeNumber(1, 2)),
  connector: optional(connectorKeys),
});

/** `longest`: number of payments that may wait while another runs. `waitMs`: maximum time that each of them waits. */
export interface QueueChoice {
  readonly longest: number;
  readonly waitMs: number;
}

/** What the file says of updates. */
export interface UpdateChoice {
  /** Minutes since midnight. */
  readonly time?: DayMinute;
  readonly url?: string;
  readonly key?: string;
}

export const noQueue: QueueChoice = { longest: 0, waitMs: 120_000 };

/**
 * The content of a configuration file: the sidecar's own values, the connector's settings, and remarks for a person.
 */
export interface ShopConfig<Note = string> {
  readonly sidecar: {
    readonly localPort: number;
    readonly apiUsername: string;
    readonly apiPassword: string;
    /** True if `GET /stop` may stop the sidecar. */
    readonly stopAllowed: boolean;
    /** True if answers may have only the fields that HiPay documents. */
    readonly strictAnswers: boolean;
    readonly queue: QueueChoice;
    /** Path of the log file; absent: stderr. */
    readonly logFile?: string;
    /** Path of a Unix socket for tills, in addition to the port. */
    readonly socket?: string;
    readonly updates?: UpdateChoice;
  };
  readonly settings: Settings;
  readonly notes: readonly Note[];
}

export type ConfigReading<Note = string> =
  | { readonly ok: true; readonly config: ShopConfig<Note> }
  | { readonly ok: false; readonly errors: readonly Note[] };

/** The port of HiPay's example; HiPay's page gives no default. */
export const defaultPort = 8080;

/**
 * Reads the `config.yml` of HiPay's program (the incumbent), unchanged, after a YAML or JSON reader has parsed it. That
 * reader should keep values as texts: read as a number, `payment_application: 001` becomes 1 and is refused.
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
        strictAnswers: keys.data.connector?.strict_answers ?? false,
        queue: {
          longest: keys.data.connector?.queue ?? noQueue.longest,
          waitMs: (keys.data.connector?.queue_wait ?? noQueue.waitMs / 1000) * 1000,
        },
        ...(keys.data.connector?.log !== undefined && { logFile: keys.data.connector.log }),
        ...(keys.data.connector?.socket !== undefined && { socket: keys.data.connector.socket }),
        ...updatesOf(keys.data),
      },
      settings: mapped.data,
      notes: [
        ...unknownKeys(raw),
        ...unusedKeys(keys.data),
        ...pastedValues(keys.data),
        ...missingOrDoubtful(mapped.data),
      ],
    },
  };
}

/** Same as `readIncumbentConfig`, with English texts for the screen and the log of the sidecar. */
export function readShopConfig(raw: unknown): ConfigReading {
  const reading = readIncumbentConfig(raw);
  if (!reading.ok) return { ok: false, errors: reading.errors.map(inEnglish) };
  return { ok: true, config: { ...reading.config, notes: reading.config.notes.map(inEnglish) } };
}

const unknownKeys = (raw: object): Remark[] =>
  Object.keys(raw)
    .filter((key) => !Object.hasOwn(incumbentKeys.shape, key))
    .map((key) => remark('ignored', key));

const unusedKeys = (keys: {
  serial_port?: string | undefined;
  update_time?: string | undefined;
}): Remark[] => [
  ...(keys.serial_port ? [remark('port-not-used', 'serial_port', { port: keys.serial_port })] : []),
  ...(keys.update_time !== undefined && readUpdateTime(keys.update_time) === undefined
    ? [remark('update-time', 'update_time')]
    : []),
];

const pastedValues = ({
  hipay_login,
  hipay_password,
  api_username,
  api_password,
  connector,
}: Keys): Remark[] =>
  invisibleRemarks({
    hipay_login,
    hipay_password,
    api_username,
    api_password,
    'connector.hash_key': connector?.['hash_key'],
  });

function updatesOf({ update_time, connector }: Keys): { updates?: UpdateChoice } {
  const time = update_time === undefined ? undefined : (readUpdateTime(update_time) ?? usualUpdateTime);
  const updates = {
    ...(time !== undefined && { time }),
    ...(connector?.update_url !== undefined && { url: connector.update_url }),
    ...(connector?.update_key !== undefined && { key: connector.update_key }),
  };
  return Object.keys(updates).length > 0 ? { updates } : {};
}

function missingOrDoubtful({ environment, hipay, contracts, contractList }: Settings): Remark[] {
  const doubt = accountDoubtCode(hipay.login, environment);
  return [
    ...(hipay.login && hipay.password ? [] : [remark('account-missing', 'hipay_login, hipay_password')]),
    ...(contracts.proxy || contracts.nfc || contractList.length > 0
      ? []
      : [remark('contract-missing', 'contract')]),
    ...(doubt ? [remark(doubt, 'hipay_login', { environment })] : []),
  ];
}
