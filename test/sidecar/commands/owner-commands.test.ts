import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { noteHome } from '../../../src/sidecar/access/running-home.ts';
import { eraseCustomer } from '../../../src/sidecar/commands/erase.ts';
import { printRecords } from '../../../src/sidecar/commands/export.ts';
import { openPage } from '../../../src/sidecar/commands/open.ts';
import { formatHealth, type OwnerCommandDeps, showStatus } from '../../../src/sidecar/commands/status.ts';
import { type StopDeps, stopConnector } from '../../../src/sidecar/commands/stop.ts';
import { lockWatch } from '../../../src/sidecar/system/folder-lock.ts';
import { installationAt } from '../../../src/sidecar/updates/installation.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { fakePage, pairedCookie } from '../helpers/fake-page.ts';
import { asTill, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

type Command = (args: readonly string[], deps: OwnerCommandDeps) => Promise<number>;

async function run(command: Command, homeFolder: string, ...args: string[]) {
  const screen = recordedScreen();
  const code = await command(args, { screen, env: { HIPAY_ECR_HOME: homeFolder }, fetchUrl: fetch });
  return { code, printed: screen.printed(), complained: screen.complained() };
}

async function shop() {
  const homeFolder = await temporaryFolder();
  const sidecar = await runningSidecar({ homeFolder });
  const browsed: string[] = [];
  const open: Command = (args, deps) => openPage(args, deps, (url) => void browsed.push(url));
  return { homeFolder, sidecar, browsed, open };
}

describe('status', () => {
  test('ready: text or JSON, exit code 0', async () => {
    const { homeFolder, sidecar } = await shop();
    await fakePage(sidecar);
    await asTill(sidecar, '/check');
    const words = await run(showStatus, homeFolder);
    expect(words).toMatchObject({ code: 0, complained: '' });
    expect(words.printed).toContain(`Ready to take payments: ${sidecar.pageUrl}`);
    expect(words.printed).toContain('SIMULATED     terminal and gateway');
    const data = await run(showStatus, homeFolder, '--json');
    expect(JSON.parse(data.printed)).toMatchObject({
      running: true,
      home: sidecar.pageUrl,
      pid: process.pid,
      status: 'ready',
      page: 'open',
    });
  });

  test('no page: not ready, says what to do, exit code 1', async () => {
    const { homeFolder } = await shop();
    const { code, printed } = await run(showStatus, homeFolder);
    expect(code).toBe(1);
    expect(printed).toContain('NOT ready');
    expect(printed).toContain('not open: run hipay-ecr open');
    expect(printed).toContain('no page works: reload it, or close all its windows and open it again');
  });

  test('a warning of the connector is shown', () => {
    const state = { status: 'not-ready', version: '1', environment: 'prod', page: 'open' as const };
    const words = formatHealth({ ...state, warnings: ['disk: it is full'] }, 'http://here');
    expect(words).toContain('warning       disk: it is full');
  });

  test('says how an update stands, and how the last one ended', () => {
    const state = { status: 'ready', version: '2', environment: 'prod', page: 'open' as const };
    const at = '2026-12-02T18:00:00.000Z';
    const failed = { version: '3', why: 'it ended by itself', at };
    const words = formatHealth({ ...state, update: { waiting: '4', proving: true, failed } }, 'http://here');
    expect(words.filter((line) => line.startsWith('update'))).toEqual([
      'update        4 waits until no payment runs, or for its time',
      'update        2 is being proven: if it is not ready within five minutes, it goes back by itself, unless a payment has begun with it',
      `update        3 failed (${at}): it ended by itself`,
    ]);
    expect(formatHealth(state, 'http://here').join()).not.toContain('update');
    expect(formatHealth({ ...state, paymentsInDoubt: 1, update: { waiting: '4' } }, 'http://here')).toContain(
      'update        4 waits until no payment runs, up to 15 minutes after a payment that is in doubt, or for its time',
    );
  });

  test('an open page of another version is to be reloaded', () => {
    const state = {
      status: 'ready',
      version: '0.2.0-concertv2-x',
      environment: 'prod',
      page: 'open' as const,
    };
    const pageLine = (version: string, page: 'open' | 'not-open' = 'open') =>
      formatHealth({ ...state, page, pageBuild: { version } }, 'http://here').find((line) =>
        line.startsWith('page'),
      );
    expect(pageLine('0.1.0')).toBe(
      'page          open, but still of version 0.1.0: reload it (F5) when no payment runs',
    );
    expect(pageLine('0.2.0')).toBe('page          open');
    expect(pageLine('0.1.0', 'not-open')).toContain('not open');
  });

  test('without a running sidecar: says so, exit code 1', async () => {
    const folder = await temporaryFolder();
    expect(await run(showStatus, folder)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('Not running'),
    });
    expect(JSON.parse((await run(showStatus, folder, '--json')).printed)).toEqual({ running: false, folder });
  });

  test('reports "not running" for a killed sidecar whose port another program has taken', async () => {
    const { homeFolder, sidecar } = await shop();
    const leftFile = JSON.parse(await readFile(join(homeFolder, 'running.json'), 'utf8'));
    await sidecar.stop();
    await sidecar.closed;
    const otherProgram = createServer((_request, reply) => reply.end('hello')).listen(0, '127.0.0.1');
    onTestFinished(() => void otherProgram.close());
    await new Promise((resolve) => otherProgram.once('listening', resolve));
    const { port } = otherProgram.address() as { port: number };
    await writeFile(join(homeFolder, 'running.json'), JSON.stringify({ ...leftFile, port }));
    expect(await run(showStatus, homeFolder)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('Not running'),
    });
  });
});

describe('a new version that was started and hangs', () => {
  async function hanging(alarm?: { version: string; why: string; at: number }) {
    const home = await temporaryFolder();
    const installation = installationAt(await temporaryFolder());
    const proving = { home, pageExpected: false, readable: true, starts: 1 };
    const pointer = { format: 1, version: '0.2.0', previous: '0.1.0', proving } as const;
    await installation.writePointer(alarm ? { ...pointer, alarm } : pointer);
    const deps = {
      findInstallation: async () => installation,
      env: { HIPAY_ECR_HOME: home },
      fetchUrl: fetch,
    };
    return { root: installation.root, deps: { ...deps, pause: async () => {} } };
  }

  test.each<[string, (args: readonly string[], deps: StopDeps) => Promise<number>]>([
    ['status', showStatus],
    ['stop', stopConnector],
  ])('%s names it and says what happens, with code 1', async (_name, command) => {
    const { root, deps } = await hanging();
    const idle = recordedScreen();
    await command([], { ...deps, screen: idle });
    expect(idle.printed()).toContain('Not running');
    await lockWatch(root);
    const screen = recordedScreen();
    expect(await command([], { ...deps, screen })).toBe(1);
    const said = screen.printed() + screen.complained();
    expect(said).toMatch(/Version 0\.2\.0 was started .* does not answer yet.*goes back to version 0\.1\.0/);
    expect(said).toContain('hipay-ecr rollback --now');
    expect(said).not.toContain('Not running');
  });

  test('after an alarm it does not go back by itself', async () => {
    const { root, deps } = await hanging({ version: '0.2.0', why: 'x', at: 1 });
    await lockWatch(root);
    const screen = recordedScreen();
    await showStatus([], { ...deps, screen });
    expect(screen.printed()).toContain('does not go back by itself');
  });
});

test.each<[string, Command, string[]]>([
  ['status', showStatus, []],
  ['erase', eraseCustomer, ['--customer', 'nobody']],
  ['export', (args, { screen, env }) => printRecords(args, { screen, env }), []],
  ['open', (args, deps) => openPage(args, deps, () => {}), ['--print']],
  ['stop', (args, deps) => stopConnector(args, { ...deps, pause: async () => {} }), []],
])('%s finds the connector that was started with --home', async (_name, command, args) => {
  const usual = await temporaryFolder();
  vi.stubEnv('XDG_DATA_HOME', usual);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { homeFolder } = await shop();
  await noteHome(homeFolder);
  const screen = recordedScreen();
  await command(args, { screen, env: {}, fetchUrl: fetch });
  const said = `${screen.printed()}${screen.complained()}`;
  expect(said).not.toMatch(/Not running|cannot be read/);
  expect(said).toMatch(/ready to take payments|Erased: 0|"payments"|http:|Stopped/);
});

describe('the file of a running sidecar', () => {
  test('is unreadable for other users, and removed when the sidecar ends', async () => {
    const { homeFolder, sidecar } = await shop();
    const path = join(homeFolder, 'running.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await sidecar.stop();
    await sidecar.closed;
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  test('the till is still served without the file, but status does not find the sidecar', async () => {
    const { homeFolder, sidecar } = await shop();
    await rm(join(homeFolder, 'running.json'));
    expect((await asTill(sidecar, '/version')).status).toBe(200);
    expect((await run(showStatus, homeFolder)).code).toBe(1);
  });
});

describe('open', () => {
  test('opens a link that pairs when no browser is paired', async () => {
    const { homeFolder, sidecar, browsed, open } = await shop();
    const { code, printed } = await run(open, homeFolder);
    expect(code).toBe(0);
    expect(printed.trim()).toMatch(/^http:\/\/localhost:\d+\/#pair=[\w-]{32}$/);
    expect(browsed).toEqual([printed.trim()]);
    const token = printed.trim().split('=')[1] ?? '';
    expect(await pairedCookie({ ...sidecar, token })).toContain('hipay-ecr-');
  });

  test('opens no link for a paired browser; --pair makes a link, which ends the previous link', async () => {
    const { homeFolder, sidecar, browsed, open } = await shop();
    await pairedCookie(sidecar);
    expect(await run(open, homeFolder)).toMatchObject({ code: 0, printed: `${sidecar.pageUrl}/\n` });
    const links = [
      await run(open, homeFolder, '--pair', '--print'),
      await run(open, homeFolder, '--pair', '--print'),
    ];
    const [first = '', second = ''] = links.map(({ printed }) => printed.trim().split('=')[1] ?? '');
    expect(browsed).toEqual([`${sidecar.pageUrl}/`]);
    expect(await pairedCookie({ ...sidecar, token: first })).toBe('');
    expect(await pairedCookie({ ...sidecar, token: second })).toContain('hipay-ecr-');
    expect(await pairedCookie({ ...sidecar, token: second })).toBe('');
  });

  test('--config opens the page of a connector with this configuration only, and names the other one', async () => {
    const homeFolder = await temporaryFolder();
    await runningSidecar({ homeFolder, configuration: '/srv/shop.yml' });
    const open: Command = (args, deps) => openPage(args, deps, () => {});
    expect(await run(open, homeFolder, '--config', '/srv/shop.yml')).toMatchObject({ code: 0 });
    expect(await run(open, homeFolder, '--config', '/srv/other.yml')).toMatchObject({
      code: 1,
      printed: '',
      complained: expect.stringContaining('runs with /srv/shop.yml, not with /srv/other.yml'),
    });
  });

  test('without a running sidecar: says how to start it, exit code 1', async () => {
    const { open } = await shop();
    const { code, complained } = await run(open, await temporaryFolder());
    expect(code).toBe(1);
    expect(complained).toContain('Start it with hipay-ecr start');
  });
});

describe('a pairing link is for the owner of the folder alone', () => {
  test.each([
    ['the till', (basic: string) => basic],
    ['a caller without credentials', () => ''],
    ['a guess', () => 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ])('%s is refused', async (_name, authorization) => {
    const { sidecar } = await shop();
    const headers = { authorization: authorization(sidecar.basic) };
    const reply = await fetch(`${sidecar.url}/pairing-link`, { method: 'POST', headers });
    expect(reply.status).toBe(401);
    expect(await reply.text()).not.toContain('pair=');
  });

  test('is refused to a web page of another origin, even with the key', async () => {
    const { homeFolder, sidecar } = await shop();
    const { key } = JSON.parse(await readFile(join(homeFolder, 'running.json'), 'utf8'));
    const headers = { authorization: `Bearer ${key}`, origin: 'https://evil.example' };
    expect((await fetch(`${sidecar.url}/pairing-link`, { method: 'POST', headers })).status).toBe(403);
  });
});
