import type { Clock, Digest, Ids } from '../../core/ports/host.ts';

/**
 * The browser's clock, for pages and workers. A delay of 0 ms is a microtask, because browsers make nested timers wait
 * 4 ms.
 */
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

export const browserDigest: Digest = {
  async sha1(text) {
    const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const letters = (count: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => alphabet[byte & 31]).join('');

/**
 * Identifiers from the platform's random generator. An order id is `ecr-`, the day and twelve letters: 25 characters.
 */
export const browserIds: Ids = {
  unique: () => crypto.randomUUID(),
  orderId: () => `ecr-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${letters(12)}`,
  chance: () => Math.random(),
};
