import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { allowedHostsOf } from '../access/host-check.ts';
import { findOwnSidecar } from '../access/owner-key.ts';
import { findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { foreignHome } from '../program/foreign-home.ts';
import { homeFolder } from '../program/home-folder.ts';
import { lastingProgram } from '../program/lasting-program.ts';
import { findBrowser, hasDisplay, openBrowser } from '../system/find-browser.ts';
import { type System, thisSystem } from '../system/systems.ts';
import { openPage } from './open.ts';
import { launchdLabel, taskName } from './service/service-file.ts';
import { serviceName } from './service/service-options.ts';
import { health, type OwnerCommandDeps, processDeps } from './status.ts';

const options = {
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
} as const;

/** A program in the background. */
export interface BackgroundProgram {
  /** Its exit code; undefined while it runs. */
  exitCode(): number | undefined;
  /** What it has written to stderr. */
  complaints(): string;
}

export interface LaunchDeps extends OwnerCommandDeps {
  /** Starts the service of this user. Returns false if that does not work, for example because there is none. */
  startService(): boolean;
  startProgram(args: readonly string[], folder: string): BackgroundProgram;
  /** True if there is a browser that the connector can start and keep. */
  hasBrowser(): boolean;
  browse(url: string): void;
  pause(ms: number): Promise<void>;
}

const serviceStarters: Record<System, readonly string[]> = {
  windows: ['schtasks', '/Run', '/TN', taskName],
  linux: ['systemctl', '--user', 'start', serviceName],
  macos: ['launchctl', 'kickstart', `gui/${userInfo().uid}/${launchdLabel}`],
};

/** `hipay-ecr launch`: the command of an icon. It has no console, and the connector goes on when the command has ended. */
export const launch: Command = {
  summary: 'starts the connector in the background if it does not run, and opens its page',
  options,
  run: (args) =>
    launchConnector(args, {
      ...processDeps,
      startService() {
        const [program = '', ...words] = serviceStarters[thisSystem];
        return spawnSync(program, words, { stdio: 'ignore', windowsHide: true }).status === 0;
      },
      startProgram,
      hasBrowser: () =>
        findBrowser(undefined, { system: thisSystem, env: process.env, exists: existsSync }) !== undefined,
      browse: (url) => {
        if (hasDisplay(process.env)) openBrowser(url);
      },
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
};

function startProgram(args: readonly string[], folder: string): BackgroundProgram {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'launch-errors.txt');
  const errors = openSync(path, 'w', 0o600);
  const child = spawn(process.execPath, [lastingProgram(process.argv[1] ?? ''), ...args], {
    detached: true,
    windowsHide: true,
    // The standard output is not kept: it has the pairing link and the password.
    stdio: ['ignore', 'ignore', errors],
  });
  child.on('error', () => {});
  child.unref();
  return {
    exitCode: () => child.exitCode ?? (child.pid === undefined ? exitCode.failed : undefined),
    complaints: () => readFileSync(path, 'utf8').trim(),
  };
}

const lookEveryMs = 250;
/** Time for the service to start, ms. Then the command starts the program itself, and can say why that fails. */
const serviceWaitMs = 15_000;
const programWaitMs = 60_000;

/** Exit code 0: the connector runs, and its page is or will be open. */
export async function launchConnector(args: readonly string[], deps: LaunchDeps): Promise<number> {
  const { screen, env } = deps;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'launch', line.error);
  const running = await findRunningHome(line.values.home, env);
  if (await isRunning(running, deps)) return showPage(running, deps);
  const folder = homeFolder(line.values.home, env);
  if (deps.startService() && (await runsWithin(folder, serviceWaitMs, deps)))
    return reportStart(folder, deps);

  const foreign = foreignHome(folder);
  if (foreign !== undefined) {
    screen.complain(`${foreign}\n`);
    return exitCode.failed;
  }
  const browser = deps.hasBrowser() ? ['--browser'] : [];
  const startCommand = [
    'start',
    ...browser,
    '--first-setup',
    '--home',
    folder,
    '--log',
    join(folder, 'hipay-ecr.log'),
  ];
  const program = deps.startProgram(startCommand, folder);
  if (await runsWithin(folder, programWaitMs, deps, () => program.exitCode() !== undefined))
    return reportStart(folder, deps);
  screen.complain(`The connector did not start.\n${program.complaints()}\n`);
  return exitCode.failed;
}

async function isRunning(folder: string, { fetchUrl }: LaunchDeps): Promise<boolean> {
  const reply = await (await findOwnSidecar(folder, fetchUrl))?.call('GET', '/version');
  return reply?.status === 200;
}

/** Resolves with true once the connector runs, and with false after the time limit or the end of the program. */
async function runsWithin(
  folder: string,
  limitMs: number,
  deps: LaunchDeps,
  hasEnded = () => false,
): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += lookEveryMs) {
    if (await isRunning(folder, deps)) return true;
    if (hasEnded()) return false;
    await deps.pause(lookEveryMs);
  }
  return false;
}

/** Opens the page of a running connector, unless the page is open, or the connector has a browser that opens it. */
async function showPage(folder: string, deps: LaunchDeps): Promise<number> {
  const sidecar = await findOwnSidecar(folder, deps.fetchUrl);
  const reply = await sidecar?.call('GET', '/health');
  const state = health.safeParse(reply?.body).data;
  if (state?.page === 'not-open' && state.browser === undefined)
    return openPage(['--home', folder], deps, deps.browse);
  return reportStart(folder, deps);
}

async function reportStart(folder: string, { screen, fetchUrl }: LaunchDeps): Promise<number> {
  const sidecar = await findOwnSidecar(folder, fetchUrl);
  if (sidecar) screen.print(`The connector runs. Its page: ${allowedHostsOf(sidecar.port).pageUrl}/\n`);
  return exitCode.ok;
}
