/** The number of recent wrong passwords. Times in ms. */
export interface GuessState {
  readonly wrong: number;
  /** Time at which `wrong` was counted. */
  readonly at: number;
}

/**
 * From this number of wrong passwords on, answers are held back. A person who mistypes, or a till that still has an old
 * password, stays below.
 */
const firstHeldGuess = 5;
const firstHoldMs = 1000;
/** Shorter than the time that tills wait for an answer, so that they read that their password is wrong. */
export const longestHoldMs = 8000;
/** Interval after which one wrong password is forgotten. */
const forgottenMs = 60_000;

export const noGuesses: GuessState = { wrong: 0, at: 0 };

/** The state after one more wrong password. */
export function countGuess(before: GuessState, now: number): GuessState {
  const forgotten = Math.floor((now - before.at) / forgottenMs);
  const remaining = Math.max(0, before.wrong - forgotten);
  // Advances by whole minutes only. The rest of the time counts towards the next minute.
  const at = remaining === 0 ? now : before.at + forgotten * forgottenMs;
  return { wrong: remaining + 1, at };
}

/** Time for which the answer to a wrong password is held back. */
export const holdMs = ({ wrong }: GuessState): number =>
  wrong < firstHeldGuess ? 0 : Math.min(longestHoldMs, firstHoldMs * 2 ** (wrong - firstHeldGuess));
