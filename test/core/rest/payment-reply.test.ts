import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FailureName,
  failureCode,
  failureNames,
  failures,
} from '../../../src/core/failures/failures.ts';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { type CurrencyCode, currencyCode } from '../../../src/core/money/currency.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { errorReply, failureDescription, restStatus } from '../../../src/core/rest/error-reply.ts';
import { emptyEcho, readPaymentCall } from '../../../src/core/rest/order-request.ts';
import { describedReply } from '../../fakes/rest-answers.ts';
import { seedRequest, seedResponseKeys } from './seed-samples.ts';

const approved: PaymentAnswer = {
  orderId: 'Order_12345',
  outcome: 'APPROVED',
  charge: 'charged',
  amountMinor: 1023,
  currency: 'EUR',
  transactionType: 'Debit',
  forceAuthorization: false,
  notification: { sent: true, count: 1, pending: 0 },
  replayed: false,
  simulated: false,
};

test("a paid sale has the seed's keys and casing first, then ours", () => {
  const call = readPaymentCall({ ...seedRequest, currency: 'EUR' }, ['EUR']);
  if (!call.ok) throw new Error(call.reason);
  const { status, body } = describedReply(approved, call.echo);
  expect(status).toBe(200);
  expect(Object.keys(body).slice(0, seedResponseKeys.length)).toEqual(seedResponseKeys);
  expect(body).toEqual({
    paymentStatus: 'SUCCESS',
    notificationHipaySent: true,
    numberOfNotificationSent: 1,
    amount: '10,23',
    currency: 'EUR',
    orderId: 'Order_12345',
    transationType: 'Debit',
    forceAuthorization: false,
    cart: seedRequest.cart,
    customer: seedRequest.customer,
    customData: seedRequest.custom_data,
    transactionType: 'Debit',
    outcome: 'APPROVED',
    replayed: false,
    cartWarning: 'the items add up to 8.99, which is not the amount',
  });
});

test('answers with the paid amount, and marks a simulated payment', () => {
  expect(describedReply({ ...approved, amountMinor: 500, simulated: true }, emptyEcho).body).toMatchObject({
    amount: 5,
    simulated: true,
  });
});

test('includes the terminal’s tickets in base64 of Latin-1, as HiPay’s other connectors do', () => {
  const receipts = [
    { for: 'merchant', form: 'text', content: 'copy' },
    { for: 'customer', form: 'text', content: 'déjà payé ’' },
  ] as const;
  const { body } = describedReply(
    { ...approved, receipts, cardMasked: '497010******1234', authorisationNumber: '184117' },
    emptyEcho,
  );
  expect(body).toMatchObject({ cardMasked: '497010******1234', authorizationNumber: '184117' });
  const { receipt = '', merchantReceipt = '' } = body as { receipt?: string; merchantReceipt?: string };
  expect(Buffer.from(receipt, 'base64').toString('latin1')).toBe('déjà payé ?');
  expect(Buffer.from(merchantReceipt, 'base64').toString('latin1')).toBe('copy');
});

test('answers a partial approval as a success of that amount', () => {
  const { body } = describedReply(
    { ...approved, outcome: 'PARTIALLY_APPROVED', amountMinor: 500 },
    emptyEcho,
  );
  expect(body).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'PARTIALLY_APPROVED', amount: 5 });
});

test('answers a paid sale with a pending notification as a success', () => {
  const notification = { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' as const };
  const { body } = describedReply({ ...approved, notification }, emptyEcho);
  expect(body).toMatchObject({
    paymentStatus: 'SUCCESS',
    notificationHipaySent: false,
    numberOfNotificationSent: 0,
    notificationErrorCode: '1003',
  });
  expect(body).not.toHaveProperty('errorCode');
});

describe('a payment that did not succeed', () => {
  test.each([
    ['DECLINED', 'declined', 200, '1006'],
    ['CANCELLED', 'cancelled', 200, '1006'],
    ['UNKNOWN', 'outcome-unknown', 200, '1102'],
    ['UNKNOWN', 'answer-unreadable', 200, '1007'],
    ['OTHER_PAYMENT', 'other-payment', 200, '1105'],
    ['NOT_SENT', 'request-refused-by-terminal', 200, '1008'],
    ['NOT_SENT', 'terminal-away', 503, '1004'],
    ['NOT_SENT', 'terminal-silent', 503, '1004'],
    ['NOT_SENT', 'payment-running', 409, '1101'],
    ['NOT_SENT', 'order-id-reused', 409, '1103'],
    ['NOT_SENT', 'cannot-record', 503, '1106'],
    ['NOT_SENT', undefined, 500, '1000'],
  ] as const)('%s %s: HTTP %i, %s', (outcome, failure, status, errorCode) => {
    const reply = describedReply({ ...approved, outcome, ...(failure && { failure }) }, emptyEcho);
    expect(reply.status).toBe(status);
    const fields = { paymentStatus: 'FAILURE', errorCode };
    expect(reply.body).toMatchObject(status === 200 ? { ...fields, outcome } : { error: fields });
  });

  test('an unknown outcome never comes with words that say "not charged"', () => {
    const reply = describedReply({ ...approved, outcome: 'UNKNOWN', failure: 'terminal-silent' }, emptyEcho);
    expect(reply).toMatchObject({ status: 200, body: { errorCode: '1102', outcome: 'UNKNOWN' } });
  });

  test('the description ends with the detail', () => {
    const reply = describedReply({ ...approved, outcome: 'DECLINED', detail: 'STAT 7' }, emptyEcho);
    expect(reply.body).toMatchObject({ errorDescription: expect.stringMatching(/^Cancelled.*\[STAT 7\]$/) });
  });
});

/** HiPay's table of the tablet and omnichannel pages; 1003 is the example of the Desktop page. */
const hipayWords: Record<string, string> = {
  1000: 'An unknown error occurred',
  1001: 'Timeout expired',
  1002: 'Authentication failed with HiPay',
  1003: 'The network is unavailable',
  1004: 'POS terminal Not Connected',
  1005: 'Parsing transaction status failed',
  1006: 'Cancelled transaction',
  1007: 'Parsing received frame failed',
  1008: 'Parsing created frame from POS terminal failed',
  1009: 'Unknown MID',
};

describe.each(failureNames)('the words for %s', (name: FailureName) => {
  const text = failureDescription(name);
  test("begin with HiPay's own text for HiPay's codes", () => {
    expect(text.startsWith(hipayWords[failureCode(name)] ?? '')).toBe(true);
  });
  test('say whether the customer was charged', () => {
    const words = {
      no: /was not charged/,
      yes: /WAS charged/,
      unknown: /NOT KNOWN whether the customer was charged/,
    };
    expect(text).toMatch(words[failures[name].charged]);
  });
  test('a status other than 200 promises that nothing was charged', () => {
    if (restStatus[name] !== 200) expect(failures[name].charged).toBe('no');
  });
  test('fit the error shape', () => {
    expect(errorReply(name, 'why')).toEqual({
      status: restStatus[name],
      body: {
        error: {
          paymentStatus: 'FAILURE',
          errorCode: failureCode(name),
          errorDescription: `${text} [why]`,
        },
      },
    });
  });
});

test('returns every amount as the till wrote it, in each form and currency', () => {
  const currencies = currencyCode.options as readonly CurrencyCode[];
  const form = fc.constantFrom('number' as const, 'point' as const, 'comma' as const);
  const minor = fc.integer({ min: 1, max: 99_999_999 });
  fc.assert(
    fc.property(minor, fc.constantFrom(...currencies), form, (amountMinor, currency, amountForm) => {
      const major = formatMajor(amountMinor, currency);
      const sent = { number: Number(major), point: major, comma: major.replace('.', ',') }[amountForm];
      const call = readPaymentCall(JSON.parse(JSON.stringify({ amount: sent, currency })), currencies);
      if (!call.ok) throw new Error(`${call.field} ${call.reason}`);
      expect(call.request.amountMinor).toBe(amountMinor);
      const { body } = describedReply({ ...approved, amountMinor, currency }, call.echo);
      expect(body).toMatchObject({ amount: sent });
    }),
  );
});
