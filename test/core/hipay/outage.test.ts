import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterLastDue,
  afterPause,
  atStart,
  noOutage,
  type Outage,
} from '../../../src/core/hipay/delivery-schedule.ts';

const afterFailures = (outage: Outage, times: number, retryAfterMs?: number): Outage => {
  let current = outage;
  for (let i = 0; i < times; i++) {
    current = afterFailure(current, { at: 1000, nextAttemptAt: 5000 + i, retryAfterMs, chance: 0 });
  }
  return current;
};

describe('an outage', () => {
  it('begins with the fourth failure in a row', () => {
    expect(afterFailures(noOutage, 3).pause).toBeUndefined();
    expect(afterFailures(noOutage, 4).pause).toEqual({ until: 3000, notBefore: -Infinity });
  });
  it('makes each pause longer, up to 15 minutes, and allows twice as many tries after each pause', () => {
    let outage = noOutage;
    for (const [tries, ms] of [
      [4, 2_000],
      [8, 4_000],
      [16, 8_000],
      [32, 16_000],
    ] as const) {
      expect(afterFailures(outage, tries - 1).pause).toBeUndefined();
      outage = afterFailures(outage, tries);
      expect(outage.pause?.until).toBe(1000 + ms);
      outage = afterPause(outage);
    }
    expect(afterFailures({ ...outage, pauses: 10 }, 4 * 2 ** 10).pause?.until).toBe(1000 + 15 * 60_000);
  });
  it('pauses at once when HiPay sends Retry-After, and for as long as it says', () => {
    expect(afterFailures(noOutage, 1, 40_000).pause).toEqual({ until: 41_000, notBefore: 41_000 });
  });
  it('lasts at most a minute for the others when HiPay asks one notification to wait for longer', () => {
    expect(afterFailures(noOutage, 1, 3_600_000).pause).toEqual({ until: 61_000, notBefore: 61_000 });
  });
  it('lasts at most a minute after the last of many Retry-After, and makes no later pause longer', () => {
    let outage = noOutage;
    for (let i = 0; i < 20; i++) {
      outage = afterFailures(outage, 1, 1000);
      expect(outage.pause?.until).toBeLessThanOrEqual(61_000);
      expect(outage.pause?.notBefore).toBe(2000);
      outage = afterPause(outage);
    }
    expect(afterFailures(outage, 4).pause?.until).toBe(3000);
    expect(afterFailures(afterFailures(noOutage, 4), 3, 60_000).pause?.until).toBe(61_000);
  });
  it('is not made longer by a single try that fails during the pause', () => {
    const pausing = afterFailures(noOutage, 4);
    expect(afterFailures(pausing, 1)).toEqual({ ...pausing, retryAllUntil: 5003 });
  });
  it('pauses after four failures if no other entry is due, also after earlier pauses', () => {
    const later = { ...noOutage, pauses: 5 };
    expect(afterLastDue(afterFailures(later, 3), 1000, 0).pause).toBeUndefined();
    expect(afterFailures(later, 4).pause).toBeUndefined();
    expect(afterLastDue(afterFailures(later, 4), 1000, 0)).toMatchObject({
      pauses: 6,
      pause: { until: 65_000 },
    });
  });
  it('keeps the latest due time of the failed notifications', () => {
    expect(afterPause(afterFailures(noOutage, 4))).toEqual({ failures: 0, pauses: 1, retryAllUntil: 5003 });
  });
  it('is assumed at the start, with a pause that is over, so that delayed notifications are tried', () => {
    expect(atStart(0)).toMatchObject({ retryAllUntil: 15 * 60_000, pause: { notBefore: -Infinity } });
  });
});
