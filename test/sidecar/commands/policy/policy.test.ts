import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printPolicy } from '../../../../src/sidecar/commands/policy/policy.ts';
import type { Browser } from '../../../../src/sidecar/system/browsers.ts';
import type { System } from '../../../../src/sidecar/system/systems.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { temporaryFolder } from '../../helpers/running-sidecar.ts';

async function run(
  args: readonly string[],
  over: { config?: string; running?: object; refuse?: string; system?: System; installed?: Browser } = {},
) {
  const folder = await temporaryFolder();
  if (over.config) await writeFile(join(folder, 'config.yml'), over.config);
  if (over.running) await writeFile(join(folder, 'running.json'), JSON.stringify(over.running));
  const screen = recordedScreen();
  const files: Record<string, string> = {};
  const code = await printPolicy(args, {
    screen,
    env: { HIPAY_ECR_HOME: folder },
    system: over.system ?? 'linux',
    installed: () => over.installed,
    async write(path, content) {
      if (over.refuse) throw Object.assign(new Error('no'), { code: over.refuse });
      files[path] = content;
    },
  });
  return { code, files, printed: screen.printed(), complained: screen.complained() };
}

const shop = (port: number) => `api_username: log\napi_password: pwd\nlocal_port: ${port}\n`;

const grant = [
  {
    devices: [{ vendor_id: 2816 }, { vendor_id: 1947 }, { vendor_id: 4554 }, { vendor_id: 12216 }],
    urls: ['http://localhost:8080'],
  },
];

describe('Linux', () => {
  test('prints the file on stdout, and the reason of each key on stderr', async () => {
    const { code, printed, complained } = await run([]);
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toEqual({
      SerialAllowUsbDevicesForUrls: grant,
      WebUsbAllowDevicesForUrls: grant,
      RestoreOnStartup: 4,
      RestoreOnStartupURLs: ['http://localhost:8080/'],
      LocalNetworkAccessAllowedForUrls: ['http://localhost:8080'],
    });
    for (const key of Object.keys(JSON.parse(printed)))
      expect(complained).toMatch(new RegExp(`${key}: .{30}`));
    expect(complained).toContain('/etc/opt/chrome/policies/managed/hipay-ecr.json');
  });

  test('--all-ports grants every serial port', async () => {
    const keys = JSON.parse((await run(['--all-ports'])).printed);
    expect(keys).toMatchObject({ SerialAllowAllPortsForUrls: ['http://localhost:8080'] });
    expect(keys).not.toHaveProperty('SerialAllowUsbDevicesForUrls');
  });

  test.each([
    ['chrome', '/etc/opt/chrome/policies/managed/hipay-ecr.json'],
    ['edge', '/etc/opt/edge/policies/managed/hipay-ecr.json'],
    ['chromium', '/etc/chromium/policies/managed/hipay-ecr.json'],
  ])('--write writes the file for %s', async (browser, path) => {
    const { code, printed, files } = await run(['--browser', browser, '--write']);
    expect({ code, printed }).toEqual({ code: 0, printed: `${path}\n` });
    expect(JSON.parse(files[path] ?? '')).toHaveProperty('RestoreOnStartup', 4);
  });

  test('--write without permission says what to do', async () => {
    const { code, complained } = await run(['--write'], { refuse: 'EACCES' });
    expect(code).toBe(1);
    expect(complained).toContain('cannot be written (EACCES). Run it as root');
  });

  test('the command for root names all that root does not find by itself: browser, port and ports', async () => {
    const command = 'sudo hipay-ecr policy --browser edge --port 8888 --all-ports --write\n';
    const over = { config: shop(8888), refuse: 'EACCES' };
    const args = ['--browser', 'edge', '--all-ports'];
    expect((await run([...args, '--write'], over)).complained).toContain(command);
    expect((await run(args, over)).complained).toContain(`"${command.trim()}"`);
  });
});

test('the origin is that of the running connector, whatever its port comes from', async () => {
  const running = { version: 1, port: 9123, pid: process.pid, key: 'k' };
  const { printed } = await run([], { config: 'local_port: 8888\n', running });
  expect(JSON.parse(printed).LocalNetworkAccessAllowedForUrls).toEqual(['http://localhost:9123']);
  // No process of Linux has this id: the file was left behind by a killed connector.
  const left = await run([], { config: shop(8888), running: { ...running, pid: 2 ** 22 + 1 } });
  expect(JSON.parse(left.printed).LocalNetworkAccessAllowedForUrls).toEqual(['http://localhost:8888']);
});

test('--config names the configuration; one that cannot be used is a fault', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'other.yml'), shop(8777));
  const { printed } = await run(['--config', join(folder, 'other.yml')], { config: shop(8888) });
  expect(JSON.parse(printed).LocalNetworkAccessAllowedForUrls).toEqual(['http://localhost:8777']);
  const { code, complained } = await run(['--config', join(folder, 'missing.yml')]);
  expect(code).toBe(2);
  expect(complained).toContain('missing.yml cannot be used');
});

test.each([
  [[], 'local_port: 8888', 'http://localhost:8888'],
  [['--port', '9000'], 'local_port: 8888', 'http://localhost:9000'],
  [['--port', '80'], '', 'http://localhost'],
])('%j with %j: the origin is %s', async (args, port, origin) => {
  const { printed } = await run(args, { config: `api_username: log\napi_password: pwd\n${port}\n` });
  expect(JSON.parse(printed).LocalNetworkAccessAllowedForUrls).toEqual([origin]);
});

test.each([
  ['chrome', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome'],
  ['edge', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge'],
  ['chromium', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Chromium'],
])('Windows, %s: a file for the Registry Editor', async (browser, key) => {
  const { printed } = await run(['--system=windows', '--browser', browser]);
  const lines = printed.split('\r\n');
  expect(lines[0]).toBe('Windows Registry Editor Version 5.00');
  expect(lines).toContain(`[${key}]`);
  expect(lines).toContain('"RestoreOnStartup"=dword:00000004');
  const json = /^"SerialAllowUsbDevicesForUrls"="(.*)"$/.exec(
    lines.find((line) => line.includes('Serial')) ?? '',
  )?.[1];
  expect(JSON.parse(json?.replaceAll('\\"', '"') ?? '')).toEqual(grant);
  const list = lines.indexOf(`[${key}\\RestoreOnStartupURLs]`);
  expect(lines.slice(list - 2, list)).toEqual([`[-${key}\\RestoreOnStartupURLs]`, '']);
  expect(lines[list + 1]).toBe('"1"="http://localhost:8080/"');
});

test('macOS: a profile, the same at each run, with the keys in the domain of the browser', async () => {
  const { printed } = await run(['--system', 'macos', '--browser', 'edge']);
  expect(printed).toBe((await run(['--system', 'macos', '--browser', 'edge'])).printed);
  expect(printed).toContain('<key>PayloadType</key>\n      <string>com.microsoft.Edge</string>');
  expect(printed).toContain('<key>RestoreOnStartup</key>\n      <integer>4</integer>');
  expect(printed).toContain('<key>vendor_id</key>\n              <integer>2816</integer>');
  const uuids = [...printed.matchAll(/<string>([0-9A-F-]{36})<\/string>/g)].map(([, uuid]) => uuid);
  expect(new Set(uuids).size).toBe(2);
  for (const uuid of uuids)
    expect(uuid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
});

test.each([
  [['--browser=firefox'], '--browser: expected chrome, edge, chromium'],
  [['--system=beos'], '--system: expected linux, windows, macos'],
  [['--port=0'], '--port: expected a port'],
  [['--port=6667'], '--port: browsers open no page at port 6667'],
  [['--system=windows', '--write'], '--write: only on Linux'],
  [['--allports'], 'Did you mean --all-ports?'],
])('%j is refused', async (args, words) => {
  const { code, complained, printed } = await run(args);
  expect({ code, printed }).toEqual({ code: 2, printed: '' });
  expect(complained).toContain(words);
});
