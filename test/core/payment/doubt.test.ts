import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtfulSince, findDoubtsAbout, sameAmountMs } from '../../../src/core/payment/doubt.ts';
import { endAsUnknown, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import { type PaymentRecord, recordState } from '../../../src/core/payment/payment-record.ts';
import { advance, resolve, withDecisions } from '../../../src/core/payment/resolution.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const beganAt = 1000;
const lostAt = 5000;
const inDoubt = (change: Partial<PaymentRecord> = {}): PaymentRecord =>
  endAsUnknown(advance(aRecord(change), 'waiting', 2000), 'line closed', lostAt);
const decision = { paid: false, by: 'Ana', why: 'no ticket' };
const contested = (record: PaymentRecord): PaymentRecord =>
  stepPayment(
    resolve(record, decision, 6000).record,
    {
      kind: 'answer',
      origin: 'unasked',
      answer: {
        status: '0',
        verdict: 'accepted',
        registerNumber: '01',
        amountMinor: 1023,
        currencyNumeric: '978',
      },
    },
    7000,
  ).record;

const next = (change: Parameters<typeof aRequest>[0] = {}) => aRequest({ orderId: 'Order_2', ...change });
const idsFound = (request: ReturnType<typeof aRequest>, now: number, ...records: PaymentRecord[]) =>
  findDoubtsAbout(request, records, now).map(({ paymentId }) => paymentId);

describe('the time since when a payment is in doubt', () => {
  it('is the time when its outcome was lost, not the time when it began', () => {
    expect(inDoubt().createdAt).toBe(beganAt);
    expect(doubtfulSince(inDoubt())).toBe(lostAt);
  });
  it('is the time when the terminal contradicted the person', () => {
    expect(doubtfulSince(contested(inDoubt()))).toBe(7000);
  });
  it('is the time of the last change, if two copies of the payment contradict each other', () => {
    const decided = resolve(inDoubt(), decision, 6000).record;
    const other = resolve(inDoubt(), { ...decision, paid: true, by: 'Bea' }, 6500).record;
    const decisions = [...(decided.decisions ?? []), ...(other.decisions ?? [])];
    const joined = withDecisions({ ...decided, updatedAt: 8000 }, decisions);
    expect(joined.state).toBe('unknown');
    expect(doubtfulSince(joined)).toBe(8000);
  });
  it('is undefined for a payment that a person has resolved, or that has ended', () => {
    expect(doubtfulSince(resolve(inDoubt(), decision, 6000).record)).toBeUndefined();
    for (const state of recordState.options.filter((each) => each !== 'unknown'))
      expect(doubtfulSince(aRecord({ state }))).toBeUndefined();
  });
});

describe('a request for an amount that is in doubt', () => {
  it('finds the payment for ten minutes after it became doubtful', () => {
    expect(sameAmountMs).toBe(600_000);
    expect(idsFound(next(), lostAt, inDoubt())).toEqual(['payment-1']);
    expect(idsFound(next(), lostAt + 599_999, inDoubt())).toEqual(['payment-1']);
    expect(idsFound(next(), lostAt + 600_000, inDoubt())).toEqual([]);
  });
  it('finds the payment even if the clock was set back', () => {
    expect(idsFound(next(), lostAt - 86_400_000, inDoubt())).toEqual(['payment-1']);
  });
  it.each([
    ['amount', { amountMinor: 1024 }],
    ['currency', { currency: 'CHF' }],
    ['operation', { transactionType: 'Credit' }],
  ] as const)('finds nothing for another %s', (_, change) => {
    expect(idsFound(next(change), lostAt, inDoubt())).toEqual([]);
  });
  it('finds a refund in doubt for a refund', () => {
    const request = aRequest({ transactionType: 'Credit' });
    expect(idsFound(next({ transactionType: 'Credit' }), lostAt, inDoubt({ request }))).toEqual([
      'payment-1',
    ]);
  });
  it('finds a card payment when the customer now pays by cheque', () => {
    expect(idsFound(next({ paymentMeans: 'cheque' }), lostAt, inDoubt())).toEqual(['payment-1']);
  });
  it('finds nothing of its own order', () => {
    expect(idsFound(aRequest(), lostAt, inDoubt())).toEqual([]);
  });
  it('finds nothing for a duplicate, which charges nothing', () => {
    const request = aRequest({ transactionType: 'Duplicate' });
    const record = { ...inDoubt(), request };
    expect(idsFound(next({ transactionType: 'Duplicate' }), lostAt, record)).toEqual([]);
  });
  it('finds only payments in doubt, the newest first', () => {
    const older = inDoubt({ paymentId: 'older', createdAt: 10 });
    const newer = inDoubt({ paymentId: 'newer', createdAt: 20, orderId: 'Order_9' });
    const resolved = resolve(inDoubt({ paymentId: 'resolved', createdAt: 30 }), decision, 6000).record;
    expect(idsFound(next(), lostAt, older, newer, resolved, contested(inDoubt()))).toEqual([
      'payment-1',
      'newer',
      'older',
    ]);
  });
  it('does not depend on the order of the records', () => {
    const records = [1, 2, 3, 4].map((n) => inDoubt({ paymentId: `p-${n}`, createdAt: n }));
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 4 }), (shuffled) => {
        expect(idsFound(next(), lostAt, ...shuffled)).toEqual(['p-4', 'p-3', 'p-2', 'p-1']);
      }),
    );
  });
});
