import type { Digest } from '../../core/hipay/order-hash.ts';
import { createOrderId } from '../../core/order-id.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';

/**
 * The browser's clock, for pages and workers. A callback with a delay of 0 ms runs as a microtask, because browsers
 * delay nested timers by 4 ms.
 */
export const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    if (ms <= 0) {
      let isWanted = true;
      queueMicrotask(() => isWanted && callback());
      return () => {
        isWanted = false;
      };
    }
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export const browserDigest: Digest = {
  async sha1(text) {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

/** Identifiers and random numbers from the browser's generators. */
export const browserIds: Ids = {
  unique: () => crypto.randomUUID(),
  orderId: () => createOrderId(new Date(), (count) => crypto.getRandomValues(new Uint8Array(count))),
  chance: () => Math.random(),
};
