import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { importSettings } from '../../../src/core/settings/imported-settings.ts';
import { settings } from '../../../src/core/settings/settings.ts';
import { settingsFileText } from '../../../src/core/settings/settings-file.ts';
import { windowsSample } from '../../sidecar/commands/setup/incumbent-samples.ts';

const readYaml = async (text: string) => parse(text, { schema: 'failsafe' });
const read = (text: string, present = settings.parse({})) => importSettings(text, present, readYaml);
const about = { program: '0.1.0', savedAt: '2026-11-26T00:00:00Z' };

const till = settings.parse({
  environment: 'stage',
  terminal: { language: 'concert-v2-e', serial: { baudRate: 1200, dataBits: 7, parity: 'even' } },
  hipay: { login: '12345678.stage', password: 'Test_password', hashKey: 'passphrase' },
  contracts: { nfc: { merchantId: '1234567', paymentApplication: '00B', rank: '001' } },
});

describe('the settings of another till', () => {
  it('are taken completely, except the secrets', async () => {
    const text = settingsFileText(till, about);
    expect(text).not.toMatch(/Test_password|passphrase/);
    const reading = await read(text);
    expect(reading).toMatchObject({
      ok: true,
      hasPassword: false,
      settings: {
        environment: 'stage',
        hipay: { login: '12345678.stage', password: '' },
        contracts: till.contracts,
      },
    });
    expect(reading.ok && reading.settings.terminal.serial).toEqual(till.terminal.serial);
  });
  it('keep this till’s gateway, simulation and terminal', async () => {
    const present = settings.parse({
      terminal: { link: 'simulated' },
      hipay: { route: 'relay', gatewayUrl: 'http://127.0.0.1:9', simulated: true },
    });
    const reading = await read(settingsFileText(till, about), present);
    expect(reading.ok && reading.settings.terminal.link).toBe('simulated');
    expect(reading.ok && reading.settings.hipay).toMatchObject({ ...present.hipay, login: '12345678.stage' });
  });
  it('never bring a simulation into production', async () => {
    const present = settings.parse({ terminal: { link: 'simulated' } });
    const text = settingsFileText({ ...till, environment: 'prod' }, about);
    expect(await read(text, present)).toMatchObject({ ok: false });
  });
  it('of a newer version are refused', async () => {
    const text = settingsFileText(till, about).replace('"version": 1', '"version": 2');
    expect(await read(text)).toMatchObject({ ok: false, errors: [{ key: '', code: 'newer' }] });
  });
});

test('lists each setting of a file that cannot be used', async () => {
  const file = JSON.parse(settingsFileText(till, about));
  file.settings.environment = 'moon';
  file.settings.weather = 'fine';
  file.settings.hipay = { ...file.settings.hipay, password: 'x', route: 'relay' };
  const reading = await read(JSON.stringify(file));
  const listed = reading.ok ? reading.notes.map(({ key, code }) => `${key} ${code}`) : [];
  expect(listed.sort()).toEqual([
    'environment not-taken-invalid',
    'hipay.password not-taken-secret',
    'hipay.route not-taken-service',
    'weather not-taken-unknown',
  ]);
});

describe('HiPay’s config.yml in a browser', () => {
  it('gives the account and the contracts; unused keys are listed', async () => {
    const reading = await read(JSON.stringify(windowsSample));
    expect(reading).toMatchObject({
      ok: true,
      hasPassword: true,
      settings: {
        hipay: { password: 'Test_...', route: 'direct', simulated: false },
        contracts: { proxy: { rank: '001' }, nfc: { paymentApplication: '00B' } },
      },
    });
    expect(reading.ok && reading.notes).toEqual([
      { key: 'serial_port', code: 'port-not-used', values: { port: 'COM14' } },
    ]);
  });
  it('is refused with the key of the wrong value', async () => {
    const reading = await read(JSON.stringify({ ...windowsSample, baudRate: 'fast' }));
    expect(reading).toMatchObject({
      ok: false,
      errors: [{ key: 'baudRate', code: 'whole', values: { min: '110', max: '256000' } }],
    });
  });
  it.each(['words', '[]', ''])('%j is not a config.yml', async (text) => {
    expect(await read(text)).toMatchObject({ ok: false });
  });
});
