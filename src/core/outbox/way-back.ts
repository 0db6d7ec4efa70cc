import type { Way } from '../gateway/way.ts';
import { shortestDelayMs } from './delivery-schedule.ts';
import type { OutboxEntry } from './outbox-entry.ts';

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

export const noWayBack: WaysBack = { ways: [], failedAt: -Infinity, takenAt: -Infinity };

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
