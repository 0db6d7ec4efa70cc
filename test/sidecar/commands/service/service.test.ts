import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrangeService } from '../../../../src/sidecar/commands/service/service.ts';
import type { System } from '../../../../src/sidecar/system/systems.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { temporaryFolder } from '../../helpers/running-sidecar.ts';

const at = { node: '/opt/node 22/bin/node', program: '/srv/ecr/main.js', home: '/home/till/100% & $HOME' };

async function run(
  args: readonly string[],
  over: {
    system?: System;
    refuse?: string;
    node?: string;
    isLasting?: boolean;
    domain?: string;
    home?: string;
    env?: Record<string, string>;
  } = {},
) {
  const screen = recordedScreen();
  const files = new Map<string, string | Buffer>();
  const removed: string[] = [];
  const made: string[] = [];
  const refuse = () => {
    if (over.refuse) throw Object.assign(new Error('no'), { code: over.refuse });
  };
  const code = await arrangeService(args, {
    screen,
    env: {
      ...(over.home !== '' && { HIPAY_ECR_HOME: over.home ?? at.home }),
      ...over.env,
      ...(over.domain && { USERDOMAIN: over.domain }),
    },
    system: over.system ?? 'linux',
    node: { path: over.node ?? at.node, isLasting: over.isLasting ?? true },
    program: at.program,
    user: 'till',
    async writeKeys(keys) {
      refuse();
      made.push(...keys.map(({ path, owner }) => `${path} ${owner}`));
    },
    async removeKeys(keys) {
      removed.push(...keys.map(({ path }) => path));
    },
    homeDirectory: '/home/till',
    write: async (path, content) => {
      refuse();
      files.set(path, content);
    },
    remove: async (path) => {
      refuse();
      removed.push(path);
    },
  });
  return { code, files, removed, made, printed: screen.printed(), complained: screen.complained() };
}

describe('Linux', () => {
  test('prints a user unit, and what to run next', async () => {
    const { code, printed, complained } = await run([]);
    expect(code).toBe(0);
    expect(printed).toContain(
      'ExecStart="/opt/node 22/bin/node" "/srv/ecr/main.js" "start" "--no-browser" "--home" "/home/till/100%% & $$HOME"',
    );
    expect(printed).toContain('Restart=on-failure');
    expect(printed).toContain('KillMode=process');
    expect(printed).not.toContain('User=');
    expect(complained).toContain('/home/till/.config/systemd/user/hipay-ecr.service');
    expect(complained).toContain('systemctl --user enable --now hipay-ecr');
    expect(complained).toContain('loginctl enable-linger till');
  });

  test('--browser: the service keeps a browser with the page', async () => {
    const { printed } = await run(['--browser']);
    expect(printed).toContain('"start" "--browser"');
    expect(printed).not.toContain('--no-browser');
  });

  test('--remove removes the file, and names the command that ends the running service', async () => {
    const { code, removed, complained } = await run(['--remove']);
    expect(code).toBe(0);
    expect(removed).toEqual(['/home/till/.config/systemd/user/hipay-ecr.service']);
    expect(complained).toContain('systemctl --user disable --now hipay-ecr');
  });

  test.each([
    [['--write', '--scope=system'], 'EACCES', 'cannot be written (EACCES). Run it with sudo.'],
    [['--remove'], 'ENOENT', 'cannot be removed (ENOENT). There is none'],
  ])('%j that fails with %s says what to do', async (args, refuse, words) => {
    const { code, complained } = await run(args, { refuse });
    expect(code).toBe(1);
    expect(complained).toContain(words);
  });
});

test('Windows: a task that the Task Scheduler can read', async () => {
  const { files, complained, printed } = await run(['--write'], { system: 'windows', domain: 'SHOP' });
  const [[path, content] = ['', '']] = [...files];
  expect(printed).toBe(`${path}\n`);
  expect(complained).toContain(`schtasks /Create /TN "HiPay ECR Connector" /XML "${path}"`);
  const bytes = Buffer.from(content as Buffer);
  expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  const text = bytes.toString('utf16le');
  expect(text).toContain(
    '<Arguments>--headless &quot;/opt/node 22/bin/node&quot; &quot;/srv/ecr/main.js&quot;',
  );
  expect(text).toContain('&quot;--home&quot; &quot;/home/till/100% &amp; $HOME&quot;');
  expect(text).toMatch(/&quot;--log&quot; &quot;[^<]+\\hipay-ecr\.log&quot;/);
  expect(text).toContain('<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>');
});

test('Windows: a normal user may register the task, and it runs without a window, on battery, and again after a failure', async () => {
  const { files } = await run(['--write'], { system: 'windows', domain: 'SHOP' });
  const text = Buffer.from([...files.values()][0] as Buffer).toString('utf16le');
  // Without a user, the trigger is for every user, which only an administrator may register.
  expect(text.match(/<UserId>SHOP\\till<\/UserId>/g)).toHaveLength(2);
  expect(text).toContain('<RunLevel>LeastPrivilege</RunLevel>');
  expect(text).toContain('<LogonType>InteractiveToken</LogonType>');
  expect(text).toContain('<Priority>4</Priority>');
  expect(text).toContain('<Command>%SystemRoot%\\System32\\conhost.exe</Command>');
  expect(text).toContain('<Hidden>true</Hidden>');
  expect(text).toContain('<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>');
  expect(text).toMatch(/<RestartOnFailure><Interval>PT1M<\/Interval><Count>\d+<\/Count>/);
});

test('a Node whose path names its version: the person reads when to make the service again', async () => {
  const words = 'After an update of Node, make the service again';
  expect((await run(['--write'], { isLasting: false })).complained).toContain(words);
  expect((await run([], { isLasting: false })).complained).toContain(words);
  expect((await run(['--remove'], { isLasting: false })).complained).not.toContain(words);
  expect((await run(['--write'])).complained).not.toContain(words);
});

test('macOS: an agent that is started again when it fails', async () => {
  const { printed, complained } = await run(['--system', 'macos']);
  expect(printed).toContain('<string>/home/till/100% &amp; $HOME</string>');
  expect(printed).toContain('<string>/home/till/100% &amp; $HOME/hipay-ecr.log</string>');
  expect(printed).toMatch(/<key>SuccessfulExit<\/key>\s*<false\/>/);
  expect(complained).toContain(
    'launchctl bootstrap gui/$(id -u) "/home/till/Library/LaunchAgents/com.hipay.ecr-connector.plist"',
  );
});

test('prints text for Windows', async () => {
  const { printed } = await run(['--system=windows']);
  expect(printed).toMatch(/^<\?xml version="1\.0"/);
  // The user of this computer is not the one of that computer.
  expect(printed).not.toContain('UserId');
});

describe('how the running connector was started', () => {
  test('the service gets its configuration and its port', async () => {
    const home = await temporaryFolder();
    const running = {
      version: 1,
      port: 8123,
      pid: process.pid,
      key: 'k',
      config: '/etc/shop.yml',
      portOption: true,
    };
    await writeFile(join(home, 'running.json'), JSON.stringify(running));
    expect((await run([], { home })).printed).toContain(
      `"--home" "${home}" "--config" "/etc/shop.yml" "--port" "8123"`,
    );
    const other = await run(['--config', '/etc/other.yml', '--port', '9000'], { home });
    expect(other.printed).toContain('"--config" "/etc/other.yml" "--port" "9000"');
  });

  test('the usual configuration and a port of the configuration need no options', async () => {
    const home = await temporaryFolder();
    const running = { version: 1, port: 8123, pid: process.pid, key: 'k', config: join(home, 'config.yml') };
    await writeFile(join(home, 'running.json'), JSON.stringify(running));
    expect((await run([], { home })).printed).not.toMatch(/--config|--port/);
  });
});

test.each([
  [['--system=beos'], '--system: expected linux, windows, macos'],
  [['--scope=all'], '--scope: expected user or system'],
  [['--system=windows', '--scope=system'], '--scope system: only on Linux and macOS'],
  [['--system=macos', '--scope=system'], 'name the user that the connector runs as'],
  [['--system=macos', '--user-of-the-screen=anna'], 'it goes with --scope system'],
  [['--system=windows', '--user-of-the-screen=anna'], 'the connector of the user keeps the browser'],
  [['--scope=system', '--browser'], '--user-of-the-screen NAME'],
  [['--user=ecr'], 'goes with --scope system'],
  [['--headless'], 'goes with --user-of-the-screen'],
  [['--user-of-the-screen=a b'], 'is no name of a user'],
  [['--port=0'], 'expected a port'],
  [['--port=6667'], '--port: browsers open no page at port 6667'],
  [['--write', '--remove'], 'one of the two'],
  [['--system=windows', '--write'], 'only for this system'],
  [['--wirte'], 'Did you mean --write?'],
])('%j is refused', async (args, words) => {
  const { code, complained, files } = await run(args);
  expect({ code, files: files.size }).toEqual({ code: 2, files: 0 });
  expect(complained).toContain(words);
});
