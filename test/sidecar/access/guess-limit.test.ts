import { describe, expect, test } from 'vitest';
import {
  countGuess,
  type GuessState,
  noGuesses,
  takeBackGuess,
  waitMs,
} from '../../../src/sidecar/access/credential-check.ts';

/** This many wrong guesses, each as soon as the limit allows it. */
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

test('the first guesses have no wait, then the wait doubles up to a minute', () => {
  // The minute before the eleventh guess has removed one.
  expect(wrongOnes(12).waits).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 60_000]);
});

test('the limit stays at one guess a minute over a whole day', () => {
  const { now, waits } = wrongOnes(1440);
  expect(Math.max(...waits)).toBe(60_000);
  expect(now).toBeGreaterThan(22 * 3_600_000);
});

describe('decay', () => {
  test('a quarter of an hour without guesses resets the count', () => {
    const { guessing, now } = wrongOnes(12);
    const later = countGuess(guessing, now + 15 * 60_000);
    expect(later.wrong).toBe(1);
    expect(waitMs(later, now + 15 * 60_000)).toBe(0);
  });

  test('a minute without guesses removes one', () => {
    const { guessing, now } = wrongOnes(5);
    expect(countGuess(guessing, now + 60_000).wrong).toBe(5);
    expect(countGuess(guessing, now + 59_999).wrong).toBe(6);
  });
});

test('a right password removes its own wait', () => {
  const { guessing, now } = wrongOnes(5);
  const after = takeBackGuess(guessing);
  expect(waitMs(after, now)).toBe(0);
  expect(after.wrong).toBe(4);
});

test('simultaneous guesses are counted before any verdict', () => {
  let guessing = noGuesses;
  let looked = 0;
  for (let i = 0; i < 1000; i++) {
    if (waitMs(guessing, 0) > 0) continue;
    guessing = countGuess(guessing, 0);
    looked++;
  }
  expect(looked).toBe(5);
});
