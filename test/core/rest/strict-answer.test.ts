import { expect, test } from 'vitest';
import { errorBody } from '../../../src/core/rest/error-reply.ts';
import { paymentBody } from '../../../src/core/rest/order-reply.ts';
import { emptyEcho } from '../../../src/core/rest/order-request.ts';
import { keepDocumentedFields } from '../../../src/core/rest/strict-answer.ts';
import { approved, sampleReplyKeys } from './rest-samples.ts';

test('the answer to a paid order has exactly the keys of HiPay’s sample answer, in their order', () => {
  const body = paymentBody({ ...approved, simulated: true, cardMasked: '497010******1234' }, emptyEcho);
  expect(Object.keys(keepDocumentedFields(body) as object)).toEqual(sampleReplyKeys);
});

test('the answer to a failed order also has HiPay’s two fields of a failure', () => {
  const body = paymentBody({ ...approved, outcome: 'UNKNOWN', charge: 'unknown' }, emptyEcho);
  expect(keepDocumentedFields(body)).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1102' });
  expect(Object.keys(keepDocumentedFields(body) as object).sort()).toEqual(
    [...sampleReplyKeys, 'errorCode', 'errorDescription'].sort(),
  );
});

test('an error has only HiPay’s three keys under "error"', () => {
  const earlier = {
    paymentId: 'p',
    paidAt: 0,
    amountMinor: 1,
    currency: 'EUR',
    transactionType: 'Debit',
  } as const;
  const body = errorBody('order-id-reused', { charge: 'charged', transactionType: 'Debit', earlier });
  expect(keepDocumentedFields(body)).toEqual({
    error: {
      paymentStatus: 'FAILURE',
      errorCode: '1103',
      errorDescription: body.error.errorDescription,
    },
  });
});

test.each([[{ version: '1' }], [{ stopped: true, message: '' }], [null], ['text'], [[1]], [{ error: 'x' }]])(
  '%j is returned unchanged',
  (body) => expect(keepDocumentedFields(body)).toEqual(body),
);
