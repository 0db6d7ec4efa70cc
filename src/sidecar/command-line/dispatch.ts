import { type Command, type Commands, exitCode, type Screen } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { nearest } from './nearest.ts';

/** Finds the command that a command line means and runs it, or helps. Gives the exit code. */
export async function dispatch(
  commands: Commands,
  argv: readonly string[],
  screen: Screen,
  version: string,
): Promise<number> {
  const [name = 'help', ...args] = argv;
  const say = (text: string): number => {
    screen.print(text);
    return exitCode.ok;
  };
  const named = async (wanted: string): Promise<Command | undefined> =>
    Object.hasOwn(commands, wanted) ? commands[wanted]?.() : undefined;

  if (name === '--version' || name === 'version') return say(`${version}\n`);
  if (name === 'help' || name === '--help' || name === '-h') {
    const about = args[0] === undefined ? undefined : await named(args[0]);
    if (args[0] !== undefined && !about) return unknown(args[0], commands, screen);
    return say(about && args[0] ? commandHelp(args[0], about) : overview(await all(commands), version));
  }
  const command = await named(name);
  if (!command) return unknown(name, commands, screen);
  if (args.includes('--help') || args.includes('-h')) return say(commandHelp(name, command));
  return command.run(args);
}

async function all(commands: Commands): Promise<Record<string, Command>> {
  const entries = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function unknown(name: string, commands: Commands, screen: Screen): number {
  const meant = nearest(name, [...Object.keys(commands), 'help', 'version']);
  screen.complain(
    `${name}: there is no such command${meant ? `. Did you mean ${meant}?` : ''}\nSee hipay-ecr help.\n`,
  );
  return exitCode.usage;
}
