import { incumbentKeys } from '../../../core/settings/config-file.ts';
import { accountDoubt, inEnglish } from '../../../core/settings/english-remarks.ts';
import { remarkOf } from '../../../core/settings/issue-remark.ts';
import { englishMessages } from '../../../core/zod-english.ts';
import { type Answers, type Question, questions } from '../../config/setup-questions.ts';

/** Checks an answer with the schema that reads the configuration file. Returns the reason why the answer is not valid. */
export function answerFault(question: Question, answer: string): string | undefined {
  const { path, choices, required } = question;
  if (answer.trim() === '') return required ? 'an answer is needed' : undefined;
  if (choices && !choices.some(({ value }) => value === answer))
    return `expected ${choices.map(({ value }) => value).join(', ')}`;
  if (!path) return undefined;
  const configuration = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), answer);
  const checked = incumbentKeys.safeParse(configuration, englishMessages);
  const issue = checked.error?.issues.find((each) => each.path.join() === path.join());
  return issue && inEnglish({ ...remarkOf(issue), key: '' });
}

/** Asks a person. `undefined`: the person has given up. */
export interface Asker {
  ask(question: Question, proposal: string | undefined): Promise<string | undefined>;
  warn(text: string): void;
  say(text: string): void;
}

export interface InterviewStart {
  /** Answers from the command line. Their questions are not asked. */
  readonly given: Answers;
  /** Answers from a configuration file. The dialogue proposes them. */
  readonly known: Answers;
}

/** Asks the questions in their order. Undefined: the person has given up. */
export async function interview(
  { given, known }: InterviewStart,
  asker: Asker,
): Promise<Answers | undefined> {
  let answers: Answers = {};
  for (const question of questions) {
    const { name, when, defaultAnswer } = question;
    if (name === 'contract-type') asker.say('We will now enter your contracts details');
    if (when && !when(answers)) {
      const fault = unaskedFault(question, given[name]);
      if (fault) asker.warn(`--${name}: ${fault}`);
      continue;
    }
    const proposal = known[name] ?? defaultAnswer;
    const answer = given[name] ?? (await asker.ask(question, proposal));
    if (answer === undefined) return undefined;
    answers = { ...answers, [name]: question.secret && answer === '' ? (known[name] ?? '') : answer };
    const doubt = name === 'environment' ? environmentDoubt(answers) : undefined;
    if (doubt) asker.warn(doubt);
  }
  return answers;
}

/** A warning if the user name does not fit the environment: one of the two is probably a mistake. */
export function environmentDoubt({
  'hipay-login': login = '',
  environment = 'dev',
}: Answers): string | undefined {
  if (environment !== 'dev' && environment !== 'stage' && environment !== 'prod') return undefined;
  const doubt = accountDoubt(login, environment);
  return doubt && `${login}: ${doubt}. Is the environment right?`;
}

/** Answers the questions without a dialogue: from the command line, or else from the file, or else by the default. */
export function answerWithoutDialogue({ given, known }: InterviewStart): {
  answers: Answers;
  faults: string[];
} {
  let answers: Answers = {};
  const faults: string[] = [];
  for (const question of questions) {
    const { name, when, defaultAnswer = '' } = question;
    if (when && !when(answers)) {
      const fault = unaskedFault(question, given[name]);
      if (fault) faults.push(`--${name}: ${fault}`);
      continue;
    }
    // A shop may have no contracts, so the kind of contracts has no default here: it follows from the given options.
    const answer =
      given[name] ?? known[name] ?? (name === 'contract-type' ? contractTypeOf(given) : defaultAnswer);
    const fault = answerFault(question, answer);
    if (fault) faults.push(`--${name}: ${fault}`);
    answers = { ...answers, [name]: answer };
  }
  return { answers, faults };
}

/** Why an answer to a question that does not apply is not valid. Undefined if there is no answer, or it changes nothing. */
const unaskedFault = ({ onlyAnswer }: Question, answer: string | undefined): string | undefined =>
  answer === undefined || answer === onlyAnswer?.value
    ? undefined
    : (onlyAnswer?.why ?? 'does not fit the other answers');

/** The kind of contracts that the given options describe. */
function contractTypeOf(given: Answers): string {
  const kinds = ['proxy', 'nfc'].filter((kind) =>
    Object.keys(given).some((name) => name.startsWith(`${kind}-`)),
  );
  return kinds.length === 2 ? 'both' : (kinds[0] ?? '');
}
