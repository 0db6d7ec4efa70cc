import { defaultPort } from '../../../core/settings/config-file.ts';
import { allowedHostsOf } from '../../access/host-check.ts';
import { findRunningHome } from '../../access/running-home.ts';
import {
  type Command,
  exitCode,
  processScreen,
  type Screen,
  usageFault,
} from '../../command-line/command.ts';
import { readOptions } from '../../command-line/options.ts';
import { checkBrowsers } from './check-browser.ts';
import {
  checkConfiguration,
  checkFolder,
  checkHomeFiles,
  checkNode,
  checkProgram,
  checkSecrets,
  checkSerialDevices,
} from './check-computer.ts';
import { checkHipay, checkNetworkTerminal, checkRunning } from './check-connections.ts';
import { type DoctorDeps, type Finding, findingLines } from './finding.ts';
import { thisComputer } from './this-computer.ts';

/** Checks everything that a payment needs, from this computer to HiPay. */
export async function examine(deps: DoctorDeps): Promise<Finding[]> {
  const file = await deps.configuration();
  const { findings, config } = checkConfiguration(file);
  const configured = config?.sidecar.localPort || defaultPort;
  // The running connector may have its port from an option.
  const port = (await deps.runningPort()) ?? configured;
  const settings = config?.settings;
  const onCable = settings?.terminal.link === 'web-serial' || settings?.terminal.link === 'web-usb';
  const rest = await Promise.all([
    checkFolder(deps),
    checkHomeFiles(deps),
    checkSecrets(file, deps),
    checkRunning(port, deps),
    checkBrowsers(allowedHostsOf(port).pageUrl, deps),
    onCable ? checkSerialDevices(deps) : [],
    settings ? checkNetworkTerminal(settings, deps) : [],
    settings ? checkHipay(settings, deps) : [],
  ]);
  return [checkNode(deps), ...(await checkProgram(deps)), ...findings, ...rest.flat()];
}

const options = {
  json: { help: 'as JSON' },
  config: {
    value: 'FILE',
    help: 'the configuration file (default: that of the running one, else config.yml in the home folder)',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr doctor`: exit code 1 if there is a fault. */
export const doctor: Command = {
  summary: 'looks at all that a payment needs, and says what to do where something is missing',
  options,
  run: (args) => printFindings(args, processScreen, process.env, thisComputer),
};

export async function printFindings(
  args: readonly string[],
  screen: Screen,
  env: NodeJS.ProcessEnv,
  computer: (folder: string, config: string | undefined) => DoctorDeps,
): Promise<number> {
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'doctor', commandLine.error);
  const { json, config, home } = commandLine.values;
  const findings = await examine(computer(await findRunningHome(home, env), config));
  const healthy = findings.every(({ level }) => level !== 'fault');
  screen.print(
    json ? `${JSON.stringify({ healthy, findings })}\n` : `${findingLines(findings).join('\n')}\n`,
  );
  return healthy ? exitCode.ok : exitCode.failed;
}
