/** How many wrong passwords have been tried lately, and how long the next unknown one has to wait. Times in ms. */
export interface Guessing {
  readonly wrong: number;
  /** When `wrong` was counted. */
  readonly at: number;
  readonly closedUntil: number;
}

/** A person who mistypes, and a till whose old password is still stored, need no more. */
const free = 5;
const firstWaitMs = 1000;
/** Bounded: somebody who guesses all day must not be able to keep a new till out for long after. */
const longestWaitMs = 60_000;
/** One wrong one is forgotten in each such time. */
const forgottenMs = 60_000;

export const noGuesses: Guessing = { wrong: 0, at: 0, closedUntil: 0 };

/** How long an unknown header is not to be looked at; 0: now. */
export const waitMs = ({ closedUntil }: Guessing, now: number): number => Math.max(0, closedUntil - now);

/**
 * A header that is not known to be right is going to be looked at. It counts as wrong from now on, not from its verdict:
 * a thousand that arrive at once must not all be looked at.
 */
export function guess(before: Guessing, now: number): Guessing {
  const forgotten = Math.floor((now - before.at) / forgottenMs);
  const left = Math.max(0, before.wrong - forgotten);
  // What is left of a minute goes on counting.
  const at = left === 0 ? now : before.at + forgotten * forgottenMs;
  const wrong = left + 1;
  const pauseMs = wrong < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - free));
  return { wrong, at, closedUntil: now + pauseMs };
}

/** It was right after all: whoever waits for the next look waits no longer. */
export const wasRight = ({ wrong, at }: Guessing): Guessing => ({ wrong: wrong - 1, at, closedUntil: 0 });
