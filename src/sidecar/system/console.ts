import { isatty } from 'node:tty';
import { type System, thisSystem } from './systems.ts';

/** True if a person can stop the writes to stderr: by selecting text in a console window of Windows. */
export const mayConsoleBlock = (system: System = thisSystem, isConsole: boolean = isatty(2)): boolean =>
  system === 'windows' && isConsole;
