import { longestDelayMs, nextDelayMs } from './delivery-schedule.ts';

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
