import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Scalar } from 'yaml';
import type {
  FirstSetup,
  SetupLook,
  SetupRefusal,
  SetupReply,
} from '../../core/connector-api/first-setup.ts';
import { readShopConfig } from '../../core/settings/config-file.ts';
import { withPasswordPlaceholder } from '../../core/settings/secret-keys.ts';
import type { Log } from '../program/log.ts';
import { writePrivateFile } from '../program/private-file.ts';
import {
  applyAnswers,
  type Configuration,
  emptyConfiguration,
  putValue,
  readAnswers,
  readFirstConfiguration,
} from './config-editor.ts';
import { findHipayConfig, type SearchedComputer, switchOffCommands } from './hipay-program.ts';
import type { Answers } from './setup-questions.ts';

export interface FirstSetupDeps {
  /** The home folder, where `start` finds `config.yml`. */
  readonly folder: string;
  /** The port of the running sidecar. A file that the guide makes names it. */
  readonly port: number;
  /** True if the command line names the port. The sidecar then keeps this port, whatever the file names. */
  readonly keepsPort?: boolean;
  /** True: the sidecar runs with the configuration of the trial, which the guide may replace. */
  readonly replacesTrial?: boolean;
  readonly computer: SearchedComputer;
  readonly log: Log;
  serialPorts(): string[];
  /** Makes the password of the till. */
  makePassword(): string;
  /** True while a payment runs, or may still run. */
  isBusy(): Promise<boolean>;
  isPortFree(port: number): Promise<boolean>;
  /** Starts the sidecar again with the new file. */
  startAgain(): void;
}

/** Writes the first configuration of a shop for the guide on the page. Replaces no file, except the file of a trial. */
export interface FirstSetupService {
  look(): SetupLook;
  write(setup: FirstSetup): Promise<SetupReply>;
}

export function createFirstSetup(deps: FirstSetupDeps): FirstSetupService {
  const path = join(deps.folder, 'config.yml');
  let isWriting = false;
  const isSettled = () => existsSync(path) && !(deps.replacesTrial && trialAt(path));
  return {
    look: () => ({ serialPorts: deps.serialPorts(), ...lookForHipay(deps.computer) }),
    async write(setup) {
      if (isWriting || isSettled() || (deps.replacesTrial && setup.from === 'trial'))
        return refuse('set-up-already', `${path} is there. hipay-ecr setup changes it.`);
      isWriting = true;
      const reply = await writeFirst(setup, path, { ...deps, isSettled }).catch(
        (error: NodeJS.ErrnoException) =>
          refuse('not-written', `${path} cannot be written (${error.code ?? 'unknown error'})`),
      );
      isWriting = reply.written;
      if (reply.written) deps.startAgain();
      return reply;
    },
  };
}

/** The refusal if the settings come from a configuration file already. */
export const alreadySetUp = (): SetupReply =>
  refuse('set-up-already', 'the settings come from a configuration file. hipay-ecr setup changes it.');

const refuse = (why: SetupRefusal, detail: string): SetupReply => ({ written: false, why, detail });

interface WriteDeps extends FirstSetupDeps {
  /** True if a file is there that must stay. */
  isSettled(): boolean;
}

async function writeFirst(setup: FirstSetup, path: string, deps: WriteDeps): Promise<SetupReply> {
  if (await deps.isBusy())
    return refuse('payment-running', 'a payment runs, or ended a moment ago: try again after it');
  const made = makeConfiguration(setup, deps);
  if (typeof made === 'string')
    return refuse(setup.from === 'hipay-program' ? 'nothing-found' : 'not-valid', made);
  const reading = readShopConfig(withPasswordPlaceholder(made.configuration.toJS()));
  if (!reading.ok) return refuse('not-valid', reading.errors.join('; '));
  const port = deps.keepsPort ? deps.port : reading.config.sidecar.localPort;
  if (port !== deps.port && !(await deps.isPortFree(port)))
    return refuse('port-taken', `another program has port ${port}. If it is HiPay's, switch it off first.`);
  // A file that another program has written in the meantime stays.
  if (deps.isSettled()) return refuse('set-up-already', `${path} is there. hipay-ecr setup changes it.`);
  await writePrivateFile(path, made.configuration.toString());
  deps.log.info({ file: path, from: setup.from }, 'the guide has written the first configuration');
  const { apiUsername: user } = reading.config.sidecar;
  const { password } = made;
  return { written: true, path, port, till: { user, ...(password !== undefined && { password }) } };
}

interface MadeConfiguration {
  readonly configuration: Configuration;
  /** The till's password, if this program has made a new one. */
  readonly password?: string;
}

/** Makes the configuration. Returns a text, the reason, if that is impossible. */
function makeConfiguration(setup: FirstSetup, deps: FirstSetupDeps): MadeConfiguration | string {
  if (setup.from === 'hipay-program') {
    const found = findHipayConfig(deps.computer);
    if (found === undefined) return "no config.yml of HiPay's Desktop ECR Connector is found";
    const first = readFirstConfiguration(found);
    return typeof first === 'string' ? first : { configuration: first.configuration };
  }
  // A till that was used in the trial keeps its password.
  const trialPassword = deps.replacesTrial ? trialAt(join(deps.folder, 'config.yml')) : undefined;
  const password = trialPassword ?? deps.makePassword();
  const till = { 'local-port': String(deps.port), 'api-username': trialUser, 'api-password': password };
  const configuration = applyAnswers(emptyConfiguration(), { ...till, ...answersOf(setup) });
  if (setup.from === 'guide' && setup.account.hashKey !== undefined) {
    const quoted = new Scalar(setup.account.hashKey);
    quoted.type = Scalar.QUOTE_DOUBLE;
    putValue(configuration, ['connector', 'hash_key'], quoted);
  }
  return { configuration, ...(trialPassword === undefined && { password }) };
}

const trialUser = 'till';

/**
 * The till's password, if the file is exactly what the trial writes; otherwise undefined. The guide may replace such a file,
 * because no person has written anything in it.
 */
export function trialAt(path: string): string | undefined {
  const first = readFirstConfiguration(path);
  if (typeof first === 'string') return undefined;
  const { local_port: _, api_username: user, api_password: password, ...rest } = first.configuration.toJS();
  const made = applyAnswers(emptyConfiguration(), answersOf({ from: 'trial' })).toJS();
  const isTrial = user === trialUser && typeof password === 'string' && isDeepStrictEqual(rest, made);
  return isTrial ? password : undefined;
}

function answersOf(setup: Exclude<FirstSetup, { from: 'hipay-program' }>): Answers {
  const language = 'concert-v2-e+';
  if (setup.from === 'trial') return { link: 'simulated', language, environment: 'dev' };
  const { account, terminal } = setup;
  const { proxy, nfc } = account.contracts;
  return {
    'hipay-login': account.login,
    'hipay-password': account.password,
    environment: account.environment,
    link: terminal.link,
    ...(terminal.link === 'tcp'
      ? { 'terminal-host': terminal.host, 'terminal-port': String(terminal.port) }
      : { language }),
    'contract-type': proxy && nfc ? 'both' : proxy ? 'proxy' : 'nfc',
    ...contractAnswers('proxy', proxy),
    ...contractAnswers('nfc', nfc),
  };
}

const contractAnswers = (
  kind: 'proxy' | 'nfc',
  contract: { merchantId: string; paymentApplication: string; rank: string } | undefined,
): Answers =>
  contract
    ? {
        [`${kind}-merchant-id`]: contract.merchantId,
        [`${kind}-payment-application`]: contract.paymentApplication,
        [`${kind}-rank`]: contract.rank,
      }
    : {};

function lookForHipay(computer: SearchedComputer): Pick<SetupLook, 'hipayProgram'> {
  const path = findHipayConfig(computer);
  if (path === undefined) return {};
  const switchOff = [...switchOffCommands(computer.system)];
  const first = readFirstConfiguration(path);
  if (typeof first === 'string') return { hipayProgram: { path, fault: first, contracts: [], switchOff } };
  const answers = readAnswers(first.configuration);
  const shown = {
    login: answers['hipay-login'],
    environment: answers['environment'],
    localPort: answers['local-port'],
    tillUser: answers['api-username'],
  };
  const contracts = (['proxy', 'nfc'] as const).flatMap((kind) => {
    const number = answers[`${kind}-merchant-id`];
    return number === undefined ? [] : [`${kind} ${number}`];
  });
  const known = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
  return { hipayProgram: { path, ...known, contracts, switchOff } };
}
