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
const line = (over: Record<string, unknown>) => ({ ...sampleItem, ...over });

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
    ['three-decimal prices within a cent', line({ quantity: 3, unit_price: 3.333, total_amount: 10 }), 1000],
    ['30 at 0.333 for 10.00', line({ quantity: 30, unit_price: 0.333, total_amount: 10 }), 1000],
    [
      '30 at 0.333, of which the total is 9.99',
      line({ quantity: 30, unit_price: 0.333, total_amount: 9.99 }),
      1000,
    ],
    ['300 at 0.333 for 100.00', line({ quantity: 300, unit_price: 0.333, total_amount: 100 }), 10_000],
    ['300 at 0.333, multiplied', line({ quantity: 300, unit_price: 0.333, total_amount: 99.9 }), 10_000],
    ['6 at 1.67, a price in whole cents', line({ quantity: 6, unit_price: 1.67, total_amount: 10 }), 1000],
    ['one cent less than the amount', line({}), 900],
    ["a till's float noise", line({ unit_price: 0.1 + 0.2, total_amount: 0.3 }), 30],
    ['no EAN and no discount', line({ european_article_numbering: undefined, discount: null }), 899],
  ])('%s is sent', (_name, raw, amountMinor) => {
    const judged = judgeCart(raw, amountMinor, 'EUR');
    expect(judged.reason).toBeUndefined();
    expect(judged.items.length).toBeGreaterThan(0);
  });

  test('is sent with numbers, the EAN as a text and a negative discount', () => {
    expect(JSON.stringify(judgeCart(sampleItem, 899, 'EUR').items)).toBe(
      '[{"european_article_numbering":"4711892728946","product_reference":"NF-a1690","type":"good","quantity":1,' +
        '"name":"My first product","unit_price":8.99,"tax_rate":0,"discount":0,"total_amount":8.99}]',
    );
    expect(judgeCart(line({ discount: 1, total_amount: 7.99 }), 799, 'EUR').items[0]?.discount).toBe(-1);
  });

  test('counts in the decimals of the currency', () => {
    const yen = line({ unit_price: 500, total_amount: 500 });
    expect(judgeCart(yen, 500, 'JPY').items).toHaveLength(1);
    const thirds = line({ quantity: 3, unit_price: 333, total_amount: 1000 });
    expect(judgeCart(thirds, 1000, 'JPY').items).toHaveLength(1);
    expect(judgeCart(line({ unit_price: 1.234, total_amount: 1.234 }), 1234, 'KWD').items).toHaveLength(1);
  });
});

describe('no cart', () => {
  test.each([[undefined], [null], [[]], [{}], [{ items: [] }]])('%j gives no reason', (raw) => {
    expect(judgeCart(raw, 899, 'EUR')).toEqual({ items: [] });
  });
});

describe('an invalid cart is sent empty, with the reason', () => {
  test.each([
    ["the sample of HiPay's document: 8.99 for 10.23", sampleItem, 1023, 'add up to 8.99'],
    ['two cents off', sampleItem, 901, 'not the amount'],
    [
      '100 in whole cents, six cents off',
      line({ quantity: 100, unit_price: 0.5, total_amount: 50 }),
      5006,
      'not the',
    ],
    [
      '30 at 0.333 for 10.01',
      line({ quantity: 30, unit_price: 0.333, total_amount: 9.99 }),
      1001,
      'not the amount',
    ],
    [
      '30 at 0.333 as 10.01',
      line({ quantity: 30, unit_price: 0.333, total_amount: 10.01 }),
      1001,
      'unit_price x',
    ],
    ['a text', 'two apples', 899, 'must be an item'],
    ['items that are no list', { items: 'x' }, 899, 'must be an item'],
    ['a line that is a number', [7], 899, 'cart item 1: must be an object'],
    ['no reference', line({ product_reference: undefined }), 899, 'product_reference'],
    ['an empty name', line({ name: ' ' }), 899, 'name'],
    ['a type HiPay does not know', line({ type: 'service' }), 899, 'type'],
    ['half a piece', line({ quantity: 1.5 }), 899, 'quantity'],
    ['no quantity', line({ quantity: undefined }), 899, 'quantity'],
    ['quantity 0', line({ quantity: 0 }), 899, 'quantity'],
    ['a price in words', line({ unit_price: 'ten' }), 899, 'unit_price'],
    ['no tax rate', line({ tax_rate: undefined }), 899, 'tax_rate'],
    ['a discount in words', line({ discount: 'some' }), 899, 'discount'],
    ['no total', line({ total_amount: undefined }), 899, 'total_amount'],
    ['a line that does not add up', line({ quantity: 2 }), 899, 'unit_price x quantity'],
    ['more than 500 lines', Array.from({ length: 501 }, () => sampleItem), 899, 'more than 500'],
  ])('%s', (_name, raw, amountMinor, reason) => {
    const judged = judgeCart(raw, amountMinor, 'EUR');
    expect(judged.items).toEqual([]);
    expect(judged.reason).toContain(reason);
  });
});

test('never throws for any JSON of a till', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 99_999_999 }), (raw, amountMinor) => {
      const judged = judgeCart(raw, amountMinor, 'EUR');
      for (const item of judged.items) cartItem.parse(item);
    }),
  );
});

test('sends any list of lines whose totals are the amount, with unit prices rounded by the till', () => {
  const filled = fc.record({
    total: fc.integer({ min: 1, max: 100_000 }),
    quantity: fc.integer({ min: 1, max: 999 }),
    decimals: fc.constantFrom(2, 3),
  });
  fc.assert(
    fc.property(fc.array(filled, { minLength: 1, maxLength: 8 }), (lines) => {
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

test('sends any list of valid lines whose totals are the amount', () => {
  const cents = fc.integer({ min: 1, max: 100_000 });
  const filled = fc.record({ unit: cents, quantity: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(fc.array(filled, { minLength: 1, maxLength: 8 }), (lines) => {
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
