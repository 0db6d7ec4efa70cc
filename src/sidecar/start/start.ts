import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { hasDisplay, openBrowser } from '../browser/find-browser.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { readConfigFile } from '../config/config-file.ts';
import { builtPlaces, recordedDigests } from '../program/build-digests.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type Log, openLog, openLogFile } from '../program/log.ts';
import { announcement, planBrowser } from './announcement.ts';
import { type LaunchPlan, planLaunch } from './launch-plan.ts';
import { type Sidecar, type SidecarParts, startSidecar } from './sidecar.ts';
import { readStartOptions, type StartOptions, startOptionTable } from './start-options.ts';

/**
 * Has Node's heap stay small from now on: the young generation as it is (1 MB, else up to 16), the old one collected for
 * size. Some 12 MB less on a till's computer in use. As options of Node's command line they would cost each start a fifth of
 * its time: with any of V8's flags, Node compiles its own parts anew instead of taking them as it was built with.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}

const { platform, env } = process;

/** 128 bits, in characters that every shell and every till takes. */
const secret = (): string => randomBytes(16).toString('hex');

/** `hipay-ecr start`: runs until it is stopped. */
export const start: Command = {
  summary: "starts the connector for this computer's till",
  options: startOptionTable,
  run: runUntilStopped,
};

async function runUntilStopped(args: readonly string[]): Promise<number> {
  const line = readStartOptions(args);
  if (!line.ok) return usageFault(processScreen, 'start', line.error);
  const { options } = line;
  const folder = homeFolder(options.home, env);
  const file = await readConfigFile(options.config, folder);
  if (file && !file.reading.ok) return printErrors([`${file.path} cannot be used:`, ...file.reading.errors]);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const planning = planLaunch(options, config, secret);
  if (!planning.ok) return printErrors([planning.error]);

  const log = startLog(options.log ?? config?.sidecar.logFile, options.log === undefined ? folder : '.');
  for (const note of config?.notes ?? []) log.warn({ file: file?.path }, note);
  const browser = planBrowser(options, log);
  if (typeof browser === 'string') return printErrors([browser]);
  const sidecar = await open({
    plan: planning.plan,
    homeFolder: folder,
    log,
    ...(file && { configuration: file.path }),
    ...(browser && { browser }),
  });
  if (typeof sidecar === 'string') return printErrors([sidecar]);
  greet(sidecar, planning.plan, options, file?.path);
  void sidecar.served.then(keepHeapSmall);
  stopOnSignals(sidecar);
  await sidecar.closed;
  // A page that does not answer the closing of its socket keeps nobody waiting.
  setTimeout(() => process.exit(0), 1000).unref();
  return exitCode.ok;
}

/** In a file, and again on stderr what finds no place there. */
function startLog(path: string | undefined, from: string): Log {
  const level = env['HIPAY_ECR_LOG'] ?? 'info';
  if (path === undefined) return openLog(level);
  const file = openLogFile(resolve(from, path), (line) => processScreen.complain(line));
  // Where a program such as logrotate has moved it. On Windows this signal is the end of the console.
  if (platform !== 'win32') process.on('SIGHUP', file.reopen);
  return openLog(level, file);
}

function printErrors(lines: readonly string[]): number {
  for (const line of lines) processScreen.complain(`${line}\n`);
  return exitCode.failed;
}

async function open(parts: Omit<SidecarParts, 'pageFolder' | 'build'>): Promise<Sidecar | string> {
  try {
    return await startSidecar({
      ...parts,
      pageFolder: builtPlaces.page,
      build: () => recordedDigests(builtPlaces),
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const { port } = parts.plan;
    if (code === 'EADDRINUSE') {
      return `Port ${port} is taken by another program. Stop that one, or choose a port with --port.`;
    }
    if (code === 'EACCES') return `Port ${port} is not allowed here. Choose a port above 1023 with --port.`;
    return message;
  }
}

function greet(
  sidecar: Sidecar,
  plan: LaunchPlan,
  options: StartOptions,
  configPath: string | undefined,
): void {
  const { home, token } = sidecar;
  const windows = platform === 'win32';
  process.stdout.write(announcement(plan, { home, token, windows, ...(configPath && { configPath }) }));
  if (options.browser === undefined && !options['no-browser'] && hasDisplay(platform, env))
    openBrowser(`${home}/#pair=${token}`, platform);
}

/** The first signal waits for a payment that runs; the second does not. */
function stopOnSignals(sidecar: Sidecar): void {
  let stopRequested = false;
  const stop = () => {
    if (stopRequested) {
      sidecar.endNow();
      process.exit(1);
    }
    stopRequested = true;
    void sidecar.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
