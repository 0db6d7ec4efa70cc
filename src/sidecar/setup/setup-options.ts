import type { OptionTable } from '../command-line/options.ts';
import { answerFault } from './answer-fault.ts';
import type { Answers } from './question.ts';
import { questions } from './questions.ts';

/** One option a question, and what rules the set-up itself. */
export const setupOptions: OptionTable = {
  yes: { help: 'ask nothing: take the options, then what the file says, then what is usual' },
  import: { value: 'FILE', help: "begin with the config.yml of HiPay's Desktop ECR Connector" },
  replace: { help: 'begin anew, whatever the present configuration says' },
  ...Object.fromEntries(
    questions.map(({ name, value, prompt, usual, hint }) => [
      name,
      { value, help: [prompt, hint && `(${hint})`, usual && `(usual: ${usual})`].filter(Boolean).join(' ') },
    ]),
  ),
};

/** Where a password may come from so that no list of processes shows it. */
const secretVariables: Readonly<Record<string, string>> = {
  'hipay-password': 'HIPAY_ECR_HIPAY_PASSWORD',
  'api-password': 'HIPAY_ECR_API_PASSWORD',
};

export const setupMore = [
  'Without --yes it asks, in the order of HiPay’s installer, and proposes what the present configuration says.',
  'The file is written for you alone (mode 0600). Passwords may also come in the environment, where no list of',
  `processes shows them: ${Object.values(secretVariables).join(', ')}.`,
].join('\n');

/** The answers on a command line, and what is wrong with them. */
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
