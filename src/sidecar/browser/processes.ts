import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The computer's programs, by their process ids. */
export interface Processes {
  isRunning(pid: number): boolean;
  /** As it was started; empty where that cannot be learnt. */
  commandLineOf(pid: number): Promise<string>;
  /** Asks it to end, or, if need be, ends it and what it started. */
  end(pid: number, how: 'asked' | 'forced'): void;
}

/** What stands behind `Processes` on this system. */
export function systemProcesses(platform: NodeJS.Platform): Processes {
  return {
    isRunning: (pid) => answers(pid) && (platform !== 'linux' || ofLinux(pid) !== ''),
    commandLineOf: (pid) =>
      platform === 'linux' ? Promise.resolve(ofLinux(pid)) : asked(...questionFor(platform, pid)),
    end: platform === 'win32' ? endOnWindows : endOnUnix,
  };
}

/** Signal 0 only asks. A program of another user refuses it, so it is there. */
function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty for one that has ended and was not collected by its parent. */
function ofLinux(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const questionFor = (platform: NodeJS.Platform, pid: number): [string, string[]] =>
  platform === 'win32'
    ? [
        'powershell',
        ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
      ]
    : ['ps', ['-ww', '-o', 'args=', '-p', String(pid)]];

const asked = (program: string, args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { windowsHide: true }, (error, answer) => resolve(error ? '' : answer));
  });

/** The browser leads a process group of its own: its helpers go with it. */
function endOnUnix(pid: number, how: 'asked' | 'forced'): void {
  try {
    if (how === 'asked') process.kill(pid, 'SIGTERM');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** A signal there would end it without its cookies being written. */
function endOnWindows(pid: number, how: 'asked' | 'forced'): void {
  const force = how === 'forced' ? ['/F', '/T'] : [];
  execFile('taskkill', ['/PID', String(pid), ...force], { windowsHide: true }, () => {});
}
