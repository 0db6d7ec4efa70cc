import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentRecord } from '../../../src/core/payment/payment-record.ts';
import { readStoredPayment } from '../../../src/core/payment/stored-payment.ts';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import { readRecordsFile } from '../../../src/core/records/records-file.ts';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

const approved = aRecord({ state: 'answered', outcome: 'APPROVED', updatedAt: 2000 });
const inDoubt = { state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' };

/** A record with fields that only a newer program knows, at every level. */
const newer = {
  ...approved,
  installation: 'till-7',
  request: {
    ...approved.request,
    tip: 50,
    customer: { id: '9', title: 'Dr' },
    cart: [{ ...anItem(), color: 'red' }],
  },
  terminal: { ...approved.terminal, firmware: '3.1' },
  answer: { status: '0', receivedAt: 1500, late: false, scheme: 'CB' },
  history: [{ state: 'intended', at: 1000, by: 'till' }],
};

function anItem() {
  return {
    product_reference: 'p',
    type: 'good' as const,
    quantity: 1,
    name: 'bread',
    unit_price: 1,
    tax_rate: 0,
    discount: 0,
    total_amount: 1,
  };
}

describe('a stored payment', () => {
  it('keeps the fields of a newer program at every level when it is read and written', () => {
    expect(paymentRecord.parse(newer)).toEqual(newer);
    expect(readStoredPayment(newer)).toEqual(newer);
  });
  it('keeps the fields of a newer program in an exported file', () => {
    const file = { kind: 'hipay-ecr-records', version: 1, payments: [newer], notifications: [] };
    expect(readRecordsFile(JSON.stringify(file))?.payments).toEqual([newer]);
  });
  it.each([
    ['state', { state: 'refunded' }],
    ['outcome', { outcome: 'PAID_LATER' }],
    ['state and outcome', { state: 'refunded', outcome: 'PAID_LATER', failure: 'refunded-late' }],
    ['alarm', { alarm: { kind: 'refund-contradiction', outcome: 'APPROVED', at: 5 } }],
    ['version', { version: 2 }],
    ['answer', { answer: 'rubbish' }],
    ['request', { request: { amountMinor: 'much' } }],
    ['missing request', { request: undefined }],
    ['times', { createdAt: null, updatedAt: 'now', history: 7 }],
    ['missing state', { state: undefined }],
    ['missing terminal', { terminal: undefined }],
  ])('is in doubt if this version cannot read its %s', (_, change) => {
    const stored = { ...approved, ...change };
    const read = readStoredPayment(stored);
    expect(read).toMatchObject({ ...inDoubt, paymentId: 'payment-1', orderId: 'Order_1', asWritten: stored });
    if (!read) return;
    expect(answerOfRecord(read, [], true)).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect(admitted(aRequest(), [read]).kind).toBe('unresolved');
  });
  it('is not in doubt if only the failure or a step of the history is unknown to this version', () => {
    const closed = {
      ...aRecord({ state: 'closed', outcome: 'NOT_SENT' }),
      failure: 'terminal-on-holiday',
      history: [
        { state: 'intended', at: 1000 },
        { state: 'leave-asked', at: 1001 },
        { state: 'closed', at: 1002 },
      ],
    };
    const read = readStoredPayment(closed);
    expect(read).toMatchObject({ state: 'closed', outcome: 'NOT_SENT', failure: 'unknown-error' });
    expect(read?.history.map(({ state }) => state)).toEqual(['intended', 'unknown', 'closed']);
    expect(admitted(aRequest(), read ? [read] : []).kind).toBe('new');
  });
  it('is the original again as soon as a program can read it, unless the payment was changed since', () => {
    const doubtful = readStoredPayment({ ...approved, state: 'refunded' });
    // Stands for a program that can read the original: this version can read this one.
    const copied = { ...doubtful, asWritten: approved };
    expect(readStoredPayment(copied)).toEqual(approved);
    const resolved = { ...copied, state: 'resolved', updatedAt: 3000 };
    expect(readStoredPayment(resolved)).toMatchObject({ state: 'resolved', updatedAt: 3000 });
  });
  it('keeps the original through several readings', () => {
    const stored = { ...approved, state: 'refunded', request: 'gone' };
    const once = readStoredPayment(stored);
    const twice = readStoredPayment(JSON.parse(JSON.stringify(once)));
    expect(twice).toMatchObject({ ...inDoubt, asWritten: stored });
  });
  it('is never lost if it has a payment id, and its reading never throws', () => {
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(approved)), fc.jsonValue());
    fc.assert(
      fc.property(fields, (damage) => {
        const read = readStoredPayment({ ...approved, ...damage, paymentId: 'payment-1' });
        expect(read?.paymentId).toBe('payment-1');
      }),
      runs(300),
    );
    for (const rubbish of [null, 7, 'x', [], {}, { paymentId: 3 }, { paymentId: '' }])
      expect(readStoredPayment(rubbish)).toBeUndefined();
  });
});
