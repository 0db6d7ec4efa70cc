import { resolve } from 'node:path';
import { type ConfigReading, readShopConfig } from '../../../core/settings/config-file.ts';
import { withPasswordPlaceholder } from '../../../core/settings/secret-keys.ts';
import {
  type Command,
  exitCode,
  processScreen,
  type Screen,
  usageFault,
} from '../../command-line/command.ts';
import { type OptionTable, readOptions } from '../../command-line/options.ts';
import {
  applyAnswers,
  type Configuration,
  emptyConfiguration,
  hideSecrets,
  readAnswers,
  readFirstConfiguration,
  readPresentConfiguration,
  type WrittenConfiguration,
  writeConfiguration,
} from '../../config/config-editor.ts';
import {
  findHipayConfig,
  type SearchedComputer,
  searchThisComputer,
  switchOffWords,
} from '../../config/hipay-program.ts';
import { secretVariables as variables } from '../../config/secret-files.ts';
import { type Answers, questions } from '../../config/setup-questions.ts';
import { foreignHome } from '../../program/foreign-home.ts';
import { homeFolder } from '../../program/home-folder.ts';
import type { OpenSecrets } from '../../system/open-secrets.ts';
import { shellWords } from '../../system/shell-words.ts';
import { thisSystem } from '../../system/systems.ts';
import { clackDialogue, type Dialogue } from './clack-dialogue.ts';
import {
  answerFault,
  answerWithoutDialogue,
  environmentDoubt,
  type InterviewStart,
  interview,
} from './interview.ts';

/** One option for each question, and the options of the set-up itself. */
export const setupOptions: OptionTable = {
  yes: { help: 'ask nothing: take the options, then what the file says, then what is usual' },
  import: { value: 'FILE', help: "begin with the config.yml of HiPay's Desktop ECR Connector" },
  find: {
    help: "look for the config.yml of HiPay's Desktop ECR Connector: print its path, and how to switch that program off",
  },
  replace: { help: 'ignore the present configuration and begin with an empty one' },
  ...Object.fromEntries(
    questions.map(({ name, value, prompt, defaultAnswer, hint }) => [
      name,
      {
        value,
        help: [prompt, hint && `(${hint})`, defaultAnswer && `(usual: ${defaultAnswer})`]
          .filter(Boolean)
          .join(' '),
      },
    ]),
  ),
};

/** Environment variables for passwords. Unlike options, they do not appear in the list of processes. */
const secretVariables: Readonly<Record<string, string>> = {
  'hipay-password': variables.hipay_password,
  'api-password': variables.api_password,
};

export const setupMore = [
  'Without --yes it asks, in the order of HiPay’s installer, and proposes what the present configuration says.',
  'The file is written for you alone. Passwords may also come in the environment, where no list of',
  `processes shows them: ${Object.values(secretVariables).join(', ')}.`,
].join('\n');

/** Reads the answers from the command line and the environment, and checks them. */
export function givenAnswers(
  values: Readonly<Record<string, string | true | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
): { given: Answers; faults: string[] } {
  const given: Record<string, string> = {};
  const faults: string[] = [];
  for (const question of questions) {
    const { name } = question;
    const answer = values[name] ?? env[secretVariables[name] ?? ''];
    if (typeof answer !== 'string') continue;
    const fault = answerFault(question, answer);
    if (fault) faults.push(`--${name}: ${fault}`);
    given[name] = answer;
  }
  return { given, faults };
}

/** The screen, the dialogue and the environment variables of a set-up. */
export interface SetupDeps {
  readonly screen: Screen;
  /** Undefined: there is no text terminal, so no person can be asked. */
  readonly dialogue: Dialogue | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly computer: SearchedComputer;
}

/** `hipay-ecr setup`: asks the questions of HiPay's installer, or takes the answers from options. */
export const setup: Command = {
  summary: 'asks what the connector needs to know of this shop and writes it to config.yml',
  options: setupOptions,
  more: setupMore,
  run: (args) =>
    runSetup(args, {
      screen: processScreen,
      dialogue: process.stdin.isTTY && process.stdout.isTTY ? clackDialogue : undefined,
      env: process.env,
      computer: searchThisComputer(),
    }),
};

export async function runSetup(args: readonly string[], deps: SetupDeps): Promise<number> {
  const { screen, dialogue, env } = deps;
  const commandLine = readOptions(setupOptions, args);
  if (!commandLine.ok) return usageFault(screen, 'setup', commandLine.error);
  const { given, faults } = givenAnswers(commandLine.values, env);
  if (faults.length > 0) return usageFault(screen, 'setup', faults.join('\n'));
  if (commandLine.values['find'] === true) return findIncumbent(deps);
  const asksNothing = commandLine.values['yes'] === true;
  if (!asksNothing && !dialogue)
    return usageFault(
      screen,
      'setup',
      'There is no terminal here to ask questions: use --yes, and one option for each answer.',
    );

  const folder = homeFolder(given['home'], env);
  const foreign = foreignHome(folder);
  if (foreign !== undefined) {
    screen.complain(`${foreign}\n`);
    return exitCode.failed;
  }
  const imported = commandLine.values['import'];
  const first =
    typeof imported === 'string'
      ? readFirstConfiguration(resolve(imported))
      : commandLine.values['replace']
        ? { configuration: emptyConfiguration(), from: undefined }
        : readPresentConfiguration(folder);
  if (typeof first === 'string') {
    screen.complain(`${first}\n`);
    return exitCode.failed;
  }
  const start = { given: { ...given }, known: { home: folder, ...readAnswers(first.configuration) } };
  const run = { ...deps, first: first.configuration, from: first.from };
  return asksNothing || !dialogue
    ? setUpWithoutDialogue(start, run)
    : setUpByDialogue(start, { ...run, dialogue });
}

/** Exit code 0: a configuration of HiPay's program is there. */
function findIncumbent({ screen, computer }: SetupDeps): number {
  const path = findHipayConfig(computer);
  if (path === undefined) {
    screen.complain("No config.yml of HiPay's Desktop ECR Connector is found. Name it with --import FILE.\n");
    return exitCode.failed;
  }
  screen.print(`${path}\n`);
  screen.complain(`${switchOffWords(computer.system)}\n`);
  return exitCode.ok;
}

interface SetupRun extends SetupDeps {
  /** The configuration into which the answers are written. */
  readonly first: Configuration;
  /** The file from which `first` was read. */
  readonly from: string | undefined;
}

async function setUpWithoutDialogue(
  start: InterviewStart,
  { screen, first, env }: SetupRun,
): Promise<number> {
  const { answers, faults } = answerWithoutDialogue(start);
  if (faults.length > 0) return usageFault(screen, 'setup', faults.join('\n'));
  const configuration = applyAnswers(first, answers);
  const reading = checkConfiguration(configuration);
  if (!reading.ok) return usageFault(screen, 'setup', reading.errors.join('\n'));
  for (const note of reading.config.notes) screen.complain(`note: ${note}\n`);
  const doubt = environmentDoubt(answers);
  if (doubt) screen.complain(`warning: ${doubt}\n`);
  const written = await writeConfiguration(answers, configuration, env);
  if (typeof written === 'string') {
    screen.complain(`${written}\n`);
    return exitCode.failed;
  }
  if (written.openSecrets) screen.complain(`warning: ${openWords(written.openSecrets)}\n`);
  screen.print(`${written.path}\n`);
  return exitCode.ok;
}

async function setUpByDialogue(
  start: InterviewStart,
  run: SetupRun & { dialogue: Dialogue },
): Promise<number> {
  const { dialogue } = run;
  dialogue.begin('Installing HiPay ECR Connector...');
  const proposed = await offerImport(start, run);
  const result = proposed && (await askUntilValid(proposed, dialogue));
  if (!result) {
    dialogue.giveUp('Given up. Nothing was written.');
    return exitCode.failed;
  }
  const written = await writeConfiguration(result.answers, result.configuration, run.env);
  if (typeof written === 'string') {
    dialogue.giveUp(written);
    return exitCode.failed;
  }
  dialogue.show(
    'Installation completed with success ! Your config is as follow:',
    hideSecrets(result.configuration),
  );
  dialogue.end(nextSteps(written));
  return exitCode.ok;
}

type ProposedStart = InterviewStart & { readonly first: Configuration };

/** Offers to import a file of HiPay's program, if there is no configuration. Undefined: the person has given up. */
async function offerImport(
  start: InterviewStart,
  { dialogue, first, from }: SetupRun & { dialogue: Dialogue },
): Promise<ProposedStart | undefined> {
  if (from !== undefined) {
    dialogue.say(`What ${from} says is proposed: Enter takes it.`);
    return { ...start, first };
  }
  /** The valid files that the person has named, by path. */
  const valid = new Map<string, Configuration>();
  const prompt = 'A config.yml of HiPay’s Desktop ECR Connector to begin with? Its path, or Enter for none';
  const path = await dialogue.askPath(prompt, (typed) => {
    const imported = readFirstConfiguration(resolve(typed));
    if (typeof imported === 'string') return imported;
    valid.set(typed, imported.configuration);
    return undefined;
  });
  if (path === undefined) return undefined;
  const imported = valid.get(path);
  return imported
    ? { ...start, first: imported, known: { ...start.known, ...readAnswers(imported) } }
    : { ...start, first };
}

/** Asks until the configuration is valid. Each round proposes the answers of the previous round. */
async function askUntilValid(
  start: ProposedStart,
  dialogue: Dialogue,
): Promise<{ answers: Answers; configuration: Configuration } | undefined> {
  let { known, given } = start;
  for (;;) {
    const answers = await interview({ known, given }, dialogue);
    if (!answers) return undefined;
    const configuration = applyAnswers(start.first, answers);
    const reading = checkConfiguration(configuration);
    if (reading.ok) return { answers, configuration };
    dialogue.warn(reading.errors.join('\n'));
    known = { ...known, ...answers };
    given = {};
  }
}

const checkConfiguration = (configuration: Configuration): ConfigReading =>
  readShopConfig(withPasswordPlaceholder(configuration.toJS()));

/** What a person must know if other users can read the file. */
const openWords = ({ isCertain, command }: OpenSecrets): string =>
  `${isCertain ? 'Other users of this computer can read it' : 'It is not known whether other users of this computer can read it'}. This command closes it: ${command}`;

const nextSteps = ({ path, startCommand, openSecrets }: WrittenConfiguration): string => {
  const { program } = shellWords[thisSystem];
  return [
    `Written to ${path}${openSecrets ? '.' : ', which only you can read.'} Edit it there, or run ${program} setup again.`,
    ...(openSecrets ? [openWords(openSecrets)] : []),
    `Next: ${startCommand}   then ${program} doctor, ${program} policy and ${program} service`,
  ].join('\n');
};
