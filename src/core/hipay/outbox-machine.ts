import { nextDelayMs } from './delivery-schedule.ts';
import type { TryEnd } from './delivery-try.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { TryVerdict } from './try-verdict.ts';

const withoutLastResult = ({
  lastFailure: _f,
  lastDetail: _d,
  lastStatus: _s,
  wayAway: _w,
  askedToWait: _a,
  refusedAccount: _r,
  hipayClock: _c,
  parkedAs: _p,
  held: _h,
  ...entry
}: OutboxEntry): OutboxEntry => entry;

/** After this many look-ups without a usable answer the entry is parked: half an hour to an hour. */
const maxNotUnderstood = 12;

/** The entry as it is written BEFORE a try. After a crash during a try, the order may have arrived. */
export const beginAttempt = (entry: OutboxEntry, at: number, chance: number): OutboxEntry => ({
  ...entry,
  attempts: entry.attempts + 1,
  mayHaveArrived: true,
  lastAttemptAt: at,
  nextAttemptAt: at + nextDelayMs(entry.attempts + 1, chance),
});

/** Names the account of a try, without its password: the login, and the address, which differs between environments. */
export const accountName = ({ login, url }: { readonly login: string; readonly url: string }): string =>
  `${login} ${url}`;

/**
 * Returns the entry as pending if it is parked because HiPay refused this account; else undefined. The time of its next try
 * does not change. An entry of an older program does not name the refused account. If none of its tries has arrived, this
 * account may try it. Otherwise HiPay may have the sale in another account, where this account does not find it: a person
 * decides.
 */
export function releaseIfRefused(entry: OutboxEntry, account: string): OutboxEntry | undefined {
  if (entry.state !== 'parked') return undefined;
  const isOfAnyAccount =
    entry.refusedAccount === undefined &&
    entry.lastFailure === 'hipay-credentials' &&
    entry.mayHaveArrived === false;
  return isOfAnyAccount || entry.refusedAccount === account ? { ...entry, state: 'pending' } : undefined;
}

/**
 * True if this end of a try proves that HiPay accepts the account: it took an order. A look-up proves less, because an
 * account may have the right to one and not to the other.
 */
export const provesAccount = ({ verdict, ofLookUp }: TryEnd): boolean =>
  verdict.kind === 'delivered' && !ofLookUp;

/**
 * A contradiction here: HiPay calls the order a duplicate, and its look-up does not find it. The delay is the minimum time to the
 * next try, and between two contradictions that count: HiPay may find an order only some time after it has taken it.
 */
const contradictionDelayMs = 5 * 60_000;
const contradictionWindowMs = 24 * 3_600_000;
/** Number of contradictions within the window after which a person must look. */
const maxContradictions = 3;

/**
 * The entry after a try. `beginAttempt` has already counted the try. `at`: epoch ms. `chance`: 0 <= x < 1, for the jitter.
 * An entry never expires.
 */
export function afterAttempt(
  entry: OutboxEntry,
  { verdict, mayHaveArrived }: Pick<TryEnd, 'verdict' | 'mayHaveArrived'>,
  at: number,
  chance: number,
): OutboxEntry {
  const { sentTo, ...lasting } = withoutLastResult(entry);
  const tried: OutboxEntry = {
    ...lasting,
    mayHaveArrived,
    ...(mayHaveArrived && sentTo && { sentTo }),
    tries: withTry(entry, at, verdict),
  };
  switch (verdict.kind) {
    case 'delivered': {
      const { notUnderstood: _, ...known } = tried;
      return {
        ...known,
        state: 'delivered',
        deliveredAt: at,
        ...(verdict.transactionReference && { transactionReference: verdict.transactionReference }),
      };
    }
    case 'covered-by-sibling':
      return { ...tried, state: 'delivered', coveredBySibling: true, deliveredAt: at };
    case 'contradiction':
      return afterContradiction(tried, at, chance);
    case 'credentials':
      return park(tried, 'hipay-credentials', verdict.detail);
    case 'refused':
      return park(tried, 'hipay-refused', verdict.detail);
    case 'parked':
      return {
        ...park(tried, 'hipay-refused', verdict.detail),
        parkedAs: verdict.as,
        ...(verdict.held && { held: verdict.held }),
      };
    case 'later': {
      const notUnderstood = (tried.notUnderstood ?? 0) + (verdict.parkAs ? 1 : 0);
      const counted = { ...tried, ...(notUnderstood > 0 && { notUnderstood }) };
      if (verdict.parkAs && notUnderstood >= maxNotUnderstood)
        return { ...park(counted, 'hipay-refused', verdict.detail), parkedAs: verdict.parkAs };
      return {
        ...counted,
        state: 'pending',
        nextAttemptAt: at + nextDelayMs(entry.attempts, chance, verdict.retryAfterMs),
        lastFailure: 'hipay-unreachable',
        lastDetail: verdict.detail,
        ...(verdict.status !== undefined && { lastStatus: verdict.status }),
        ...(verdict.wayAway && { wayAway: verdict.wayAway }),
        ...(verdict.retryAfterMs !== undefined && { askedToWait: true }),
      };
    }
    default:
      return verdict satisfies never;
  }
}

/**
 * A contradiction too soon after the last counted one says nothing new, so it is not counted. Contradictions in the future
 * were counted before the clock was set back, and their distance is not known, so they are dropped.
 */
function afterContradiction(tried: OutboxEntry, at: number, chance: number): OutboxEntry {
  const recent = (tried.contradictions ?? []).filter(
    (earlier) => earlier <= at && at - earlier < contradictionWindowMs,
  );
  const last = recent.at(-1);
  const isTooSoon = last !== undefined && at - last < contradictionDelayMs;
  const contradictions = isTooSoon ? recent : [...recent, at].slice(-maxContradictions);
  const detail = 'HiPay calls the order a duplicate, and does not find it when asked for it';
  if (!isTooSoon && contradictions.length >= maxContradictions)
    return { ...park(tried, 'hipay-refused', detail), parkedAs: 'cannot-tell', contradictions };
  return {
    ...tried,
    state: 'pending',
    nextAttemptAt: at + nextDelayMs(tried.attempts, chance, contradictionDelayMs),
    lastFailure: 'hipay-refused',
    lastDetail: detail,
    contradictions,
  };
}

/** Maximum number of stored tries. An outage of days makes hundreds; the last 20 are enough for support. */
const triesKept = 20;

function withTry({ tries = [] }: OutboxEntry, at: number, verdict: TryVerdict): OutboxEntry['tries'] {
  const failure = failureOf(verdict);
  const status = verdict.kind === 'later' ? verdict.status : undefined;
  const added = { at, ...(failure && { failure }), ...(status !== undefined && { status }) };
  return [...tries, added].slice(-triesKept);
}

function failureOf({ kind }: TryVerdict): OutboxEntry['lastFailure'] {
  if (kind === 'delivered' || kind === 'covered-by-sibling') return undefined;
  if (kind === 'later') return 'hipay-unreachable';
  return kind === 'credentials' ? 'hipay-credentials' : 'hipay-refused';
}

const park = (
  entry: OutboxEntry,
  lastFailure: NonNullable<OutboxEntry['lastFailure']>,
  lastDetail: string,
): OutboxEntry => ({ ...entry, state: 'parked', lastFailure, lastDetail });
