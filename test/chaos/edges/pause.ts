export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Longest time that one turn of the event loop counts, ms. */
const mostOfTurnMs = 25;

/** Polls until the condition is true; false if it never is. The limit counts as `afterOwnTime` counts. */
export async function becomesTrue(
  ask: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = 5,
): Promise<boolean> {
  for (let waited = 0; ; ) {
    if (await ask()) return true;
    if (waited > limitMs) return false;
    const began = performance.now();
    await pause(everyMs);
    waited += Math.min(performance.now() - began, Math.max(everyMs, mostOfTurnMs));
  }
}

/**
 * Calls back after `limitMs` in which this process ran. On a busy computer the process stands still at times, and what it
 * waits for runs in the same process: so a long turn counts as a short one. Returns the function that stops the wait.
 */
export function afterOwnTime(limitMs: number, callback: () => void): () => void {
  let isStopped = false;
  void becomesTrue(() => isStopped, limitMs, mostOfTurnMs).then((stopped) => {
    if (!stopped) callback();
  });
  return () => {
    isStopped = true;
  };
}
