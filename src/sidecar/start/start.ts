import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { hasDisplay, openBrowser } from '../browser/find-browser.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { pathWithSecrets, readConfigFile } from '../config/config-file.ts';
import { builtPlaces, recordedDigests } from '../program/build-digests.ts';
import { lockFolder } from '../program/folder-lock.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type Log, openLog, openLogFile } from '../program/log.ts';
import { warnOfOpenSecrets } from '../program/open-secrets.ts';
import { ownInstallation } from '../updates/installation.ts';
import { announcement, planBrowser } from './announcement.ts';
import { type LaunchPlan, planLaunch } from './launch-plan.ts';
import { type Sidecar, type SidecarParts, startSidecar } from './sidecar.ts';
import { readStartOptions, type StartOptions, startOptionTable } from './start-options.ts';

/**
 * Keeps Node's heap small: the young generation stays at 1 MB (otherwise it grows to 16), and the old generation is
 * collected for size. This saves some 12 MB. On the command line these flags would make each start a fifth slower: with
 * any V8 flag, Node compiles its own modules and does not use its built-in code cache.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}

const { platform, env } = process;

/** Makes a password of 128 bits, in characters that every shell and every till accepts. */
const secret = (): string => randomBytes(16).toString('hex');

/** `hipay-ecr start`: runs until it is stopped. */
export const start: Command = {
  summary: "starts the connector for this computer's till",
  options: startOptionTable,
  run: runUntilStopped,
};

async function runUntilStopped(args: readonly string[]): Promise<number> {
  const commandLine = readStartOptions(args);
  if (!commandLine.ok) return usageFault(processScreen, 'start', commandLine.error);
  const { options } = commandLine;
  const folder = homeFolder(options.home, env);
  const file = await readConfigFile(options.config, folder);
  if (file && !file.reading.ok) return printErrors([`${file.path} cannot be used:`, ...file.reading.errors]);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const planning = planLaunch(options, config, secret);
  if (!planning.ok) return printErrors([planning.error]);

  const log = startLog(options.log ?? config?.sidecar.logFile, options.log === undefined ? folder : '.');
  for (const note of config?.notes ?? []) log.warn({ file: file?.path }, note);
  const isOurs = await lockFolder(folder).catch((error: unknown) => {
    // If the folder cannot be used at all, the function that opens its files reports that.
    log.warn({ folder, error: String(error) }, 'the folder could not be locked');
    return true;
  });
  if (!isOurs) return printErrors([folderTaken(folder)]);
  const browser = planBrowser(options, log);
  if (typeof browser === 'string') return printErrors([browser]);
  const installation = isLaunched() ? await ownInstallation() : undefined;
  const sidecar = await open({
    plan: planning.plan,
    homeFolder: folder,
    log,
    ...(file && { configuration: file.path }),
    ...(browser && { browser }),
    ...(installation && { installation }),
  });
  if (typeof sidecar === 'string') return printErrors([sidecar]);
  announce(sidecar, planning.plan, options, file?.path);
  // Not awaited: on Windows this check takes a second.
  void warnOfOpenSecrets(folder, pathWithSecrets(file), log);
  void sidecar.requestHandlingReady.then(keepHeapSmall);
  stopOnSignals(sidecar);
  stopWithLauncher(sidecar);
  const code = (await sidecar.closed) ? exitCode.startAgain : exitCode.ok;
  // Ends the process even if a page does not answer the closing of its socket.
  setTimeout(() => process.exit(code), 1000).unref();
  return code;
}

/** Opens the log, on stderr or in a file. Lines that cannot be written to the file go to stderr. */
function startLog(path: string | undefined, from: string): Log {
  const level = env['HIPAY_ECR_LOG'] ?? 'info';
  if (path === undefined) return openLog(level);
  const file = openLogFile(resolve(from, path), (line) => processScreen.complain(line));
  // A program such as logrotate sends this signal after it has moved the file. On Windows it means that the console closes.
  if (platform !== 'win32') process.on('SIGHUP', file.reopen);
  return openLog(level, file);
}

const folderTaken = (folder: string): string =>
  `Another connector runs with the folder ${folder}. Two with the same folder could charge an order twice. Stop that one (hipay-ecr status names it), or give this one a folder of its own with --home.`;

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

/** Prints the ready line and what a person needs to try the connector, and opens the page in the default browser. */
function announce(
  sidecar: Sidecar,
  plan: LaunchPlan,
  options: StartOptions,
  configPath: string | undefined,
): void {
  const { pageUrl, token } = sidecar;
  const windows = platform === 'win32';
  process.stdout.write(announcement(plan, { pageUrl, token, windows, ...(configPath && { configPath }) }));
  // After an update the page is open, and connects again by itself.
  const isRestart = env['HIPAY_ECR_RESTART'] !== undefined;
  if (options.browser === undefined && !options['no-browser'] && !isRestart && hasDisplay(platform, env))
    openBrowser(`${pageUrl}/#pair=${token}`, platform);
}

/** True if the launcher of an installation has started this program, and starts it again after an update. */
const isLaunched = (): boolean => env['HIPAY_ECR_LAUNCHER'] !== undefined;

/** Stops after the running payment if the launcher was killed: its next start must find the port free. */
function stopWithLauncher(sidecar: Sidecar): void {
  if (!process.connected) return;
  process.once('disconnect', () => void sidecar.stop());
  process.channel?.unref();
}

/** The first signal stops after a running payment; the second ends the program at once. */
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
