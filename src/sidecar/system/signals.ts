import { type System, thisSystem } from './systems.ts';

/** The part of `process` that hears signals. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * Windows sends SIGHUP when the console window closes, and ends the program some 10 s later; SIGBREAK is Ctrl+Break. Elsewhere
 * SIGHUP says that the terminal window has closed, or, to a program with a log file, that the file has moved.
 */
export const stopSignals = (hasLogFile: boolean, system: System = thisSystem): readonly NodeJS.Signals[] => {
  const always = ['SIGINT', 'SIGTERM'] as const;
  if (system === 'windows') return [...always, 'SIGHUP', 'SIGBREAK'];
  return hasLogFile ? always : [...always, 'SIGHUP'];
};

/**
 * Ends the program after SIGHUP. Its terminal is gone, and Node aborts when it cannot set the terminal back at its exit; the
 * signal itself ends the program without that.
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
