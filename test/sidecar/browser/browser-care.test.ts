import { describe, expect, test } from 'vitest';
import { noRestarts, pageTimeoutMs, planRestart } from '../../../src/sidecar/browser/browser-keeper.ts';

/** The plans of the restarts of a browser that runs for these times, ms. */
function restartPlans(ranMs: readonly number[]) {
  let history = noRestarts;
  return ranMs.map((ran) => {
    const plan = planRestart(history, ran);
    history = plan.history;
    return plan;
  });
}

describe('a browser that has ended', () => {
  test('is started again after 250 ms if it ran for an hour', () => {
    const hour = 3_600_000;
    expect(restartPlans([hour, hour, hour]).map(({ waitMs }) => waitMs)).toEqual([250, 250, 250]);
    expect(restartPlans([hour, hour, hour]).at(-1)).toMatchObject({
      isHopeless: false,
      history: { restarts: 3, failures: 0 },
    });
  });
  test('is started after longer and longer waits when it keeps ending, at last once a minute', () => {
    const all = restartPlans(Array(12).fill(10));
    expect(all.map(({ waitMs }) => waitMs)).toEqual([
      250, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect(all.map(({ isHopeless: hopeless }) => hopeless).indexOf(true)).toBe(4);
  });
  test('is started again within a minute, even after 2000 failures', () => {
    for (const { waitMs } of restartPlans(Array(2000).fill(0))) expect(waitMs).toBeLessThanOrEqual(60_000);
  });
  test('has the shortest wait again after a run of a minute', () => {
    expect(restartPlans([1, 1, 1, 1, 1, 60_000, 1]).at(-1)).toMatchObject({ waitMs: 250, isHopeless: false });
  });
});

test('a browser that opens the page slowly gets more time at each try, up to two minutes', () => {
  const timeouts = [0, 1, 2, 3, 4, 50].map((failures) => pageTimeoutMs({ restarts: 9, failures }));
  expect(timeouts).toEqual([30_000, 60_000, 90_000, 120_000, 120_000, 120_000]);
});
