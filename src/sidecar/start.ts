import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { recordedDigests } from './build/digests.ts';
import { builtPlaces } from './build/places.ts';
import { type Command, exitCode, processScreen, usageFault } from './command-line/command.ts';
import { announcement } from './launch/announcement.ts';
import { readConfigFile } from './launch/config-file.ts';
import { homeFolder } from './launch/home-folder.ts';
import { keptBrowser } from './launch/kept-browser.ts';
import { type LaunchPlan, planLaunch } from './launch/launch-plan.ts';
import { hasDisplay, openBrowser } from './launch/open-browser.ts';
import { readStartOptions, type StartOptions, startOptionTable } from './launch/start-options.ts';
import { type Log, openLog } from './log.ts';
import { openLogFile } from './log-file.ts';
import { type Sidecar, type SidecarParts, startSidecar } from './sidecar.ts';
import { keepHeapSmall } from './small-heap.ts';

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
  if (file && !file.reading.ok) return complain([`${file.path} cannot be used:`, ...file.reading.errors]);
  const config = file?.reading.ok ? file.reading.config : undefined;
  const planning = planLaunch(options, config, secret);
  if (!planning.ok) return complain([planning.error]);

  const log = startLog(options.log ?? config?.sidecar.logFile, options.log === undefined ? folder : '.');
  for (const note of config?.notes ?? []) log.warn({ file: file?.path }, note);
  const browser = keptBrowser(options, log);
  if (typeof browser === 'string') return complain([browser]);
  const sidecar = await open({
    plan: planning.plan,
    homeFolder: folder,
    log,
    ...(file && { configuration: file.path }),
    ...(browser && { browser }),
  });
  if (typeof sidecar === 'string') return complain([sidecar]);
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

function complain(lines: readonly string[]): number {
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
  let asked = false;
  const stop = () => {
    if (asked) {
      sidecar.cutOff();
      process.exit(1);
    }
    asked = true;
    void sidecar.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
