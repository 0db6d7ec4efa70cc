import type { Command } from './command-line/command.ts';
import { hashPassword } from './hash-password.ts';
import { setup } from './setup/setup.ts';
import { simulateTerminal } from './simulate-terminal.ts';
import { start } from './start.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  setup,
  start,
  simulate: simulateTerminal,
  'hash-password': hashPassword,
};
