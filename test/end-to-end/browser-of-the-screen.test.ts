import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunningFile } from '../../src/sidecar/access/owner-key.ts';
import { writeKeyFiles } from '../../src/sidecar/commands/service/browser-key-files.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { removeFolder } from './remove-folder.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// The connector runs as one user of the computer, the browser as another one, and a third one looks for secrets. All three
// are users that every Debian has.
const users = { connector: 'daemon', screen: 'games', stranger: 'nobody' } as const;

const idOf = (user: string): number =>
  Number(spawnSync('id', ['-u', user], { encoding: 'utf8' }).stdout.trim());
const runAs = (user: string): string[] => {
  const id = String(idOf(user));
  return ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'];
};

function openFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  chmodSync(folder, 0o755);
  return folder;
}
const top = openFolder('hipay-ecr-users-');

// The checkout, and Node, may be in a folder that no other user may enter.
const copies = openFolder('hipay-ecr-program-');
const checkout = fileURLToPath(new URL('../..', import.meta.url));
cpSync(join(checkout, 'dist'), join(copies, 'dist'), { recursive: true });
cpSync(join(checkout, 'package.json'), join(copies, 'package.json'));
const program = join(copies, 'dist/sidecar/main.js');

function findNodeForAllUsers(): string {
  const [command = '', ...before] = runAs(users.stranger);
  if (spawnSync(command, [...before, 'test', '-x', process.execPath]).status === 0) return process.execPath;
  cpSync(process.execPath, join(copies, 'node'));
  return join(copies, 'node');
}
const node = findNodeForAllUsers();

afterAll(() => {
  removeFolder(top);
  removeFolder(copies);
});

function folderOf(user: string, name: string): string {
  const folder = join(top, name);
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, idOf(user), idOf(user));
  return folder;
}

const passwords = { till: 'pwd-of-the-till-1', hipay: 'pwd-of-hipay-2' };
const key = join(top, 'etc/browser.key');

/** systemd's folder of credentials: a copy of each secret, which only the user of the service can read. */
function credentials(): string {
  const folder = folderOf(users.connector, 'credentials');
  const secrets = {
    api_password: passwords.till,
    hipay_password: passwords.hipay,
    browser_key: readFileSync(key, 'utf8'),
  };
  for (const [name, secret] of Object.entries(secrets)) {
    const path = join(folder, name);
    writeFileSync(path, secret, { mode: 0o400 });
    chownSync(path, idOf(users.connector), idOf(users.connector));
  }
  return folder;
}

/** All that a user can read: the command line and the environment of each process, and the files of this shop. */
async function collectReadable(user: string): Promise<string> {
  const look = 'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ; find "$0" -type f -exec cat {} +';
  const [command = '', ...before] = runAs(user);
  const child = spawn(command, [...before, 'sh', '-c', look, top], { stdio: ['ignore', 'pipe', 'ignore'] });
  return Buffer.concat(await child.stdout.toArray()).toString('latin1');
}

const keepers: ChildProcess[] = [];
function startKeeper(port: number, home: string, ...args: string[]): ChildProcess {
  const words = [node, program, 'browser', '--headless', '--no-sandbox', '--port', String(port)];
  const [command = '', ...before] = runAs(users.screen);
  const child = spawn(command, [...before, ...words, '--key', key, '--home', home, ...args], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  keepers.push(child);
  return child;
}

/** The browsers on the profile of this folder, without their helper processes. */
const browsersOf = (home: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const line = commandLine(pid);
      return line.includes(`--user-data-dir=${join(home, 'browser')}`) && !line.includes('--type=');
    })
    .map(Number);

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

describe('the connector and the browser as two users', () => {
  let sidecar: RunningSidecar;
  let port: number;
  let home: string;
  const health = async () => (await sidecar.call('GET', '/health')).body as Record<string, unknown>;

  beforeAll(async () => {
    await writeKeyFiles([{ path: key, owner: users.screen }]);
    port = await freePort();
    home = folderOf(users.screen, 'screen');
    const { api_password: _till, hipay_password: _hipay, ...config } = shopConfig();
    sidecar = await startSidecar({
      port,
      config,
      home: folderOf(users.connector, 'state'),
      args: ['--simulate'],
      tillPassword: passwords.till,
      installed: { command: [...runAs(users.connector), node, program], folder: top },
      env: { CREDENTIALS_DIRECTORY: credentials(), HOME: top },
    });
  });
  afterAll(async () => {
    for (const child of keepers.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )) {
      child.kill();
      await once(child, 'exit');
    }
    await sidecar?.stop();
  });

  it('shows a pairing token only to the browser', async () => {
    const folder = folderOf(users.screen, 'sleeping');
    const sleeping = join(top, 'sleeping.sh');
    writeFileSync(sleeping, '#!/bin/sh\nwhile :; do sleep 0.1; done\n', { mode: 0o755 });
    const keeper = startKeeper(port, folder, `--browser=${sleeping}`);
    const invitation = join(folder, 'open.html');
    await eventually('the file with the link', async () => existsSync(invitation));
    const [, token = ''] = /#pair=([\w-]{32})/.exec(readFileSync(invitation, 'utf8')) ?? [];
    expect(token).not.toBe('');
    // Root can read everything, so this proves that the search finds the secrets.
    expect(await collectReadable('root')).toContain(token);
    expect(await collectReadable(users.stranger)).not.toContain(token);
    expect(await collectReadable(users.connector)).not.toContain(token);
    keeper.kill();
    await once(keeper, 'exit');
    expect(existsSync(invitation)).toBe(false);
  });

  it('pairs through the file, and a payment ends with SUCCESS, posted before the page is open', async () => {
    startKeeper(port, home);
    const order = sampleOrder({ order_id: 'Screen_1' });
    expect((await sidecar.call('POST', '/order', order)).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      outcome: 'APPROVED',
    });
    await eventually('the report of the keeper', async () => {
      const { browser } = (await health()) as { browser?: { state: string } };
      return browser?.state === 'running';
    });
  });

  it('lets a third user read neither the key nor a password', async () => {
    const secrets = [readFileSync(key, 'utf8').trim(), passwords.till, passwords.hipay];
    const [all, strangers] = [await collectReadable('root'), await collectReadable(users.stranger)];
    for (const secret of secrets) {
      expect(all).toContain(secret);
      expect(strangers).not.toContain(secret);
    }
    // The user of the screen gets the key, and no password.
    const own = await collectReadable(users.screen);
    expect(own).toContain(secrets[0]);
    for (const password of [passwords.till, passwords.hipay]) expect(own).not.toContain(password);
    // Every user can read command lines, so this proves that the search of the third user worked.
    expect(strangers).toContain('--user-data-dir=');
  });

  it('starts a killed browser again, and the new browser takes a payment', async () => {
    const [pid] = browsersOf(home);
    process.kill(pid ?? 0, 'SIGKILL');
    await eventually('the browser was started again', async () => {
      const { browser } = (await health()) as { browser?: { state: string; restarts: number } };
      return browser?.state === 'running' && browser.restarts === 1;
    });
    await terminalReady(sidecar);
    const order = sampleOrder({ order_id: 'Screen_2' });
    expect((await sidecar.call('POST', '/order', order)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });

  it('leaves the browser open if the keeper is killed; the next keeper takes it over', async () => {
    const [before] = browsersOf(home);
    const keeper = keepers.at(-1);
    keeper?.kill('SIGKILL');
    if (keeper) await once(keeper, 'exit');
    expect(browsersOf(home)).toEqual([before]);
    const next = startKeeper(port, home);
    await eventually('the next keeper', async () => {
      const { browser } = (await health()) as { browser?: { state: string; restarts: number } };
      return browser?.state === 'running' && browser.restarts === 0;
    });
    expect(browsersOf(home)).toEqual([before]);
    next.kill();
    await once(next, 'exit');
    expect(browsersOf(home)).toEqual([]);
  });

  it('takes no pairing file that others can read', async () => {
    chmodSync(key, 0o644);
    const { status, stderr } = spawnSync(node, [program, 'browser', '--headless', '--key', key], {
      encoding: 'utf8',
    });
    chmodSync(key, 0o600);
    expect(status).toBe(1);
    expect(stderr).toContain(`Other users of this computer can read ${key}. Run: chmod o-rwx`);
  });
});

it('in the journal of systemd there is no pairing token and no password', async () => {
  const home = join(top, 'journal');
  // In a folder that others can read, the connector warns of readable passwords, soon after its start.
  mkdirSync(home, { mode: 0o700 });
  const output = openSync(join(home, 'output'), 'w');
  const { dev, ino } = fstatSync(output);
  const port = String(await freePort());
  const child = spawn(node, [program, 'start', '--no-browser', '--port', port, '--home', home], {
    env: { ...process.env, HOME: home, JOURNAL_STREAM: `${dev}:${ino}` },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const text = () => readFileSync(join(home, 'output'), 'utf8');
  await eventually('it is ready', async () => text().includes('pairing link: '));
  expect(text()).toContain(`ready http://localhost:${port}/\n`);
  const running = await readRunningFile(home);
  expect(running?.key).toBeTruthy();
  expect(text()).not.toContain(running?.key);
  // A till's password has 32 hexadecimal digits.
  expect(text()).not.toMatch(/#pair=|password|[0-9a-f]{32}/);
  child.kill();
  await once(child, 'exit');
});
