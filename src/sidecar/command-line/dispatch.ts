import { type Command, type Commands, exitCode, type Screen } from './command.ts';
import { findNearest } from './options.ts';

const width = 110;

/** Text of `hipay-ecr help`. */
export function overview(commands: Readonly<Record<string, Command>>, version: string): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const);
  return [
    `hipay-ecr ${version}`,
    '',
    ...table(rows),
    '',
    'hipay-ecr COMMAND --help tells the options of a command.',
    'Exit code: 0 done, 1 failed, 2 the command line is wrong.',
    '',
  ].join('\n');
}

/** Text of `hipay-ecr NAME --help`. */
export function commandHelp(name: string, { summary, operands, options, more }: Command): string {
  const rows = Object.entries(options).map(([option, { value, implicitValue, help }]) => {
    const placeholder = value === undefined ? '' : implicitValue === undefined ? ` ${value}` : `[=${value}]`;
    return [`--${option}${placeholder}`, help] as const;
  });
  return [
    `hipay-ecr ${[name, operands, rows.length > 0 ? '[options]' : undefined].filter(Boolean).join(' ')}`,
    '',
    summary,
    ...(rows.length > 0 ? ['', ...table(rows)] : []),
    ...(more ? ['', more] : []),
    '',
  ].join('\n');
}

/** Formats two columns; a long text continues on the next lines of its column. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const nameWidth = Math.min(30, Math.max(...rows.map(([name]) => name.length))) + 2;
  return rows.flatMap(([name, text]) => {
    const [begin = '', ...rest] = wrap(text, width - nameWidth - 2);
    const firstLines =
      name.length + 2 > nameWidth
        ? [`  ${name}`, ' '.repeat(nameWidth + 2) + begin]
        : [`  ${name.padEnd(nameWidth)}${begin}`];
    return [...firstLines, ...rest.map((line) => ' '.repeat(nameWidth + 2) + line)];
  });
}

function wrap(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** Runs the command of a command line, or prints its help. Returns the exit code. */
export async function dispatch(
  commands: Commands,
  argv: readonly string[],
  screen: Screen,
  version: string,
): Promise<number> {
  const [name = 'help', ...args] = argv;
  const print = (text: string): number => {
    screen.print(text);
    return exitCode.ok;
  };
  const load = async (wanted: string): Promise<Command | undefined> =>
    Object.hasOwn(commands, wanted) ? commands[wanted]?.() : undefined;

  if (name === '--version' || name === 'version') return print(`${version}\n`);
  if (name === 'help' || name === '--help' || name === '-h') {
    const topic = args[0] === undefined ? undefined : await load(args[0]);
    if (args[0] !== undefined && !topic) return reportUnknown(args[0], commands, screen);
    return print(topic && args[0] ? commandHelp(args[0], topic) : overview(await loadAll(commands), version));
  }
  const command = await load(name);
  if (!command) return reportUnknown(name, commands, screen);
  if (args.includes('--help') || args.includes('-h')) return print(commandHelp(name, command));
  return command.run(args);
}

async function loadAll(commands: Commands): Promise<Record<string, Command>> {
  const entries = Object.entries(commands).map(async ([name, load]) => [name, await load()] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function reportUnknown(name: string, commands: Commands, screen: Screen): number {
  const meant = findNearest(name, [...Object.keys(commands), 'help', 'version']);
  screen.complain(
    `${name}: there is no such command${meant ? `. Did you mean ${meant}?` : ''}\nSee hipay-ecr help.\n`,
  );
  return exitCode.usage;
}
