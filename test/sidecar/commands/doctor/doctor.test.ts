import { chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { examine, printFindings } from '../../../../src/sidecar/commands/doctor/doctor.ts';
import type { DoctorDeps } from '../../../../src/sidecar/commands/doctor/finding.ts';
import { findUnusableFiles, thisComputer } from '../../../../src/sidecar/commands/doctor/this-computer.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { runningSidecar as startSidecar, temporaryFolder } from '../../helpers/running-sidecar.ts';
import {
  built,
  completePolicy,
  configured,
  madeUpComputer,
  policyFile,
  runningSidecar,
  shop,
} from './made-up-computer.ts';

const idle = { ownSidecar: async () => undefined } as const;
const network = `${shop}connector: { link: tcp, terminal_host: 10.0.0.9, language: caisse-ap-v3 }\n`;

/** The findings that are not "ok", as texts. */
async function problems(broken: Partial<DoctorDeps>) {
  const findings = await examine(madeUpComputer(broken));
  for (const { level, remedy } of findings) if (level !== 'ok') expect(remedy).toBeTruthy();
  return findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, found }) => `${level} ${check}: ${found}`);
}

test('a healthy computer: every line is ok', async () => {
  expect(await problems({})).toEqual([]);
  expect((await examine(madeUpComputer())).map(({ check }) => check)).toEqual([
    'Node',
    'program',
    'program',
    'configuration',
    'home folder',
    'disk',
    'port',
    'page',
    'terminal',
    'notifications',
    'browser',
    'policy',
    'serial device',
    'HiPay',
    'HiPay look-up',
    'clock',
  ]);
});

test('names each file of the home folder that the connector cannot use', async () => {
  const files = [
    { path: '/home/till/records.state.json', user: 'root' },
    { path: '/home/till/asked.jsonl', code: 'EACCES' },
    { path: '/home/till/records.index', code: 'EBUSY' },
  ];
  expect(await problems({ homeFiles: async () => ({ owner: 'till', files }) })).toEqual([
    'fault home folder: /home/till/records.state.json belongs to the user root, and the folder to till',
    'fault home folder: /home/till/asked.jsonl cannot be read: this user may not use it (EACCES)',
    'fault home folder: /home/till/records.index cannot be read: another program holds the file (EBUSY)',
  ]);
});

test.skipIf(process.getuid?.() !== 0)('finds a file of another user in the home folder', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'browser'));
  for (const name of ['records.jsonl', 'config.yml']) await writeFile(join(folder, name), '');
  await chown(join(folder, 'records.jsonl'), 65534, 65534);
  const { owner, files } = await findUnusableFiles(folder);
  expect(owner).toBe('root');
  expect(files).toEqual([{ path: join(folder, 'records.jsonl'), user: expect.any(String) }]);
});

test('a home folder that takes no file is no reason for another one, which knows no paid order', async () => {
  const findings = await examine(madeUpComputer({ writable: async () => 'EACCES' }));
  const { remedy } = findings.find(({ found }) => found.includes('cannot be written')) ?? {};
  expect(remedy).toContain('chmod');
  expect(remedy).not.toContain('--home');
});

test('gives the one command that closes the paths that others may read', async () => {
  const command = "chmod o-rwx '/home/till'";
  const findings = await examine(
    madeUpComputer({ openSecrets: async () => ({ paths: ['/home/till'], isCertain: true, command }) }),
  );
  expect(findings.find(({ check }) => check === 'secrets')).toMatchObject({
    level: 'fault',
    remedy: command,
  });
});

test('does not say that secrets are safe if the system does not tell who may read them', async () => {
  const openSecrets = async () => ({ paths: ['C:\\shop'], isCertain: false, command: 'icacls …' });
  const findings = await examine(madeUpComputer({ openSecrets }));
  expect(findings.find(({ check }) => check === 'secrets')).toEqual({
    check: 'secrets',
    level: 'warning',
    found: 'it is not known whether other users can read C:\\shop',
    remedy: 'icacls …',
  });
});

test('on Windows the version of a browser is the name of a folder beside it, wherever the browser is', async () => {
  const folder = 'C:\\Users\\till\\AppData\\Local\\Google\\Chrome\\Application';
  const findings = await examine(
    madeUpComputer({
      system: 'windows',
      browsers: () => [{ browser: 'chrome', path: `${folder}\\chrome.exe` }],
      list: async (path) => (path === folder ? ['chrome.exe', '156.0.1.2', 'Dictionaries'] : []),
    }),
  );
  expect(findings.filter(({ check }) => check === 'browser')).toEqual([
    { check: 'browser', level: 'ok', found: 'Google Chrome 156.0.1.2' },
  ]);
});

test('on Windows a refused port is in a reserved range, whatever its number', async () => {
  const broken = { ownSidecar: async () => undefined, bindable: async () => 'EACCES' };
  const findings = await examine(madeUpComputer({ system: 'windows', ...broken }));
  const port = findings.find(({ check }) => check === 'port');
  expect(port?.found).toContain('8080 is reserved by Windows');
  expect(port?.remedy).toContain('netsh int ipv4 show excludedportrange');
});

test('a file whose only password is a digest holds no secret', async () => {
  const asked: (readonly string[])[] = [];
  const openSecrets = async (paths: readonly string[]) => {
    asked.push(paths);
    return undefined;
  };
  const digest = `scrypt:${'a'.repeat(22)}:${'b'.repeat(43)}`;
  const withoutSecrets = shop
    .replace('hipay_password: shhh\n', '')
    .replace('api_password: shhh', `api_password: ${digest}`);
  await examine(madeUpComputer({ openSecrets, ...configured(withoutSecrets) }));
  await examine(madeUpComputer({ openSecrets }));
  expect(asked).toEqual([[], ['/home/till/config.yml']]);
});

describe('one fault gives one line that names it', () => {
  test.each<[string, Partial<DoctorDeps>, string]>([
    ['an old Node', { nodeVersion: 'v18.20.4' }, 'fault Node: v18.20.4 is too old'],
    [
      'a Node version without security updates',
      { nodeVersion: 'v20.20.2' },
      'warning Node: v20.20.2 works, but gets no security updates',
    ],
    [
      'a page that is not what was built',
      { program: async () => ({ recorded: built, found: { ...built, page: 'c'.repeat(64) } }) },
      'fault program: not the files that were built (page)',
    ],
    ['no configuration', { configuration: async () => undefined }, 'warning configuration: there is none'],
    [
      'a mistyped value',
      configured(`${shop}baudRate: fast\n`),
      'fault configuration: baudRate: expected a whole',
    ],
    [
      'a stage account in production',
      configured(shop.replace('environment: stage', 'environment: prod')),
      'warning configuration: hipay_login: a stage account in environment prod',
    ],
    [
      'no contract',
      configured(shop.replace(/^contract.*$/m, '')),
      'warning configuration: contract: missing',
    ],
    [
      'a folder of somebody else',
      { writable: async (path) => (path === '/home/till' ? 'EACCES' : 'yes') },
      'fault home folder: /home/till cannot be written (EACCES)',
    ],
    [
      'a file with passwords that others may read',
      {
        openSecrets: async ([path = '']) => ({
          paths: [path],
          isCertain: true,
          command: `chmod o-rwx ${path}`,
        }),
      },
      'fault secrets: other users of this computer can read /home/till/config.yml',
    ],
    ['a full disk', { freeBytes: async () => 3e6 }, 'fault disk: 3 MB free'],
    ['a disk that gets full', { freeBytes: async () => 3e8 }, 'warning disk: 300 MB free'],
    ['another program on the port', idle, 'fault port: 8080 is taken by another program'],
    [
      'a sidecar of another user',
      { ...idle, isConnector: async () => true },
      'fault port: 8080 is taken by a hipay-ecr of another user',
    ],
    ['not started', { ...idle, bindable: async () => 'free' }, 'warning sidecar: is not running'],
    [
      'no page',
      runningSidecar({ status: 'not-ready', page: 'not-open' }),
      'fault page: no connector page is connected',
    ],
    [
      'a page that hangs',
      runningSidecar({ status: 'not-ready', page: 'not-answering' }),
      'fault page: it is open, but does not answer',
    ],
    [
      'no terminal chosen',
      runningSidecar({}, { ready: false, terminal: 'not-chosen' }),
      'fault terminal: not-chosen',
    ],
    ['a cable pulled', runningSidecar({}, { ready: false, terminal: 'away' }), 'fault terminal: away'],
    [
      'a terminal that says nothing',
      runningSidecar({}, { ready: false, terminal: 'silent' }),
      'fault terminal: silent',
    ],
    [
      'a wrong HiPay password',
      runningSidecar({ notifications: { pending: 2, parked: 3 } }),
      'warning notifications: HiPay has refused 3',
    ],
    ['no browser', { browsers: () => [] }, 'fault browser: none was found'],
    [
      'an old browser',
      {
        browsers: () => [{ browser: 'chromium', path: '/usr/bin/chromium' }],
        firstLine: async (name) =>
          name === '/usr/bin/chromium' ? 'Chromium 88.0.4.5 built on Debian' : undefined,
        list: async (folder) => (folder === '/dev' ? ['ttyUSB0'] : ['hipay-ecr.json']),
      },
      'fault browser: Chromium 88.0.4.5 is too old',
    ],
    [
      'a policy for another port',
      policyFile({ ...completePolicy, RestoreOnStartupURLs: ['http://localhost:9000/'] }),
      'warning policy: Google Chrome: does not fit http://localhost:8080 (RestoreOnStartupURLs)',
    ],
    [
      'a torn policy file',
      { readText: async () => '{"Restore' },
      'fault policy: Google Chrome: /etc/opt/chrome/policies/managed/hipay-ecr.json is not JSON',
    ],
    [
      'no policy',
      { list: async (folder) => (folder === '/dev' ? ['ttyACM0'] : []), exists: () => false },
      'warning policy: Google Chrome: none',
    ],
    [
      'no terminal plugged in',
      { list: async (folder) => (folder === '/dev' ? ['tty0'] : ['hipay-ecr.json']) },
      'warning serial device: none is plugged in',
    ],
    [
      'not in the group dialout',
      { writable: async (path) => (path === '/dev/ttyACM0' ? 'EACCES' : 'yes') },
      'fault serial device: /dev/ttyACM0 may not be opened by this user (EACCES)',
    ],
    [
      'no internet',
      { head: async () => ({ failure: 'ENOTFOUND' }) },
      'fault HiPay: https://stage-secure-gateway.hipay-tpp.com cannot be reached (ENOTFOUND)',
    ],
    [
      'a firewall that knows only the gateway',
      {
        head: async (url) =>
          url.includes('api-gateway')
            ? { failure: 'ETIMEDOUT' }
            : { date: new Date('2026-11-24T12:00:00Z').toUTCString() },
      },
      'warning HiPay look-up: https://stage-api-gateway.hipay.com cannot be reached (ETIMEDOUT)',
    ],
    [
      'a clock that is fast',
      { now: () => Date.parse('2026-11-24T13:00:00Z') },
      'warning clock: this computer is 60 minutes fast',
    ],
    [
      'a clock that is slow',
      { now: () => Date.parse('2026-11-23T12:00:00Z') },
      'warning clock: this computer is 1440 minutes slow',
    ],
    [
      'a network terminal that refuses',
      { ...configured(network), reach: async () => 'refused' },
      'fault network terminal: 10.0.0.9:8888 refuses the call',
    ],
    [
      'a network terminal that is off',
      { ...configured(network), reach: async () => 'silent' },
      'fault network terminal: 10.0.0.9:8888 does not answer',
    ],
    [
      'an unknown host name',
      { ...configured(network), reach: async () => 'unknown-host' },
      'fault network terminal: 10.0.0.9:8888 has no such name',
    ],
  ])('%s', async (_name, broken, line) => {
    const lines = await problems(broken);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(0, line.length)).toBe(line);
  });
  test('does not check the files of a program that runs from its sources', async () => {
    const program = async () => ({ recorded: undefined, found: undefined });
    expect(await problems({ program })).toEqual([]);
  });
  test('a clock that is less than five minutes off is no fault, as on the page', async () => {
    expect(await problems({ now: () => Date.parse('2026-11-24T12:04:30Z') })).toEqual([]);
  });
});

describe('a check that does not apply is skipped', () => {
  test('a terminal on the network needs no serial device', async () => {
    const findings = await examine(
      madeUpComputer({ ...configured(network), list: async () => ['hipay-ecr.json'] }),
    );
    expect(findings.map(({ check }) => check)).not.toContain('serial device');
    expect(findings).toContainEqual({
      check: 'network terminal',
      level: 'ok',
      found: '10.0.0.9:8888 takes calls',
    });
  });

  test('a simulated HiPay is not called', async () => {
    const head = () => Promise.reject(new Error('called'));
    const simulated = configured(`${shop}connector: { gateway_url: "http://127.0.0.1:9" }\n`);
    expect(await examine(madeUpComputer({ ...simulated, head }))).toContainEqual({
      check: 'HiPay',
      level: 'ok',
      found: 'simulated: not called',
    });
  });

  test('accepts a policy that grants more than needed, and one that grants every port', async () => {
    const { SerialAllowUsbDevicesForUrls: _, ...rest } = completePolicy;
    const more = {
      ...rest,
      SerialAllowAllPortsForUrls: ['http://other', 'http://localhost:8080'],
      HomepageLocation: 'x',
    };
    expect(await problems(policyFile(more))).toEqual([]);
  });
});

describe('the command', () => {
  const run = async (args: readonly string[], broken: Partial<DoctorDeps> = {}) => {
    const screen = recordedScreen();
    const code = await printFindings(args, screen, { HIPAY_ECR_HOME: '/home/till' }, () =>
      madeUpComputer(broken),
    );
    return { code, printed: screen.printed(), complained: screen.complained() };
  };

  test('healthy: exit code 0, no colors, no secrets', async () => {
    const { code, printed } = await run([]);
    expect(code).toBe(0);
    expect(printed).toContain('0 faults, 0 warnings.');
    for (const word of ['\u001b', 'shhh']) expect(printed).not.toContain(word);
  });

  test('a fault: exit code 1, with the remedy below', async () => {
    const { code, printed } = await run([], { freeBytes: async () => 1e6 });
    expect(code).toBe(1);
    expect(printed).toMatch(/FAULT {4}disk +1 MB free\n +-> Make room/);
  });

  test('a warning alone is no failure', async () => {
    expect((await run([], { nodeVersion: 'v20.19.0' })).code).toBe(0);
  });

  test('--json prints the findings as JSON', async () => {
    const { code, printed } = await run(['--json'], { freeBytes: async () => 1e6 });
    expect(code).toBe(1);
    const printedReport = JSON.parse(printed);
    expect(printedReport.healthy).toBe(false);
    expect(printedReport.findings).toContainEqual(expect.objectContaining({ check: 'disk', level: 'fault' }));
  });
});

describe('this computer, on loopback', () => {
  test('distinguishes a sidecar of another folder from another program', async () => {
    const sidecar = await startSidecar();
    const otherProgram = createServer((_request, reply) => reply.end('{}')).listen(0, '127.0.0.1');
    onTestFinished(() => void otherProgram.close());
    await new Promise((resolve) => otherProgram.once('listening', resolve));
    const { port } = otherProgram.address() as { port: number };
    const here = thisComputer(await temporaryFolder(), undefined);
    expect(await here.bindable(sidecar.port)).toBe('EADDRINUSE');
    expect(await here.isConnector(sidecar.port)).toBe(true);
    expect(await here.isConnector(port)).toBe(false);
    expect(await here.reach('127.0.0.1', port)).toBe('open');
    otherProgram.close();
    await new Promise((resolve) => otherProgram.once('close', resolve));
    expect(await here.reach('127.0.0.1', port)).toBe('refused');
    expect(await here.bindable(port)).toBe('free');
  });

  test('reads the date of an answer; without an answer it fails with the reason', async () => {
    const server = createServer((_request, reply) => reply.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const here = thisComputer(await temporaryFolder(), undefined);
    expect(await here.head(`http://127.0.0.1:${port}`)).toEqual({ date: expect.stringContaining('GMT') });
    server.close();
    server.closeAllConnections();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await here.head(`http://127.0.0.1:${port}`)).toEqual({ failure: 'ECONNREFUSED' });
  });

  test('judges a missing folder by its parent', async () => {
    const folder = await temporaryFolder();
    const here = thisComputer(folder, undefined);
    expect(await here.writable(`${folder}/a/b`)).toBe('yes');
    expect(await here.freeBytes(`${folder}/a/b`)).toBeGreaterThan(0);
    expect(await here.firstLine('node', ['--version'])).toBe(process.version);
    expect(await here.firstLine('no-such-program-here', [])).toBeUndefined();
  });
});

test('looks at the configuration, the secrets and the port of the running connector', async () => {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const config = join(elsewhere, 'shop.yml');
  await writeFile(config, 'api_username: log\nlocal_port: 8888\n');
  await writeFile(join(elsewhere, 'api_password'), 'of-the-service');
  const running = { version: 1, port: 9123, pid: process.pid, key: 'k', config, credentials: elsewhere };
  await writeFile(join(folder, 'running.json'), JSON.stringify(running));
  const computer = thisComputer(folder, undefined);
  expect(await computer.runningPort()).toBe(9123);
  const file = await computer.configuration();
  expect(file?.path).toBe(config);
  expect(file?.reading.ok && file.reading.config.sidecar.apiPassword).toBe('of-the-service');
});

test('the policy is that of the running port', async () => {
  const findings = await examine(madeUpComputer({ runningPort: async () => 9123 }));
  const [policy] = findings.filter(({ check }) => check === 'policy');
  expect(policy?.found).toContain('does not fit http://localhost:9123');
});

test('no page, and what keeps its browser does not run: says where to look', async () => {
  const stopped = { page: 'not-open', browser: { state: 'stopped', restarts: 0 } };
  const findings = await examine(madeUpComputer(runningSidecar(stopped)));
  expect(findings.find(({ check }) => check === 'page')?.remedy).toContain('hipay-ecr-browser');
});
