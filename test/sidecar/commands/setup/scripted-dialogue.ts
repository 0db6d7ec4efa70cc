import type { Dialogue } from '../../../../src/sidecar/commands/setup/clack-dialogue.ts';
import { answerFault } from '../../../../src/sidecar/commands/setup/interview.ts';

/** A person who answers questions by name: Enter if the script has no answer, Ctrl-C for `undefined`. */
export function scriptedDialogue(script: Readonly<Record<string, string | undefined>> = {}) {
  const asked: string[] = [];
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  const dialogue: Dialogue = {
    begin: note,
    async ask(question, proposal) {
      asked.push(question.name);
      if (!Object.hasOwn(script, question.name)) return question.secret ? '' : (proposal ?? '');
      const answer = script[question.name];
      const fault = answer === undefined ? undefined : answerFault(question, answer);
      if (fault) throw new Error(`${question.name}: ${fault}`);
      return answer;
    },
    async askPath(_prompt, fault) {
      const path = script['import'] ?? '';
      const complaint = path === '' ? undefined : fault(path);
      if (complaint) throw new Error(complaint);
      return path;
    },
    confirm: async () => true,
    warn: note,
    say: note,
    show: (title, text) => void said.push(title, text),
    end: note,
    giveUp: note,
  };
  return { dialogue, asked, said: () => said.join('\n') };
}
