import type { OutboxEntry } from './outbox-entry.ts';

/**
 * Order in which due entries are tried: the oldest first, and after all others those whose last try HiPay answered with
 * Retry-After, the one tried longest ago first. Such an answer pauses everything, so the entry must not be the first
 * after the pause again. The order rests on the stored entry alone, so that it holds after a reload and in the service
 * worker.
 */
export function inDeliveryOrder(a: OutboxEntry, b: OutboxEntry): number {
  const aWaits = isAskedToWait(a);
  if (aWaits !== isAskedToWait(b)) return aWaits ? 1 : -1;
  return (aWaits ? lastTryOf(a) - lastTryOf(b) : 0) || a.createdAt - b.createdAt;
}

/** True if HiPay answered the last try with Retry-After. Such an entry keeps its own time of the next try. */
export const isAskedToWait = ({ askedToWait }: OutboxEntry): boolean => askedToWait === true;

const lastTryOf = ({ lastAttemptAt, createdAt }: OutboxEntry): number => lastAttemptAt ?? createdAt;
