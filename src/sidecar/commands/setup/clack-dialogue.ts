import { cancel, confirm, intro, isCancel, log, note, outro, password, select, text } from '@clack/prompts';
import type { Question } from '../../config/setup-questions.ts';
import { type Asker, answerFault } from './interview.ts';

/** A dialogue with the person at the text terminal. */
export interface Dialogue extends Asker {
  begin(title: string): void;
  /** Asks for the path of a file; '' means no file. `fault` returns the reason why a path cannot be used. */
  askPath(prompt: string, fault: (path: string) => string | undefined): Promise<string | undefined>;
  confirm(prompt: string): Promise<boolean | undefined>;
  show(title: string, text: string): void;
  end(text: string): void;
  giveUp(text: string): void;
}

const unlessCancelled = <T>(answer: T): Exclude<T, symbol> | undefined =>
  isCancel(answer) ? undefined : (answer as Exclude<T, symbol>);

/** The dialogue on the text terminal. No other module uses the library of prompts. */
export const clackDialogue: Dialogue = {
  begin: (title) => intro(title),
  ask: async (question, proposal) => unlessCancelled(await prompt(question, proposal)),
  askPath: async (message, fault) =>
    unlessCancelled(
      await text({ message, validate: (path) => (path ? fault(path) : undefined), defaultValue: '' }),
    ),
  confirm: async (message) => unlessCancelled(await confirm({ message })),
  warn: (message) => log.warn(message),
  say: (message) => log.message(message),
  show: (title, content) => note(content, title),
  end: (message) => outro(message),
  giveUp: (message) => cancel(message),
};

function prompt(question: Question, proposal: string | undefined): Promise<string | symbol> {
  const { hint, choices, secret } = question;
  const message = hint ? `${question.prompt}  (${hint})` : question.prompt;
  const validate = (answer: string | undefined) => answerFault(question, answer || (proposal ?? ''));
  if (choices) {
    return select({
      message,
      options: choices.map(({ value, label }) => ({ value, label })),
      ...(proposal !== undefined && { initialValue: proposal }),
    });
  }
  if (secret) {
    return password({
      message: proposal ? `${message}  (Enter keeps the present one)` : message,
      validate,
    }).then((answer) => answer ?? '');
  }
  return text({
    message,
    validate,
    ...(proposal !== undefined && { placeholder: proposal, defaultValue: proposal }),
  }).then((answer) => answer ?? '');
}
