import { nextDelayMs } from './delivery-schedule.ts';
import type { OrderVerdict } from './order-answer.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const withoutLastResult = ({
  lastFailure: _f,
  lastDetail: _d,
  wayAway: _w,
  hipayClock: _c,
  ...entry
}: OutboxEntry): OutboxEntry => entry;

/**
 * The entry as it is written BEFORE a try. After a crash during a try, the next one must count as a resend, because
 * only a resend may take "duplicate order" as a success.
 */
export const beginAttempt = (entry: OutboxEntry, at: number, chance: number): OutboxEntry => ({
  ...entry,
  attempts: entry.attempts + 1,
  lastAttemptAt: at,
  nextAttemptAt: at + nextDelayMs(entry.attempts + 1, chance),
});

/**
 * The entry after the result of a try that `beginAttempt` has counted. `at`: epoch ms. `chance`: 0 <= x < 1, for the
 * jitter. An entry never expires.
 */
export function afterAttempt(
  entry: OutboxEntry,
  verdict: OrderVerdict,
  at: number,
  chance: number,
): OutboxEntry {
  const tried = { ...withoutLastResult(entry), tries: withTry(entry, at, failureOf(entry, verdict)) };
  switch (verdict.kind) {
    case 'delivered':
      return {
        ...tried,
        state: 'delivered',
        deliveredAt: at,
        ...(verdict.transactionReference && { transactionReference: verdict.transactionReference }),
      };
    case 'duplicate':
      // After a resend, "duplicate order" means that the earlier try arrived and its answer was lost. On a first try
      // the number belongs to another order, and a person must decide.
      if (entry.attempts > 1) return { ...tried, state: 'delivered', deliveredAt: at };
      return park(tried, 'hipay-refused', 'HiPay already has another order with this number');
    case 'credentials':
      return park(tried, 'hipay-credentials', verdict.detail);
    case 'refused':
      return park(tried, 'hipay-refused', verdict.detail);
    case 'later':
      return {
        ...tried,
        state: 'pending',
        nextAttemptAt: at + nextDelayMs(entry.attempts, chance, verdict.retryAfterMs),
        lastFailure: 'hipay-unreachable',
        lastDetail: verdict.detail,
        ...(verdict.wayAway && { wayAway: verdict.wayAway }),
      };
    default:
      return verdict satisfies never;
  }
}

/** Maximum number of stored tries. An outage of days makes hundreds; the last 20 are enough for support. */
const triesKept = 20;

const withTry = (
  { tries = [] }: OutboxEntry,
  at: number,
  failure: OutboxEntry['lastFailure'],
): OutboxEntry['tries'] => [...tries, { at, ...(failure && { failure }) }].slice(-triesKept);

function failureOf(entry: OutboxEntry, verdict: OrderVerdict): OutboxEntry['lastFailure'] {
  if (verdict.kind === 'delivered' || (verdict.kind === 'duplicate' && entry.attempts > 1)) return undefined;
  if (verdict.kind === 'later') return 'hipay-unreachable';
  return verdict.kind === 'credentials' ? 'hipay-credentials' : 'hipay-refused';
}

const park = (
  entry: OutboxEntry,
  lastFailure: NonNullable<OutboxEntry['lastFailure']>,
  lastDetail: string,
): OutboxEntry => ({ ...entry, state: 'parked', lastFailure, lastDetail });
