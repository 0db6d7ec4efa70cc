import { describe, expect, it } from 'vitest';
import { TillQuestions } from '../../../src/pwa/page/web-tills.ts';

/** A person whose answers the test gives. */
function person() {
  const asked: { origin: string; answer: (yes: boolean) => void }[] = [];
  const dialogFor = (origin: string) => () =>
    new Promise<boolean>((answer) => {
      asked.push({ origin, answer });
    });
  return { asked, dialogFor };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('questions of web pages to the person', () => {
  it('twenty requests of one origin cause one question, and each gets its answer', async () => {
    const questions = new TillQuestions();
    const { asked, dialogFor } = person();
    const answers = Array.from({ length: 20 }, () => questions.ask('https://a.example', dialogFor('a')));
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(true);
    expect(await Promise.all(answers)).toEqual(answers.map(() => true));
  });
  it('the second origin waits for the first', async () => {
    const questions = new TillQuestions();
    const { asked, dialogFor } = person();
    const first = questions.ask('https://a.example', dialogFor('a'));
    const second = questions.ask('https://b.example', dialogFor('b'));
    await turn();
    expect(asked.map(({ origin }) => origin)).toEqual(['a']);
    asked[0]?.answer(false);
    expect(await first).toBe(false);
    await turn();
    asked[1]?.answer(true);
    expect(await second).toBe(true);
  });
  it('a hundred origins cause three questions', async () => {
    const questions = new TillQuestions();
    const { asked, dialogFor } = person();
    const answers = Array.from({ length: 100 }, (_, i) =>
      questions.ask(`https://${i}.example`, dialogFor(String(i))),
    );
    expect(await Promise.all(answers.slice(3))).toEqual(answers.slice(3).map(() => false));
    for (let i = 0; i < 3; i++) {
      await turn();
      asked[i]?.answer(false);
    }
    await Promise.all(answers);
    expect(asked).toHaveLength(3);
  });
  it('a question that fails does not block the next ones', async () => {
    const questions = new TillQuestions();
    const broken = questions.ask('https://a.example', () => Promise.reject(new Error('no dialog')));
    await expect(broken).rejects.toThrow('no dialog');
    expect(await questions.ask('https://a.example', async () => true)).toBe(true);
  });
});
