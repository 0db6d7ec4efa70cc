import type { Clock } from '../../core/ports/clock.ts';

/** The browser's clock; works in pages and in workers. A wait of nothing is a microtask: no timer is clamped to 4 ms. */
export const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    if (ms <= 0) {
      let wanted = true;
      queueMicrotask(() => wanted && callback());
      return () => {
        wanted = false;
      };
    }
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
