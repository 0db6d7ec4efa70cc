import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { removeFolder } from './remove-folder.ts';
import { freePort, startSidecar } from './running-sidecar.ts';
import { twoVersions } from './two-versions.ts';

const program = fileURLToPath(new URL('../../dist/sidecar/main.js', import.meta.url));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-start-'));
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** Runs a start that fails. */
async function failingStart(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn('node', [program, 'start', '--no-browser', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr!.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: code as number, text };
}

test('logs the start and the stop', async () => {
  const log = join(newFolder(), 'ecr.log');
  const sidecar = await startSidecar({ args: ['--simulate', '--log', log] });
  await sidecar.stop();
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string });
  expect(lines.map(({ msg }) => msg)).toEqual([
    'the connector has started',
    'a signal stops the connector',
    'the connector has stopped',
  ]);
  expect(lines[0]).toMatchObject({ home: sidecar.home, pid: sidecar.pid });
});

test('a second program with the same home folder ends, and names the reason on the screen and in the log', async () => {
  const sidecar = await startSidecar({ args: ['--simulate'] });
  onTestFinished(() => sidecar.stop());
  const log = join(newFolder(), 'ecr.log');
  const args = ['--home', sidecar.home, '--port', String(await freePort()), '--log', log];
  const { code, text } = await failingStart(args);
  expect(code).toBe(1);
  expect(text).toContain(`Another connector runs with the folder ${sidecar.home}.`);
  expect(text).toContain('--home');
  const line = JSON.parse(readFileSync(log, 'utf8')) as object;
  expect(line).toMatchObject({ msg: 'the start has failed', home: sidecar.home });
  expect(JSON.stringify(line)).toContain('Another connector runs');
  expect((await sidecar.call('GET', '/version')).status).toBe(200);
});

test('a start that fails while a till waits answers it and ends by itself, also under a launcher', async () => {
  const versions = twoVersions();
  onTestFinished(() => versions.remove());
  const root = mkdtempSync(join(versions.folder, 'shop-'));
  const launcher = versions.install('0.1.0', root, 60_000);
  const folder = newFolder();
  writeFileSync(join(folder, 'erasures.json'), '{}');
  const failing = join(folder, 'fail.cjs');
  writeFileSync(
    failing,
    `const { promises } = require('node:fs'); const { readFile } = promises;
     promises.readFile = (path, ...rest) => String(path).endsWith('erasures.json')
       ? new Promise((_, reject) => setTimeout(() =>
           reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', path: String(path) })), 2000))
       : readFile(path, ...rest);
     require('node:module').syncBuiltinESMExports();`,
  );
  for (const command of [['node', program], launcher]) {
    const [node = 'node', ...words] = command;
    const port = await freePort();
    const args = [...words, 'start', '--no-browser', '--home', folder, '--port', String(port)];
    const child = spawn(node, args, {
      env: { ...process.env, NODE_OPTIONS: `--require ${failing}` },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    const closed = once(child, 'close');
    const ask = () => fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    let answer: Response | undefined;
    while (!answer && child.exitCode === null) answer = (await ask()) ?? (await sleep(50, undefined));
    expect(answer?.status).toBe(503);
    expect(await answer?.text()).toContain('nothing-sent');
    const end = await Promise.race([closed, sleep(20_000, 'it did not end')]);
    if (typeof end === 'string') process.kill(-(child.pid as number), 'SIGKILL');
    expect(end).toEqual([1, null]);
    expect(text).toContain('erasures.json');
    expect(text).not.toContain('--home');
  }
}, 120_000);

test('a program with a damaged file names it and ends', async () => {
  const versions = twoVersions();
  onTestFinished(() => versions.remove());
  const root = mkdtempSync(join(versions.folder, 'shop-'));
  const [node = 'node', ...words] = versions.install('0.1.0', root, 60_000);
  const files = join(root, 'versions/0.1.0/dist/sidecar');
  for (const name of readdirSync(files).filter((each) => each.startsWith('app-'))) rmSync(join(files, name));
  const port = await freePort();
  const child = spawn(
    node,
    [...words, 'start', '--no-browser', '--home', newFolder(), '--port', String(port)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const end = await Promise.race([once(child, 'close'), sleep(30_000, 'it did not end')]);
  if (typeof end === 'string') child.kill('SIGKILL');
  expect(end).toEqual([1, null]);
  expect(text).toMatch(/A file of the program cannot be used: .*app-.*Install this version again\./);
}, 120_000);

test.skipIf(process.getuid?.() !== 0)('root writes no log into the home folder of another user', async () => {
  const folder = newFolder();
  chownSync(folder, 65_534, 65_534);
  const { code, text } = await failingStart(['--home', folder, '--log', join(folder, 'ecr.log')]);
  expect(code).toBe(1);
  expect(text).toContain('belongs to the user');
  expect(readdirSync(folder)).toEqual([]);
});

test('a taken port, a port that the system refuses, and a home folder that cannot be used are each explained', async () => {
  const folder = newFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const taken = await failingStart(['--home', folder, '--port', String(port)]);
  expect(taken.text).toContain(`Port ${port} is taken by another program`);

  const refusing = join(folder, 'refuse.cjs');
  writeFileSync(
    refusing,
    `const fs = require('node:fs'); const { Server } = require('node:net');
     const refusal = (syscall, more) => Object.assign(new Error(syscall + ' EACCES: permission denied'),
       { code: 'EACCES', syscall, ...more });
     const { listen } = Server.prototype;
     Server.prototype.listen = function (at, ...rest) {
       if (!at?.port) return listen.call(this, at, ...rest);
       process.nextTick(() => this.emit('error', refusal('listen', { port: at.port })));
       return this;
     };
     const { mkdir } = fs.promises;
     fs.promises.mkdir = async (path, options) => {
       if (path.includes('not-ours')) throw refusal('mkdir', { path });
       return mkdir(path, options);
     };
     require('node:module').syncBuiltinESMExports();`,
  );
  const env = { NODE_OPTIONS: `--require ${refusing}` };
  const refused = await failingStart(['--home', folder, '--port', '8765'], env);
  expect(refused.text).toContain('Port 8765 is not allowed to this user');

  const home = join(folder, 'not-ours');
  const unusable = await failingStart(['--home', home, '--port', String(await freePort())], env);
  expect(unusable.text).toContain(`The home folder ${home} cannot be used: this user may not use it`);
  expect(unusable.text).not.toContain('--home');
  expect([taken.code, refused.code, unusable.code]).toEqual([1, 1, 1]);
});

test('stops the connector properly when its console window closes', () => {
  const folder = newFolder();
  // The log goes to the window, which is gone when the connector writes its last lines.
  const window = `
import os, pty, sys
pid, window = pty.fork()
if pid == 0: os.execvp('node', ['node'] + sys.argv[1:])
text = b''
while b'/order' not in text: text += os.read(window, 4096)
os.close(window)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;
  const args = [program, 'start', '--no-browser', '--simulate', '--home', folder, '--port', '0'];
  const { stdout } = spawnSync('python3', ['-c', window, ...args], { encoding: 'utf8', timeout: 60_000 });
  // It ends by the signal itself, as a program does whose window has closed.
  expect(stdout).toBe('-1\n');
  // The file of the running connector is removed by a stop in good order only.
  expect(() => readFileSync(join(folder, 'running.json'))).toThrow('ENOENT');
});

test('a till opens with the password of a file, and neither log nor status shows it', async () => {
  const home = newFolder();
  const log = join(home, 'ecr.log');
  writeFileSync(join(home, 'till.secret'), 'caisse-17\n');
  writeFileSync(
    join(home, 'config.yml'),
    'api_username: log\nconnector: { api_password_file: till.secret }\n',
  );
  const sidecar = await startSidecar({ home, args: ['--simulate', '--log', log] });
  onTestFinished(() => sidecar.stop());
  const authorization = `Basic ${btoa('log:caisse-17')}`;
  const health = await fetch(`${sidecar.origin}/health`, { headers: { authorization } });
  expect([200, 503]).toContain(health.status);
  const status = spawnSync('node', [program, 'status', '--json', '--home', home], {
    encoding: 'utf8',
  }).stdout;
  expect(status).toContain('"running":true');
  expect((await health.text()) + status + readFileSync(log, 'utf8')).not.toContain('caisse-17');
});

test.each(['!Geheim99', '!secret Geheim99', '*Geheim99', '|Geheim99', '>Geheim99', '&Geheim99'])(
  'a password %s is named by its line, and is not on stderr',
  async (value) => {
    const config = join(newFolder(), 'shop.yml');
    writeFileSync(config, `api_username: log\nhipay_password: ${value}\napi_password: x\n`);
    const { code, text } = await failingStart(['--config', config, '--home', newFolder()]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/line [23], column \d+: .*put the value in quotes/);
    expect(text).not.toContain('eheim');
  },
);
