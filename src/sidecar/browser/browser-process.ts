import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A running browser. */
export interface BrowserProcess {
  readonly pid: number;
  /** Resolves when the browser has ended, with a text that says how. */
  readonly ended: Promise<string>;
}

/**
 * Starts a browser; rejects if that fails. The browser leads its own process group, so Ctrl-C reaches only the sidecar,
 * which lets the payment end first. If the sidecar is killed, the browser stays open, because the customer may be paying.
 */
export function launchBrowser(
  program: string,
  args: readonly string[],
  logFile: string,
): Promise<BrowserProcess> {
  const output = openSync(logFile, 'w', 0o600);
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve({ pid: child.pid ?? 0, ended }));
  });
}

const pollMs = 250;

/** Takes over a browser that another process has started. The system does not report its end to us, so we poll. */
export function adoptBrowser(pid: number, processes: Processes): BrowserProcess {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (processes.isRunning(pid)) return;
      clearInterval(timer);
      resolve('it has ended');
    }, pollMs);
    timer.unref();
  });
  return { pid, ended };
}

/** Asks the browser to end, and kills it if it still runs after `graceMs`. */
export async function endBrowser(
  { pid, ended }: BrowserProcess,
  processes: Processes,
  graceMs = 5000,
): Promise<void> {
  processes.end(pid, 'asked');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, graceMs, 'late');
  });
  if ((await Promise.race([ended, late])) === 'late') processes.end(pid, 'forced');
  clearTimeout(timer);
  await ended;
}

/** The computer's programs, by their process ids. */
export interface Processes {
  isRunning(pid: number): boolean;
  /** The command line with which the process was started; empty if it cannot be read. */
  commandLineOf(pid: number): Promise<string>;
  /** `asked`: asks the process to end. `forced`: kills it and the processes that it has started. */
  end(pid: number, how: 'asked' | 'forced'): void;
}

/** `Processes` of this system. */
export function systemProcesses(platform: NodeJS.Platform): Processes {
  return {
    isRunning: (pid) => isAlive(pid) && (platform !== 'linux' || linuxCommandLine(pid) !== ''),
    commandLineOf: (pid) =>
      platform === 'linux'
        ? Promise.resolve(linuxCommandLine(pid))
        : readOutput(...commandLineQuery(platform, pid)),
    end: platform === 'win32' ? endOnWindows : endOnUnix,
  };
}

/** Signal 0 only checks whether the process exists. EPERM: it exists, and belongs to another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty for a process that has ended, also for a zombie: a process whose parent has not read its exit code yet. */
function linuxCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const commandLineQuery = (platform: NodeJS.Platform, pid: number): [string, string[]] =>
  platform === 'win32'
    ? [
        'powershell',
        ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
      ]
    : ['ps', ['-ww', '-o', 'args=', '-p', String(pid)]];

const readOutput = (program: string, args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { windowsHide: true }, (error, answer) => resolve(error ? '' : answer));
  });

/** The browser leads its own process group, so killing the group also ends its helpers. */
function endOnUnix(pid: number, how: 'asked' | 'forced'): void {
  try {
    if (how === 'asked') process.kill(pid, 'SIGTERM');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}

/** Uses taskkill: on Windows a signal would end the browser before it has written its cookies. */
function endOnWindows(pid: number, how: 'asked' | 'forced'): void {
  const force = how === 'forced' ? ['/F', '/T'] : [];
  execFile('taskkill', ['/PID', String(pid), ...force], { windowsHide: true }, () => {});
}
