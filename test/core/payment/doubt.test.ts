import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtfulSince, doubtsAbout, sameAmountMs } from '../../../src/core/payment/doubt.ts';
import { endAsUnknown, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import { type PaymentRecord, recordState } from '../../../src/core/payment/payment-record.ts';
import { advance, resolve, withDecisions } from '../../../src/core/payment/resolution.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const began = 1000;
const lost = 5000;
const inDoubt = (change: Partial<PaymentRecord> = {}): PaymentRecord =>
  endAsUnknown(advance(aRecord(change), 'waiting', 2000), 'line closed', lost);
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
const found = (request: ReturnType<typeof aRequest>, now: number, ...records: PaymentRecord[]) =>
  doubtsAbout(request, records, now).map(({ paymentId }) => paymentId);

describe('when a payment became doubtful', () => {
  it('is when its outcome was lost, not when it began', () => {
    expect(inDoubt().createdAt).toBe(began);
    expect(doubtfulSince(inDoubt())).toBe(lost);
  });
  it('is when the terminal contradicted the person', () => {
    expect(doubtfulSince(contested(inDoubt()))).toBe(7000);
  });
  it('is the last change of a payment whose copies contradict each other', () => {
    const decided = resolve(inDoubt(), decision, 6000).record;
    const other = resolve(inDoubt(), { ...decision, paid: true, by: 'Bea' }, 6500).record;
    const decisions = [...(decided.decisions ?? []), ...(other.decisions ?? [])];
    const joined = withDecisions({ ...decided, updatedAt: 8000 }, decisions);
    expect(joined.state).toBe('unknown');
    expect(doubtfulSince(joined)).toBe(8000);
  });
  it('is never for a payment that a person has resolved, or that ended', () => {
    expect(doubtfulSince(resolve(inDoubt(), decision, 6000).record)).toBeUndefined();
    for (const state of recordState.options.filter((each) => each !== 'unknown'))
      expect(doubtfulSince(aRecord({ state }))).toBeUndefined();
  });
});

describe('a request for an amount that is in doubt', () => {
  it('finds the payment for ten minutes after it became doubtful', () => {
    expect(sameAmountMs).toBe(600_000);
    expect(found(next(), lost, inDoubt())).toEqual(['payment-1']);
    expect(found(next(), lost + 599_999, inDoubt())).toEqual(['payment-1']);
    expect(found(next(), lost + 600_000, inDoubt())).toEqual([]);
  });
  it('finds it when the clock was set back', () => {
    expect(found(next(), lost - 86_400_000, inDoubt())).toEqual(['payment-1']);
  });
  it.each([
    ['amount', { amountMinor: 1024 }],
    ['currency', { currency: 'CHF' }],
    ['operation', { transactionType: 'Credit' }],
  ] as const)('finds nothing for another %s', (_, change) => {
    expect(found(next(change), lost, inDoubt())).toEqual([]);
  });
  it('finds a refund in doubt for a refund', () => {
    const request = aRequest({ transactionType: 'Credit' });
    expect(found(next({ transactionType: 'Credit' }), lost, inDoubt({ request }))).toEqual(['payment-1']);
  });
  it('finds a card payment for a cheque: the customer may pay twice', () => {
    expect(found(next({ paymentMeans: 'cheque' }), lost, inDoubt())).toEqual(['payment-1']);
  });
  it('leaves a repeated order number to the payments of that order', () => {
    expect(found(aRequest(), lost, inDoubt())).toEqual([]);
  });
  it('finds nothing for a duplicate, which charges nothing', () => {
    const request = aRequest({ transactionType: 'Duplicate' });
    const record = { ...inDoubt(), request };
    expect(found(next({ transactionType: 'Duplicate' }), lost, record)).toEqual([]);
  });
  it('finds the newest first, and only those in doubt', () => {
    const older = inDoubt({ paymentId: 'older', createdAt: 10 });
    const newer = inDoubt({ paymentId: 'newer', createdAt: 20, orderId: 'Order_9' });
    const done = resolve(inDoubt({ paymentId: 'done', createdAt: 30 }), decision, 6000).record;
    expect(found(next(), lost, older, newer, done, contested(inDoubt()))).toEqual([
      'payment-1',
      'newer',
      'older',
    ]);
  });
  it('does not depend on the order of the records', () => {
    const records = [1, 2, 3, 4].map((n) => inDoubt({ paymentId: `p-${n}`, createdAt: n }));
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 4 }), (shuffled) => {
        expect(found(next(), lost, ...shuffled)).toEqual(['p-4', 'p-3', 'p-2', 'p-1']);
      }),
    );
  });
});
