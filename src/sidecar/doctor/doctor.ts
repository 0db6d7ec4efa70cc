import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { homeFolder } from '../launch/home-folder.ts';
import type { DoctorOutside } from './doctor-outside.ts';
import { examine } from './examine.ts';
import { findingLines } from './finding.ts';
import { thisComputer } from './this-computer.ts';

const options = {
  json: { help: 'as JSON' },
  config: { value: 'FILE', help: 'the configuration file (default: config.yml in the home folder)' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
} as const;

/** `hipay-ecr doctor`: exit code 1 where there is a fault. */
export const doctor: Command = {
  summary: 'looks at all that a payment needs, and says what to do where something is missing',
  options,
  run: (args) => printFindings(args, processScreen, process.env, thisComputer),
};

export async function printFindings(
  args: readonly string[],
  screen: Screen,
  env: NodeJS.ProcessEnv,
  computer: (folder: string, config: string | undefined) => DoctorOutside,
): Promise<number> {
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'doctor', line.error);
  const { json, config, home } = line.values;
  const findings = await examine(computer(homeFolder(home, env), config));
  const healthy = findings.every(({ level }) => level !== 'fault');
  screen.print(
    json ? `${JSON.stringify({ healthy, findings })}\n` : `${findingLines(findings).join('\n')}\n`,
  );
  return healthy ? exitCode.ok : exitCode.failed;
}
