import { inEnglish } from '../../core/settings/english-remarks.ts';
import { incumbentKeys } from '../../core/settings/incumbent-keys.ts';
import { remarkOf } from '../../core/settings/remark.ts';
import type { Question } from './question.ts';

/** Why an answer cannot be taken, or undefined: checked by the schema that reads the configuration file. */
export function answerFault(question: Question, answer: string): string | undefined {
  const { path, choices, required } = question;
  if (answer.trim() === '') return required ? 'an answer is needed' : undefined;
  if (choices && !choices.some(({ value }) => value === answer))
    return `expected ${choices.map(({ value }) => value).join(', ')}`;
  if (!path) return undefined;
  const written = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), answer);
  const checked = incumbentKeys.safeParse(written);
  const issue = checked.error?.issues.find((each) => each.path.join() === path.join());
  return issue && inEnglish({ ...remarkOf(issue), key: '' });
}
