/** Runs slow checks one at a time. */
export interface CheckQueue {
  /** Resolves with the result of the check; false if the caller leaves before its turn: then the check does not run. */
  run(check: () => Promise<boolean>, left?: AbortSignal): Promise<boolean>;
}

interface Waiting {
  readonly check: () => Promise<boolean>;
  readonly resolve: (result: boolean | Promise<boolean>) => void;
}

/**
 * Takes the newest check and the oldest one in turn. A till that arrives while many wrong passwords wait is usually the
 * newest, and gets its answer after one or two checks. Even if newer checks keep coming, it gets its turn as the oldest.
 * There are no more checks than open connections, because a caller that leaves loses its place.
 */
export function createCheckQueue(): CheckQueue {
  const waiting = new Set<Waiting>();
  let isRunning = false;
  let newestNext = true;
  const takeNext = (): Waiting | undefined => {
    const next = newestNext ? [...waiting].at(-1) : waiting.values().next().value;
    newestNext = !newestNext;
    if (next) waiting.delete(next);
    return next;
  };
  const runAll = async () => {
    if (isRunning) return;
    isRunning = true;
    for (let next = takeNext(); next; next = takeNext()) {
      const result = next.check();
      next.resolve(result);
      await result.catch(() => {});
    }
    isRunning = false;
  };
  return {
    run: (check, left) =>
      new Promise((resolve) => {
        if (left?.aborted) return resolve(false);
        const entry = { check, resolve };
        waiting.add(entry);
        left?.addEventListener('abort', () => waiting.delete(entry) && resolve(false), { once: true });
        void runAll();
      }),
  };
}
