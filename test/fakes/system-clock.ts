import type { Clock } from '../../src/core/ports/clock.ts';

/** The machine's own clock, for tests over real lines. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
