import type { HipayRoute } from './hipay-route.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const firstDelayMs = 2_000;
/** Minimum time between the end of a try and the next try. */
export const shortestDelayMs = firstDelayMs / 2;
/** Maximum delay of a notification, unless HiPay asks for more with Retry-After. */
export const longestDelayMs = 15 * 60_000;
/** Maximum Retry-After for the notification that got it. */
export const longestRetryAfterMs = 3_600_000;
/** Maximum Retry-After for all other notifications: the answer may be about one order only, or come from a proxy. */
const longestRetryAfterOfOthersMs = 60_000;

/**
 * Delay after the n-th failed try (1 is the first). It doubles from 2 s to 15 min. A random part of at most half is
 * subtracted, so that a shop's tills do not all retry at once. It is never shorter than HiPay's Retry-After. `chance`:
 * a random number, 0 <= chance < 1.
 */
export function nextDelayMs(failedTries: number, chance: number, retryAfterMs = 0): number {
  const doubled = Math.min(firstDelayMs * 2 ** Math.min(failedTries - 1, 30), longestDelayMs);
  return Math.max(retryAfterMs, Math.round(doubled * (1 - chance / 2)));
}

/** A smaller difference does not count as a clock that was set back. */
export const clockToleranceMs = 1000;

/**
 * True if the clock was set back since this pending entry was written: its last try is in the future, or its next one is
 * further away than any schedule puts it. `now`: epoch ms.
 */
export const isAhead = (
  { state, lastAttemptAt, createdAt, nextAttemptAt }: OutboxEntry,
  now: number,
): boolean =>
  state === 'pending' &&
  ((lastAttemptAt ?? createdAt) > now + clockToleranceMs ||
    nextAttemptAt > now + longestRetryAfterMs + clockToleranceMs);

/**
 * State of an outage. `failures`: tries in a row without an answer of HiPay, since the last pause. `pauses`: number of
 * pauses so far. `retryAllUntil`: the latest `nextAttemptAt` of the failed entries, epoch ms; after the pause all entries
 * up to this time are tried.
 */
export interface Outage {
  readonly failures: number;
  readonly pauses: number;
  readonly retryAllUntil: number;
  /** Number of pauses by Retry-After so far; absent: none. */
  readonly askedPauses?: number;
  readonly pause?: Pause;
}

export interface Pause {
  /** Ms of the monotonic clock: a wall clock that is set back must not make the pause longer. */
  readonly until: number;
  /** End of HiPay's Retry-After, ms of the monotonic clock. Before it nothing is tried. -Infinity: HiPay named no time. */
  readonly notBefore: number;
  /** Number of orders that were never tried and may still be tried before the pause: see `afterRetryAfter`. */
  readonly firstTries?: number;
  /** True if a payment asked for a try before `notBefore`: the try follows then. */
  readonly isRequested?: true;
}

interface Failure {
  /** Ms of the monotonic clock. */
  readonly at: number;
  /** Next try of the entry by its own schedule, epoch ms. */
  readonly nextAttemptAt: number;
  readonly retryAfterMs: number | undefined;
  readonly chance: number;
}

/**
 * Number of failures in a row that starts the first pause. More than one, because a single order that HiPay's gateway
 * cannot process must not stop the others.
 */
const failuresBeforePause = 4;
/** Maximum number of doublings of `failuresBeforePause`: after a pause by Retry-After at most 64 orders are tried at once. */
const mostDoublings = 4;

export const noOutage: Outage = { failures: 0, pauses: 0, retryAllUntil: -Infinity };

/**
 * State when the program starts: a pause that is already over, because earlier tries are not known. So after a reload
 * the oldest entries are tried at once. `now`: epoch ms.
 */
export const atStart = (now: number): Outage => ({
  failures: 0,
  pauses: 0,
  retryAllUntil: now + longestDelayMs,
  pause: { until: -Infinity, notBefore: -Infinity },
});

/**
 * State after a try without an answer. Enough failures in a row are an outage, and the whole outbox pauses: thousands
 * of further tries would bring no information and would change the order of the entries. Each pause is longer than the
 * last (see `nextDelayMs`). After each pause, twice as many tries are allowed, so that orders that HiPay cannot process
 * never block the orders after them. A single Retry-After starts a pause: see `afterRetryAfter`.
 */
export function afterFailure(outage: Outage, { at, nextAttemptAt, retryAfterMs, chance }: Failure): Outage {
  const failures = outage.failures + 1;
  const retryAllUntil = Math.max(outage.retryAllUntil, nextAttemptAt);
  if (retryAfterMs !== undefined)
    return afterRetryAfter({ ...outage, retryAllUntil }, at, chance, retryAfterMs);
  // A single try during a pause does not end or extend the pause.
  if (outage.pause) return { ...outage, retryAllUntil, pause: withoutFirstTry(outage.pause) };
  if (failures < failuresBeforePause * 2 ** outage.pauses) return { ...outage, failures, retryAllUntil };
  return startPause({ ...outage, retryAllUntil }, at, chance);
}

/**
 * State after a Retry-After. It may be about one order only, so the pause of all orders ends at most a minute after the
 * reply. Each such pause doubles the number of new orders that may be tried at once, even if each of them gets a Retry-After.
 * Otherwise each order that always gets a Retry-After would delay all other orders by a minute.
 */
function afterRetryAfter(outage: Outage, at: number, chance: number, retryAfterMs: number): Outage {
  const { pause, askedPauses = 0 } = outage;
  const forAllMs = Math.min(retryAfterMs, longestRetryAfterOfOthersMs);
  const notBefore = at + forAllMs;
  if (pause)
    return {
      ...outage,
      pause: { ...withoutFirstTry(pause), until: Math.max(pause.until, notBefore), notBefore },
    };
  const delayMs = Math.min(nextDelayMs(askedPauses + 1, chance, forAllMs), longestRetryAfterOfOthersMs);
  const firstTries = askedPauses === 0 ? 0 : failuresBeforePause * 2 ** Math.min(askedPauses, mostDoublings);
  const started: Pause = { until: at + delayMs, notBefore, ...(firstTries > 0 && { firstTries }) };
  return { ...outage, failures: 0, askedPauses: askedPauses + 1, pause: started };
}

const withoutFirstTry = ({ firstTries = 0, ...pause }: Pause): Pause =>
  firstTries > 1 ? { ...pause, firstTries: firstTries - 1 } : pause;

/** True if this due entry may be tried although the pause has begun. */
export const isTriedInPause = ({ pause }: Outage, { attempts }: OutboxEntry): boolean =>
  attempts === 0 && (pause?.firstTries ?? 0) > 0;

/** State after an answer of HiPay that is no failure. Keeps `askedPauses`, because further Retry-After answers may follow. */
export const afterAnswer = ({ askedPauses }: Outage): Outage =>
  askedPauses === undefined ? noOutage : { ...noOutage, askedPauses };

/**
 * State after the last due entry was tried. Here four failures in a row are enough for every pause, not only the first.
 */
export function afterLastDue(outage: Outage, at: number, chance: number): Outage {
  if (outage.pause) return outage;
  const { askedPauses: _, ...others } = outage;
  return others.failures < failuresBeforePause ? others : startPause(others, at, chance);
}

function startPause(outage: Outage, at: number, chance: number): Outage {
  const pauses = outage.pauses + 1;
  const until = at + nextDelayMs(pauses, chance);
  return { ...outage, failures: 0, pauses, pause: { until, notBefore: -Infinity } };
}

/** State after a payment asked for a try that Retry-After does not allow yet. */
export const afterRequest = (outage: Outage): Outage =>
  outage.pause ? { ...outage, pause: { ...outage.pause, isRequested: true } } : outage;

/** State when the requested try begins. */
export function afterRequestMet(outage: Outage): Outage {
  if (!outage.pause) return outage;
  const { isRequested: _, ...pause } = outage.pause;
  return { ...outage, pause };
}

/** State after a pause. The entries that failed before it are due again. */
export function afterPause({ pause: _, ...outage }: Outage): Outage {
  return { ...outage, failures: 0 };
}

/** Routes that work again, but have not made their notifications due yet. Times are ms of the monotonic clock. */
export interface RestoredRoutes {
  readonly routes: readonly HipayRoute[];
  /** Time of the last try that failed because a route did not work. */
  readonly failedAt: number;
  /** Time of the last wake-up: a restored route made its notifications due. */
  readonly wokeAt: number;
}

/**
 * Minimum time between two wake-ups by restored routes, so that an unstable route does not cause constant tries. It
 * equals the longest wait of the page before it reconnects to the sidecar. The first wake-up does not wait.
 */
export const minWakeIntervalMs = 5000;

export const nothingRestored: RestoredRoutes = { routes: [], failedAt: -Infinity, wokeAt: -Infinity };

export const afterRestored = (restored: RestoredRoutes, route: HipayRoute): RestoredRoutes => ({
  ...restored,
  routes: [...new Set([...restored.routes, route])],
});

export const afterTry = (restored: RestoredRoutes, { wayAway }: OutboxEntry, at: number): RestoredRoutes =>
  wayAway ? { ...restored, failedAt: at } : restored;

/** State after the restored routes have made their notifications due. */
export const afterWaking = (restored: RestoredRoutes, at: number): RestoredRoutes => ({
  ...restored,
  routes: [],
  wokeAt: at,
});

/**
 * Time until restored routes may make their notifications due, ms; 0: now; undefined: no restored route. HiPay may have
 * received an order although the route failed before HiPay's answer came. So the next try waits at least
 * `shortestDelayMs`: HiPay must not process both tries at the same time. `now`: ms of the monotonic clock.
 */
export function waitForRestoredMs(
  { routes, failedAt, wokeAt }: RestoredRoutes,
  now: number,
): number | undefined {
  if (routes.length === 0) return undefined;
  return Math.max(0, failedAt + shortestDelayMs - now, wokeAt + minWakeIntervalMs - now);
}

/**
 * Returns the notification due at `at` (epoch ms) if its last try failed because one of these routes did not work.
 * Returns undefined if its time does not change: HiPay answered or timed out, a person must act, or it is due anyway.
 */
export function wakeIfRestored(
  entry: OutboxEntry,
  routes: readonly HipayRoute[],
  at: number,
): OutboxEntry | undefined {
  const { state, wayAway, nextAttemptAt } = entry;
  if (state !== 'pending' || nextAttemptAt <= at) return undefined;
  return wayAway && routes.includes(wayAway) ? { ...entry, nextAttemptAt: at } : undefined;
}
