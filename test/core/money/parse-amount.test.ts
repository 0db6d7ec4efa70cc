import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMajor, largestAmountMinor, parseAmount, repeatForm } from '../../../src/core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../../../src/core/money/currency.ts';
import { iso4217 } from '../../../src/core/money/iso-4217.generated.ts';

const minorOf = (raw: unknown, currency: CurrencyCode = 'EUR') => {
  const parsed = parseAmount(raw, currency);
  return parsed.ok ? parsed.amountMinor : parsed.reason;
};

describe('parseAmount', () => {
  it.each([
    [10.23, 1023],
    ['10.23', 1023],
    ['10,23', 1023],
    ['10', 1000],
    [4.6, 460],
    ['0.01', 1],
    ['0010,2300', 1023],
    [' 10.23 ', 1023],
    [999999.99, 99999999],
  ])('reads %j as %i cents', (raw, minor) => expect(minorOf(raw)).toBe(minor));

  it.each([
    undefined,
    null,
    true,
    [10.23],
    { amount: 1 },
    '',
    'abc',
    '10.2.3',
    '1e3',
    1e21,
    1e-7,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '-1',
    -1,
    0,
    '0,00',
    '10.234',
    '1 000,00',
    '１０',
    1e9,
    1_000_000,
  ])('refuses %j', (raw) => expect(parseAmount(raw, 'EUR').ok).toBe(false));

  it('uses the decimals of each currency', () => {
    expect(minorOf('500', 'JPY')).toBe(500);
    expect(minorOf('500.5', 'JPY')).toContain('decimals');
    expect(minorOf('1.234', 'KWD')).toBe(1234);
    expect(minorOf('12.50', 'HUF')).toBe(1250);
  });

  const currencies = fc.constantFrom(...(Object.keys(iso4217) as CurrencyCode[]));
  const minors = fc.integer({ min: 1, max: largestAmountMinor });

  it('reads back what it writes, in every currency and each of the three forms', () => {
    fc.assert(
      fc.property(currencies, minors, (currency, minor) => {
        const major = formatMajor(minor, currency);
        for (const form of ['number', 'point', 'comma'] as const) {
          const raw = repeatForm(major, form);
          expect(minorOf(raw, currency)).toBe(minor);
          if (exponentOf(currency) > 0 && form !== 'number') {
            expect(parseAmount(raw, currency)).toMatchObject({ form });
          }
        }
      }),
    );
  });
  it('never throws and never returns a fraction, for any input', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const parsed = parseAmount(raw, 'EUR');
        expect(parsed.ok ? Number.isInteger(parsed.amountMinor) && parsed.amountMinor > 0 : true).toBe(true);
      }),
    );
  });
  it('reads every cent up to a thousand euros exactly', () => {
    for (let minor = 1; minor <= 100_000; minor++) expect(minorOf(minor / 100)).toBe(minor);
  });
});
