import { type System, thisSystem } from './systems.ts';

/** The part of `process` that receives signals. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * The signals that stop the program. Windows sends SIGHUP when the console window closes, and ends the program some 10 s later;
 * SIGBREAK is Ctrl+Break. Elsewhere SIGHUP means that the terminal window has closed. But for a program with a log file it means
 * that the file was moved, so it does not stop that program.
 */
export const stopSignals = (hasLogFile: boolean, system: System = thisSystem): readonly NodeJS.Signals[] => {
  const always = ['SIGINT', 'SIGTERM'] as const;
  if (system === 'windows') return [...always, 'SIGHUP', 'SIGBREAK'];
  return hasLogFile ? always : [...always, 'SIGHUP'];
};

/**
 * Ends the program after SIGHUP by the same signal. Its terminal is gone, so Node cannot reset the terminal, and a normal exit
 * would abort.
 */
export function endByHangUp(system: System = thisSystem): void {
  if (system === 'windows') return;
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** Calls `reopen` when a program such as logrotate has moved the log file. */
export function onLogMoved(
  reopen: () => void,
  source: SignalSource = process,
  system: System = thisSystem,
): void {
  if (system !== 'windows') source.on('SIGHUP', reopen);
}
