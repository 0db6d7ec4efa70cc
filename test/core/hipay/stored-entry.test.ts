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
    ['version', { version: 2 }],
    ['contract', { contract: 'crypto' }],
    ['damaged fields', { fields: 'rubbish' }],
  ])('waits for a person if this version cannot read its %s', (_, change) => {
    const stored = { ...anEntry(), ...change };
    const read = readStoredEntry(stored);
    expect(read).toMatchObject({ entryId: 'entry-1', state: 'parked', asWritten: stored });
    // An older program cannot send it, even if it makes it due.
    expect(readStoredEntry({ ...read, state: 'pending' })).toMatchObject({ state: 'parked' });
  });
  it('is sent even if this version does not know the reason of an earlier failure', () => {
    const stored = { ...anEntry(), lastFailure: 'hipay-asleep', wayAway: 'satellite' };
    const read = readStoredEntry({ ...stored, tries: [{ at: 1, failure: 'hipay-asleep' }] });
    expect(read).toMatchObject({ state: 'pending', lastFailure: 'unknown-error' });
    expect(read?.tries).toEqual([{ at: 1, failure: 'unknown-error' }]);
  });
  it('that is covered, parked or may have arrived can be read by an older program', () => {
    // The schema of an older program, which keeps the fields that it does not know.
    const newFields = {
      mayHaveArrived: true,
      coveredBySibling: true,
      parkedAs: true,
      held: true,
      contradictions: true,
    };
    const older = keepUnknownFields(z.omit(outboxEntry, newFields as never));
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
  it('waits without a reason if only a newer program knows its reason', () => {
    const stored = { ...anEntry({ state: 'parked' }), parkedAs: 'order-asleep' };
    const read = readStoredEntry(stored);
    expect(read).toMatchObject({ state: 'parked', fields: anEntry().fields });
    expect(read).not.toHaveProperty('parkedAs');
    expect(readStoredEntry({ ...stored, parkedAs: 'cannot-tell' })?.parkedAs).toBe('cannot-tell');
  });
  it('is the original again as soon as a program can read the original', () => {
    const parked = readStoredEntry({ ...anEntry(), state: 'withdrawn' });
    expect(readStoredEntry({ ...parked, asWritten: anEntry() })).toEqual(anEntry());
  });
  it('stays delivered, and is never lost if it has an id and a payment id', () => {
    expect(readStoredEntry({ ...anEntry({ state: 'delivered' }), fields: 7 })?.state).toBe('delivered');
    expect(readStoredEntry({ entryId: 'e', paymentId: 'p' })).toMatchObject({ state: 'parked' });
    for (const rubbish of [null, [], {}, { entryId: 'e' }]) expect(readStoredEntry(rubbish)).toBeUndefined();
  });
});
