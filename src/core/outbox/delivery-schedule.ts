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
