import { describe, expect, test } from 'vitest';
import { noRestarts, pageTimeoutMs, planRestart } from '../../../src/sidecar/browser/browser-keeper.ts';

/** The waits before each restart of a browser that ends this soon after its start. */
function waits(ranMs: readonly number[]) {
  let care = noRestarts;
  return ranMs.map((ran) => {
    const next = planRestart(care, ran);
    care = next.care;
    return next;
  });
}

describe('after the browser has ended', () => {
  test('is started again at once after a rare end', () => {
    const hour = 3_600_000;
    expect(waits([hour, hour, hour]).map(({ waitMs }) => waitMs)).toEqual([250, 250, 250]);
    expect(waits([hour, hour, hour]).at(-1)).toMatchObject({
      hopeless: false,
      care: { restarts: 3, failures: 0 },
    });
  });
  test('is started after longer and longer waits when it keeps ending, at last once a minute', () => {
    const all = waits(Array(12).fill(10));
    expect(all.map(({ waitMs }) => waitMs)).toEqual([
      250, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect(all.map(({ hopeless }) => hopeless).indexOf(true)).toBe(4);
  });
  test('is always started again', () => {
    for (const { waitMs } of waits(Array(2000).fill(0))) expect(waitMs).toBeLessThanOrEqual(60_000);
  });
  test('a long run resets the wait', () => {
    expect(waits([1, 1, 1, 1, 1, 60_000, 1]).at(-1)).toMatchObject({ waitMs: 250, hopeless: false });
  });
});

test('a browser that opens the page slowly gets more time at each try, up to two minutes', () => {
  const timeouts = [0, 1, 2, 3, 4, 50].map((failures) => pageTimeoutMs({ restarts: 9, failures }));
  expect(timeouts).toEqual([30_000, 60_000, 90_000, 120_000, 120_000, 120_000]);
});
