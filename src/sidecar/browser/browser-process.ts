import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Processes } from '../system/processes.ts';

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
