export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A longer turn counts as this much. */
const mostOfTurnMs = 25;

/** Polls until the condition is true; false if it never is. The limit counts as `afterOwnTime` counts. */
export async function comesTrue(
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
 * Calls back after this time of the process itself. On a busy computer the process runs only now and then, and what it waits
 * for runs in the same process: so a turn that took long counts as a short one. Returns the function that stops it.
 */
export function afterOwnTime(limitMs: number, callback: () => void): () => void {
  let isStopped = false;
  void comesTrue(() => isStopped, limitMs, mostOfTurnMs).then((stopped) => {
    if (!stopped) callback();
  });
  return () => {
    isStopped = true;
  };
}
