import { describe, expect, it } from 'vitest';
import { paymentRowOf } from '../../../src/core/connector-api/rows.ts';
import { paymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { endAsUnknown } from '../../../src/core/payment/payment-machine.ts';
import type { RecordedAnswer } from '../../../src/core/payment/payment-record.ts';
import { resolve } from '../../../src/core/payment/resolution.ts';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

describe('a row of the list', () => {
  it('has the requested operation, and shows whether there is a receipt', () => {
    const request = { ...aRequest({ transactionType: 'Credit' }), orderId: 'A' };
    const row = paymentRowOf(aRecord({ request: request as never, outcome: 'APPROVED' }), [], []);
    expect(row).toMatchObject({ transactionType: 'Credit', paymentMeans: 'card', hasReceipt: true });
    expect(row.askedMinor).toBeUndefined();
    expect(paymentRowOf(aRecord({ outcome: 'DECLINED' }), [], []).hasReceipt).toBe(false);
  });
  it('shows the paid amount and the requested amount of a partial approval', () => {
    const answer = { status: '10', amountMinor: 500, receivedAt: 1, late: false };
    const record = aRecord({ state: 'answered', outcome: 'PARTIALLY_APPROVED', answer });
    const asked = record.request.amountMinor;
    expect(paymentRowOf(record, [], [])).toMatchObject({ amountMinor: 500, askedMinor: asked });
    expect(answerOfRecord(record, [], false)).toMatchObject({ amountMinor: 500, askedMinor: asked });
  });
  it('reads a row of an older peer as a sale by card', () => {
    const { transactionType: _, paymentMeans: __, hasReceipt: ___, ...old } = paymentRowOf(aRecord(), [], []);
    expect(paymentRow.parse(old)).toMatchObject({ transactionType: 'Debit', paymentMeans: 'card' });
  });
  it('shows since when the payment is in doubt, until a person has resolved it', () => {
    const unknown = endAsUnknown(aRecord({ state: 'waiting' }), 'lost', 5000);
    expect(paymentRowOf(unknown, [], []).doubtfulSince).toBe(5000);
    const resolved = resolve(unknown, { paid: true, by: 'Ana', why: 'ticket' }, 6000).record;
    expect('doubtfulSince' in paymentRowOf(resolved, [], [])).toBe(false);
  });
  it.each([
    [{ amountMinor: 1350 }, { money: { amountMinor: 1350, currency: 'EUR' } }],
    [{ currencyNumeric: '840' }, { money: { amountMinor: 1023, currency: 'USD' } }],
    [{ currencyNumeric: '000' }, {}],
    [{ amountMinor: undefined }, {}],
    [{ registerNumber: '02' }, { register: { told: '02', asked: '01' } }],
    [{ operation: 'credit' }, { transactionType: 'Credit' }],
    [
      { amountMinor: 1, registerNumber: '07' },
      { money: { amountMinor: 1, currency: 'EUR' }, register: { told: '07', asked: '01' } },
    ],
  ] as const)('shows what differs in the answer for another payment: %j', (change, says) => {
    const equal = { status: '0', amountMinor: 1023, currencyNumeric: '978', registerNumber: '01' };
    const answer = { ...equal, ...change, receivedAt: 1, late: false } as RecordedAnswer;
    const record = aRecord({ state: 'unknown', outcome: 'OTHER_PAYMENT', answer });
    expect(paymentRow.parse(paymentRowOf(record, [], [])).terminalSays).toEqual(says);
    expect(paymentRowOf({ ...record, outcome: 'UNKNOWN' }, [], []).terminalSays).toBeUndefined();
  });
});
