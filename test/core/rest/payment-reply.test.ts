import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FailureName,
  failureCode,
  failureNames,
  meansDoubt,
} from '../../../src/core/failures/failures.ts';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { type CurrencyCode, currencyCode } from '../../../src/core/money/currency.ts';
import { chargeStatement } from '../../../src/core/payment/charge-statement.ts';
import { nothingSent } from '../../../src/core/payment/money-text.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { failureDescription } from '../../../src/core/rest/descriptions.ts';
import { errorReply, restStatus } from '../../../src/core/rest/error-reply.ts';
import { emptyEcho, readPaymentCall } from '../../../src/core/rest/order-request.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { describedReply } from '../../fakes/rest-answers.ts';
import { approved, sampleReplyKeys, sampleRequest } from './rest-samples.ts';

test("the answer to a paid sale begins with the keys of HiPay's document, and our own keys follow", () => {
  const call = readPaymentCall({ ...sampleRequest, currency: 'EUR' }, ['EUR']);
  if (!call.ok) throw new Error(call.reason);
  const { status, body } = describedReply(approved, call.echo);
  expect(status).toBe(200);
  expect(Object.keys(body).slice(0, sampleReplyKeys.length)).toEqual(sampleReplyKeys);
  expect(body).toEqual({
    paymentStatus: 'SUCCESS',
    notificationHipaySent: true,
    numberOfNotificationSent: 1,
    amount: '10,23',
    currency: 'EUR',
    orderId: 'Order_12345',
    transationType: 'Debit',
    forceAuthorization: false,
    cart: sampleRequest.cart,
    customer: sampleRequest.customer,
    customData: sampleRequest.custom_data,
    transactionType: 'Debit',
    outcome: 'APPROVED',
    charge: 'charged',
    replayed: false,
    cartWarning: 'the items add up to 8.99, which is not the amount',
  });
});

test('names the custom fields that HiPay does not get', () => {
  const call = readPaymentCall({ amount: 1, custom_data: { shop: 'Opera', vendor: null } }, ['EUR']);
  if (!call.ok) throw new Error(call.reason);
  expect(describedReply(approved, call.echo).body).toMatchObject({
    paymentStatus: 'SUCCESS',
    customData: { shop: 'Opera', vendor: null },
    customDataWarning: expect.stringContaining('HiPay does not get vendor'),
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

test('says that HiPay answered with an error, if it did', () => {
  const failed = { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' as const };
  const wordsFor = (notification: typeof failed & { status?: number }) =>
    describedReply({ ...approved, notification }, emptyEcho).body;
  expect(wordsFor({ ...failed, status: 503 })).toMatchObject({
    notificationErrorCode: '1003',
    notificationErrorDescription: expect.stringMatching(/^HiPay answers with an error \(HTTP 503\)/),
  });
  expect(wordsFor(failed)).toMatchObject({
    notificationErrorDescription: expect.stringMatching(/^The network is unavailable/),
  });
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
  ] as const)('(%s, %s) has the status %i and the code %s', (outcome, failure, status, errorCode) => {
    const charge = chargeByOutcome[outcome];
    const reply = describedReply({ ...approved, outcome, charge, ...(failure && { failure }) }, emptyEcho);
    expect(reply.status).toBe(status);
    const fields = { paymentStatus: 'FAILURE', errorCode };
    expect(reply.body).toMatchObject(status === 200 ? { ...fields, outcome } : { error: fields });
  });

  test('with an unknown outcome has the code 1102, whatever its failure is', () => {
    const lost = { outcome: 'UNKNOWN', charge: 'unknown', failure: 'terminal-silent' } as const;
    const reply = describedReply({ ...approved, ...lost }, emptyEcho);
    expect(reply).toMatchObject({ status: 200, body: { errorCode: '1102', outcome: 'UNKNOWN' } });
  });

  test('has a description that ends with the detail', () => {
    const refused = { outcome: 'DECLINED', charge: 'not-charged', detail: 'STAT 7' } as const;
    const reply = describedReply({ ...approved, ...refused }, emptyEcho);
    expect(reply.body).toMatchObject({ errorDescription: expect.stringMatching(/^Cancelled.*\[STAT 7\]$/) });
  });
});

/** The texts on HiPay's pages for tablet and omnichannel; 1003 is an example on the Desktop page. */
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

describe.each(failureNames)('the text for %s', (name: FailureName) => {
  const sale = (charge: PaymentAnswer['charge']) => ({ charge, transactionType: 'Debit' as const });
  test("begins with HiPay's own text for HiPay's codes, with every charge statement", () => {
    for (const charge of chargeStatement.options)
      expect(failureDescription(name, sale(charge))).toMatch(
        new RegExp(`^${hipayWords[failureCode(name)] ?? ''}`),
      );
  });
  test('names what is known about the money, in words that tills may search for', () => {
    expect(failureDescription(name, sale('not-charged'))).toContain('The customer was not charged.');
    expect(failureDescription(name, sale('charged'))).toContain('The customer WAS charged.');
    expect(failureDescription(name, sale('unknown'))).toContain(
      'NOT KNOWN whether the customer was charged.',
    );
    expect(failureDescription(name, nothingSent)).toContain('This request did nothing.');
    expect(failureDescription(name, nothingSent)).not.toMatch(/charged/);
  });
  test('never contains "try again" once money may have moved', () => {
    for (const charge of ['charged', 'unknown'] as const)
      expect(failureDescription(name, sale(charge))).not.toMatch(/try again|again if it is/i);
  });
  test('fits the schema of errors', () => {
    expect(errorReply(name, nothingSent, 'why')).toEqual({
      status: restStatus[name],
      body: {
        error: {
          paymentStatus: 'FAILURE',
          errorCode: failureCode(name),
          errorDescription: `${failureDescription(name, nothingSent)} [why]`,
          charge: 'nothing-sent',
        },
      },
    });
  });
});

describe('the charge statement of an answer', () => {
  const refusal = { ...approved, outcome: 'NOT_SENT', failure: 'payment-running' } as const;
  test('is "unknown" if and only if the code means doubt, for any failure of its own order', () => {
    for (const failure of failureNames.filter((name) => name !== 'refund-in-doubt'))
      for (const outcome of ['DECLINED', 'CANCELLED', 'NOT_SENT', 'UNKNOWN', 'OTHER_PAYMENT'] as const) {
        const charge = chargeByOutcome[outcome];
        const { body } = describedReply({ ...approved, outcome, failure, charge }, emptyEcho);
        const { errorCode = '' } = 'error' in body ? body.error : body;
        expect(['1005', '1007', '1102', '1105'].includes(errorCode), `${failure} ${outcome}`).toBe(
          charge === 'unknown',
        );
      }
    expect(failureNames.filter(meansDoubt).map(failureCode).sort()).toEqual(['1005', '1007', '1102', '1105']);
  });
  test('makes the refusal of an order in doubt an answer 200 with 1102 and the outcome UNKNOWN', () => {
    expect(describedReply({ ...refusal, charge: 'unknown' }, emptyEcho)).toMatchObject({
      status: 200,
      body: { outcome: 'UNKNOWN', errorCode: '1102', charge: 'unknown' },
    });
  });
  test('is "nothing-sent" for a refund that is refused because another one is in doubt', () => {
    const refused = { ...refusal, failure: 'refund-in-doubt', charge: 'nothing-sent' } as const;
    expect(describedReply(refused, emptyEcho)).toMatchObject({
      status: 409,
      body: { error: { errorCode: '1102', charge: 'nothing-sent' } },
    });
  });
  test('is "nothing-sent" for a payment that is refused because one of the same amount is in doubt', () => {
    const held = {
      ...refusal,
      failure: 'same-amount-in-doubt',
      charge: 'nothing-sent',
      sameAmountInDoubt: { orderId: 'Order_0', at: 0 },
    } as const;
    expect(describedReply(held, emptyEcho)).toMatchObject({
      status: 409,
      body: {
        error: {
          errorCode: '1113',
          charge: 'nothing-sent',
          warnings: ['same-amount-in-doubt'],
          sameAmountInDoubt: { orderId: 'Order_0', at: '1970-01-01T00:00:00.000Z' },
        },
      },
    });
  });

  test('is that of the earlier payment if the order number is refused, with its fields', () => {
    const earlier = {
      paymentId: 'p-1',
      paidAt: 1_796_000_000_000,
      amountMinor: 1250,
      currency: 'EUR',
      transactionType: 'Debit',
    } as const;
    const reused = { ...refusal, failure: 'order-id-reused', charge: 'charged', earlier } as const;
    expect(describedReply(reused, emptyEcho)).toMatchObject({
      status: 409,
      body: {
        error: {
          errorCode: '1103',
          charge: 'charged',
          paidAt: '2026-11-30T00:53:20.000Z',
          amount: '12.50',
          currency: 'EUR',
          paymentId: 'p-1',
          errorDescription: expect.stringMatching(/WAS charged\. .* If this is that sale, .* new order_id/),
        },
      },
    });
  });
  test.each([
    ['Credit', 'Debit', /customer WAS charged/],
    ['Debit', 'Credit', /money WAS given back/],
    ['Cancel', 'Authorization', /amount WAS reserved/],
  ] as const)(
    'of a %s with the number of an earlier %s has the sentence of the earlier operation',
    (requestedType, earlierType, words) => {
      const earlier = {
        paymentId: 'p-1',
        paidAt: 0,
        amountMinor: 1250,
        currency: 'EUR',
        transactionType: earlierType,
      } as const;
      const reused = {
        ...refusal,
        transactionType: requestedType,
        failure: 'order-id-reused',
        charge: 'charged',
        earlier,
      } as const;
      expect(describedReply(reused, emptyEcho)).toMatchObject({
        status: 409,
        body: { error: { transactionType: earlierType, errorDescription: expect.stringMatching(words) } },
      });
    },
  );
  test.each([
    ['Credit', /money WAS given back/],
    ['Cancel', /earlier payment WAS taken back/],
    ['Authorization', /amount WAS reserved/],
  ] as const)('of a %s has a sentence of its own if HiPay cannot be reached', (transactionType, words) => {
    const notification = { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' as const };
    const { body } = describedReply({ ...approved, transactionType, notification }, emptyEcho);
    const { notificationErrorDescription } = body as { notificationErrorDescription?: string };
    expect(notificationErrorDescription).toMatch(words);
    expect(notificationErrorDescription).not.toMatch(/charged|take the payment again/);
  });
});

test('repeats every amount as the till wrote it, in each form and currency', () => {
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
