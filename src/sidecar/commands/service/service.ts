import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname } from 'node:path';
import {
  type Command,
  exitCode,
  processScreen,
  type Screen,
  usageFault,
} from '../../command-line/command.ts';
import { readOptions } from '../../command-line/options.ts';
import { homeFolder } from '../../program/home-folder.ts';
import { lastingProgram } from '../../program/lasting-program.ts';
import { type System, systemOf, systems } from '../../program/platforms.ts';
import { type ServiceFile, serviceFile } from './service-file.ts';

const options = {
  system: { value: systems.join('|'), help: 'for which system (default: this one)' },
  scope: {
    value: 'user|system',
    help: 'Linux: for this user (default) or for the whole computer, before any log-in',
  },
  write: { help: 'write the file where the system looks for it' },
  remove: { help: 'remove that file' },
  browser: { help: 'let it keep a browser with the page, too (for a user with a screen)' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
} as const;

export interface ServiceDeps {
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly node: string;
  readonly program: string;
  readonly user: string;
  readonly homeDirectory: string;
  write(path: string, content: string | Buffer): Promise<void>;
  remove(path: string): Promise<void>;
}

/** `hipay-ecr service`: prints the file on stdout, and the commands to run next on stderr. Runs no command itself. */
export const service: Command = {
  summary: 'prints what makes this system start the connector by itself (or --write, --remove)',
  options,
  run: (args) =>
    arrangeService(args, {
      screen: processScreen,
      env: process.env,
      platform: process.platform,
      node: process.execPath,
      program: lastingProgram(process.argv[1] ?? ''),
      user: userInfo().username,
      homeDirectory: homedir(),
      write: async (path, content) => {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content, { mode: 0o644 });
      },
      remove: (path) => rm(path),
    }),
};

export async function arrangeService(args: readonly string[], deps: ServiceDeps): Promise<number> {
  const { screen, platform, env } = deps;
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'service', commandLine.error);
  const { write, remove, scope = 'user' } = commandLine.values;
  const system = systems.find((name) => name === (commandLine.values.system ?? systemOf(platform)));
  const fault = argumentsFault({ system, scope, write, remove }, platform);
  if (!system || fault !== undefined || (scope !== 'user' && scope !== 'system'))
    return usageFault(screen, 'service', fault ?? '');
  const request = {
    node: deps.node,
    program: deps.program,
    folder: homeFolder(commandLine.values.home, env),
    browser: commandLine.values.browser === true,
  };
  const file = serviceFile(request, { ...deps, system, scope });
  if (write) return writeService(file, deps);
  if (remove) return removeService(file, deps);
  screen.complain(
    `Belongs in ${file.path} (--write puts it there). Then:\n${commandLines(file.afterWriting)}\n`,
  );
  screen.print(textOf(file.content));
  return exitCode.ok;
}

interface ServiceRequest {
  readonly system: System | undefined;
  readonly scope: string;
  readonly write: true | undefined;
  readonly remove: true | undefined;
}

function argumentsFault(
  { system, scope, write, remove }: ServiceRequest,
  platform: NodeJS.Platform,
): string | undefined {
  if (!system) return `--system: expected ${systems.join(', ')}`;
  if (scope !== 'user' && scope !== 'system') return '--scope: expected user or system';
  if (scope === 'system' && system !== 'linux') return '--scope system: only on Linux';
  if (write && remove) return '--write and --remove: one of the two';
  if ((write || remove) && system !== systemOf(platform))
    return '--write, --remove: only for this system; elsewhere use what is printed';
  return undefined;
}

const commandLines = (commands: readonly string[]): string =>
  commands.map((command) => `  ${command}`).join('\n');

async function writeService(
  { path, content, afterWriting }: ServiceFile,
  deps: ServiceDeps,
): Promise<number> {
  try {
    await deps.write(path, content);
  } catch (error) {
    return reportFailure(path, 'written', error, deps);
  }
  deps.screen.complain(`Next:\n${commandLines(afterWriting)}\n`);
  deps.screen.print(`${path}\n`);
  return exitCode.ok;
}

async function removeService({ path, beforeRemoving }: ServiceFile, deps: ServiceDeps): Promise<number> {
  try {
    await deps.remove(path);
  } catch (error) {
    return reportFailure(path, 'removed', error, deps);
  }
  deps.screen.complain(`What still runs is ended by:\n${commandLines(beforeRemoving)}\n`);
  deps.screen.print(`${path}\n`);
  return exitCode.ok;
}

function reportFailure(path: string, done: string, error: unknown, { screen }: ServiceDeps): number {
  const { code } = error as NodeJS.ErrnoException;
  const remedy = code === 'ENOENT' ? 'There is none.' : 'Run it as a user who may (sudo).';
  screen.complain(`${path} cannot be ${done} (${code}). ${remedy}\n`);
  return exitCode.failed;
}

/** The file's text, without its byte order mark. */
const textOf = (content: string | Buffer): string =>
  typeof content === 'string' ? content : content.toString('utf16le').slice(1);
