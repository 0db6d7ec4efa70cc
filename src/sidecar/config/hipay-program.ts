import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { type PlatformPath, posix, win32 } from 'node:path';
import { type System, thisSystem } from '../system/systems.ts';

/** The parts of a computer that are read to find HiPay's Desktop ECR Connector on it. */
export interface SearchedComputer {
  readonly system: System;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  exists(path: string): boolean;
  /** The output of a program. Undefined if it cannot be run, or fails. */
  outputOf(program: string, ...args: readonly string[]): string | undefined;
}

const programTimeoutMs = 5000;

export const searchThisComputer = (): SearchedComputer => ({
  system: thisSystem,
  env: process.env,
  homeDirectory: homedir(),
  exists: existsSync,
  outputOf: (program, ...args) => {
    const { status, stdout } = spawnSync(program, args, {
      encoding: 'latin1',
      windowsHide: true,
      timeout: programTimeoutMs,
    });
    return status === 0 ? stdout : undefined;
  },
});

/** The task that a shop makes by HiPay's guide. Every five minutes, it starts HiPay's program if the program does not run. */
const watchdogTask = 'Desktop Connector';

/** Path of the configuration below the folder that a person chooses in HiPay's installer. */
const pathInInstallation = ['hipay', 'ecr-connector', 'bin', 'data', 'config.yml'] as const;

const pathsOf = (system: System): PlatformPath => (system === 'windows' ? win32 : posix);

/** Finds the `config.yml` of HiPay's program: first by its watchdog, which names its folder, then in the usual folders. */
export function findHipayConfig(computer: SearchedComputer): string | undefined {
  const { join } = pathsOf(computer.system);
  const byWatchdog = watchdogPaths(computer).flatMap((script) => configsNear(script, computer.system));
  const usual = usualFolders(computer).map((folder) => join(folder, ...pathInInstallation));
  return [...byWatchdog, ...usual].find((path) => computer.exists(path));
}

/** The scripts that the Task Scheduler or cron runs. */
function watchdogPaths({ system, outputOf }: SearchedComputer): string[] {
  if (system === 'windows') {
    const task = outputOf('schtasks', '/Query', '/TN', watchdogTask, '/XML') ?? '';
    const texts = [...task.matchAll(/<(?:Command|Arguments|WorkingDirectory)>([^<]*)</g)];
    return texts.flatMap(([, text = '']) => {
      const path = /[A-Za-z]:\\[^"]*/.exec(text.replaceAll('&amp;', '&').replaceAll('&quot;', '"'))?.[0];
      return path === undefined ? [] : [path];
    });
  }
  return [...(outputOf('crontab', '-l') ?? '').matchAll(/(\/\S*\/always-up\.sh)/g)].map(
    ([, path = '']) => path,
  );
}

/** Possible paths of the configuration: the script is in the folder of the installation, or up to four levels below it. */
function configsNear(script: string, system: System): string[] {
  const { dirname, join } = pathsOf(system);
  const paths: string[] = [];
  for (let folder = script, i = 0; i < 5; i++) {
    paths.push(
      join(folder, ...pathInInstallation),
      join(folder, 'bin', 'data', 'config.yml'),
      join(folder, 'data', 'config.yml'),
    );
    folder = dirname(folder);
  }
  return paths;
}

function usualFolders({ system, env, homeDirectory }: SearchedComputer): string[] {
  const { join } = pathsOf(system);
  const names = ['', 'connector', 'ecr', 'hipay', 'HiPay'];
  const foldersBelow = (folder: string) => names.map((name) => join(folder, name));
  const userFolders = ['', 'Desktop', 'Documents', 'Downloads'].flatMap((name) =>
    foldersBelow(join(homeDirectory, name)),
  );
  if (system !== 'windows') return [...userFolders, ...foldersBelow('/opt'), ...foldersBelow('/usr/local')];
  const roots = [
    env['SYSTEMDRIVE'] ?? 'C:',
    env['PROGRAMFILES'],
    env['PROGRAMFILES(X86)'],
    env['LOCALAPPDATA'],
  ];
  return [...userFolders, ...roots.flatMap((root) => (root === undefined ? [] : foldersBelow(`${root}\\`)))];
}

/** The commands that switch HiPay's program off: its watchdog, then the program. */
export const switchOffCommands = (system: System): readonly [string, string] =>
  system === 'windows'
    ? [`schtasks /Change /TN "${watchdogTask}" /Disable`, 'taskkill /F /IM tp-manager.exe']
    : ['crontab -e   (take out the line with always-up.sh)', 'sudo systemctl disable --now tp-manager'];

/** How a person switches HiPay's program off. Two programs at one terminal and one port disturb each other. */
export const switchOffWords = (system: System): string =>
  [
    "HiPay's program and this one must not run together: they would use the same terminal and port.",
    'When no payment runs, switch its watchdog off, then the program:',
    ...switchOffCommands(system).map((command) => `  ${command}`),
  ].join('\n');
