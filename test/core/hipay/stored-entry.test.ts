import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { readStoredEntry } from '../../../src/core/hipay/stored-entry.ts';
import { keepUnknownFields } from '../../../src/core/stored-object.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

describe('a stored notification', () => {
  it('keeps the fields of a newer program', () => {
    const newer = { ...anEntry(), refundOf: 'Order_0', hipayClock: { theirs: 1, ours: 2, zone: 'CET' } };
    expect(outboxEntry.parse(newer)).toEqual(newer);
    expect(readStoredEntry(newer)).toEqual(newer);
  });
  it.each([
    ['state', { state: 'withdrawn' }],
    ['form', { version: 2 }],
    ['contract', { contract: 'crypto' }],
    ['damaged content', { fields: 'rubbish' }],
  ])('waits for a person with a %s that is not known here', (_, change) => {
    const stored = { ...anEntry(), ...change };
    const read = readStoredEntry(stored);
    expect(read).toMatchObject({ entryId: 'entry-1', state: 'parked', asWritten: stored });
    // An older program cannot send it, even if it makes it due.
    expect(readStoredEntry({ ...read, state: 'pending' })).toMatchObject({ state: 'parked' });
  });
  it('is sent although the reason of an earlier failure is not known here', () => {
    const stored = { ...anEntry(), lastFailure: 'hipay-asleep', wayAway: 'satellite' };
    const read = readStoredEntry({ ...stored, tries: [{ at: 1, failure: 'hipay-asleep' }] });
    expect(read).toMatchObject({ state: 'pending', lastFailure: 'unknown-error' });
    expect(read?.tries).toEqual([{ at: 1, failure: 'unknown-error' }]);
  });
  it('that is covered, parked or may have arrived is read by an older program', () => {
    // The schema of the program before: it keeps what it does not know.
    const news = {
      mayHaveArrived: true,
      coveredBySibling: true,
      parkedAs: true,
      held: true,
      contradictions: true,
    };
    const older = keepUnknownFields(z.omit(outboxEntry, news as never));
    for (const entry of [
      anEntry({ state: 'delivered', coveredBySibling: true, deliveredAt: 2000, mayHaveArrived: false }),
      anEntry({
        state: 'parked',
        parkedAs: 'cannot-tell',
        held: { amount: '10.23' },
        contradictions: [1, 2, 3],
      }),
      anEntry({ state: 'pending', attempts: 1, mayHaveArrived: true }),
    ])
      expect(older.parse(entry)).toEqual(entry);
  });
  it('waits without a reason, if a newer program knows more reasons', () => {
    const stored = { ...anEntry({ state: 'parked' }), parkedAs: 'order-asleep' };
    const read = readStoredEntry(stored);
    expect(read).toMatchObject({ state: 'parked', fields: anEntry().fields });
    expect(read).not.toHaveProperty('parkedAs');
    expect(readStoredEntry({ ...stored, parkedAs: 'cannot-tell' })?.parkedAs).toBe('cannot-tell');
  });
  it('is what it was as soon as a program can read it', () => {
    const parked = readStoredEntry({ ...anEntry(), state: 'withdrawn' });
    expect(readStoredEntry({ ...parked, asWritten: anEntry() })).toEqual(anEntry());
  });
  it('stays delivered, and is never lost if it names a payment', () => {
    expect(readStoredEntry({ ...anEntry({ state: 'delivered' }), fields: 7 })?.state).toBe('delivered');
    expect(readStoredEntry({ entryId: 'e', paymentId: 'p' })).toMatchObject({ state: 'parked' });
    for (const rubbish of [null, [], {}, { entryId: 'e' }]) expect(readStoredEntry(rubbish)).toBeUndefined();
  });
});
