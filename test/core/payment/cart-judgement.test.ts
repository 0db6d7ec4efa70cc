import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, judgeCart, readThousandths } from '../../../src/core/payment/cart-judgement.ts';
import { cartItem } from '../../../src/core/payment/payment-request.ts';

/** The item in the sample request of HiPay's document. */
const sampleItem = {
  european_article_numbering: 4711892728946,
  product_reference: 'NF-a1690',
  type: 'good',
  quantity: 1,
  name: 'My first product',
  unit_price: 8.99,
  tax_rate: 0,
  discount: 0,
  total_amount: 8.99,
};
const line = (change: Record<string, unknown>) => ({ ...sampleItem, ...change });

/** support.hipay.com 115001660469: 8.99 + 39.5 + 10 - 5.5 = 52.99. */
const basketPage = [
  line({}),
  line({ quantity: 4, unit_price: 10.5, discount: -2.5, total_amount: 39.5 }),
  line({ type: 'fee', unit_price: 10, total_amount: 10 }),
  line({ type: 'discount', unit_price: 0, discount: -5.5, total_amount: -5.5 }),
];

describe('a cart that adds up', () => {
  test.each([
    ['a single object', sampleItem, 899],
    ['a list', [sampleItem], 899],
    ['{items}', { items: [sampleItem] }, 899],
    ["the basket page's example", basketPage, 5299],
    [
      'a positive discount (iOS sample)',
      line({ quantity: 2, unit_price: 30.5, discount: 3, total_amount: 58 }),
      5800,
    ],
    [
      'decimal commas and texts',
      line({ unit_price: '8,99', total_amount: '8.99', quantity: '1', tax_rate: '8.20' }),
      899,
    ],
    [
      'numbers of pieces as the decimals of a database',
      [
        line({ unit_price: 1, total_amount: 2, quantity: '2.000' }),
        line({ unit_price: 1, total_amount: 3, quantity: '3,0' }),
      ],
      500,
    ],
    ['three-decimal prices within a cent', line({ quantity: 3, unit_price: 3.333, total_amount: 10 }), 1000],
    [
      '30 pieces at 0.333 with the total 10.00',
      line({ quantity: 30, unit_price: 0.333, total_amount: 10 }),
      1000,
    ],
    [
      '30 pieces at 0.333 with the total 9.99, one cent below the amount',
      line({ quantity: 30, unit_price: 0.333, total_amount: 9.99 }),
      1000,
    ],
    [
      '300 pieces at 0.333 with the total 100.00',
      line({ quantity: 300, unit_price: 0.333, total_amount: 100 }),
      10_000,
    ],
    [
      '300 pieces at 0.333 with the multiplied total 99.90',
      line({ quantity: 300, unit_price: 0.333, total_amount: 99.9 }),
      10_000,
    ],
    [
      '6 pieces at 1.67 with the total 10.00',
      line({ quantity: 6, unit_price: 1.67, total_amount: 10 }),
      1000,
    ],
    ['one cent less than the amount', line({}), 900],
    ["a till's float noise", line({ unit_price: 0.1 + 0.2, total_amount: 0.3 }), 30],
    ['no EAN and no discount', line({ european_article_numbering: undefined, discount: null }), 899],
  ])('%s is sent', (_name, raw, amountMinor) => {
    const judged = judgeCart(raw, amountMinor, 'EUR');
    expect(judged.reason).toBeUndefined();
    expect(judged.items.length).toBeGreaterThan(0);
  });

  test('is sent with its values as numbers, the EAN as a text and a negative discount', () => {
    expect(JSON.stringify(judgeCart(sampleItem, 899, 'EUR').items)).toBe(
      '[{"european_article_numbering":"4711892728946","product_reference":"NF-a1690","type":"good","quantity":1,' +
        '"name":"My first product","unit_price":8.99,"tax_rate":0,"discount":0,"total_amount":8.99}]',
    );
    expect(judgeCart(line({ discount: 1, total_amount: 7.99 }), 799, 'EUR').items[0]?.discount).toBe(-1);
  });

  test('is added up in the decimals of the currency', () => {
    const yen = line({ unit_price: 500, total_amount: 500 });
    expect(judgeCart(yen, 500, 'JPY').items).toHaveLength(1);
    const thirds = line({ quantity: 3, unit_price: 333, total_amount: 1000 });
    expect(judgeCart(thirds, 1000, 'JPY').items).toHaveLength(1);
    expect(judgeCart(line({ unit_price: 1.234, total_amount: 1.234 }), 1234, 'KWD').items).toHaveLength(1);
  });
});

describe('an empty cart', () => {
  test.each([[undefined], [null], [[]], [{}], [{ items: [] }]])('such as %j needs no reason', (raw) => {
    expect(judgeCart(raw, 899, 'EUR')).toEqual({ items: [] });
  });
});

describe('an empty cart with a reason is sent instead of', () => {
  test.each([
    ["the sample of HiPay's document: 8.99 for 10.23", sampleItem, 1023, 'add up to 8.99'],
    ['a cart that is two cents below the amount', sampleItem, 901, 'not the amount'],
    [
      '100 pieces at a price in whole cents, six cents below the amount',
      line({ quantity: 100, unit_price: 0.5, total_amount: 50 }),
      5006,
      'not the',
    ],
    [
      '30 pieces at 0.333 with the total 9.99 for the amount 10.01',
      line({ quantity: 30, unit_price: 0.333, total_amount: 9.99 }),
      1001,
      'not the amount',
    ],
    [
      '30 pieces at 0.333 with the total 10.01',
      line({ quantity: 30, unit_price: 0.333, total_amount: 10.01 }),
      1001,
      'unit_price x',
    ],
    ['a text', 'two apples', 899, 'must be an item'],
    ['items that are no list', { items: 'x' }, 899, 'must be an item'],
    ['a line that is a number', [7], 899, 'cart item 1: must be an object'],
    ['an item without a reference', line({ product_reference: undefined }), 899, 'product_reference'],
    ['an item with an empty name', line({ name: ' ' }), 899, 'name'],
    ['an item of a type that HiPay does not know', line({ type: 'service' }), 899, 'type'],
    ['an item with a quantity of 1.5', line({ quantity: 1.5 }), 899, 'quantity'],
    ['an item with a quantity of "1.500"', line({ quantity: '1.500' }), 899, 'quantity'],
    ['an item without a quantity', line({ quantity: undefined }), 899, 'quantity'],
    ['an item with a quantity of 0', line({ quantity: 0 }), 899, 'quantity'],
    ['an item with a price in words', line({ unit_price: 'ten' }), 899, 'unit_price'],
    ['an item without a tax rate', line({ tax_rate: undefined }), 899, 'tax_rate'],
    ['an item with a discount in words', line({ discount: 'some' }), 899, 'discount'],
    ['an item without a total', line({ total_amount: undefined }), 899, 'total_amount'],
    ['a line that does not add up', line({ quantity: 2 }), 899, 'unit_price x quantity'],
    ['more than 500 lines', Array.from({ length: 501 }, () => sampleItem), 899, 'more than 500'],
  ])('%s', (_name, raw, amountMinor, reason) => {
    const judged = judgeCart(raw, amountMinor, 'EUR');
    expect(judged.items).toEqual([]);
    expect(judged.reason).toContain(reason);
  });
});

test('returns valid items for any JSON of a till, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 99_999_999 }), (raw, amountMinor) => {
      const judged = judgeCart(raw, amountMinor, 'EUR');
      for (const item of judged.items) cartItem.parse(item);
    }),
  );
});

test('sends any list of lines whose totals add up to the amount, with unit prices rounded by the till', () => {
  const anyLine = fc.record({
    total: fc.integer({ min: 1, max: 100_000 }),
    quantity: fc.integer({ min: 1, max: 999 }),
    decimals: fc.constantFrom(2, 3),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), (lines) => {
      const amount = lines.reduce((sum, { total }) => sum + total, 0);
      const raw = lines.map(({ total, quantity, decimals }) =>
        line({
          quantity,
          unit_price: Number((total / 100 / quantity).toFixed(decimals)),
          total_amount: total / 100,
        }),
      );
      expect(judgeCart(raw, amount, 'EUR').reason).toBeUndefined();
    }),
  );
});

test('sends any list of valid lines whose totals add up to the amount', () => {
  const cents = fc.integer({ min: 1, max: 100_000 });
  const anyLine = fc.record({ unit: cents, quantity: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), (lines) => {
      const amount = lines.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0);
      const raw = lines.map(({ unit, quantity }) =>
        line({ quantity, unit_price: unit / 100, total_amount: (unit * quantity) / 100 }),
      );
      expect(judgeCart(raw, amount, 'EUR').items).toHaveLength(lines.length);
    }),
  );
});

test('keeps three decimals in a JSON number', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (thousandths) => {
      const text = JSON.stringify(decimalOf(BigInt(thousandths)));
      expect(readThousandths(JSON.parse(text))).toBe(BigInt(thousandths));
    }),
  );
});
