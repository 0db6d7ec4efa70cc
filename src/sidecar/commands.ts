import type { Command } from './command-line/command.ts';
import { hashPassword } from './hash-password.ts';
import { simulateTerminal } from './simulate-terminal.ts';
import { start } from './start.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  simulate: simulateTerminal,
  'hash-password': hashPassword,
};
