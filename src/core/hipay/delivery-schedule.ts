import type { HipayRoute } from './hipay-route.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const firstDelayMs = 2_000;
/** Minimum time between the end of a try and the next one. */
export const shortestDelayMs = firstDelayMs / 2;
/** Maximum delay of a notification, unless HiPay asks for more with Retry-After. */
export const longestDelayMs = 15 * 60_000;

/**
 * Delay after the n-th failed try (1 is the first). It doubles from 2 s to 15 min; up to half of it is taken off at
 * random, so that a shop's tills do not all retry at once. It is never shorter than HiPay's Retry-After. `chance`: 0 <=
 * x < 1.
 */
export function nextDelayMs(failedTries: number, chance: number, retryAfterMs = 0): number {
  const doubled = Math.min(firstDelayMs * 2 ** Math.min(failedTries - 1, 30), longestDelayMs);
  return Math.max(retryAfterMs, Math.round(doubled * (1 - chance / 2)));
}

/**
 * State of an outage. `failures`: tries in a row without an answer of HiPay, since the last pause. `pauses`: number of
 * pauses so far. `sleepUntil`: the latest next try among the failed entries, epoch ms.
 */
export interface Outage {
  readonly failures: number;
  readonly pauses: number;
  readonly sleepUntil: number;
  readonly pause?: Pause;
}

export interface Pause {
  /** On the monotonic clock: a wall clock that is set back must not make the pause longer. */
  readonly until: number;
  /** True if HiPay set the time with Retry-After. */
  readonly asked: boolean;
}

interface Failure {
  /** On the monotonic clock. */
  readonly at: number;
  /** Next try of the entry by its own schedule, epoch ms. */
  readonly nextAttemptAt: number;
  readonly retryAfterMs: number | undefined;
  readonly chance: number;
}

/**
 * Number of failures in a row that starts the first pause. One order that HiPay's gateway cannot process must not stop the
 * others.
 */
const failuresBeforePause = 4;

export const noOutage: Outage = { failures: 0, pauses: 0, sleepUntil: -Infinity };

/**
 * State after a start: as after a pause, because earlier tries are not known. So a reload also wakes the oldest
 * entries.
 */
export const atStart = (now: number): Outage => ({
  failures: 0,
  pauses: 0,
  sleepUntil: now + longestDelayMs,
  pause: { until: -Infinity, asked: false },
});

/**
 * State after a try without an answer. Enough failures in a row are an outage, and the whole outbox pauses: thousands
 * of further tries would bring no information and would change the order of the entries. Each pause is longer, by the
 * schedule of an entry, and allows twice as many tries after it, so that orders with a fault of their own never block
 * those behind them.
 */
export function afterFailure(outage: Outage, { at, nextAttemptAt, retryAfterMs, chance }: Failure): Outage {
  const failures = outage.failures + 1;
  const sleepUntil = Math.max(outage.sleepUntil, nextAttemptAt);
  const asked = retryAfterMs !== undefined;
  // A single try during a pause does not end or extend it.
  if (outage.pause && !asked) return { ...outage, sleepUntil };
  if (!asked && failures < failuresBeforePause * 2 ** outage.pauses)
    return { ...outage, failures, sleepUntil };
  return startPause({ ...outage, sleepUntil }, at, chance, retryAfterMs);
}

/** State after the last due entry. A short outbox pauses too if enough of its last tries failed. */
export const afterLast = (outage: Outage, at: number, chance: number): Outage =>
  outage.pause || outage.failures < failuresBeforePause ? outage : startPause(outage, at, chance);

function startPause(outage: Outage, at: number, chance: number, retryAfterMs?: number): Outage {
  const pauses = outage.pauses + 1;
  const until = at + nextDelayMs(pauses, chance, retryAfterMs);
  return { ...outage, failures: 0, pauses, pause: { until, asked: retryAfterMs !== undefined } };
}

/** State after a pause. The entries that failed before it are tried first, because they are the oldest. */
export function afterPause({ pause: _, ...outage }: Outage): Outage {
  return { ...outage, failures: 0 };
}

/** Routes that work again and whose notifications are not due yet. Times are on the monotonic clock. */
export interface RestoredRoutes {
  readonly ways: readonly HipayRoute[];
  /** Time of the last try that failed because a route did not work. */
  readonly failedAt: number;
  /** Time at which a restored route last made notifications due. */
  readonly takenAt: number;
}

/**
 * Minimum time between two wake-ups by restored routes, so that an unstable route does not cause constant tries. It
 * equals the longest wait of the page before it reconnects to the sidecar. The first restoration counts at once.
 */
export const minWakeIntervalMs = 5000;

export const nothingRestored: RestoredRoutes = { ways: [], failedAt: -Infinity, takenAt: -Infinity };

export const afterRestored = (back: RestoredRoutes, returned: HipayRoute): RestoredRoutes => ({
  ...back,
  ways: [...new Set([...back.ways, returned])],
});

export const afterTry = (back: RestoredRoutes, { wayAway }: OutboxEntry, at: number): RestoredRoutes =>
  wayAway ? { ...back, failedAt: at } : back;

/** State after the restored routes have made their notifications due. */
export const afterWaking = (back: RestoredRoutes, at: number): RestoredRoutes => ({
  ...back,
  ways: [],
  takenAt: at,
});

/**
 * Time until restored routes may wake their notifications, ms; 0: now; undefined: no restored route. HiPay's answer may
 * have been lost with the route, so an order is never resent sooner than its own schedule allows: HiPay must not
 * process the two at the same time.
 */
export function waitForRestoredMs(
  { ways, failedAt, takenAt }: RestoredRoutes,
  now: number,
): number | undefined {
  if (ways.length === 0) return undefined;
  return Math.max(0, failedAt + shortestDelayMs - now, takenAt + minWakeIntervalMs - now);
}

/**
 * Returns the notification due at `at` (epoch ms) if its last try failed because one of these routes did not work.
 * Returns undefined if it keeps its time: HiPay answered or timed out, a person must act, or it is due anyway.
 */
export function wakeIfRestored(
  entry: OutboxEntry,
  ways: readonly HipayRoute[],
  at: number,
): OutboxEntry | undefined {
  const { state, wayAway, nextAttemptAt } = entry;
  if (state !== 'pending' || nextAttemptAt <= at) return undefined;
  return wayAway && ways.includes(wayAway) ? { ...entry, nextAttemptAt: at } : undefined;
}
