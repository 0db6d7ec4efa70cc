import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings, settings } from '../../../src/core/settings/settings.ts';
import {
  carrierOf,
  portablePaths,
  readSettingsFile,
  settingsFileText,
} from '../../../src/core/settings/settings-file.ts';

const about = { program: '0.1.0', savedAt: '2026-11-23T09:00:00.000Z' };
const contract = { merchantId: '1234567', paymentApplication: '0CB', rank: '001' };

const shop = (): Settings =>
  settings.parse({
    environment: 'stage',
    terminal: {
      link: 'tcp',
      language: 'caisse-ap-v3',
      tcp: { host: '192.0.2.7' },
      serial: { baudRate: 19_200 },
    },
    hipay: { login: 'shop.stage-1', password: 'PLANTED-pass', hashKey: 'PLANTED-key', route: 'relay' },
    contracts: { nfc: contract },
    authorizationThresholdMinor: 5000,
    currencies: ['CHF', 'EUR'],
  });

const file = (inside: unknown, change: object = {}) =>
  JSON.stringify({ kind: 'hipay-ecr-settings', version: 1, settings: inside, ...change });

const read = (text: string, present = defaultSettings()) => {
  const reading = readSettingsFile(text, present);
  if (!reading.ok) throw new Error(reading.why);
  return reading;
};

test('reads the settings that it wrote, except secrets and the settings that only the sidecar may set', () => {
  const { settings: merged, notTaken, taken } = read(settingsFileText(shop(), about));
  expect(notTaken).toEqual([]);
  expect(taken).toHaveLength(portablePaths.length);
  const { terminal, hipay, ...rest } = shop();
  expect(merged).toEqual({
    ...rest,
    terminal: { ...terminal, tcp: defaultSettings().terminal.tcp },
    hipay: { ...defaultSettings().hipay, login: hipay.login },
  });
});

test('writes no secret and no address of the sidecar into the file', () => {
  const planted = {
    ...shop(),
    secretOfTomorrow: 'PLANTED-new',
    hipay: { ...shop().hipay, token: 'PLANTED-token' },
  };
  const text = settingsFileText(planted, about);
  expect(text).not.toMatch(/PLANTED|password|hashKey|192\.0\.2\.7|gatewayUrl/i);
  expect(text).toContain('shop.stage-1');
});

test('ignores secrets and addresses in a file, and keeps the stored values', () => {
  const { settings: merged, notTaken } = read(
    file({
      hipay: { password: 'evil', hashKey: 'evil', gatewayUrl: 'https://evil.example', login: 'new' },
      terminal: { tcp: { host: 'evil.example', port: 1 } },
    }),
    shop(),
  );
  expect(merged).toEqual({ ...shop(), hipay: { ...shop().hipay, login: 'new' } });
  expect(notTaken).toEqual([
    { path: 'hipay.password', why: 'secret' },
    { path: 'hipay.hashKey', why: 'secret' },
    { path: 'hipay.gatewayUrl', why: 'service' },
    { path: 'terminal.tcp.host', why: 'service' },
    { path: 'terminal.tcp.port', why: 'service' },
  ]);
});

test('reads the other settings if one is wrong or unknown', () => {
  const {
    settings: merged,
    taken,
    notTaken,
  } = read(
    file({
      currencies: ['EURO'],
      terminal: { registerNumber: '07', serial: { baudRate: 'fast', parity: 'even' }, colour: 'blue' },
      contracts: { proxy: { ...contract, rank: 'x' }, nfc: contract },
    }),
  );
  expect(taken).toEqual(['terminal.registerNumber', 'terminal.serial.parity', 'contracts.nfc']);
  expect(merged.terminal).toMatchObject({ registerNumber: '07', serial: { baudRate: 9600, parity: 'even' } });
  expect(merged.contracts).toEqual({ nfc: contract });
  expect(notTaken).toEqual([
    { path: 'currencies', why: 'invalid' },
    { path: 'terminal.serial.baudRate', why: 'invalid' },
    { path: 'terminal.colour', why: 'unknown' },
    { path: 'contracts.proxy', why: 'invalid' },
  ]);
});

test('removes an optional setting that is null, and keeps a setting whose key is missing', () => {
  expect(read(file({}), shop()).settings).toEqual(shop());
  const { settings: merged } = read(
    file({ contracts: { nfc: null }, authorizationThresholdMinor: null }),
    shop(),
  );
  expect(merged.contracts).toEqual({});
  expect(merged).not.toHaveProperty('authorizationThresholdMinor');
  expect(read(file({ environment: null }), shop()).notTaken).toEqual([
    { path: 'environment', why: 'invalid' },
  ]);
});

describe('a file that is no settings file of this version', () => {
  test.each([
    ['an empty text', '', 'no-settings-file'],
    ['a text that is not JSON', 'hello', 'no-settings-file'],
    ['a list', '[]', 'no-settings-file'],
    ['a file of records', '{"kind":"hipay-ecr-records","version":1}', 'no-settings-file'],
    ['settings that are a list', file([]), 'no-settings-file'],
    ['version 0', file({}, { version: 0 }), 'no-settings-file'],
    ['a newer version', file({}, { version: 2 }), 'newer'],
    ['more than 200,000 characters', `${file({})}${' '.repeat(200_000)}`, 'no-settings-file'],
  ])('is refused: %s', (_, text, why) => {
    expect(readSettingsFile(text, defaultSettings())).toEqual({ ok: false, why });
  });
});

test('ignores a byte order mark', () => {
  expect(read(`\uFEFF${file({ environment: 'prod' })}`).settings.environment).toBe('prod');
});

test('ignores keys such as __proto__', () => {
  const text = `{"kind":"hipay-ecr-settings","version":1,"settings":{"__proto__":{"environment":"prod"},"constructor":1}}`;
  const { settings: merged, notTaken } = read(text);
  expect(merged).toEqual(defaultSettings());
  expect(notTaken).toEqual([{ path: 'constructor', why: 'unknown' }]);
  expect(({} as { environment?: string }).environment).toBeUndefined();
  expect([carrierOf('constructor'), carrierOf('toString')]).toEqual([undefined, undefined]);
});
