import { hashPassword } from './hash-password.ts';
import { simulateTerminal, simulateUsage } from './simulate-terminal.ts';
import { start } from './start.ts';
import { version } from './version.ts';

/** A command takes its arguments and gives the exit code. */
export type Command = (args: readonly string[]) => number | Promise<number>;

const usage = `hipay-ecr ${version}

  hipay-ecr start           starts the connector for this computer's till
      --port N               listen on this port (default 8080, or local_port of the configuration)
      --config FILE          a configuration file (config.yml of HiPay's Desktop ECR Connector as it is)
      --simulate             simulated terminal and simulated HiPay gateway
      --simulate=gateway     the real terminal, simulated HiPay gateway
      --gateway URL          a test gateway on this computer
      --no-browser           do not open the browser
      --home DIR             the folder of config.yml and pairing.json (default: HIPAY_ECR_HOME)
  hipay-ecr hash-password   reads a password, prints what may stand for it as api_password
${simulateUsage}  hipay-ecr version         prints the version
  hipay-ecr help            prints this
`;

const print = (text: string): number => {
  process.stdout.write(text);
  return 0;
};

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  simulate: simulateTerminal,
  'hash-password': hashPassword,
  version: () => print(`${version}\n`),
  help: () => print(usage),
};
