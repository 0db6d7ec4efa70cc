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
    ['.50', 50],
    [',50', 50],
    ['10.', 1000],
    ['10,', 1000],
    ['0.500', 50],
    ['1234.500', 123450],
    ['10,2300', 1023],
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
    '1.000,50',
    '.',
    ',',
    '+',
    '-.50',
    '１０',
    1e9,
    1_000_000,
  ])('refuses %j', (raw) => expect(parseAmount(raw, 'EUR').ok).toBe(false));

  it.each([
    [3.3000000000000003, 330],
    ['3.3000000000000003', 330],
    [19.990000000000002, 1999],
    [10.229999542236328, 1023],
    [299.989990234375, 29999],
    [1234.56005859375, 123456],
    [10.22999, 1023],
  ])('reads %j, which has a float error, as %i cents', (raw, minor) => expect(minorOf(raw)).toBe(minor));

  it.each([1.005, 10.234, '10.2345', 10.22998, 1234.5601, 0.004, 99999.9911])(
    'refuses %j, which is too far from a whole cent to be a float error',
    (raw) => expect(parseAmount(raw, 'EUR')).toMatchObject({ problem: 'too-many-decimals' }),
  );

  it.each([
    ['1,000', 'EUR'],
    ['1.000', 'EUR'],
    ['12.300', 'EUR'],
    ['999,999', 'EUR'],
    ['1.000', 'JPY'],
  ] as const)('refuses %j %s, which may have a sign between thousands', (raw, currency) =>
    expect(parseAmount(raw, currency)).toMatchObject({ problem: 'unclear' }),
  );

  it('explains a refusal, and how to write the amount', () => {
    expect(minorOf('1,000')).toBe(
      'may mean 1000 or 1.000 EUR: write it without a sign between thousands, and with 2 decimals',
    );
    expect(minorOf('10.234')).toContain('may mean 10234 or 10.234 EUR');
    expect(minorOf('1 000,00')).toContain('such as 102.30');
    expect(minorOf(10.234)).toBe('has more than the 2 decimals of EUR: round it first, such as 102.30');
    expect(minorOf(1e6)).toContain('at most 999999.99 EUR');
  });

  it('uses the decimals of each currency', () => {
    expect(minorOf('500', 'JPY')).toBe(500);
    expect(minorOf('500.5', 'JPY')).toContain('decimals');
    expect(minorOf(500.00001, 'JPY')).toBe(500);
    expect(minorOf('1.234', 'KWD')).toBe(1234);
    expect(minorOf('1.000', 'KWD')).toBe(1000);
    expect(minorOf(0.1 + 0.2, 'KWD')).toBe(300);
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
  it('reads every sum of a till that computes with doubles', () => {
    fc.assert(
      fc.property(
        currencies,
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 50 }),
        (currency, prices) => {
          const scale = 10 ** exponentOf(currency);
          const sum = prices.reduce((total, price) => total + price / scale, 0);
          const minor = prices.reduce((total, price) => total + price, 0);
          expect(minorOf(sum, currency)).toBe(minor);
          expect(minorOf(sum.toFixed(20), currency)).toBe(minor);
        },
      ),
    );
  });
  it('reads every amount up to sixteen thousand that was a single-precision float', () => {
    fc.assert(
      fc.property(currencies, fc.nat(), (currency, any) => {
        const scale = 10 ** exponentOf(currency);
        const minor = 1 + (any % Math.min(16_000 * scale, 1_600_000));
        expect(minorOf(Math.fround(minor / scale), currency)).toBe(minor);
      }),
    );
  });
  it('differs from the sent amount by at most a tenth of a minor unit and at most a float error', () => {
    fc.assert(
      fc.property(
        currencies,
        minors,
        fc.double({ min: -1e-7, max: 1e-7, noNaN: true }),
        (currency, minor, error) => {
          const sent = (minor / 10 ** exponentOf(currency)) * (1 + error);
          const parsed = parseAmount(sent, currency);
          if (!parsed.ok) return;
          const scale = 10 ** exponentOf(currency);
          const difference = Math.abs(parsed.amountMinor / scale - sent);
          expect(difference).toBeLessThanOrEqual(0.1001 / scale);
          expect(difference).toBeLessThanOrEqual(Math.max(1.0001e-5, sent * 6.0001e-8));
        },
      ),
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
