import { isatty } from 'node:tty';
import { type System, thisSystem } from './systems.ts';

/** True if a write to stderr may block: in a console window of Windows, selected text stops all output. */
export const mayConsoleBlock = (system: System = thisSystem, isConsole: boolean = isatty(2)): boolean =>
  system === 'windows' && isConsole;
