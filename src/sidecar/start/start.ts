import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBrowserKey } from '../access/browser-key.ts';
import { noteHome } from '../access/running-home.ts';
import { planBrowser } from '../browser/plan-browser.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { type ConfigFile, pathsWithSecrets, readConfigFile } from '../config/config-file.ts';
import { trialAt } from '../config/first-setup.ts';
import { searchThisComputer } from '../config/hipay-program.ts';
import { builtPlaces, recordedDigests } from '../program/build-digests.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type Log, openLog, openLogFile } from '../program/log.ts';
import { version } from '../program/version.ts';
import { hasDisplay, openBrowser } from '../system/find-browser.ts';
import { lockFolder } from '../system/folder-lock.ts';
import { isJournal } from '../system/journal.ts';
import { warnOfOpenSecrets } from '../system/open-secrets.ts';
import { listSerialPorts } from '../system/serial-ports.ts';
import { shellWords } from '../system/shell-words.ts';
import { endByHangUp, onLogMoved, stopSignals } from '../system/signals.ts';
import { thisSystem } from '../system/systems.ts';
import { findOwnInstallation } from '../updates/installation.ts';
import { formatAnnouncement } from './announcement.ts';
import { type LaunchPlan, planLaunch } from './launch-plan.ts';
import { type FirstSetupChoice, type Sidecar, type SidecarParts, startSidecar } from './sidecar.ts';
import { describeStartFailure } from './start-failure.ts';
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

const { env } = process;
const words = shellWords[thisSystem];

/** Makes a password of 128 bits, in characters that every shell and every till accepts. */
const makeSecret = (): string => randomBytes(16).toString('hex');

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
  const config = file?.reading.ok ? file.reading.config : undefined;
  const logPath = options.log ?? config?.sidecar.logFile;
  const log = startLog(logPath, options.log === undefined ? folder : '.');
  const run: Run = { options, folder, log, hasLogFile: logPath !== undefined, end: stopOnRequest(log) };
  let ended = await runOnce(run, file);
  // The guide writes the configuration of a trial, and then that of the shop.
  while (typeof ended !== 'number') {
    if (run.end.by() !== undefined) return exitCode.ok;
    log.info('the connector starts again, with the configuration that was written');
    ended = await runOnce(run, await readConfigFile(options.config, folder), ended);
  }
  return ended;
}

/** What stays the same for all starts of one program. */
interface Run {
  readonly options: StartOptions;
  readonly folder: string;
  readonly log: Log;
  readonly hasLogFile: boolean;
  readonly end: EndRequests;
}

/** A sidecar that has ended because the guide has written its configuration. */
interface Configured {
  readonly port: number;
}

/** Runs one sidecar until it is closed. `before`: the one that had the folder before, in this program. */
async function runOnce(
  { options, folder, log, hasLogFile, end }: Run,
  file: ConfigFile | undefined,
  before?: Configured,
): Promise<number | Configured> {
  const fail = (...reasons: readonly string[]): number => {
    // A service has no screen: its log says why it does not run.
    log.error({ home: folder, reasons }, 'the start has failed');
    for (const reason of reasons) processScreen.complain(`${reason}\n`);
    return exitCode.failed;
  };
  if (file && !file.reading.ok) return fail(`${file.path} cannot be used:`, ...file.reading.errors);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const planning = planLaunch(options, config, makeSecret);
  if (!planning.ok) return fail(planning.error);
  const { plan } = planning;
  for (const note of config?.notes ?? []) log.warn({ file: file?.path }, note);
  const place = { port: plan.port, folder };
  const lock =
    before !== undefined ||
    (await takeFolder(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.syscall !== 'listen') return describeStartFailure(error, place);
      // A service may be forbidden to use local sockets. It then runs without the lock.
      log.warn({ folder, error: String(error) }, 'the folder could not be locked');
      return true;
    }));
  if (typeof lock === 'string') return fail(lock);
  if (!lock) return fail(folderTaken(folder));
  // For the watcher of a new version.
  if (isLaunched()) process.send?.({ home: folder }, () => {});
  const browser =
    options.browser === undefined
      ? undefined
      : planBrowser(
          {
            browser: options.browser,
            headless: options.headless === true,
            sandbox: options['no-sandbox'] !== true,
          },
          log,
        );
  if (typeof browser === 'string') return fail(browser);
  const browserKey = browser ? undefined : await findBrowserKey(options['browser-key'], env);
  if (browserKey && !browserKey.ok) return fail(browserKey.fault);
  const installation = isLaunched() ? await findOwnInstallation() : undefined;
  const sidecar = await open(
    {
      plan,
      homeFolder: folder,
      log,
      ...(file && { configuration: file.path }),
      ...(offersFirstSetup(options, file) && { firstSetup: thisComputer(options) }),
      isPortOption: options.port !== undefined,
      credentials: env['CREDENTIALS_DIRECTORY'],
      ...(browser && { browser }),
      ...(browserKey && { browserKey: browserKey.key }),
      ...(installation && { installation }),
    },
    (error) => describeStartFailure(error, place),
  );
  if (typeof sidecar === 'string') return fail(sidecar);
  log.info({ version, port: sidecar.port, home: folder, pid: process.pid }, 'the connector has started');
  if (options.home !== undefined) void noteHome(folder);
  end.watch(sidecar, stopSignals(hasLogFile));
  // The page is open after an update, and after the guide if the port is the same: it connects again by itself.
  const opensPage = before ? before.port !== sidecar.port : env['HIPAY_ECR_RESTART'] === undefined;
  announce(sidecar, plan, options, { configPath: file?.path, opensPage });
  // Not awaited: on Windows this check takes a second.
  const keyFiles = options['browser-key'] === undefined ? [] : [options['browser-key']];
  void warnOfOpenSecrets(folder, [...pathsWithSecrets(file), ...keyFiles], log);
  void sidecar.requestHandlingReady.then(keepHeapSmall);
  const closed = await sidecar.closed;
  if (closed === 'configured') return { port: sidecar.port };
  log.info('the connector has stopped');
  if (end.by() === 'SIGHUP') endByHangUp();
  const code = closed === 'other-version' ? exitCode.startAgain : exitCode.ok;
  // Ends the process even if a page does not answer the closing of its socket.
  setTimeout(() => process.exit(code), 1000).unref();
  return code;
}

/**
 * True if the program was installed, or an icon has started it: then a person without a console sets the shop up. A file that
 * only tries the connector is not a shop's yet.
 */
const offersFirstSetup = (options: StartOptions, file: ConfigFile | undefined): boolean =>
  (file === undefined || (options.config === undefined && trialAt(file.path) !== undefined)) &&
  (isLaunched() || options['first-setup'] === true) &&
  options.simulate === undefined &&
  options.gateway === undefined;

function thisComputer({ port }: StartOptions): FirstSetupChoice {
  const computer = searchThisComputer();
  const list = (folder: string) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };
  return {
    computer,
    makePassword: makeSecret,
    keepsPort: port !== undefined,
    serialPorts: () => listSerialPorts({ list, outputOf: computer.outputOf }),
  };
}

/** Opens the log, on stderr or in a file. Lines that cannot be written to the file go to stderr. */
function startLog(path: string | undefined, from: string): Log {
  const level = env['HIPAY_ECR_LOG'] ?? 'info';
  if (path === undefined) return openLog(level);
  const file = openLogFile(resolve(from, path), (line) => processScreen.complain(line));
  onLogMoved(file.reopen);
  return openLog(level, file);
}

/** Time in which a program whose launcher was killed has stopped, ms. */
const stoppingMs = 10_000;

/** A launcher that was killed leaves its program behind for a moment: the next start waits for the end of that one. */
async function takeFolder(folder: string): Promise<boolean> {
  for (const until = performance.now() + (isLaunched() ? stoppingMs : 0); ; ) {
    if (await lockFolder(folder)) return true;
    if (performance.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const folderTaken = (folder: string): string =>
  `Another connector runs with the folder ${folder}. Two with the same folder could charge an order twice. Stop that one (${words.program} status names it), or give this one a folder of its own with --home.`;

async function open(
  parts: Omit<SidecarParts, 'pageFolder' | 'build'>,
  describe: (error: unknown) => string,
): Promise<Sidecar | string> {
  try {
    return await startSidecar({
      ...parts,
      pageFolder: builtPlaces.page,
      build: () => recordedDigests(builtPlaces),
    });
  } catch (error) {
    return describe(error);
  }
}

/** Prints the ready line and what a person needs to try the connector, and opens the page in the default browser. */
function announce(
  sidecar: Sidecar,
  plan: LaunchPlan,
  options: StartOptions,
  { configPath, opensPage }: { readonly configPath: string | undefined; readonly opensPage: boolean },
): void {
  const { pageUrl, token } = sidecar;
  process.stdout.write(
    formatAnnouncement(plan, {
      pageUrl,
      token,
      words,
      isKept: isJournal(env),
      ...(configPath && { configPath }),
    }),
  );
  if (options.browser === undefined && !options['no-browser'] && opensPage && hasDisplay(env))
    openBrowser(`${pageUrl}/#pair=${token}`);
}

/** True if the launcher of an installation has started this program, and starts it again after an update. */
const isLaunched = (): boolean => env['HIPAY_ECR_LAUNCHER'] !== undefined;

/** A second signal within this time is the same request, ms. */
const sameStopMs = 500;

/** The requests to end the program. They hold for each of its sidecars. */
interface EndRequests {
  /** Lets the requests stop this sidecar from now on. */
  watch(sidecar: Sidecar, signals: readonly NodeJS.Signals[]): void;
  /** What has asked for the end. */
  by(): NodeJS.Signals | 'launcher' | undefined;
}

/** The first signal, or the end of the launcher, stops after a running payment; a second signal ends the program at once. */
function stopOnRequest(log: Log): EndRequests {
  let current: Sidecar | undefined;
  let askedBy: NodeJS.Signals | 'launcher' | undefined;
  let askedAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    // A stop that reaches all processes comes twice: the launcher passes it on.
    if (isLaunched() && askedBy === signal && performance.now() - askedAt < sameStopMs) return;
    askedAt = performance.now();
    log.info({ signal, atOnce: askedBy !== undefined }, 'a signal stops the connector');
    if (askedBy !== undefined && askedBy !== 'launcher') {
      current?.endNow();
      process.exit(1);
    }
    askedBy = signal;
    void current?.stop();
  };
  // Its next start must find the port free.
  const onLauncherEnd = () => {
    askedBy ??= 'launcher';
    void current?.stop();
  };
  return {
    watch(sidecar, signals) {
      const isFirst = current === undefined;
      current = sidecar;
      if (isFirst) for (const signal of signals) process.on(signal, onSignal);
      if (isFirst && isLaunched()) {
        process.once('disconnect', onLauncherEnd);
        process.channel?.unref();
      }
      // The launcher may have been killed during the start, and a signal may have come between two sidecars.
      if (isLaunched() && !process.connected) onLauncherEnd();
      else if (askedBy !== undefined) void sidecar.stop();
    },
    by: () => askedBy,
  };
}
