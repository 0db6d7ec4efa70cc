import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAnswer } from '../../../../src/core/terminal/concert-v2/answer.ts';
import { concertDialect } from '../../../../src/core/terminal/concert-v2/concert-v2.ts';
import {
  privateDigitsOf,
  readPrivateDigits,
} from '../../../../src/core/terminal/concert-v2/private-digits.ts';
import { decodeRequest } from '../../../../src/core/terminal/concert-v2/request.ts';

const sale = {
  operation: 'debit',
  means: 'card',
  registerNumber: '01',
  amountMinor: 1023,
  currency: 'EUR',
  forceAuthorization: false,
  longAnswer: false,
  receipts: false,
  privateDigits: '1234567890',
} as const;

describe('the ten digits of a payment', () => {
  it('are never only zeros, and equal each time', () => {
    fc.assert(
      fc.property(fc.string(), (paymentId) => {
        const digits = privateDigitsOf(paymentId);
        expect(digits).toMatch(/^\d{10}$/);
        expect(readPrivateDigits(digits)).toBe(digits);
        expect(privateDigitsOf(paymentId)).toBe(digits);
      }),
    );
  });
  it('differ for payments whose ids differ in one letter', () => {
    const ids = Array.from(
      { length: 10_000 },
      (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    );
    expect(new Set(ids.map(privateDigitsOf)).size).toBe(ids.length);
  });
  it.each(['          ', '0000000000', 'EXT0100000', '123456789 ', '123456789'])(
    'are not read from %j',
    (field) => {
      expect(readPrivateDigits(field)).toBeUndefined();
    },
  );
});

describe.each(['E', 'E+'] as const)('a request of protocol %s', (variant) => {
  const privateDataOf = (sendsPrivateDigits: boolean) => {
    const encoded = concertDialect(variant, sendsPrivateDigits).encodeRequest(sale);
    const reading = decodeRequest(encoded.ok ? encoded.body : '');
    return reading.ok ? reading.request.privateData : reading.reason;
  };
  it('has the ten digits as its private data', () => expect(privateDataOf(true)).toBe('1234567890'));
  it('has blanks instead if the setting is off', () => expect(privateDataOf(false)).toBe(' '.repeat(10)));
});

it.each([
  ['1234567890', '1234567890'],
  ['0000000000', undefined],
  ['          ', undefined],
])('an answer with %j has the digits %j', (privateData, digits) => {
  const body = encodeAnswer({
    registerNumber: '01',
    status: '0',
    amountMinor: 1023,
    paymentMode: '1',
    currencyNumeric: '978',
    privateData,
  });
  expect(concertDialect('E+').readAnswer(body)?.privateDigits).toBe(digits);
});
