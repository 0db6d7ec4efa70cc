import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterRestored,
  afterTry,
  afterWaking,
  minWakeIntervalMs,
  nextDelayMs,
  nothingRestored,
  waitForRestoredMs,
  wakeIfRestored,
} from '../../../src/core/hipay/delivery-schedule.ts';
import { hipayRoute } from '../../../src/core/hipay/hipay-route.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const waiting = (change: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({ attempts: 3, nextAttemptAt: 9000, lastFailure: 'hipay-unreachable', ...change });

describe('a notification whose route to HiPay works again', () => {
  it('is due now, and otherwise unchanged', () => {
    const entry = waiting({ wayAway: 'sidecar' });
    expect(wakeIfRestored(entry, ['sidecar'], 5000)).toEqual({ ...entry, nextAttemptAt: 5000 });
  });
  it.each<[string, OutboxEntry]>([
    ['that failed on another route', waiting({ wayAway: 'network' })],
    ['that HiPay answered with an error, or not in time', waiting()],
    ['that waits for a person', waiting({ wayAway: 'sidecar', state: 'parked' })],
    ['that is delivered', waiting({ wayAway: 'sidecar', state: 'delivered' })],
    ['that is due', waiting({ wayAway: 'sidecar', nextAttemptAt: 5000 })],
  ])('%s keeps its time', (_, entry) => {
    expect(wakeIfRestored(entry, ['sidecar'], 5000)).toBeUndefined();
  });
  it('never becomes due later than before', () => {
    const anyEntry = fc.record({
      state: fc.constantFrom<OutboxEntry['state'][]>('pending', 'parked', 'delivered'),
      nextAttemptAt: fc.integer({ min: 0, max: 100 }),
      wayAway: fc.constantFrom(...hipayRoute.options),
    });
    fc.assert(
      fc.property(
        anyEntry,
        fc.subarray([...hipayRoute.options]),
        fc.integer({ min: 0, max: 100 }),
        (change, routes, at) => {
          const entry = anEntry(change);
          const woken = wakeIfRestored(entry, routes, at);
          if (woken === undefined) return;
          expect(woken).toEqual({ ...entry, state: 'pending', nextAttemptAt: at });
          expect(woken.nextAttemptAt).toBeLessThan(entry.nextAttemptAt);
          expect(routes).toContain(entry.wayAway);
        },
      ),
    );
  });
});

describe('the wait after a route works again', () => {
  const failed = (at: number) => afterTry(nothingRestored, waiting({ wayAway: 'network' }), at);

  it('is zero, long after the last try', () => {
    expect(waitForRestoredMs(afterRestored(failed(0), 'network'), 60_000)).toBe(0);
  });
  it('is undefined before a restored route is reported', () => {
    expect(waitForRestoredMs(failed(0), 60_000)).toBeUndefined();
  });
  it('lasts at least the shortest delay between two tries after a failed try', () => {
    expect(waitForRestoredMs(afterRestored(failed(1000), 'network'), 1400)).toBe(600);
    expect(nextDelayMs(1, 0.999999)).toBeGreaterThanOrEqual(1000);
  });
  it('is zero after a try that HiPay answered', () => {
    const answered = afterTry(nothingRestored, waiting(), 1000);
    expect(waitForRestoredMs(afterRestored(answered, 'network'), 1400)).toBe(0);
  });
  it('lets an unstable route wake at most every five seconds, and always after the last restoration', () => {
    const moves = fc.array(
      fc.record({
        ms: fc.integer({ min: 0, max: 4000 }),
        what: fc.constantFrom('restored', 'failed', 'wake-if-due'),
        route: fc.constantFrom(...hipayRoute.options),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(moves, (sequence) => {
        let state = nothingRestored;
        let now = 0;
        let mustWake = false;
        const wakeUps: number[] = [];
        const wakeIfDue = () => {
          if (waitForRestoredMs(state, now) !== 0) return;
          state = afterWaking(state, now);
          wakeUps.push(now);
          mustWake = false;
        };
        for (const { ms, what, route } of sequence) {
          now += ms;
          if (what === 'failed') state = afterTry(state, waiting({ wayAway: route }), now);
          if (what === 'wake-if-due') wakeIfDue();
          if (what !== 'restored') continue;
          state = afterRestored(state, route);
          mustWake = true;
        }
        const wait = waitForRestoredMs(state, now);
        expect(wait === undefined).toBe(!mustWake);
        now += wait ?? 0;
        wakeIfDue();
        expect(mustWake).toBe(false);
        for (const [index, at] of wakeUps.slice(1).entries())
          expect(at - (wakeUps[index] ?? 0)).toBeGreaterThanOrEqual(minWakeIntervalMs);
      }),
    );
  });
});
