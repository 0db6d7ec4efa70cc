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
import { foreignHome } from '../program/foreign-home.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type Log, openLog, openLogFile } from '../program/log.ts';
import { version } from '../program/version.ts';
import { hasDisplay, openBrowser } from '../system/find-browser.ts';
import { warnOfOpenSecrets } from '../system/open-secrets.ts';
import { listSerialPorts } from '../system/serial-ports.ts';
import { shellWords } from '../system/shell-words.ts';
import { endByHangUp, onLogMoved, stopSignals } from '../system/signals.ts';
import { isSystemdJournal } from '../system/systemd-journal.ts';
import { thisSystem } from '../system/systems.ts';
import { findOwnInstallation } from '../updates/installation.ts';
import { formatAnnouncement } from './announcement.ts';
import { type LaunchPlan, planLaunch } from './launch-plan.ts';
import {
  closeWithinMs,
  type FirstSetupChoice,
  type Sidecar,
  type SidecarDeps,
  startSidecar,
  within,
} from './sidecar.ts';
import { describeStartFailure, isPortTaken } from './start-failure.ts';
import { readStartOptions, type StartOptions, startOptionTable } from './start-options.ts';
import { type TakenFolder, takeFolder } from './take-folder.ts';

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

const failedStart = 'the start has failed';

async function runUntilStopped(args: readonly string[]): Promise<number> {
  const commandLine = readStartOptions(args);
  if (!commandLine.ok) return usageFault(processScreen, 'start', commandLine.error);
  const { options } = commandLine;
  const folder = homeFolder(options.home, env);
  const foreign = foreignHome(folder);
  if (foreign !== undefined) {
    // Not into a file: the log may be in that folder.
    startLog(undefined, folder).error({ home: folder, reasons: [foreign] }, failedStart);
    processScreen.complain(`${foreign}\n`);
    await tellLauncher({ home: folder, isBlocked: true });
    return exitCode.failed;
  }
  const file = await readConfigFile(options.config, folder);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const logPath = options.log ?? config?.sidecar.logFile;
  const log = startLog(logPath, options.log === undefined ? folder : '.');
  const run: ProgramRun = {
    options,
    folder,
    log,
    hasLogFile: logPath !== undefined,
    end: stopOnRequest(log),
  };
  let ended = await runOnce(run, file);
  // Each repetition follows a configuration that the guide has written: first that of a trial, then that of the shop.
  while (typeof ended !== 'number') {
    if (run.end.requestedBy() !== undefined) return exitCode.ok;
    log.info('the connector starts again, with the configuration that was written');
    ended = await runOnce(run, await readConfigFile(options.config, folder), ended);
  }
  const code = ended;
  // Ends the process even if a page does not answer the closing of its socket, or a start that has failed has left something open.
  setTimeout(() => process.exit(code), 1000).unref();
  return code;
}

/** What all sidecars of one program run share. */
interface ProgramRun {
  readonly options: StartOptions;
  readonly folder: string;
  readonly log: Log;
  readonly hasLogFile: boolean;
  readonly end: EndRequests;
}

/** A sidecar that has ended because the guide has written its configuration. */
interface Configured {
  readonly port: number;
  readonly taken: TakenFolder;
}

/** Runs one sidecar until it is closed. `before`: the previous sidecar of this program run, which had the same folder. */
async function runOnce(
  { options, folder, log, hasLogFile, end }: ProgramRun,
  file: ConfigFile | undefined,
  before?: Configured,
): Promise<number | Configured> {
  const fail = (...reasons: readonly string[]): number => {
    // A service has no screen: its log says why it does not run.
    log.error({ home: folder, reasons }, failedStart);
    for (const reason of reasons) processScreen.complain(`${reason}\n`);
    return exitCode.failed;
  };
  // Says to the watcher of a new version that this start is no fault of the version.
  const failBlocked = async (reason: string): Promise<number> => {
    await tellLauncher({ home: folder, isBlocked: true });
    return fail(reason);
  };
  if (file && !file.reading.ok) return fail(`${file.path} cannot be used:`, ...file.reading.errors);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const planning = planLaunch(options, config, makeSecret);
  if (!planning.ok) return fail(planning.error);
  const { plan } = planning;
  for (const note of config?.notes ?? []) log.warn({ file: file?.path }, note);
  const place = { port: plan.port, folder };
  const installation = isLaunched() ? await findOwnInstallation() : undefined;
  // If a launcher was killed, its program ends a moment later.
  const waitMs = isLaunched() ? maxStopMs : 0;
  const taken = before?.taken ?? (await takeFolder({ place, log, waitMs, installation }));
  if (taken.is === 'blocked') return failBlocked(taken.why);
  if (taken.is === 'other-version') {
    log.warn({ version, next: taken.version }, 'another version was chosen meanwhile, and starts instead');
    return exitCode.startAgain;
  }
  // The program that watches a new version needs the folder.
  await tellLauncher({ home: folder });
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
  let isBlocked = false;
  const sidecar = await open({
    plan,
    homeFolder: folder,
    log,
    ...(file && { configuration: file.path }),
    ...(offersFirstSetup(options, file) && { firstSetup: thisComputer(options) }),
    isLocked: taken.is === 'locked',
    isPortOption: options.port !== undefined,
    credentials: env['CREDENTIALS_DIRECTORY'],
    ...(browser && { browser }),
    ...(browserKey && { browserKey: browserKey.key }),
    ...(installation && { installation }),
    onFailure: (error) => {
      isBlocked = isPortTaken(error);
      fail(describeStartFailure(error, place));
    },
  });
  if (!sidecar) {
    if (isBlocked) await tellLauncher({ home: folder, isBlocked });
    return exitCode.failed;
  }
  log.info({ version, port: sidecar.port, home: folder, pid: process.pid }, 'the connector has started');
  if (options.home !== undefined) void noteHome(folder);
  end.watch(sidecar, stopSignals(hasLogFile));
  // After an update, and after the guide if the port is the same, the page is still open and connects again by itself.
  const opensPage = before ? before.port !== sidecar.port : env['HIPAY_ECR_RESTART'] === undefined;
  announce(sidecar, plan, options, { configPath: file?.path, opensPage });
  // Not awaited: on Windows this check takes a second.
  const keyFiles = options['browser-key'] === undefined ? [] : [options['browser-key']];
  void warnOfOpenSecrets(folder, [...pathsWithSecrets(file), ...keyFiles], log);
  const unanswering = sidecar.requestHandlingReady.then(
    () => keepHeapSmall().then(() => new Promise<never>(() => {})),
    (error: Error) => error,
  );
  const closed = await Promise.race([sidecar.closed, unanswering]);
  if (closed instanceof Error) {
    fail(`A file of the program cannot be used: ${closed.message}. Install this version again.`);
    await within(
      closeWithinMs,
      sidecar.stop().then(() => sidecar.closed),
    );
    return exitCode.failed;
  }
  if (closed === 'configured') return { port: sidecar.port, taken };
  log.info('the connector has stopped');
  // The watcher of a new version may not have seen an answer of it yet: then this end would count as a failure.
  if (closed === 'stopped') await tellLauncher({ home: folder, isStopped: true });
  if (end.requestedBy() === 'SIGHUP') endByHangUp();
  return closed === 'other-version' ? exitCode.startAgain : exitCode.ok;
}

/**
 * True if the program was installed, or an icon has started it: then a person without a console sets the shop up. The
 * configuration of a trial may be replaced.
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
const maxStopMs = 10_000;

/** Undefined: the start has failed, and `onFailure` has got the reason. */
const open = (parts: Omit<SidecarDeps, 'pageFolder' | 'build'>): Promise<Sidecar | undefined> =>
  startSidecar({ ...parts, pageFolder: builtPlaces.page, build: () => recordedDigests(builtPlaces) }).catch(
    () => undefined,
  );

/** Sends a message to the launcher, which passes it on to the watcher of a new version. */
async function tellLauncher(message: {
  readonly home: string;
  readonly isBlocked?: true;
  readonly isStopped?: true;
}): Promise<void> {
  if (!isLaunched() || !process.connected) return;
  // The launcher may end at this moment.
  await new Promise<void>((resolve) => process.send?.(message, () => resolve()));
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
      isKept: isSystemdJournal(env),
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

/** The requests to end the program, for all its sidecars. */
interface EndRequests {
  /** Lets the requests stop this sidecar from now on. */
  watch(sidecar: Sidecar, signals: readonly NodeJS.Signals[]): void;
  /** The source of the first request; undefined if there was none. */
  requestedBy(): NodeJS.Signals | 'launcher' | undefined;
}

/** The first signal, or the end of the launcher, stops after a running payment; a second signal ends the program at once. */
function stopOnRequest(log: Log): EndRequests {
  let current: Sidecar | undefined;
  let askedBy: NodeJS.Signals | 'launcher' | undefined;
  let askedAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    // A signal to all processes arrives twice, because the launcher forwards it too.
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
  // The launcher's next start must find the port free.
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
    requestedBy: () => askedBy,
  };
}
