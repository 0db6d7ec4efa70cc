import type { Ids } from '../../src/core/ports/host.ts';

/** Predictable ids; the random number is always 0.5. */
export function countingIds(from = 0): Ids {
  let count = from;
  return {
    unique: () => `id-${String(++count).padStart(4, '0')}`,
    orderId: () => `order-${String(++count).padStart(4, '0')}`,
    chance: () => 0.5,
  };
}
