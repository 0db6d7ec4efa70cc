import { expect, it } from 'vitest';
import { paymentToReport } from '../../../src/core/records/answer-of-record.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const attempt = (number: number, change: Parameters<typeof aRecord>[0]) =>
  aRecord({ paymentId: `p-${number}`, attempt: number, ...change });
const duplicate = { ...aRequest({ transactionType: 'Duplicate' }), orderId: 'A' };

it('answers with the paid attempt, otherwise with the last one', () => {
  const declined = attempt(2, { state: 'closed', outcome: 'DECLINED' });
  const paid = attempt(1, { state: 'answered', outcome: 'APPROVED' });
  expect(paymentToReport([declined, paid])).toBe(paid);
  const first = attempt(1, { state: 'closed', outcome: 'CANCELLED' });
  expect(paymentToReport([declined, first])).toBe(declined);
  expect(paymentToReport([])).toBeUndefined();
});

it('never answers with a duplicate instead of the payment itself', () => {
  const unknown = attempt(1, { state: 'unknown', outcome: 'UNKNOWN' });
  const duplicateAttempt = attempt(2, {
    state: 'answered',
    outcome: 'APPROVED',
    request: duplicate as never,
  });
  expect(paymentToReport([unknown, duplicateAttempt])).toBe(unknown);
  expect(paymentToReport([duplicateAttempt])).toBeUndefined();
});
