import { describe, expect, test } from 'vitest';
import { readRest, readSdkFailure, readSdkResult, statementOfText } from './statements.ts';

const error = (errorCode: string, errorDescription: string, fields: object = {}) => ({
  error: { paymentStatus: 'FAILURE', errorCode, errorDescription, ...fields },
});

describe('the charge statement of a sentence', () => {
  test.each([
    ['The connector page is not open. The customer was not charged. Open it.', 'not-charged'],
    ['HiPay refuses the credentials. The customer WAS charged. Do not take it again.', 'charged'],
    ['It is NOT KNOWN whether the customer was charged. Look at the ticket.', 'unknown'],
    ['It is not known whether the customer was charged: do not charge again.', 'unknown'],
    ['Yes, the customer has paid.', 'charged'],
    ['No, the customer was not charged.', 'not-charged'],
    ['Not certain. Do not take it again yet.', 'unknown'],
    ['This request did nothing. The order was not looked up.', 'nothing-sent'],
    ['Send a new order_id.', undefined],
  ])('%s', (text, said) => {
    expect(statementOfText(text)).toBe(said);
  });
});

describe('the charge statement of an answer', () => {
  test.each([
    [
      'the field rather than the text',
      'POST',
      409,
      error('1103', 'That order is paid.', { charge: 'charged' }),
      'charged',
    ],
    [
      'the text, if there is no field',
      'POST',
      503,
      error('1004', 'The customer was not charged.'),
      'not-charged',
    ],
    ['a success', 'POST', 200, { paymentStatus: 'SUCCESS', outcome: 'APPROVED' }, 'charged'],
    [
      'a refusal because another payment runs',
      'POST',
      409,
      error('1101', 'The customer was not charged.'),
      'nothing-sent',
    ],
    [
      'a question about an unknown number',
      'GET',
      404,
      error('1104', 'The customer was not charged.'),
      'nothing-sent',
    ],
    ['a question that cannot be answered', 'GET', 503, error('1102', 'It is NOT KNOWN whether.'), 'unknown'],
    [
      'the text about a malformed request',
      'POST',
      400,
      error('1104', 'The customer was not charged for this request.'),
      'not-charged',
    ],
  ])('REST: reads %s', (_, method, status, body, said) => {
    expect(readRest(method, { status, body }).said).toBe(said);
  });
  test('a field and a text that contradict each other are reported', () => {
    const body = error('1004', 'The customer was not charged.', { charge: 'unknown' });
    expect(readRest('POST', { status: 503, body }).contradiction).toContain('unknown');
  });
  test('the detail in brackets is not a statement about this order', () => {
    const body = error('1101', 'Another payment is running. [order X was charged]', {
      charge: 'nothing-sent',
    });
    expect(readRest('POST', { status: 409, body }).contradiction).toBeUndefined();
  });
  test('SDK: reads a failure and a result', () => {
    const failure = {
      name: 'page-not-open',
      code: '1004',
      mayBeCharged: 'no',
      text: 'The customer was not charged.',
    };
    expect(readSdkFailure('closed', failure).said).toBe('not-charged');
    const result = { paymentStatus: 'SUCCESS', outcome: 'APPROVED', orderId: 'S1', replayed: false };
    expect(readSdkResult('pay', result)).toMatchObject({ said: 'charged', order: 'S1' });
  });
});
