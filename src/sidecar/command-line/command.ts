import type { OptionTable } from './options.ts';

/** What a program ends with. */
export const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

/** One command of `hipay-ecr`. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What stands after the name besides options, e.g. `terminal`. */
  readonly words?: string;
  readonly options: OptionTable;
  /** What else a person should know, for `--help`. */
  readonly more?: string;
  /** Takes its arguments and gives the exit code. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

/** Commands by their names, each read from the disk when it is wanted: a start does not wait for the others. */
export type Commands = Readonly<Record<string, () => Command | Promise<Command>>>;

/** Where a command speaks: data on stdout, everything that concerns the person on stderr. */
export interface Screen {
  print(text: string): void;
  complain(text: string): void;
}

export const processScreen: Screen = {
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};

/** Says what is wrong with the arguments of a command, and gives its exit code. */
export function usageFault(screen: Screen, command: string, error: string): number {
  screen.complain(`${error}\nSee hipay-ecr ${command} --help.\n`);
  return exitCode.usage;
}
