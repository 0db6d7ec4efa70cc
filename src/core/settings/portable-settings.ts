import type { Contract, Settings } from './settings.ts';

/** One value of the settings, named by its path; a contract and the list of currencies are values as a whole. */
type PathsOf<Part, Before extends string = ''> = {
  [Key in keyof Part & string]-?: NonNullable<Part[Key]> extends
    | string
    | number
    | boolean
    | readonly unknown[]
    | Contract
    ? `${Before}${Key}`
    : PathsOf<NonNullable<Part[Key]>, `${Before}${Key}.`>;
}[keyof Part & string];

export type SettingPath = PathsOf<Settings>;

/**
 * Where each setting may go. `file`: into a file and out of it. `secret`: into none. `service`: only the configuration of
 * the local service may say it, as a page that could would reach any machine of the network.
 */
const ways = {
  environment: 'file',
  'terminal.link': 'file',
  'terminal.language': 'file',
  'terminal.registerNumber': 'file',
  'terminal.serialNumber': 'file',
  'terminal.longAnswer': 'file',
  'terminal.receipts': 'file',
  'terminal.receiptLanguage': 'file',
  'terminal.caisseAp.version': 'file',
  'terminal.caisseAp.protocolId': 'file',
  'terminal.serial.baudRate': 'file',
  'terminal.serial.dataBits': 'file',
  'terminal.serial.parity': 'file',
  'terminal.serial.stopBits': 'file',
  'terminal.serial.flowControl': 'file',
  'terminal.tcp.host': 'service',
  'terminal.tcp.port': 'service',
  'terminal.timers.controlMs': 'file',
  'terminal.timers.pauseMs': 'file',
  'terminal.timers.turnaroundMs': 'file',
  'terminal.timers.customerMs': 'file',
  'terminal.timers.enquiryAttempts': 'file',
  'terminal.timers.frameResends': 'file',
  'terminal.script': 'file',
  'hipay.login': 'file',
  'hipay.password': 'secret',
  'hipay.hashKey': 'secret',
  'hipay.route': 'service',
  'hipay.gatewayUrl': 'service',
  'hipay.simulated': 'service',
  'contracts.proxy': 'file',
  'contracts.nfc': 'file',
  authorizationThresholdMinor: 'file',
  currencies: 'file',
  notificationWaitMs: 'file',
} as const satisfies Record<SettingPath, 'file' | 'secret' | 'service'>;

export type SettingWay = (typeof ways)[SettingPath];

export const wayOf = (path: string): SettingWay | undefined =>
  Object.hasOwn(ways, path) ? ways[path as SettingPath] : undefined;

export const portablePaths = (Object.keys(ways) as SettingPath[]).filter((path) => ways[path] === 'file');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where there is nothing, or nothing of its own. */
export const valueAt = (whole: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      whole,
    );

/** A copy with this value at that path; `undefined` takes it out. */
export function withValueAt(whole: unknown, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = isObject(whole) ? whole : {};
  if (rest.length > 0) return { ...others, [key]: withValueAt(inner, rest.join('.'), value) };
  return value === undefined ? others : { ...others, [key]: value };
}

/** Every path of a value that is known, or leads to nothing known. */
export function* pathsIn(value: unknown, before = ''): Generator<string> {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = `${before}${key}`;
    if (isObject(inner) && wayOf(path) === undefined && before.split('.').length < 4)
      yield* pathsIn(inner, `${path}.`);
    else yield path;
  }
}
