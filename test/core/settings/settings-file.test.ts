import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings, settings } from '../../../src/core/settings/settings.ts';
import {
  portablePaths,
  readSettingsFile,
  settingsFileText,
  wayOf,
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

test('what is written is read again, but for secrets and what only the service may say', () => {
  const { settings: now, notTaken, taken } = read(settingsFileText(shop(), about));
  expect(notTaken).toEqual([]);
  expect(taken).toHaveLength(portablePaths.length);
  const { terminal, hipay, ...rest } = shop();
  expect(now).toEqual({
    ...rest,
    terminal: { ...terminal, tcp: defaultSettings().terminal.tcp },
    hipay: { ...defaultSettings().hipay, login: hipay.login },
  });
});

test('no secret is in the file, wherever it is planted, nor where the service is to be found', () => {
  const planted = {
    ...shop(),
    secretOfTomorrow: 'PLANTED-new',
    hipay: { ...shop().hipay, token: 'PLANTED-token' },
  };
  const text = settingsFileText(planted, about);
  expect(text).not.toMatch(/PLANTED|password|hashKey|192\.0\.2\.7|gatewayUrl/i);
  expect(text).toContain('shop.stage-1');
});

test('secrets and addresses in a file are not taken, and what was stored stays', () => {
  const { settings: now, notTaken } = read(
    file({
      hipay: { password: 'evil', hashKey: 'evil', gatewayUrl: 'https://evil.example', login: 'new' },
      terminal: { tcp: { host: 'evil.example', port: 1 } },
    }),
    shop(),
  );
  expect(now).toEqual({ ...shop(), hipay: { ...shop().hipay, login: 'new' } });
  expect(notTaken).toEqual([
    { path: 'hipay.password', why: 'secret' },
    { path: 'hipay.hashKey', why: 'secret' },
    { path: 'hipay.gatewayUrl', why: 'service' },
    { path: 'terminal.tcp.host', why: 'service' },
    { path: 'terminal.tcp.port', why: 'service' },
  ]);
});

test('one wrong or unknown setting does not cost the others', () => {
  const {
    settings: now,
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
  expect(now.terminal).toMatchObject({ registerNumber: '07', serial: { baudRate: 9600, parity: 'even' } });
  expect(now.contracts).toEqual({ nfc: contract });
  expect(notTaken).toEqual([
    { path: 'currencies', why: 'invalid' },
    { path: 'terminal.serial.baudRate', why: 'invalid' },
    { path: 'terminal.colour', why: 'unknown' },
    { path: 'contracts.proxy', why: 'invalid' },
  ]);
});

test('null takes out what can be none; a file that says nothing leaves it', () => {
  expect(read(file({}), shop()).settings).toEqual(shop());
  const { settings: now } = read(
    file({ contracts: { nfc: null }, authorizationThresholdMinor: null }),
    shop(),
  );
  expect(now.contracts).toEqual({});
  expect(now).not.toHaveProperty('authorizationThresholdMinor');
  expect(read(file({ environment: null }), shop()).notTaken).toEqual([
    { path: 'environment', why: 'invalid' },
  ]);
});

describe('is no settings file', () => {
  test.each([
    ['', 'no-settings-file'],
    ['hello', 'no-settings-file'],
    ['[]', 'no-settings-file'],
    ['{"kind":"hipay-ecr-records","version":1}', 'no-settings-file'],
    [file([]), 'no-settings-file'],
    [file({}, { version: 0 }), 'no-settings-file'],
    [file({}, { version: 2 }), 'newer'],
    [`${file({})}${' '.repeat(200_000)}`, 'no-settings-file'],
  ])('%.60j', (text, why) => {
    expect(readSettingsFile(text, defaultSettings())).toEqual({ ok: false, why });
  });
});

test('the mark of a Windows editor does not matter', () => {
  expect(read(`\uFEFF${file({ environment: 'prod' })}`).settings.environment).toBe('prod');
});

test('names of a language’s own are no settings, and change nothing of it', () => {
  const text = `{"kind":"hipay-ecr-settings","version":1,"settings":{"__proto__":{"environment":"prod"},"constructor":1}}`;
  const { settings: now, notTaken } = read(text);
  expect(now).toEqual(defaultSettings());
  expect(notTaken).toEqual([{ path: 'constructor', why: 'unknown' }]);
  expect(({} as { environment?: string }).environment).toBeUndefined();
  expect([wayOf('constructor'), wayOf('toString')]).toEqual([undefined, undefined]);
});
