import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDelayMs } from '../../../src/core/hipay/delivery-schedule.ts';
import type { OrderVerdict } from '../../../src/core/hipay/order-answer.ts';
import { outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { afterAttempt, beginAttempt } from '../../../src/core/hipay/outbox-machine.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const verdict: fc.Arbitrary<OrderVerdict> = fc.oneof(
  fc.constant<OrderVerdict>({ kind: 'delivered', transactionReference: '8' }),
  fc.constant<OrderVerdict>({ kind: 'duplicate' }),
  fc.constant<OrderVerdict>({ kind: 'credentials', detail: '401' }),
  fc.constant<OrderVerdict>({ kind: 'refused', detail: '400' }),
  fc.record({
    kind: fc.constant('later'),
    detail: fc.constant('500'),
    retryAfterMs: fc.integer({ min: 0, max: 86_400_000 }),
  }),
);

describe('the schedule', () => {
  it('grows from two seconds to fifteen minutes, reduced by at most half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (tries, luck) => {
        const full = Math.min(2000 * 2 ** Math.min(tries - 1, 30), 900_000);
        const delay = nextDelayMs(tries, luck);
        expect(delay).toBeGreaterThanOrEqual(full / 2 - 1);
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });
  it('never tries before Retry-After', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        chance,
        fc.integer({ min: 0, max: 86_400_000 }),
        (tries, luck, asked) => {
          expect(nextDelayMs(tries, luck, asked)).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });
});

describe('a notification', () => {
  it('is never dropped: delivered, parked for a person, or tried again later', () => {
    fc.assert(
      fc.property(verdict, chance, fc.integer({ min: 0, max: 500 }), (word, luck, attempts) => {
        const begun = beginAttempt(anEntry({ attempts }), 5000, luck);
        const tried = afterAttempt(begun, word, 6000, luck);
        expect(outboxEntry.parse(tried)).toEqual(tried);
        expect(tried.fields).toEqual(anEntry().fields);
        expect(tried.entryId).toBe(anEntry().entryId);
        if (tried.state === 'pending') expect(tried.nextAttemptAt).toBeGreaterThan(6000);
        if (tried.state === 'delivered') expect(tried.lastFailure).toBeUndefined();
        else expect(tried.lastFailure).toBeDefined();
      }),
    );
  });
  it('counts "duplicate" as delivered only on a resend', () => {
    const first = beginAttempt(anEntry(), 1, 0);
    expect(afterAttempt(first, { kind: 'duplicate' }, 2, 0).state).toBe('parked');
    expect(afterAttempt(beginAttempt(first, 3, 0), { kind: 'duplicate' }, 4, 0).state).toBe('delivered');
  });
  it('keeps which connection failed in its last try, until the next try', () => {
    const lacking = afterAttempt(anEntry(), { kind: 'later', detail: '', wayAway: 'sidecar' }, 2, 0);
    expect(outboxEntry.parse(lacking).wayAway).toBe('sidecar');
    for (const kind of ['later', 'refused', 'credentials'] as const)
      expect(afterAttempt(lacking, { kind, detail: '' }, 3, 0)).not.toHaveProperty('wayAway');
    expect(afterAttempt(lacking, { kind: 'delivered' }, 3, 0)).not.toHaveProperty('wayAway');
  });
  it('counts a try before it is made, and is not due at once if the program ends during it', () => {
    const begun = beginAttempt(anEntry(), 5000, 0.5);
    expect(begun).toMatchObject({ attempts: 1, lastAttemptAt: 5000, state: 'pending' });
    expect(begun.nextAttemptAt).toBeGreaterThan(5000);
  });
});
