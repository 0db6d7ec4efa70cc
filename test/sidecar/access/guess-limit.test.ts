import { describe, expect, test } from 'vitest';
import { countGuess, type GuessState, holdMs, noGuesses } from '../../../src/sidecar/access/guess-limit.ts';

/** The state after this many wrong passwords, each sent as soon as the previous one is answered. Times in ms. */
function afterWrongPasswords(count: number): { guesses: GuessState; now: number; holds: number[] } {
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

test('four wrong passwords are answered at once, then each one later than the last, up to eight seconds', () => {
  expect(afterWrongPasswords(10).holds).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test('a caller that waits for its answers has one guess every few seconds, over a whole day', () => {
  const { now, holds } = afterWrongPasswords(10_000);
  expect(Math.max(...holds)).toBe(8000);
  expect(now).toBeGreaterThan(22 * 3_600_000);
});

describe('the count of wrong passwords', () => {
  test('begins again after a quarter of an hour without guesses', () => {
    const { guesses, now } = afterWrongPasswords(12);
    const later = countGuess(guesses, now + 15 * 60_000);
    expect(later.wrong).toBe(1);
    expect(holdMs(later)).toBe(0);
  });

  test('is one lower after a minute without guesses', () => {
    const { guesses } = afterWrongPasswords(5);
    expect(countGuess(guesses, guesses.at + 60_000).wrong).toBe(5);
    expect(countGuess(guesses, guesses.at + 59_999).wrong).toBe(6);
  });
});
