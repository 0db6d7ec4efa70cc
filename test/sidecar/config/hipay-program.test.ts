import { describe, expect, test } from 'vitest';
import { runSetup } from '../../../src/sidecar/commands/setup/setup.ts';
import { findHipayConfig, type SearchedComputer } from '../../../src/sidecar/config/hipay-program.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';

const windows = (files: readonly string[], task?: string): SearchedComputer => ({
  system: 'windows',
  env: {
    SYSTEMDRIVE: 'C:',
    PROGRAMFILES: 'C:\\Program Files',
    LOCALAPPDATA: 'C:\\Users\\Élise\\AppData\\Local',
  },
  homeDirectory: 'C:\\Users\\Élise',
  exists: (path) => files.includes(path),
  outputOf: (program, ...args) =>
    program === 'schtasks' && args.includes('Desktop Connector') ? task : undefined,
});
const linux = (files: readonly string[], crontab?: string): SearchedComputer => ({
  system: 'linux',
  env: {},
  homeDirectory: '/home/shop',
  exists: (path) => files.includes(path),
  outputOf: (program) => (program === 'crontab' ? crontab : undefined),
});

describe("HiPay's program", () => {
  test('is found on Windows in a folder of the user, of the disk and of programs', () => {
    for (const folder of ['C:\\Users\\Élise\\connector', 'C:\\', 'C:\\HiPay', 'C:\\Program Files']) {
      const path = `${folder.replace(/\\$/, '')}\\hipay\\ecr-connector\\bin\\data\\config.yml`;
      expect(findHipayConfig(windows([path]))).toBe(path);
    }
  });
  test('is found by the task of its guide, wherever it is', () => {
    const path = 'D:\\Caisse & Co\\hipay\\ecr-connector\\bin\\data\\config.yml';
    const task =
      '<Exec><Command>cmd</Command><Arguments>/c &quot;D:\\Caisse &amp; Co\\hipay\\ecr-connector\\always-up.cmd&quot;</Arguments></Exec>';
    expect(findHipayConfig(windows([path], task))).toBe(path);
  });
  test('is found on Linux by its line of cron', () => {
    const path = '/srv/till/hipay/ecr-connector/bin/data/config.yml';
    expect(findHipayConfig(linux([path], '*/2 * * * * /srv/till/always-up.sh\n'))).toBe(path);
  });
  test('is not found if its configuration is not there', () => {
    expect(findHipayConfig(windows([]))).toBeUndefined();
    expect(findHipayConfig(linux([]))).toBeUndefined();
  });
});

describe('setup --find', () => {
  const find = async (computer: SearchedComputer) => {
    const screen = recordedScreen();
    const code = await runSetup(['--find'], { screen, dialogue: undefined, env: {}, computer });
    return { code, printed: screen.printed(), complained: screen.complained() };
  };
  test('prints the path for an installer, and for a person how to switch the watchdog off', async () => {
    const path = 'C:\\hipay\\ecr-connector\\bin\\data\\config.yml';
    const { code, printed, complained } = await find(windows([path]));
    expect({ code, printed }).toEqual({ code: 0, printed: `${path}\n` });
    expect(complained).toContain('schtasks /Change /TN "Desktop Connector" /Disable');
  });
  test('fails if there is none', async () => {
    expect(await find(linux([]))).toMatchObject({ code: 1, printed: '' });
  });
});
