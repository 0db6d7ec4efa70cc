import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { defaultPort } from '../../../core/settings/config-file.ts';
import { closedPortFault } from '../../../core/settings/local-port.ts';
import { allowedHostsOf } from '../../access/host-check.ts';
import { readLiveRunningFile } from '../../access/owner-key.ts';
import { findRunningHome } from '../../access/running-home.ts';
import {
  type Command,
  exitCode,
  processScreen,
  type Screen,
  usageFault,
} from '../../command-line/command.ts';
import { type OptionValues, readOptions } from '../../command-line/options.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { type Browser, browserNames, browsers, linuxPolicyFile } from '../../system/browsers.ts';
import { installedBrowsers } from '../../system/find-browser.ts';
import { type System, systems, thisSystem } from '../../system/systems.ts';
import { browserPolicy, type PolicyKey } from './browser-policy.ts';
import { policyFile } from './policy-file.ts';

const options = {
  browser: {
    value: browsers.join('|'),
    help: 'for which browser (default: the one that start --browser takes)',
  },
  system: { value: systems.join('|'), help: 'for which system (default: this one)' },
  'all-ports': { help: 'grant every serial port, not only USB terminals of known makers' },
  port: {
    value: 'N',
    help: 'the port of the sidecar (default: that of the running one, else local_port of the configuration, else 8080)',
  },
  config: { value: 'FILE', help: 'the configuration file (default: that of the running one)' },
  write: { help: 'write the file where the browser reads it (Linux, as root)' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr policy`: prints the file on stdout, and its explanation on stderr. */
export const policy: Command = {
  summary: 'prints what a managed browser must allow so that no person has to click (or --write)',
  options,
  run: (args) =>
    printPolicy(args, {
      screen: processScreen,
      env: process.env,
      system: thisSystem,
      installed: () =>
        installedBrowsers({ system: thisSystem, env: process.env, exists: existsSync })[0]?.browser,
      write: writePublicFile,
    }),
};

export interface PolicyDeps {
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly system: System;
  /** The browser that `start --browser` would take. Undefined: there is none. */
  installed(): Browser | undefined;
  write(path: string, content: string): Promise<void>;
}

export async function printPolicy(args: readonly string[], deps: PolicyDeps): Promise<number> {
  const { screen } = deps;
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'policy', commandLine.error);
  const browser = browsers.find(
    (name) => name === (commandLine.values.browser ?? deps.installed() ?? 'chrome'),
  );
  const system = systems.find((name) => name === (commandLine.values.system ?? deps.system));
  if (!browser) return usageFault(screen, 'policy', `--browser: expected ${browsers.join(', ')}`);
  if (!system) return usageFault(screen, 'policy', `--system: expected ${systems.join(', ')}`);
  const port = await findPort(commandLine.values, deps.env);
  if (typeof port === 'string') return usageFault(screen, 'policy', port);
  const keys = browserPolicy({
    origin: allowedHostsOf(port).pageUrl,
    allPorts: commandLine.values['all-ports'] === true,
  });
  const content = policyFile(keys, browser, system);
  const command = writeCommand(browser, port, commandLine.values);
  if (commandLine.values.write) return writePolicy(content, { browser, system, command }, deps);
  screen.complain(`${explanation(keys, { browser, system, command })}\n`);
  screen.print(content);
  return exitCode.ok;
}

/** Returns the port, or the text of a fault in the option. */
async function findPort(
  { port, config, home }: OptionValues<typeof options>,
  env: NodeJS.ProcessEnv,
): Promise<number | string> {
  if (port !== undefined)
    return /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= 65_535
      ? (closedPortFault('--port', Number(port)) ?? Number(port))
      : '--port: expected a port from 1 to 65535';
  const folder = await findRunningHome(home, env);
  const running = config === undefined ? await readLiveRunningFile(folder) : undefined;
  if (running) return running.port;
  const file = await readConfigFile(config, folder);
  if (config !== undefined && file && !file.reading.ok)
    return `--config: ${file.path} cannot be used: ${file.reading.errors.join('; ')}`;
  const configured = file?.reading.ok ? file.reading.config.sidecar.localPort : 0;
  return configured === 0 ? defaultPort : configured;
}

interface PolicyTarget {
  readonly browser: Browser;
  readonly system: System;
  /** The command that writes this policy as root. */
  readonly command: string;
}

/** Names the port, because root has another home folder. */
const writeCommand = (browser: Browser, port: number, values: OptionValues<typeof options>): string =>
  `sudo hipay-ecr policy --browser ${browser} --port ${port}${values['all-ports'] ? ' --all-ports' : ''} --write`;

function explanation(keys: readonly PolicyKey[], { browser, system, command }: PolicyTarget): string {
  const place: Record<System, string> = {
    linux: `Belongs in ${linuxPolicyFile(browser)}. The command "${command}" puts it there.`,
    windows:
      'Save it as hipay-ecr.reg and open it as administrator, or distribute the keys by group policy. RestoreOnStartup and RestoreOnStartupURLs count only on computers that a company manages (a domain, device management); elsewhere let hipay-ecr start --browser open the page.',
    macos:
      'Save it as hipay-ecr.mobileconfig and install it by your device management, or in System Settings.',
  };
  return [
    `What ${browserNames[browser]} has to allow:`,
    ...keys.map(({ name, why }) => `  ${name}: ${why}`),
    `${place[system]} Then start the browser again and look at ${browser === 'edge' ? 'edge' : 'chrome'}://policy.`,
    '',
  ].join('\n');
}

async function writePolicy(
  content: string,
  { browser, system, command }: PolicyTarget,
  deps: PolicyDeps,
): Promise<number> {
  const { screen } = deps;
  if (system !== 'linux' || deps.system !== 'linux')
    return usageFault(screen, 'policy', '--write: only on Linux; elsewhere install the file that is printed');
  const path = linuxPolicyFile(browser);
  try {
    await deps.write(path, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    screen.complain(`${path} cannot be written (${code}). Run it as root: ${command}\n`);
    return exitCode.failed;
  }
  screen.print(`${path}\n`);
  return exitCode.ok;
}

/** Writes a file that every user may read, because every user's browser reads it. */
async function writePublicFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { mode: 0o644 });
}
