import type { OutboxEntry } from './outbox-entry.ts';

/**
 * Order in which due entries are tried: the oldest first. Entries whose last try HiPay answered with Retry-After come after
 * all others, the one that was tried longest ago first. Such an answer pauses all tries, so the same entry must not be the
 * first one after the pause. The order depends on the stored entry alone: it is the same after a reload and in the service
 * worker.
 */
export function inDeliveryOrder(a: OutboxEntry, b: OutboxEntry): number {
  const aWaits = isAskedToWait(a);
  if (aWaits !== isAskedToWait(b)) return aWaits ? 1 : -1;
  return (aWaits ? lastTryOf(a) - lastTryOf(b) : 0) || a.createdAt - b.createdAt;
}

/** True if HiPay answered the last try with Retry-After. */
export const isAskedToWait = ({ askedToWait }: OutboxEntry): boolean => askedToWait === true;

const lastTryOf = ({ lastAttemptAt, createdAt }: OutboxEntry): number => lastAttemptAt ?? createdAt;

/**
 * True if the entry keeps its own time of the next try, also when a pause ends: HiPay answered the last try with
 * Retry-After, or called the order a duplicate and did not find it. Its look-up may need minutes.
 */
export const keepsItsTime = (entry: OutboxEntry): boolean => isAskedToWait(entry) || isContradicted(entry);

/** Only after such a try is an entry both refused and pending. */
const isContradicted = ({ state, lastFailure, contradictions = [] }: OutboxEntry): boolean =>
  state === 'pending' && lastFailure === 'hipay-refused' && contradictions.length > 0;
