import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchFor } from '../../../src/core/history/payment-search.ts';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { anyRow, aRow } from './some-rows.ts';

const row = aRow({ orderId: 'T1-20261123-0042', cardMasked: '497010******4321', amountMinor: 123_450 });

describe('a search', () => {
  it.each([
    '',
    '  ',
    '0042',
    't1-2026',
    '4321',
    '21',
    '1234,50',
    '1234.5',
    '1234',
    '1234,',
    '1234,500',
    '123450',
    '1234,5',
    '1 234,50 €',
    '€1234.50',
    '1234.50 EUR',
  ])('for "%s" finds the payment', (text) => {
    expect(searchFor(text)(row)).toBe(true);
  });
  it.each(['124', '497010', '12345', '1234,51', '1234,4', '01234', 'x', '432'])(
    'for "%s" does not find the payment',
    (text) => {
      expect(searchFor(text)(row)).toBe(false);
    },
  );
  it.each(['10', '10,', '10.2', '10,23', '1023'])('for "%s" finds 10.23, and not 100 or 102.30', (text) => {
    const found = [1023, 10_000, 10_230].map((amountMinor) =>
      searchFor(text)(aRow({ orderId: 'A', cardMasked: '497010******4321', amountMinor })),
    );
    expect(found).toEqual([true, false, false]);
  });
  it('for the requested amount finds the partial approval', () => {
    expect(searchFor('80,00')(aRow({ amountMinor: 5000, askedMinor: 8000 }))).toBe(true);
  });
  it('for the amount of a payment, typed with a point or a comma, finds the payment', () => {
    fc.assert(
      fc.property(anyRow, fc.constantFrom('.', ','), (each, mark) => {
        const typed = formatMajor(each.amountMinor, each.currency).replace('.', mark);
        expect(searchFor(typed)(each)).toBe(true);
      }),
    );
  });
  it('never throws for any text', () => {
    fc.assert(
      fc.property(anyRow, fc.string({ unit: 'grapheme' }), (each, text) => {
        expect(typeof searchFor(text)(each)).toBe('boolean');
      }),
    );
  });
});
