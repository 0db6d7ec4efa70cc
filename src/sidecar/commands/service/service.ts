import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { defaultPort } from '../../../core/settings/config-file.ts';
import { closedPortFault } from '../../../core/settings/local-port.ts';
import { readLiveRunningFile } from '../../access/owner-key.ts';
import { findRunningHome, systemHome } from '../../access/running-home.ts';
import {
  type Command,
  exitCode,
  processScreen,
  type Screen,
  usageFault,
} from '../../command-line/command.ts';
import { type OptionValues, readOptions } from '../../command-line/options.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { commandVariable, lastingProgram } from '../../program/lasting-program.ts';
import { browserKeyPlace } from '../../system/browser-key-place.ts';
import { lastingNode, type NodeProgram, realPathOf } from '../../system/lasting-node.ts';
import { shellWords } from '../../system/shell-words.ts';
import { type System, systems, thisSystem } from '../../system/systems.ts';
import { type KeyFile, removeKeyFiles, writeKeyFiles } from './browser-key-files.ts';
import { browserFile, connectorKeyOnMac, serviceFile } from './service-file.ts';
import { type ServiceFile, type ServiceOptions, serviceName } from './service-options.ts';

const options = {
  system: { value: systems.join('|'), help: 'for which system (default: this one)' },
  scope: {
    value: 'user|system',
    help: 'Linux, macOS: for this user (default), or for the whole computer before any log-in, without a browser',
  },
  user: {
    value: 'NAME',
    help: `with --scope system: the user that the connector runs as (Linux default: ${serviceName})`,
  },
  'user-of-the-screen': {
    value: 'NAME',
    help: 'what keeps the browser of this user, for a connector of the whole computer; --write also makes the pairing file',
  },
  headless: { help: 'with --user-of-the-screen: for a computer without a screen' },
  write: { help: 'write the file where the system looks for it' },
  remove: { help: 'remove that file' },
  browser: { help: 'let it keep a browser with the page, too (for a user with a screen)' },
  config: { value: 'FILE', help: 'the configuration file (default: that of the running connector)' },
  port: {
    value: 'N',
    help: 'another port than that of the configuration (default: as the running connector)',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

export interface ServiceDeps {
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  /** The system of this computer. */
  readonly system: System;
  readonly node: NodeProgram;
  readonly program: string;
  /** The user who runs this command. */
  readonly user: string;
  readonly homeDirectory: string;
  write(path: string, content: string | Buffer): Promise<void>;
  remove(path: string): Promise<void>;
  /** Make and remove the copies of the pairing file. */
  writeKeys(files: readonly KeyFile[]): Promise<void>;
  removeKeys(files: readonly KeyFile[]): Promise<void>;
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
      writeKeys: writeKeyFiles,
      removeKeys: removeKeyFiles,
    }),
};

export async function arrangeService(args: readonly string[], deps: ServiceDeps): Promise<number> {
  const { screen } = deps;
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'service', commandLine.error);
  const { values } = commandLine;
  const system = systems.find((name) => name === (values.system ?? deps.system));
  const fault = argumentsFault(system, values, deps.system);
  if (!system || fault !== undefined) return usageFault(screen, 'service', fault ?? '');
  const { files, keys } = await planService(system, values, deps);
  if (!values.remove && !deps.node.isLasting && deps.env[commandVariable] === undefined)
    screen.complain(`${oneVersionWarning(deps.node.path)}\n`);
  if (values.write) return writeService(files, keys, deps);
  if (values.remove) return removeService(files, keys, deps);
  for (const { path, afterWriting } of files)
    screen.complain(`Belongs in ${path} (--write puts it there). Then:\n${commandLines(afterWriting)}\n`);
  for (const { path, owner } of keys)
    screen.complain(`--write also makes the pairing file ${path}, for ${owner} alone.\n`);
  for (const { path, content } of files)
    screen.print(files.length > 1 ? `# ${path}\n${textOf(content)}` : textOf(content));
  return exitCode.ok;
}

type Values = OptionValues<typeof options>;

interface ServicePlan {
  readonly files: readonly ServiceFile[];
  readonly keys: readonly KeyFile[];
}

/** The files of the connector, of the browser, or of both. */
async function planService(system: System, values: Values, deps: ServiceDeps): Promise<ServicePlan> {
  const { env } = deps;
  const isOfComputer = values.scope === 'system';
  const screenUser = values['user-of-the-screen'];
  const systemFolder = isOfComputer || screenUser !== undefined ? systemFolders[system] : undefined;
  const folder = resolve(
    values.home ?? env['HIPAY_ECR_HOME'] ?? systemFolder ?? (await findRunningHome(undefined, env)),
  );
  const running = await readLiveRunningFile(folder);
  const config = values.config === undefined ? running?.config : resolve(values.config);
  const startPort = values.port ?? (running?.portOption ? running.port : undefined);
  const command = env[commandVariable];
  const request: ServiceOptions = {
    command: command === undefined ? [deps.node.path, deps.program] : [command],
    folder,
    hasBrowser: values.browser === true,
    ...(config !== undefined && config !== join(folder, 'config.yml') && { config }),
    ...(startPort !== undefined && { port: Number(startPort) }),
  };
  const user = isOfComputer ? (values.user ?? serviceName) : deps.user;
  const account = system === deps.system ? accountOf(deps.user, env) : undefined;
  const scope = isOfComputer ? 'system' : 'user';
  const own = serviceFile(request, { ...deps, system, scope, user, account });
  const key = browserKeyPlace[system];
  if (screenUser === undefined || key === undefined) return { files: [own], keys: [] };
  const port = Number(startPort ?? running?.port ?? (await configuredPort(config, folder)));
  const browserUser = { name: screenUser, key, port, headless: values.headless === true };
  return {
    files: [...(isOfComputer ? [own] : []), browserFile(request, system, browserUser)],
    keys: [
      { path: key, owner: screenUser },
      ...(system === 'macos' ? [{ path: connectorKeyOnMac, owner: user }] : []),
    ],
  };
}

/** The home folder of a connector that runs for the whole computer. */
const systemFolders: Readonly<Record<System, string | undefined>> = {
  linux: systemHome,
  macos: '/Library/Application Support/hipay-ecr',
  windows: undefined,
};

async function configuredPort(config: string | undefined, folder: string): Promise<number> {
  const file = await readConfigFile(config, folder);
  return (file?.reading.ok && file.reading.config.sidecar.localPort) || defaultPort;
}

/** The user's name with its domain. Without it, a user of this computer may have the same name. */
const accountOf = (user: string, { USERDOMAIN: domain }: NodeJS.ProcessEnv): string =>
  domain ? `${domain}\\${user}` : user;

const oneVersionWarning = (node: string): string =>
  `${node} is the Node of one version. After an update of Node, make the service again.`;

function argumentsFault(system: System | undefined, values: Values, here: System): string | undefined {
  const { scope = 'user', write, remove, user, browser, headless, port } = values;
  const screenUser = values['user-of-the-screen'];
  if (!system) return `--system: expected ${systems.join(', ')}`;
  if (scope !== 'user' && scope !== 'system') return '--scope: expected user or system';
  if (scope === 'system' && system === 'windows') return '--scope system: only on Linux and macOS';
  if (scope === 'system' && system === 'macos' && user === undefined)
    return '--scope system: on macOS, name the user that the connector runs as: --user NAME';
  if (scope === 'system' && browser)
    return '--browser: a service of the computer has no screen; --user-of-the-screen NAME makes what keeps the browser';
  if (user !== undefined && scope !== 'system') return '--user: goes with --scope system';
  if (screenUser !== undefined && system === 'windows')
    return '--user-of-the-screen: only on Linux and macOS; on Windows the connector of the user keeps the browser (--browser)';
  if (screenUser !== undefined && system === 'macos' && scope !== 'system')
    return '--user-of-the-screen: on macOS it goes with --scope system';
  for (const name of [user, screenUser])
    if (name !== undefined && !/^[a-z_][\w.-]{0,31}$/i.test(name)) return `${name}: is no name of a user`;
  if (headless && screenUser === undefined) return '--headless: goes with --user-of-the-screen';
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= 65_535))
    return '--port: expected a port from 1 to 65535';
  const portFault = port === undefined ? undefined : closedPortFault('--port', Number(port));
  if (portFault !== undefined) return portFault;
  if (write && remove) return '--write and --remove: one of the two';
  if ((write || remove) && system !== here)
    return '--write, --remove: only for this system; elsewhere use what is printed';
  return undefined;
}

const commandLines = (commands: readonly string[]): string =>
  commands.map((command) => `  ${command}`).join('\n');

async function writeService(
  files: readonly ServiceFile[],
  keys: readonly KeyFile[],
  deps: ServiceDeps,
): Promise<number> {
  if (keys.length > 0) {
    try {
      await deps.writeKeys(keys);
    } catch (error) {
      return reportFailure(keys[0]?.path ?? '', 'written', error, deps);
    }
  }
  for (const { path, content } of files) {
    try {
      await deps.write(path, content);
    } catch (error) {
      return reportFailure(path, 'written', error, deps);
    }
  }
  deps.screen.complain(`Next:\n${commandLines(files.flatMap(({ afterWriting }) => afterWriting))}\n`);
  for (const { path } of [...files, ...keys]) deps.screen.print(`${path}\n`);
  return exitCode.ok;
}

async function removeService(
  files: readonly ServiceFile[],
  keys: readonly KeyFile[],
  deps: ServiceDeps,
): Promise<number> {
  for (const { path } of files) {
    try {
      await deps.remove(path);
    } catch (error) {
      return reportFailure(path, 'removed', error, deps);
    }
  }
  await deps.removeKeys(keys);
  const commands = files.flatMap(({ beforeRemoving }) => beforeRemoving);
  deps.screen.complain(`What still runs is ended by:\n${commandLines(commands)}\n`);
  for (const { path } of [...files, ...keys]) deps.screen.print(`${path}\n`);
  return exitCode.ok;
}

function reportFailure(path: string, done: string, error: unknown, deps: ServiceDeps): number {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    deps.screen.complain(`${path} cannot be ${done}. ${message}\n`);
    return exitCode.failed;
  }
  const remedy = code === 'ENOENT' ? 'There is none.' : `Run it ${shellWords[deps.system].asAdministrator}.`;
  deps.screen.complain(`${path} cannot be ${done} (${code}). ${remedy}\n`);
  return exitCode.failed;
}

/** The file's text, without its byte order mark. */
const textOf = (content: string | Buffer): string =>
  typeof content === 'string' ? content : content.toString('utf16le').slice(1);
