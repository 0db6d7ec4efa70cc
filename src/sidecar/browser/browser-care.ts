/** What is remembered of the browser's ends. */
export interface Care {
  /** How often it was started again. */
  readonly restarts: number;
  /** Ends in a row that came too soon. */
  readonly failures: number;
}

export interface WhatNext {
  readonly care: Care;
  readonly waitMs: number;
  /** It will not come up by itself, as it looks: a person should know. */
  readonly hopeless: boolean;
}

/** A browser that lived this long was well: its end is an accident of its own. */
const wellMs = 60_000;
const longestWaitMs = 60_000;
const hopelessFrom = 5;
const pageMs = 30_000;

export const freshCare: Care = { restarts: 0, failures: 0 };

/**
 * What to do when the browser has ended, or could not be started: start it again, at once after an accident, ever more
 * slowly (to once a minute) while it keeps ending. It is never given up: the till has nothing else.
 */
export function afterEnd(before: Care, ranMs: number): WhatNext {
  const failures = ranMs >= wellMs ? 0 : before.failures + 1;
  const waitMs = failures <= 1 ? 250 : Math.min(longestWaitMs, 1000 * 2 ** (failures - 2));
  return { care: { restarts: before.restarts + 1, failures }, waitMs, hopeless: failures >= hopelessFrom };
}

/**
 * How long a running browser may be without a connector page before it is started anew: its tab may have crashed. A slow
 * computer gets more time at each try.
 */
export const pagePatienceMs = ({ failures }: Care): number => pageMs * Math.min(4, failures + 1);
