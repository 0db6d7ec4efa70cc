import type { Way } from './hipay-route.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const firstDelayMs = 2_000;
/** Between the end of a try and the next one there is never less. */
export const shortestDelayMs = firstDelayMs / 2;
/** An entry sleeps no longer than this, unless HiPay asked for more. */
export const longestDelayMs = 15 * 60_000;

/**
 * How long to wait after the n-th failed try (1 is the first): doubling from 2 s to 15 min, with up to half of it taken
 * off by chance so that a shop's tills do not all come back at once. HiPay's Retry-After is never undercut.
 * `chance` is 0 <= x < 1.
 */
export function nextDelayMs(failedTries: number, chance: number, retryAfterMs = 0): number {
  const doubled = Math.min(firstDelayMs * 2 ** Math.min(failedTries - 1, 30), longestDelayMs);
  return Math.max(retryAfterMs, Math.round(doubled * (1 - chance / 2)));
}

/**
 * What the deliverer knows of an outage: tries in a row that had no answer of HiPay's, over how many pauses, and until
 * when the entries among them sleep by their own schedules.
 */
export interface Outage {
  readonly failures: number;
  readonly pauses: number;
  readonly sleepUntil: number;
  readonly pause?: Pause;
}

export interface Pause {
  /** On the monotonic clock: a wall clock that is set back must not make it longer. */
  readonly until: number;
  /** HiPay named the time (Retry-After). */
  readonly asked: boolean;
}

interface Failure {
  /** On the monotonic clock. */
  readonly at: number;
  /** Until when the entry sleeps, epoch milliseconds. */
  readonly nextAttemptAt: number;
  readonly retryAfterMs: number | undefined;
  readonly chance: number;
}

/** One order that HiPay's gateway stumbles over must not stop the others; so many in a row are no coincidence. */
const firstPatience = 4;

export const noOutage: Outage = { failures: 0, pauses: 0, sleepUntil: -Infinity };

/** Nothing is known of what was before: as after a pause, so that a reload does not leave the oldest asleep. */
export const atStart = (now: number): Outage => ({
  failures: 0,
  pauses: 0,
  sleepUntil: now + longestDelayMs,
  pause: { until: -Infinity, asked: false },
});

/**
 * After a try without an answer. Enough of them in a row are an outage, and the whole outbox pauses: trying the other
 * 9,996 would learn nothing, and would lose their order. Each pause is longer, by the schedule of an entry, and each
 * allows twice as many tries after it: so orders that fail for a reason of their own never block those behind them.
 */
export function afterFailure(outage: Outage, { at, nextAttemptAt, retryAfterMs, chance }: Failure): Outage {
  const failures = outage.failures + 1;
  const sleepUntil = Math.max(outage.sleepUntil, nextAttemptAt);
  const asked = retryAfterMs !== undefined;
  // A pause under way was interrupted for one look; it goes on.
  if (outage.pause && !asked) return { ...outage, sleepUntil };
  if (!asked && failures < firstPatience * 2 ** outage.pauses) return { ...outage, failures, sleepUntil };
  return paused({ ...outage, sleepUntil }, at, chance, retryAfterMs);
}

/** Nothing is left to try: if all the last ones failed, that is an outage too, of an outbox that is not long. */
export const afterLast = (outage: Outage, at: number, chance: number): Outage =>
  outage.pause || outage.failures < firstPatience ? outage : paused(outage, at, chance);

function paused(outage: Outage, at: number, chance: number, retryAfterMs?: number): Outage {
  const pauses = outage.pauses + 1;
  const until = at + nextDelayMs(pauses, chance, retryAfterMs);
  return { ...outage, failures: 0, pauses, pause: { until, asked: retryAfterMs !== undefined } };
}

/** The pause is over: what failed before it is tried again first, because it is the oldest. */
export function afterPause({ pause: _, ...outage }: Outage): Outage {
  return { ...outage, failures: 0 };
}

/** The ways that are back and whose notifications still sleep; times are on the monotonic clock. */
export interface WaysBack {
  readonly ways: readonly Way[];
  /** The last try that failed because a way was away. */
  readonly failedAt: number;
  /** When a return has last made notifications due. */
  readonly takenAt: number;
}

/**
 * A way that comes and goes has its notifications tried so often at the most: as long as the page waits at the longest
 * before it looks for the sidecar again. The first return counts at once.
 */
export const flappingMs = 5000;

export const noReturns: WaysBack = { ways: [], failedAt: -Infinity, takenAt: -Infinity };

export const afterReturn = (back: WaysBack, returned: Way): WaysBack => ({
  ...back,
  ways: [...new Set([...back.ways, returned])],
});

export const afterTry = (back: WaysBack, { wayAway }: OutboxEntry, at: number): WaysBack =>
  wayAway ? { ...back, failedAt: at } : back;

/** What was back has made its notifications due. */
export const afterTaking = (back: WaysBack, at: number): WaysBack => ({ ...back, ways: [], takenAt: at });

/**
 * How long to wait before the returns count, 0 for now; undefined where nothing is back. Its answer may have been lost
 * with the way: an order is not sent again sooner than its own schedule could, or HiPay has the two side by side.
 */
export function waitForReturnMs({ ways, failedAt, takenAt }: WaysBack, now: number): number | undefined {
  if (ways.length === 0) return undefined;
  return Math.max(0, failedAt + shortestDelayMs - now, takenAt + flappingMs - now);
}

/**
 * The notification, due at `at` (epoch milliseconds) because what its last try lacked is back; undefined where it keeps
 * its time: HiPay answered, said nothing, a person has to mend it, or it is due anyway.
 */
export function wokenByReturn(entry: OutboxEntry, ways: readonly Way[], at: number): OutboxEntry | undefined {
  const { state, wayAway, nextAttemptAt } = entry;
  if (state !== 'pending' || nextAttemptAt <= at) return undefined;
  return wayAway && ways.includes(wayAway) ? { ...entry, nextAttemptAt: at } : undefined;
}
