import { describe, expect, test } from 'vitest';
import { countGuess, type GuessState, holdMs, noGuesses } from '../../../src/sidecar/access/guess-limit.ts';

/** This many wrong guesses, each as soon as the one before is answered. */
function wrongOnes(count: number): { guesses: GuessState; now: number; holds: number[] } {
  let guesses = noGuesses;
  let now = 0;
  const holds: number[] = [];
  for (let i = 0; i < count; i++) {
    guesses = countGuess(guesses, now);
    holds.push(holdMs(guesses));
    now += holdMs(guesses);
  }
  return { guesses, now, holds };
}

test('the first wrong passwords are answered at once, then each one later, up to eight seconds', () => {
  expect(wrongOnes(10).holds).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test('a caller that waits for its answers has one guess every few seconds, over a whole day', () => {
  const { now, holds } = wrongOnes(10_000);
  expect(Math.max(...holds)).toBe(8000);
  expect(now).toBeGreaterThan(22 * 3_600_000);
});

describe('decay', () => {
  test('a quarter of an hour without guesses resets the count', () => {
    const { guesses, now } = wrongOnes(12);
    const later = countGuess(guesses, now + 15 * 60_000);
    expect(later.wrong).toBe(1);
    expect(holdMs(later)).toBe(0);
  });

  test('a minute without guesses removes one', () => {
    const { guesses } = wrongOnes(5);
    expect(countGuess(guesses, guesses.at + 60_000).wrong).toBe(5);
    expect(countGuess(guesses, guesses.at + 59_999).wrong).toBe(6);
  });
});
