import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { joinNotification, joinPayment, statementOfPayment } from '../../../src/core/records/ledger.ts';
import {
  digestOf,
  digestOfHeads,
  headOf,
  joinEntryHeads,
  joinHeads,
} from '../../../src/core/records/payment-digest.ts';
import { anEntry, aRecord, asOlderProgram } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

const answerOf = (verdict: 'accepted' | 'refused'): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: { verdict, status: '0', registerNumber: '01', amountMinor: 1023, currencyNumeric: '978' },
});
const anEvent: fc.Arbitrary<PaymentEvent> = fc.oneof(
  fc.constantFrom<PaymentEvent>(
    { kind: 'permission-asked' },
    { kind: 'accepted' },
    { kind: 'session-ended', how: 'lost-after-frame' },
    { kind: 'session-ended', how: 'no-answer' },
    { kind: 'restart' },
    { kind: 'alarm-seen' },
    answerOf('accepted'),
    answerOf('refused'),
  ),
  fc
    .tuple(fc.boolean(), fc.constantFrom('Ana', 'Bo'))
    .map(([paid, by]) => ({ kind: 'resolve', paid, by, why: 'the ticket' }) as const),
);
/** A copy of one payment with events of its own. */
const aCopy = fc
  .array(fc.tuple(anEvent, fc.integer({ min: -5, max: 50 })), { maxLength: 9 })
  .chain((steps) =>
    fc
      .constantFrom({}, { answeredAt: 2000 }, { leave: 'needed' as const })
      .map((more) =>
        steps.reduce(
          (record: PaymentRecord, [event, ms]) => stepPayment(record, event, record.updatedAt + ms).record,
          { ...aRecord(), ...more },
        ),
      ),
  )
  .chain((record) => fc.boolean().map((isOlder) => (isOlder ? asOlderProgram(record) : record)));
const entryStates = fc.record({
  state: fc.constantFrom('pending' as const, 'parked' as const, 'delivered' as const),
  attempts: fc.integer({ min: 0, max: 3 }),
});

describe('the digest of a payment', () => {
  it('of two joined copies equals the digest of their joined heads', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const joined = joinPayment(a, b);
        expect(digestOfHeads(joinHeads(headOf(a), headOf(b)), [])).toBe(digestOf(joined, []));
      }),
      runs(500),
    );
  });
  it('never hides a payment in doubt', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const joined = joinHeads(headOf(a), headOf(b));
        if (statementOfPayment(joinPayment(a, b)) === 'unknown') expect(joined.inDoubt).toBe(true);
        // Once the second copy gets the joined record, its head is exact.
        expect(joinHeads(joined, headOf(joinPayment(a, b))).inDoubt).toBe(
          statementOfPayment(joinPayment(a, b)) === 'unknown',
        );
      }),
      runs(500),
    );
  });
  it('of joined notifications equals the digest of their joined heads', () => {
    fc.assert(
      fc.property(entryStates, entryStates, (a, b) => {
        const digest = (entry: typeof a) => digestOf(aRecord(), [anEntry(entry)]);
        expect(digest({ ...anEntry(a), ...joinEntryHeads(a, b) })).toBe(
          digest(joinNotification(anEntry(a), anEntry(b))),
        );
      }),
      runs(100),
    );
  });
});
