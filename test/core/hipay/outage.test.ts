import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterLastDue,
  afterPause,
  atStart,
  noOutage,
  type Outage,
} from '../../../src/core/hipay/delivery-schedule.ts';

const failing = (outage: Outage, times: number, retryAfterMs?: number): Outage => {
  let now = outage;
  for (let i = 0; i < times; i++) {
    now = afterFailure(now, { at: 1000, nextAttemptAt: 5000 + i, retryAfterMs, chance: 0 });
  }
  return now;
};

describe('an outage', () => {
  it('begins with the fourth failure in a row', () => {
    expect(failing(noOutage, 3).pause).toBeUndefined();
    expect(failing(noOutage, 4).pause).toEqual({ until: 3000, setByHipay: false });
  });
  it('pauses longer each time, up to 15 minutes, and tries twice as many orders after each pause', () => {
    let outage = noOutage;
    for (const [tries, ms] of [
      [4, 2_000],
      [8, 4_000],
      [16, 8_000],
      [32, 16_000],
    ] as const) {
      expect(failing(outage, tries - 1).pause).toBeUndefined();
      outage = failing(outage, tries);
      expect(outage.pause?.until).toBe(1000 + ms);
      outage = afterPause(outage);
    }
    expect(failing({ ...outage, pauses: 10 }, 4 * 2 ** 10).pause?.until).toBe(1000 + 15 * 60_000);
  });
  it('begins at once when HiPay sends Retry-After, and lasts until then', () => {
    expect(failing(noOutage, 1, 40_000).pause).toEqual({ until: 41_000, setByHipay: true });
  });
  it('is not made longer by a failed probe', () => {
    const pausing = failing(noOutage, 4);
    expect(failing(pausing, 1)).toEqual({ ...pausing, sleepUntil: 5003 });
  });
  it('is recognized at the end of a short outbox, after a longer outage', () => {
    const later = { ...noOutage, pauses: 5 };
    expect(afterLastDue(failing(later, 3), 1000, 0).pause).toBeUndefined();
    expect(failing(later, 4).pause).toBeUndefined();
    expect(afterLastDue(failing(later, 4), 1000, 0)).toMatchObject({ pauses: 6, pause: { until: 65_000 } });
  });
  it('keeps the latest due time of the failed notifications', () => {
    expect(afterPause(failing(noOutage, 4))).toEqual({ failures: 0, pauses: 1, sleepUntil: 5003 });
  });
  it('may date from before the start: delayed notifications are probed first', () => {
    expect(atStart(0)).toMatchObject({ sleepUntil: 15 * 60_000, pause: { setByHipay: false } });
  });
});
