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
import { lastingNode, type NodeProgram, realPathOf } from '../../system/lasting-node.ts';
import { shellWords } from '../../system/shell-words.ts';
import { type System, systems, thisSystem } from '../../system/systems.ts';
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
  /** The system of this computer. */
  readonly system: System;
  readonly node: NodeProgram;
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
      system: thisSystem,
      node: lastingNode({
        execPath: process.execPath,
        searchPath: process.env['PATH'] ?? '',
        resolve: realPathOf,
      }),
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
  const { screen, env } = deps;
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'service', commandLine.error);
  const { write, remove, scope = 'user' } = commandLine.values;
  const system = systems.find((name) => name === (commandLine.values.system ?? deps.system));
  const fault = argumentsFault({ system, scope, write, remove }, deps.system);
  if (!system || fault !== undefined || (scope !== 'user' && scope !== 'system'))
    return usageFault(screen, 'service', fault ?? '');
  const request = {
    node: deps.node.path,
    program: deps.program,
    folder: homeFolder(commandLine.values.home, env),
    browser: commandLine.values.browser === true,
  };
  const account = system === deps.system ? accountOf(deps.user, env) : undefined;
  const file = serviceFile(request, { ...deps, system, scope, account });
  if (!remove && !deps.node.isLasting) screen.complain(`${ofOneVersion(deps.node.path)}\n`);
  if (write) return writeService(file, deps);
  if (remove) return removeService(file, deps);
  screen.complain(
    `Belongs in ${file.path} (--write puts it there). Then:\n${commandLines(file.afterWriting)}\n`,
  );
  screen.print(textOf(file.content));
  return exitCode.ok;
}

/** A user of a domain has the same short name as a user of the computer may have. */
const accountOf = (user: string, { USERDOMAIN: domain }: NodeJS.ProcessEnv): string =>
  domain ? `${domain}\\${user}` : user;

const ofOneVersion = (node: string): string =>
  `${node} is the Node of one version. After an update of Node, make the service again.`;

interface ServiceRequest {
  readonly system: System | undefined;
  readonly scope: string;
  readonly write: true | undefined;
  readonly remove: true | undefined;
}

function argumentsFault({ system, scope, write, remove }: ServiceRequest, here: System): string | undefined {
  if (!system) return `--system: expected ${systems.join(', ')}`;
  if (scope !== 'user' && scope !== 'system') return '--scope: expected user or system';
  if (scope === 'system' && system !== 'linux') return '--scope system: only on Linux';
  if (write && remove) return '--write and --remove: one of the two';
  if ((write || remove) && system !== here)
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

function reportFailure(path: string, done: string, error: unknown, deps: ServiceDeps): number {
  const { code } = error as NodeJS.ErrnoException;
  const remedy = code === 'ENOENT' ? 'There is none.' : `Run it ${shellWords[deps.system].asAdministrator}.`;
  deps.screen.complain(`${path} cannot be ${done} (${code}). ${remedy}\n`);
  return exitCode.failed;
}

/** The file's text, without its byte order mark. */
const textOf = (content: string | Buffer): string =>
  typeof content === 'string' ? content : content.toString('utf16le').slice(1);
