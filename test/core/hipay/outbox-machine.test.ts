import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDelayMs } from '../../../src/core/hipay/delivery-schedule.ts';
import { mayHaveArrived, type OutboxEntry, outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { afterAttempt, beginAttempt, releaseIfRefused } from '../../../src/core/hipay/outbox-machine.ts';
import type { TryVerdict } from '../../../src/core/hipay/try-verdict.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

/** The entry after a try with this end. */
const tryEnded = (entry: OutboxEntry, verdict: TryVerdict, at = 2, arrived = false) =>
  afterAttempt(entry, { verdict, mayHaveArrived: arrived }, at, 0);

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const verdict: fc.Arbitrary<TryVerdict> = fc.oneof(
  fc.constantFrom<TryVerdict>(
    { kind: 'delivered', transactionReference: '8' },
    { kind: 'covered-by-sibling' },
    { kind: 'contradiction' },
    { kind: 'parked', as: 'cannot-tell', detail: 'no id', held: { amount: '10.23' } },
    { kind: 'credentials', detail: '401' },
    { kind: 'refused', detail: '400' },
  ),
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
      fc.property(
        verdict,
        fc.boolean(),
        chance,
        fc.integer({ min: 0, max: 500 }),
        (word, arrived, luck, attempts) => {
          const begun = beginAttempt(anEntry({ attempts }), 5000, luck);
          const tried = afterAttempt(begun, { verdict: word, mayHaveArrived: arrived }, 6000, luck);
          expect(mayHaveArrived(begun)).toBe(true);
          expect(mayHaveArrived(tried)).toBe(arrived);
          expect(outboxEntry.parse(tried)).toEqual(tried);
          expect(tried.fields).toEqual(anEntry().fields);
          expect(tried.entryId).toBe(anEntry().entryId);
          if (tried.state === 'pending') expect(tried.nextAttemptAt).toBeGreaterThan(6000);
          if (tried.state === 'delivered') expect(tried.lastFailure).toBeUndefined();
          else expect(tried.lastFailure).toBeDefined();
        },
      ),
    );
  });
  it('of an older program may have arrived once it was tried', () => {
    expect(mayHaveArrived(anEntry())).toBe(false);
    expect(mayHaveArrived(anEntry({ attempts: 1 }))).toBe(true);
    expect(mayHaveArrived(anEntry({ attempts: 1, mayHaveArrived: false }))).toBe(false);
  });
  it('says why it is parked, until the next try', () => {
    const held = { amount: '10.23', currency: 'EUR', reference: '800000000001' };
    const parked = tryEnded(anEntry(), { kind: 'parked', as: 'order-number-taken', detail: 'taken', held });
    expect(parked).toMatchObject({
      state: 'parked',
      parkedAs: 'order-number-taken',
      held,
      lastDetail: 'taken',
    });
    const later = tryEnded(parked, { kind: 'later', detail: '' });
    expect(later).not.toHaveProperty('parkedAs');
    expect(later).not.toHaveProperty('held');
  });
  it('that is covered by its sibling needs nothing more, and was not sent', () => {
    const covered = tryEnded(anEntry(), { kind: 'covered-by-sibling' });
    expect(covered).toMatchObject({ state: 'delivered', coveredBySibling: true });
    expect(covered).not.toHaveProperty('lastFailure');
  });
  it('waits minutes after "duplicate" and "not found", and is parked after the third within a day', () => {
    const hour = 3_600_000;
    const contradicted = (entry: OutboxEntry, at: number) => tryEnded(entry, { kind: 'contradiction' }, at);
    const second = contradicted(contradicted(anEntry(), hour), 2 * hour);
    expect(second).toMatchObject({ state: 'pending', nextAttemptAt: 2 * hour + 300_000 });
    expect(contradicted(second, 24 * hour)).toMatchObject({ state: 'parked', parkedAs: 'cannot-tell' });
    expect(contradicted(second, 25 * hour)).toMatchObject({ state: 'pending' });
    expect(contradicted(contradicted(second, 26 * hour), 27 * hour)).toMatchObject({ state: 'pending' });
  });
  it('counts no contradiction that follows the last counted one within five minutes', () => {
    const minute = 60_000;
    const contradicted = (entry: OutboxEntry, at: number) => tryEnded(entry, { kind: 'contradiction' }, at);
    const first = contradicted(anEntry(), minute);
    const early = [minute + 1, 2 * minute, 6 * minute - 1].reduce(contradicted, first);
    expect(early).toMatchObject({ state: 'pending', contradictions: [minute] });
    expect(early.nextAttemptAt).toBe(11 * minute - 1);
    const second = contradicted(early, 6 * minute);
    expect(second).toMatchObject({ state: 'pending', contradictions: [minute, 6 * minute] });
    expect(contradicted(second, 11 * minute - 1).state).toBe('pending');
    expect(contradicted(second, 11 * minute)).toMatchObject({ state: 'parked', parkedAs: 'cannot-tell' });
  });
  it('forgets the contradictions that a clock that was set back puts into the future', () => {
    const hour = 3_600_000;
    const contradicted = (entry: OutboxEntry, at: number) => tryEnded(entry, { kind: 'contradiction' }, at);
    const second = [2 * hour, 3 * hour].reduce(contradicted, anEntry());
    const after = contradicted(second, hour);
    expect(after).toMatchObject({ state: 'pending', contradictions: [hour] });
  });
  it('is parked with its reason after twelve look-ups that cannot be understood, and at once if a person sends it then', () => {
    const detail = 'the answer to the look-up is too long to be read';
    const notUnderstood = (entry: OutboxEntry) =>
      tryEnded(entry, { kind: 'later', detail, parkAs: 'answer-not-understood' });
    let entry = anEntry();
    for (let look = 1; look < 12; look++) {
      entry = notUnderstood(entry);
      expect(entry).toMatchObject({ state: 'pending', lastFailure: 'hipay-unreachable', lastDetail: detail });
      // A failed network in between does not begin the count again.
      entry = tryEnded(entry, { kind: 'later', detail: 'no network' });
    }
    const parked = notUnderstood(entry);
    expect(outboxEntry.parse(parked)).toMatchObject({
      state: 'parked',
      parkedAs: 'answer-not-understood',
      lastDetail: detail,
    });
    expect(parked.nextAttemptAt).toBe(entry.nextAttemptAt);
    expect(notUnderstood({ ...parked, state: 'pending' }).state).toBe('parked');
    expect(tryEnded(parked, { kind: 'delivered' })).not.toHaveProperty('notUnderstood');
  });
  it('keeps which connection failed in its last try, until the next try', () => {
    const lacking = tryEnded(anEntry(), { kind: 'later', detail: '', wayAway: 'sidecar' });
    expect(outboxEntry.parse(lacking).wayAway).toBe('sidecar');
    for (const kind of ['later', 'refused', 'credentials'] as const)
      expect(tryEnded(lacking, { kind, detail: '' }, 3)).not.toHaveProperty('wayAway');
    expect(tryEnded(lacking, { kind: 'delivered' }, 3)).not.toHaveProperty('wayAway');
  });
  it('counts a try before it is made, and is not due at once if the program ends during it', () => {
    const begun = beginAttempt(anEntry(), 5000, 0.5);
    expect(begun).toMatchObject({ attempts: 1, lastAttemptAt: 5000, state: 'pending' });
    expect(begun.nextAttemptAt).toBeGreaterThan(5000);
  });
});

describe('the HTTP status of an error', () => {
  it('stays in the entry and its tries until the next try', () => {
    const failed = tryEnded(anEntry(), { kind: 'later', detail: 'HTTP 503', status: 503 });
    expect(outboxEntry.parse(failed)).toMatchObject({ lastStatus: 503, tries: [{ at: 2, status: 503 }] });
    const silent = tryEnded(failed, { kind: 'later', detail: 'no answer from HiPay (network)' });
    expect(silent).not.toHaveProperty('lastStatus');
    expect(silent.tries?.[1]).not.toHaveProperty('status');
  });
});

describe('an entry that an older program parked for a refused login, without naming the account', () => {
  const ofOlder = (change: Partial<OutboxEntry>) =>
    anEntry({ state: 'parked', attempts: 2, lastFailure: 'hipay-credentials', ...change });

  it('is tried again with an account that HiPay accepts, if no try of it has arrived', () => {
    expect(releaseIfRefused(ofOlder({ mayHaveArrived: false }), 'shop url')).toMatchObject({
      state: 'pending',
      attempts: 2,
    });
  });
  it.each<[string, Partial<OutboxEntry>]>([
    ['a try of it may have arrived', { mayHaveArrived: true }],
    ['it is not known whether a try has arrived', {}],
    ['it names another account', { mayHaveArrived: false, refusedAccount: 'other url' }],
    ['HiPay refused the order itself', { mayHaveArrived: false, lastFailure: 'hipay-refused' }],
    ['it is delivered', { mayHaveArrived: false, state: 'delivered' }],
  ])('stays as it is if %s', (_name, change) => {
    expect(releaseIfRefused(ofOlder(change), 'shop url')).toBeUndefined();
  });
});
