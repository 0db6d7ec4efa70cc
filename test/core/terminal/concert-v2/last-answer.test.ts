import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterEnd,
  type LastAnswer,
  noLastAnswer,
  noveltyOf,
} from '../../../../src/core/terminal/concert-v2/last-answer.ts';

const afterAnswers = (bodies: string, from: LastAnswer = noLastAnswer): LastAnswer =>
  [...bodies].reduce((last, body) => afterAnswer(last, body), from);
const ended = afterEnd(afterAnswers('A'), 'A', 20);

describe('an answer', () => {
  it.each<[string, LastAnswer, number | undefined, string]>([
    ['is the first one, sooner than a customer can pay', noLastAnswer, 1499, 'first'],
    ['is the first one, seconds after the request', noLastAnswer, 1500, 'new'],
    ['is the first one, without a request', noLastAnswer, undefined, 'new'],
    ['follows a proper end', ended, 200, 'new'],
    ['differs from the last one', afterAnswers('B'), 200, 'new'],
    ['comes sooner than a customer can pay', afterAnswers('A'), 1499, 'repeat'],
    ['comes seconds after the request', afterAnswers('A'), 1500, 'perhaps-repeat'],
    ['comes without a request', afterAnswers('A'), undefined, 'repeat'],
    ['comes at once, where no end was ever sent', afterAnswers('ABA'), 200, 'repeat'],
    ['comes seconds later, where no end was ever sent', afterAnswers('BA'), 1500, 'new'],
    ['comes without a request, where no end was ever sent', afterAnswers('BA'), undefined, 'new'],
    [
      'comes after four missing ends, where ends were sent',
      afterAnswers('BCDA', ended),
      1500,
      'perhaps-repeat',
    ],
    ['comes after five missing ends, where ends were sent', afterAnswers('BCDEA', ended), 1500, 'new'],
    ['comes after a late EOT', afterEnd(afterAnswers('A'), 'A', 1001), 1500, 'perhaps-repeat'],
    ['comes after the EOT of another answer', afterEnd(afterAnswers('A'), 'I', 20), 1500, 'perhaps-repeat'],
    [
      'comes after a repeat, which says nothing about ends',
      afterAnswer(afterAnswers('BA'), 'A', true),
      1500,
      'perhaps-repeat',
    ],
  ])('%s', (_, last, sinceRequestMs, novelty) => {
    const request = sinceRequestMs === undefined ? undefined : { sinceMs: sinceRequestMs, isAccepted: true };
    expect(noveltyOf(last, 'A', request)).toBe(novelty);
  });

  it('is never too soon if it refuses: a terminal refuses at once', () => {
    const atOnce = { sinceMs: 50, isAccepted: false };
    expect(noveltyOf(noLastAnswer, 'A', atOnce)).toBe('new');
    expect(noveltyOf(afterAnswers('A'), 'A', atOnce)).toBe('perhaps-repeat');
    expect(noveltyOf(afterAnswers('ABA'), 'A', atOnce)).toBe('new');
  });
});
