import { once } from 'node:events';
import type { OptionTable } from './options.ts';

/** Exit codes of the program. */
export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** Only for the launcher: it starts the program again, in the version that the pointer names now. */
  startAgain: 75,
} as const;

/** One command of `hipay-ecr`. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Arguments after the name that are not options, e.g. `terminal`. */
  readonly operands?: string;
  readonly options: OptionTable;
  /** Further text for `--help`. */
  readonly more?: string;
  /** Runs the command with its arguments and returns the exit code. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** Commands by name. Each is loaded only when it is used, so that `start` does not wait for the others. */
export type Commands = Readonly<Record<string, () => Command | Promise<Command>>>;

/** The output of a command: data on stdout, messages for the person on stderr. */
export interface Screen {
  print(text: string): void;
  complain(text: string): void;
  /** Resolves when more can be printed without filling the memory. Absent: at once. */
  drained?(): Promise<void>;
}

export const processScreen: Screen = {
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  async drained() {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
};

/** Prints what is wrong with the arguments of a command, and returns the exit code for it. */
export function usageFault(screen: Screen, command: string, error: string): number {
  screen.complain(`${error}\nSee hipay-ecr ${command} --help.\n`);
  return exitCode.usage;
}
