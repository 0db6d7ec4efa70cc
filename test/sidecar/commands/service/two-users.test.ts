import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { arrangeService } from '../../../../src/sidecar/commands/service/service.ts';
import { browserUnit, systemUnit } from '../../../../src/sidecar/commands/service/systemd-units.ts';
import type { System } from '../../../../src/sidecar/system/systems.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { temporaryFolder } from '../../helpers/running-sidecar.ts';

// The connector as a service of the computer, and the browser as a service of the user of the screen.

async function run(args: readonly string[], over: { system?: System; env?: NodeJS.ProcessEnv } = {}) {
  const screen = recordedScreen();
  const files: Record<string, string> = {};
  const keys: string[] = [];
  const removed: string[] = [];
  const code = await arrangeService(args, {
    screen,
    env: over.env ?? {},
    system: over.system ?? 'linux',
    node: { path: '/usr/bin/node', isLasting: true },
    program: '/opt/ecr/main.js',
    user: 'root',
    homeDirectory: '/root',
    write: async (path, content) => {
      files[path] = String(content);
    },
    remove: async (path) => {
      removed.push(path);
    },
    async writeKeys(made) {
      keys.push(...made.map(({ path, owner }) => `${path} for ${owner}`));
    },
    async removeKeys(gone) {
      removed.push(...gone.map(({ path }) => path));
    },
  });
  return { code, files, keys, removed, printed: screen.printed(), complained: screen.complained() };
}

const connectorUnit = '/etc/systemd/system/hipay-ecr.service';
const browserUnitPath = '/etc/systemd/user/hipay-ecr-browser.service';

describe('service on Linux', () => {
  test('--scope system writes the unit of the connector alone, with a user and a state folder of its own', async () => {
    const { files, complained } = await run(['--scope', 'system', '--write']);
    const unit = files[connectorUnit] ?? '';
    expect(unit).toContain('"start" "--no-browser" "--home" "/var/lib/hipay-ecr"\n');
    expect(unit).toMatch(/^User=hipay-ecr$/m);
    expect(unit).toMatch(/^StateDirectory=hipay-ecr$/m);
    expect(unit).toMatch(/^StateDirectoryMode=0700$/m);
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
    expect(complained).toContain('useradd --system --home-dir /var/lib/hipay-ecr');
    expect(complained).toContain('sudo systemctl enable --now hipay-ecr');
  });

  test('--user names the user; another folder is the only one that the connector may write', async () => {
    const { printed } = await run(['--scope=system', '--user=till', '--home=/home/till/ecr 1']);
    expect(printed).toMatch(/^User=till$/m);
    expect(printed).not.toContain('StateDirectory');
    expect(printed).toMatch(/^ReadWritePaths="\/home\/till\/ecr 1"$/m);
    // Its folder is below /home.
    expect(printed).toMatch(/^ProtectHome=read-only$/m);
  });

  test('a configuration elsewhere may be written: the page keeps the terminal there', async () => {
    const { printed } = await run(['--scope=system', '--config=/srv/shop/config.yml']);
    expect(printed).toContain('"--config" "/srv/shop/config.yml"');
    expect(printed).toMatch(/^ReadWritePaths="\/srv\/shop"$/m);
    expect(printed).toMatch(/^ProtectHome=yes$/m);
  });

  test('secrets come as credentials; one that is not there is an empty line', async () => {
    const { printed } = await run(['--scope=system']);
    for (const name of ['api_password', 'hipay_password', 'hash_key']) {
      expect(printed).toContain(`LoadCredential=${name}:/etc/hipay-ecr/${name}\n`);
      expect(printed).toContain(`SetCredential=${name}:\\n\n`);
    }
    expect(printed).toContain('LoadCredential=browser_key:/etc/hipay-ecr/browser.key\n');
  });

  test('--user-of-the-screen writes the pairing file for that user, and the unit of the browser', async () => {
    const { files, keys, complained } = await run(['--user-of-the-screen=anna', '--port=8123', '--write']);
    expect(Object.keys(files)).toEqual([browserUnitPath]);
    expect(keys).toEqual(['/etc/hipay-ecr/browser.key for anna']);
    const unit = files[browserUnitPath] ?? '';
    expect(unit).toContain(
      'ExecStart="/usr/bin/node" "/opt/ecr/main.js" "browser" "--port" "8123" "--key" "/etc/hipay-ecr/browser.key"\n',
    );
    expect(unit).toMatch(/^ConditionUser=anna$/m);
    expect(unit).toMatch(/^KillMode=process$/m);
    expect(complained).toContain('sudo systemctl --global enable hipay-ecr-browser');
    expect(complained).toContain('sudo systemctl try-restart hipay-ecr');
    expect(complained).not.toContain('enable-linger');
  });

  test('--headless is for a computer without a screen: the session of the user starts with the computer', async () => {
    const { printed, complained } = await run(['--user-of-the-screen=anna', '--headless']);
    expect(printed).toContain('"--headless"');
    expect(complained).toContain('sudo loginctl enable-linger anna');
    expect(complained).toContain('the pairing file /etc/hipay-ecr/browser.key, for anna alone');
  });

  test('the unit of the browser has the port of the configuration', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'shop.yml'), 'local_port: "8888"\napi_password: p\napi_username: u\n');
    const { printed } = await run(['--user-of-the-screen=anna', '--config', join(folder, 'shop.yml')]);
    expect(printed).toContain('"--port" "8888"');
  });

  test('a package names its command, which stays when its version changes', async () => {
    const env = { HIPAY_ECR_COMMAND: '/usr/bin/hipay-ecr' };
    const { printed } = await run(['--user-of-the-screen=anna'], { env });
    expect(printed).toContain('ExecStart="/usr/bin/hipay-ecr" "browser"');
  });

  test('writes both parts in one run; --remove removes the pairing file too', async () => {
    const both = ['--scope=system', '--user-of-the-screen=anna'];
    const { printed } = await run(both);
    expect(printed.indexOf(`# ${connectorUnit}\n`)).toBe(0);
    expect(printed).toContain(`# ${browserUnitPath}\n`);
    expect((await run([...both, '--remove'])).removed).toEqual([
      connectorUnit,
      browserUnitPath,
      '/etc/hipay-ecr/browser.key',
    ]);
  });
});

const options = {
  command: [process.execPath, fileURLToPath(new URL('../../../../src/sidecar/main.ts', import.meta.url))],
  folder: '/var/lib/hipay-ecr',
  hasBrowser: false,
};
const screen = { name: 'anna', key: '/etc/hipay-ecr/browser.key', port: 8080, headless: false };

/** Runs systemd-analyze on a unit. `npm test` installs it. */
async function analyze(unit: string, ...words: string[]) {
  const path = join(await temporaryFolder(), 'hipay-ecr.service');
  await writeFile(path, unit);
  const { error, status, stdout, stderr } = spawnSync('systemd-analyze', [...words, path], {
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

test('systemd-analyze gives the unit of the connector an exposure of 3.0 at most', async () => {
  const { status, stdout } = await analyze(
    systemUnit(options, 'hipay-ecr'),
    'security',
    '--offline=true',
    '--threshold=30',
  );
  expect(status, stdout).toBe(0);
  const open = await analyze(
    '[Service]\nExecStart=/bin/true\n',
    'security',
    '--offline=true',
    '--threshold=30',
  );
  expect(open.status).toBe(1);
});

test.each([
  ['the connector', systemUnit(options, 'hipay-ecr')],
  ['the connector in a home folder', systemUnit({ ...options, folder: '/home/a b/100% & $x' }, 'hipay-ecr')],
  ['the browser', browserUnit(options, screen)],
])('systemd understands the unit of %s', async (_name, unit) => {
  const { stderr } = await analyze(unit, 'verify', '--man=no', '--recursive-errors=no');
  expect(stderr.split('\n').filter((line) => line.includes('hipay-ecr.service'))).toEqual([]);
});

test('the unit of the Debian package is made by the same function', async () => {
  const folder = fileURLToPath(new URL('../../../../src/build/release/debian/', import.meta.url));
  const command = ['/usr/lib/hipay-ecr/node', '/usr/lib/hipay-ecr/versions/@VERSION@/dist/sidecar/main.js'];
  const unit = systemUnit({ ...options, command }, 'hipay-ecr', {
    optionsFile: '/etc/default/hipay-ecr',
    documentation: 'file:///usr/share/doc/hipay-ecr/README.md',
  });
  await expect(unit).toMatchFileSnapshot(join(folder, 'hipay-ecr.service'));
});

test('on macOS the service is a daemon, an agent for the browser, and a copy of the key for each', async () => {
  const args = ['--system=macos', '--scope=system', '--user=_ecr', '--user-of-the-screen=anna', '--write'];
  const { files, keys, complained } = await run(args, { system: 'macos' });
  const daemon = files['/Library/LaunchDaemons/com.hipay.ecr-connector.plist'] ?? '';
  expect(daemon).toMatch(/<key>UserName<\/key>\s*<string>_ecr<\/string>/);
  expect(daemon).toMatch(
    /<string>--browser-key<\/string>\s*<string>\/etc\/hipay-ecr\/connector.key<\/string>/,
  );
  expect(daemon).toContain('<string>--no-browser</string>');
  expect(daemon).toContain('<string>/Library/Application Support/hipay-ecr</string>');
  const agent = files['/Library/LaunchAgents/com.hipay.ecr-connector.browser.plist'] ?? '';
  expect(agent).toMatch(/<string>browser<\/string>\s*<string>--port<\/string>\s*<string>8080<\/string>/);
  expect(agent).toMatch(/<string>--key<\/string>\s*<string>\/etc\/hipay-ecr\/browser.key<\/string>/);
  expect(keys).toEqual(['/etc/hipay-ecr/browser.key for anna', '/etc/hipay-ecr/connector.key for _ecr']);
  expect(complained).toContain('sudo launchctl bootstrap system');
  expect(complained).toContain('sudo launchctl bootstrap gui/$(id -u anna)');
});
