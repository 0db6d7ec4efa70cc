import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { askPowerShell } from './power-shell.ts';
import { type System, thisSystem } from './systems.ts';

/** The computer's programs, by their process ids. */
export interface Processes {
  isRunning(pid: number): boolean;
  /** The command line with which the process was started; empty if it cannot be read. */
  commandLineOf(pid: number): Promise<string>;
  /** When the process was started, in words of the system; empty if it is not known. Two processes with the same id differ in it. */
  startOf(pid: number): Promise<string>;
  /** `asked`: asks the process to end. `forced`: kills it and the processes that it has started. */
  end(pid: number, how: 'asked' | 'forced'): void;
}

/** `Processes` of this system. */
export function systemProcesses(system: System = thisSystem): Processes {
  return {
    isRunning: (pid) => isAlive(pid) && (system !== 'linux' || linuxCommandLine(pid) !== ''),
    commandLineOf: commandLineReaders[system],
    startOf: startReaders[system],
    end: system === 'windows' ? endOnWindows : endOnUnix,
  };
}

/** Signal 0 only checks whether the process exists. EPERM: it exists, and belongs to another user. */
export function isAlive(pid: number): boolean {
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

const commandLineReaders: Readonly<Record<System, (pid: number) => Promise<string>>> = {
  linux: async (pid) => linuxCommandLine(pid),
  macos: (pid) => readOutput('ps', ['-ww', '-o', 'args=', '-p', String(pid)]),
  windows: (pid) => askPowerShell(`(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`),
};

/** The start in ticks since the boot: the 20th field after the name, which may contain blanks and brackets. */
function linuxStart(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const startReaders: Readonly<Record<System, (pid: number) => Promise<string>>> = {
  linux: async (pid) => linuxStart(pid),
  macos: async (pid) => (await readOutput('ps', ['-o', 'lstart=', '-p', String(pid)])).trim(),
  windows: async (pid) =>
    (await askPowerShell(`(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`)).trim(),
};

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
