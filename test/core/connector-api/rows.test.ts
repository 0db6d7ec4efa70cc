import { describe, expect, it } from 'vitest';
import { paymentRowOf } from '../../../src/core/connector-api/rows.ts';
import { paymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

describe('a row of the list', () => {
  it('has the requested operation, and says if there is a receipt', () => {
    const request = { ...aRequest({ transactionType: 'Credit' }), orderId: 'A' };
    const row = paymentRowOf(aRecord({ request: request as never, outcome: 'APPROVED' }), []);
    expect(row).toMatchObject({ transactionType: 'Credit', paymentMeans: 'card', hasReceipt: true });
    expect(row.askedMinor).toBeUndefined();
    expect(paymentRowOf(aRecord({ outcome: 'DECLINED' }), []).hasReceipt).toBe(false);
  });
  it('shows the paid amount and the requested amount of a partial approval', () => {
    const answer = { status: '10', amountMinor: 500, receivedAt: 1, late: false };
    const record = aRecord({ state: 'answered', outcome: 'PARTIALLY_APPROVED', answer });
    const asked = record.request.amountMinor;
    expect(paymentRowOf(record, [])).toMatchObject({ amountMinor: 500, askedMinor: asked });
    expect(answerOfRecord(record, [], false)).toMatchObject({ amountMinor: 500, askedMinor: asked });
  });
  it('reads a row of an older peer as a sale by card', () => {
    const { transactionType: _, paymentMeans: __, hasReceipt: ___, ...old } = paymentRowOf(aRecord(), []);
    expect(paymentRow.parse(old)).toMatchObject({ transactionType: 'Debit', paymentMeans: 'card' });
  });
});
