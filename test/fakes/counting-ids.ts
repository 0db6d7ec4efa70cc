import type { Ids } from '../../src/core/ports/host.ts';

/** Ids that a test can foretell; chance is always in the middle. */
export function countingIds(): Ids {
  let count = 0;
  return {
    unique: () => `id-${String(++count).padStart(4, '0')}`,
    orderId: () => `order-${String(++count).padStart(4, '0')}`,
    chance: () => 0.5,
  };
}
