import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { windowsSample } from '../sidecar/commands/setup/incumbent-samples.ts';
import { removeFolder } from './remove-folder.ts';

const program = fileURLToPath(new URL('../../dist/sidecar/main.js', import.meta.url));
const typist = fileURLToPath(new URL('typist.py', import.meta.url));
const enter = '\r';
const down = '\u001b[B';

/** A computer without any set-up and without a terminal, as the till's user has it. */
function newComputer() {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-setup-'));
  onTestFinished(() => removeFolder(folder));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_DATA_HOME: folder,
    TERM: 'xterm',
    LANG: 'C.UTF-8',
  };
  const options = { cwd: folder, env, encoding: 'utf8' } as const;
  const config = join(folder, 'hipay-ecr', 'config.yml');
  return {
    folder,
    config,
    type: (script: readonly (readonly [string, string])[], ...args: string[]) =>
      spawnSync('python3', [typist, JSON.stringify(script), process.execPath, program, ...args], options),
    run: (...args: string[]) => spawnSync(process.execPath, [program, ...args], options),
    written: () => parse(readFileSync(config, 'utf8'), { schema: 'failsafe' }),
  };
}

const dialogue: [string, string][] = [
  ['config.yml of HiPay', enter],
  ['Enter your HiPay username', `12345678.stage-secure-gateway.hipay-tpp.com${enter}`],
  ['Enter your HiPay password', `Test_...${enter}`],
  ['Select the installation folder', enter],
  ['How is the payment terminal connected', enter],
  ['Which serial port', `COM14${enter}`],
  ['Which language', enter],
  ['terminal serial number', `1234567890${enter}`],
  // A typing error, its error message, and the correction.
  ['Select the local port', `88888${enter}`],
  ['expected a whole number from 1 to 65535', `\u007f${enter}`],
  ['local API username', `log${enter}`],
  ['local API password', `pwd${enter}`],
  ['Running environment', enter],
  ['Authorization Threshold', `100${enter}`],
  ['When to update', `03:00${enter}`],
  ['What type of contract', down + down + enter],
  ['payment_application for proxy', `001${enter}`],
  ['payment_application for NFC', `00B${enter}`],
  ['merchant ID for proxy', `1234567${enter}`],
  ['merchant ID for NFC', `1234568${enter}`],
  ['terminal rank for proxy', `001${enter}`],
  ['terminal rank for NFC', `001${enter}`],
];

test("writes the same file as HiPay's installer for the same answers", () => {
  const { config, type, written } = newComputer();
  const { status, stdout } = type(dialogue, 'setup');
  expect(stdout).toContain('Installation completed with success !');
  expect(status).toBe(0);
  expect(written()).toEqual({
    ...windowsSample,
    connector: { link: 'web-serial', language: 'concert-v2-e+' },
  });
  expect(statSync(config).mode & 0o777).toBe(0o600);
  expect(stdout).not.toContain('Test_...');
  expect(stdout).not.toContain('pwd');
});

test('writes nothing after Ctrl-C', () => {
  const { config, type } = newComputer();
  const { status, stdout } = type([...dialogue.slice(0, 4), ['How is the payment', '\u0003']], 'setup');
  expect(status).toBe(1);
  expect(stdout).toContain('Nothing was written');
  expect(() => statSync(config)).toThrow('ENOENT');
});

test('a second setup proposes the present values, and changes one answer', () => {
  const { run, type, written } = newComputer();
  run('setup', '--yes', '--api-username=log', '--api-password=pwd', '--link=tcp', '--terminal-host=10.0.0.9');
  const kept = [
    'HiPay username',
    'HiPay password',
    'installation folder',
    'terminal connected',
    'address of',
  ];
  const script = [
    ...kept.map((words): [string, string] => [words, enter]),
    ['port of the payment', `9999${enter}`],
  ];
  const rest = [
    'serial number',
    'local port',
    'API username',
    'API password',
    'environment',
    'Threshold',
    'update',
  ];
  const { status, stdout } = type(
    [...(script as [string, string][]), ...rest.map((words): [string, string] => [words, enter])],
    'setup',
    '--contract-type=nfc',
    ...['payment-application=00B', 'merchant-id=1234568', 'rank=1'].map((option) => `--nfc-${option}`),
  );
  expect(stdout).toContain('is proposed');
  expect(status).toBe(0);
  expect(written()).toMatchObject({
    api_password: 'pwd',
    connector: { terminal_host: '10.0.0.9', terminal_port: '9999', language: 'caisse-ap-v3' },
    contract: { nfc: { rank: '1' } },
  });
});

test('without a terminal, setup asks no question, uses no color and prints the next step', () => {
  const { run } = newComputer();
  const { status, stdout, stderr } = run('setup');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('use --yes');
  expect(stderr).not.toContain('\u001b');
});

test("imports the incumbent's file by its path, without a terminal", () => {
  const { folder, run, written } = newComputer();
  const incumbentFile = join(folder, 'theirs.yml');
  writeFileSync(incumbentFile, JSON.stringify(windowsSample));
  expect(run('setup', '--yes', '--import', incumbentFile).status).toBe(0);
  expect(written()).toMatchObject(windowsSample);
});
