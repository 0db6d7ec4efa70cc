import { describe, expect, test } from 'vitest';
import {
  countGuess,
  type GuessState,
  noGuesses,
  takeBackGuess,
  waitMs,
} from '../../../src/sidecar/access/credential-check.ts';

/** So many wrong ones, each as soon as it is looked at. */
function wrongOnes(count: number, start = 0): { guessing: GuessState; now: number; waits: number[] } {
  let guessing = noGuesses;
  let now = start;
  const waits: number[] = [];
  for (let i = 0; i < count; i++) {
    now += waitMs(guessing, now);
    guessing = countGuess(guessing, now);
    waits.push(waitMs(guessing, now));
  }
  return { guessing, now, waits };
}

test('the first ones cost nothing, then the wait doubles up to a minute', () => {
  // The minute that has passed by the eleventh has forgotten one.
  expect(wrongOnes(12).waits).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 60_000]);
});

test('all day long it stays at a guess a minute', () => {
  const { now, waits } = wrongOnes(1440);
  expect(Math.max(...waits)).toBe(60_000);
  expect(now).toBeGreaterThan(22 * 3_600_000);
});

describe('decay', () => {
  test('a quiet quarter of an hour forgets everything', () => {
    const { guessing, now } = wrongOnes(12);
    const later = countGuess(guessing, now + 15 * 60_000);
    expect(later.wrong).toBe(1);
    expect(waitMs(later, now + 15 * 60_000)).toBe(0);
  });

  test('a quiet minute forgets one', () => {
    const { guessing, now } = wrongOnes(5);
    expect(countGuess(guessing, now + 60_000).wrong).toBe(5);
    expect(countGuess(guessing, now + 59_999).wrong).toBe(6);
  });
});

test('one that was right takes its wait away', () => {
  const { guessing, now } = wrongOnes(5);
  const after = takeBackGuess(guessing);
  expect(waitMs(after, now)).toBe(0);
  expect(after.wrong).toBe(4);
});

test('many at once are counted before any verdict', () => {
  let guessing = noGuesses;
  let looked = 0;
  for (let i = 0; i < 1000; i++) {
    if (waitMs(guessing, 0) > 0) continue;
    guessing = countGuess(guessing, 0);
    looked++;
  }
  expect(looked).toBe(5);
});
