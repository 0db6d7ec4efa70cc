import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeAnswer, readReport } from '../../../../src/core/terminal/concert-v2/answer.ts';
import { concertDialect } from '../../../../src/core/terminal/concert-v2/concert-v2.ts';
import { encodeFrame } from '../../../../src/core/terminal/concert-v2/frames.ts';
import {
  decodeRequest,
  encodeRequest,
  requestFault,
} from '../../../../src/core/terminal/concert-v2/request.ts';

const ascii = (length: number) =>
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
    minLength: length,
    maxLength: length,
  });
const register = fc.stringMatching(/^[0-9A-Z]{2}$/);
const amountMinor = fc.integer({ min: 1, max: 99_999_999 });

const request = fc.record({
  registerNumber: register,
  amountMinor,
  longAnswer: fc.boolean(),
  paymentMode: fc.constantFrom('1', 'C', '2'),
  operation: fc.constantFrom('debit', 'credit', 'cancellation', 'pre-authorisation'),
  currency: fc.constantFrom('EUR', 'USD', 'XPF', 'JPY'),
  privateData: ascii(10),
  answerAtOnce: fc.boolean(),
  forceAuthorization: fc.boolean(),
});

describe('a request', () => {
  it('of protocol E+ is read as it was written', () => {
    fc.assert(
      fc.property(request, (fields) => {
        expect(decodeRequest(encodeRequest(fields, 'E+'))).toEqual({
          ok: true,
          request: fields,
          variant: 'E+',
        });
      }),
    );
  });
  it('of protocol E has 26 characters, without time and authorisation', () => {
    fc.assert(
      fc.property(request, (fields) => {
        const body = encodeRequest(fields, 'E');
        expect(body).toHaveLength(26);
        const plain = { ...fields, answerAtOnce: false, forceAuthorization: false };
        expect(decodeRequest(body)).toEqual({ ok: true, request: plain, variant: 'E' });
      }),
    );
  });
  it('for a card sale has an LRC between 00 and 0F, which often equals a control byte', () => {
    fc.assert(
      fc.property(amountMinor, (amount) => {
        const sale = {
          registerNumber: '01',
          amountMinor: amount,
          currency: 'EUR',
          forceAuthorization: false,
          longAnswer: false,
          operation: 'debit',
          means: 'card',
          receipts: false,
        } as const;
        const encoded = concertDialect('E+').encodeRequest(sale);
        const frame = encodeFrame(encoded.ok ? encoded.body : '');
        expect(frame?.at(-1)).toBeLessThan(0x10);
      }),
    );
  });
  it.each([
    [{ amountMinor: 0 }, 'above zero'],
    [{ amountMinor: -1 }, 'above zero'],
    [{ amountMinor: 1.5 }, 'above zero'],
    [{ amountMinor: 100_000_000 }, 'eight digits'],
    [{ registerNumber: '1' }, 'register'],
    [{ registerNumber: '\u0003\u0003' }, 'register'],
  ])('with %j is refused', (change, reason) => {
    const sale = {
      registerNumber: '01',
      amountMinor: 1,
      currency: 'EUR',
      forceAuthorization: false,
      longAnswer: false,
      operation: 'debit',
      means: 'card',
      receipts: false,
      ...change,
    } as const;
    expect(concertDialect('E+').encodeRequest(sale)).toMatchObject({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });
  it.each(['', '0'.repeat(25), '0'.repeat(33), `01abcdefgh010978${' '.repeat(10)}`])(
    'is not read from %j',
    (body) => {
      expect(decodeRequest(body).ok).toBe(false);
    },
  );
  it('has a fault if a frame cannot contain its private data', () => {
    fc.assert(
      fc.property(request, fc.string({ minLength: 10, maxLength: 10 }), (fields, privateData) => {
        const changed = { ...fields, privateData };
        if (!requestFault(changed)) expect(encodeFrame(encodeRequest(changed, 'E+'))).toBeDefined();
      }),
    );
  });
});

const answer = fc.record({
  registerNumber: ascii(2),
  status: fc.constantFrom('0', '7', '9', '5'),
  amountMinor: fc.integer({ min: 0, max: 99_999_999 }),
  paymentMode: ascii(1),
  currencyNumeric: fc.stringMatching(/^\d{3}$/),
  privateData: ascii(10),
});

describe('an answer', () => {
  it('of the short layout is recognized by its length', () => {
    fc.assert(
      fc.property(answer, (fields) => {
        expect(decodeAnswer(encodeAnswer(fields))).toEqual({ ok: true, answer: fields });
      }),
    );
  });
  it('of the long layout is recognized by its length, and its report is masked', () => {
    fc.assert(
      fc.property(answer, ascii(55), (fields, report) => {
        expect(decodeAnswer(encodeAnswer(fields, report))).toEqual({
          ok: true,
          answer: { ...fields, report: readReport(report) },
        });
      }),
    );
  });
  it('is not read from a text of any other length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (body) => {
        fc.pre(body.length !== 25 && body.length !== 80);
        expect(decodeAnswer(body)).toEqual({ ok: false, reason: 'length' });
      }),
    );
  });
});

describe('the report', () => {
  const card = fc.stringMatching(/^[1-9]\d{12,18}$/);
  it('never shows more than the first six and the last four digits of a card number', () => {
    fc.assert(
      fc.property(card, fc.constantFrom(' ', '0'), (number, filler) => {
        const shown = JSON.stringify(readReport(number.padEnd(55, filler)));
        expect(shown).not.toContain(number.slice(0, 7));
        expect((shown.match(/\d/g) ?? []).length).toBeLessThanOrEqual(10);
      }),
    );
  });
  it.each([
    ['4711690463168807'.padEnd(55, ' '), '471169******8807'],
    ['4711690463168807'.padEnd(55, '0'), '471169******8807'],
    ['497010######1234'.padEnd(55, ' '), '497010******1234'],
    ['0'.repeat(55), undefined],
    [' '.repeat(55), undefined],
  ])('%j has the masked card number %s', (report, cardMasked) =>
    expect(readReport(report).cardMasked).toBe(cardMasked),
  );
});
