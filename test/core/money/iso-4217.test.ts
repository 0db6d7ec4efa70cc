import { data } from 'currency-codes';
import { describe, expect, it } from 'vitest';
import { currencyOfNumeric, exponentOf, numericCode } from '../../../src/core/money/currency.ts';
import { iso4217 } from '../../../src/core/money/iso-4217.generated.ts';

describe('the ISO 4217 table', () => {
  it('agrees with the published list in every row, and has the Caribbean guilder', () => {
    const published = new Map(
      data.map(({ code, number, digits }) => [code, { numeric: number, exponent: digits }]),
    );
    // The package with the published list does not have the Caribbean guilder (XCG) of 2025 yet.
    const { XCG, ...rest } = iso4217;
    for (const [code, row] of Object.entries(rest)) expect(published.get(code), code).toEqual(row);
    expect(XCG).toEqual({ numeric: '532', exponent: 2 });
  });
  it('has a different number for each currency', () => {
    const numbers = Object.values(iso4217).map(({ numeric }) => numeric);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
  it('has two decimals for currencies that Intl shows without decimals', () => {
    expect((['HUF', 'IDR', 'ALL'] as const).map(exponentOf)).toEqual([2, 2, 2]);
    expect(exponentOf('JPY')).toBe(0);
    expect(exponentOf('TND')).toBe(3);
  });
  it('maps codes to numbers and back', () => {
    expect(numericCode('EUR')).toBe('978');
    expect(currencyOfNumeric('978')).toBe('EUR');
    expect(currencyOfNumeric('000')).toBeUndefined();
  });
});
