import type { Command } from './command.ts';

const width = 110;

/** What `hipay-ecr help` prints. */
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

/** What `hipay-ecr NAME --help` prints. */
export function commandHelp(name: string, { summary, words, options, more }: Command): string {
  const rows = Object.entries(options).map(([option, { value, lone, help }]) => {
    const written = value === undefined ? '' : lone === undefined ? ` ${value}` : `[=${value}]`;
    return [`--${option}${written}`, help] as const;
  });
  return [
    `hipay-ecr ${[name, words, rows.length > 0 ? '[options]' : undefined].filter(Boolean).join(' ')}`,
    '',
    summary,
    ...(rows.length > 0 ? ['', ...table(rows)] : []),
    ...(more ? ['', more] : []),
    '',
  ].join('\n');
}

/** Two columns; a long text goes on below its beginning. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.min(30, Math.max(...rows.map(([name]) => name.length))) + 2;
  return rows.flatMap(([name, text]) => {
    const [begin = '', ...rest] = wrapped(text, width - first - 2);
    const head =
      name.length + 2 > first
        ? [`  ${name}`, ' '.repeat(first + 2) + begin]
        : [`  ${name.padEnd(first)}${begin}`];
    return [...head, ...rest.map((line) => ' '.repeat(first + 2) + line)];
  });
}

function wrapped(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
