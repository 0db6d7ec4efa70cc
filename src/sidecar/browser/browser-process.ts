import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Processes } from './processes.ts';

/** A browser that runs. */
export interface BrowserProcess {
  readonly pid: number;
  /** Resolves with how it ended, in words. */
  readonly ended: Promise<string>;
}

/**
 * Starts a browser; rejects where that cannot be. It leads its own process group: Ctrl-C is for the sidecar, which lets
 * the payment end first. Should the sidecar be killed, the browser stays: the customer may be paying.
 */
export function launchBrowser(
  program: string,
  args: readonly string[],
  logFile: string,
): Promise<BrowserProcess> {
  const complaints = openSync(logFile, 'w', 0o600);
  const child = spawn(program, args, { detached: true, stdio: ['ignore', complaints, complaints] });
  closeSync(complaints);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve({ pid: child.pid ?? 0, ended }));
  });
}

const lookMs = 250;

/** A browser that somebody else has started. The system does not report its end to us, so we look. */
export function adoptBrowser(pid: number, processes: Processes): BrowserProcess {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      if (processes.isRunning(pid)) return;
      clearInterval(timer);
      resolve('it has ended');
    }, lookMs);
    timer.unref();
  });
  return { pid, ended };
}

/** Asks the browser to end, and ends it where it does not within the time. */
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
