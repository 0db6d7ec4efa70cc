export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Polls until the condition is true; false if it never is. */
export async function comesTrue(
  ask: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = 5,
): Promise<boolean> {
  for (const end = performance.now() + limitMs; ; await pause(everyMs)) {
    if (await ask()) return true;
    if (performance.now() > end) return false;
  }
}
