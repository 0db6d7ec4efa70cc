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

const asleep = (change: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({ attempts: 3, nextAttemptAt: 9000, lastFailure: 'hipay-unreachable', ...change });

describe('a notification whose connection to HiPay is back', () => {
  it('is due now, and otherwise unchanged', () => {
    const entry = asleep({ wayAway: 'sidecar' });
    expect(wakeIfRestored(entry, ['sidecar'], 5000)).toEqual({ ...entry, nextAttemptAt: 5000 });
  });
  it.each<[string, OutboxEntry]>([
    ['that failed on the other connection', asleep({ wayAway: 'network' })],
    ['that HiPay answered with an error, or not in time', asleep()],
    ['that waits for a person', asleep({ wayAway: 'sidecar', state: 'parked' })],
    ['that is delivered', asleep({ wayAway: 'sidecar', state: 'delivered' })],
    ['that is due', asleep({ wayAway: 'sidecar', nextAttemptAt: 5000 })],
  ])('one %s keeps its time', (_, entry) => {
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
        (change, ways, at) => {
          const entry = anEntry(change);
          const woken = wakeIfRestored(entry, ways, at);
          if (woken === undefined) return;
          expect(woken).toEqual({ ...entry, state: 'pending', nextAttemptAt: at });
          expect(woken.nextAttemptAt).toBeLessThan(entry.nextAttemptAt);
          expect(ways).toContain(entry.wayAway);
        },
      ),
    );
  });
});

describe('a return', () => {
  const failed = (at: number) => afterTry(nothingRestored, asleep({ wayAway: 'network' }), at);

  it('counts at once, long after the last try', () => {
    expect(waitForRestoredMs(afterRestored(failed(0), 'network'), 60_000)).toBe(0);
  });
  it('is undefined before a return was reported', () => {
    expect(waitForRestoredMs(failed(0), 60_000)).toBeUndefined();
  });
  it('waits at least the schedule’s shortest delay after a failed try', () => {
    expect(waitForRestoredMs(afterRestored(failed(1000), 'network'), 1400)).toBe(600);
    expect(nextDelayMs(1, 0.999999)).toBeGreaterThanOrEqual(1000);
  });
  it('does not wait for a try that HiPay answered', () => {
    const answered = afterTry(nothingRestored, asleep(), 1000);
    expect(waitForRestoredMs(afterRestored(answered, 'network'), 1400)).toBe(0);
  });
  it('of an unstable connection counts at most every five seconds, and the last one always counts', () => {
    const moves = fc.array(
      fc.record({
        ms: fc.integer({ min: 0, max: 4000 }),
        what: fc.constantFrom('return', 'failure', 'look'),
        way: fc.constantFrom(...hipayRoute.options),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(moves, (story) => {
        let state = nothingRestored;
        let now = 0;
        let missed = false;
        const taken: number[] = [];
        const look = () => {
          if (waitForRestoredMs(state, now) !== 0) return;
          state = afterWaking(state, now);
          taken.push(now);
          missed = false;
        };
        for (const { ms, what, way: which } of story) {
          now += ms;
          if (what === 'failure') state = afterTry(state, asleep({ wayAway: which }), now);
          if (what === 'look') look();
          if (what !== 'return') continue;
          state = afterRestored(state, which);
          missed = true;
        }
        const wait = waitForRestoredMs(state, now);
        expect(wait === undefined).toBe(!missed);
        now += wait ?? 0;
        look();
        expect(missed).toBe(false);
        for (const [index, at] of taken.slice(1).entries())
          expect(at - (taken[index] ?? 0)).toBeGreaterThanOrEqual(minWakeIntervalMs);
      }),
    );
  });
});
