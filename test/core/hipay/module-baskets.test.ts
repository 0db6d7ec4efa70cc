import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNotifications } from '../../../src/core/hipay/passive-order.ts';
import { judgeCart } from '../../../src/core/payment/cart-judgement.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

// HiPay's public modules for WooCommerce and PrestaShop make baskets for online orders, and tills copy their arithmetic.
// This file computes such baskets by the documents of the modules, without their code. Every such basket must reach HiPay.

const round = (value: number, digits: number): number => {
  const scale = 10 ** digits;
  return Math.round((value + Math.sign(value) * 1e-9) * scale) / scale;
};

const settings = someSettings({
  contracts: { proxy: { merchantId: '1', paymentApplication: '001', rank: '001' } },
});

/** The basket that HiPay gets with a payment of this amount. */
async function basketOf(cart: readonly object[], amount: number): Promise<readonly unknown[]> {
  const amountMinor = Math.round(amount * 100);
  // The cart as it arrives in JSON, which keeps the rounding errors of floats.
  const judged = judgeCart(JSON.parse(JSON.stringify(cart)), amountMinor, 'EUR');
  expect(judged.reason).toBeUndefined();
  const record = aRecord({
    request: aRequest({ amountMinor, cart: judged.items }),
    answer: { status: '0', amountMinor, receivedAt: 1, late: false },
  });
  const digest = { sha1: async () => '' };
  const [entry] = await createNotifications(record, settings, digest, () => 'n', 1);
  return JSON.parse(entry?.fields.find(([name]) => name === 'basket')?.[1] ?? '[]');
}

describe('a basket of WooCommerce', () => {
  interface Line {
    readonly quantity: number;
    /** Prices without tax, in cents, as the merchant typed them. `regular`: before the sale. */
    readonly price: number;
    readonly regular: number;
    readonly rate: number;
    /** Share of the line that coupons take. */
    readonly coupon: number;
  }

  /** A line with tax; neither price nor tax is rounded. The unit price is before the sale, `discount` is what the sale saves. */
  function goodOf({ quantity, price, regular, rate, coupon }: Line) {
    const net = (price / 100) * quantity * (1 - coupon);
    const total = net + (net * rate) / 100;
    const onSale = regular > price;
    const discount = onSale ? -1 * round((regular / 100) * quantity - (price / 100) * quantity, 2) : 0;
    return {
      european_article_numbering: null,
      product_reference: 'product-1',
      type: 'good',
      name: 'A thing',
      quantity,
      unit_price: round((total - discount) / quantity, 3),
      tax_rate: rate.toFixed(4),
      discount,
      total_amount: total,
      product_category: 1,
    };
  }

  const feeOf = (cost: number, rate: number) => {
    const price = round(cost + (cost * rate) / 100, 2);
    return {
      product_reference: 'flat_rate',
      type: 'fee',
      name: 'Flat rate',
      quantity: 1,
      unit_price: price,
      tax_rate: rate,
      discount: 0,
      total_amount: price,
    };
  };

  /** The line of the coupons names only their codes: their amount is already subtracted from the other lines. */
  const couponLine = {
    product_reference: 'ten/summer',
    type: 'discount',
    name: 'ten/summer',
    quantity: 1,
    unit_price: 0,
    tax_rate: 0,
    discount: 0,
    discount_description: '10/5',
    total_amount: 0,
  };

  const sumOf = (cart: readonly { total_amount: number }[]) =>
    round(
      cart.reduce((sum, { total_amount }) => sum + total_amount, 0),
      2,
    );

  it('sends a sale of three pieces at 8.25 instead of 10.00, with shipping', async () => {
    const line = { quantity: 3, price: 825, regular: 1000, rate: 20, coupon: 0 };
    const cart = [goodOf(line), feeOf(4.9, 20)];
    expect(cart[0]).toMatchObject({ unit_price: 11.65, discount: -5.25 });
    expect(await basketOf(cart, sumOf(cart))).toMatchObject([
      { quantity: 3, unit_price: 11.65, tax_rate: 20, discount: -5.25, total_amount: 29.7 },
      { type: 'fee', unit_price: 5.88, total_amount: 5.88 },
    ]);
  });
  it('sends a basket with a coupon, whose line has the amount zero', async () => {
    const cart = [
      goodOf({ quantity: 7, price: 333, regular: 333, rate: 5.5, coupon: 0.1 }),
      feeOf(0, 20),
      couponLine,
    ];
    expect(await basketOf(cart, sumOf(cart))).toHaveLength(3);
  });
  it('sends baskets of any lines, sales, rates and coupons', async () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 300 }),
      price: fc.integer({ min: 1, max: 50_000 }),
      regular: fc.integer({ min: 1, max: 60_000 }),
      rate: fc.constantFrom(0, 2.1, 5.5, 8.5, 10, 20, 21),
      coupon: fc.constantFrom(0, 0.05, 0.1, 1 / 3),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 2000 }),
        async (lines, shipping) => {
          const cart = [...lines.map(goodOf), feeOf(shipping / 100, 20), couponLine];
          const amount = sumOf(cart);
          fc.pre(amount >= 0.01);
          expect(await basketOf(cart, amount)).toHaveLength(cart.length);
        },
      ),
      runs(100),
    );
  });
});

describe('a basket of PrestaShop', () => {
  interface Line {
    readonly quantity: number;
    /** Tax included, in hundred thousandths of a euro. */
    readonly price: number;
    readonly rate: number;
  }

  const priceOf = ({ price }: Line) => price / 100_000;

  /** Prices are texts with three decimals. */
  function goodOf(line: Line) {
    const unitPrice = round(priceOf(line), 3).toFixed(3);
    return {
      european_article_numbering: '',
      product_reference: 'ref-1',
      type: 'good',
      name: 'A thing',
      quantity: line.quantity,
      unit_price: unitPrice,
      tax_rate: line.rate,
      discount: 0,
      total_amount: round(Number(unitPrice) * line.quantity, 3).toFixed(3),
      product_category: 1,
    };
  }

  /** All cart rules in one line: the price is negative, and the discount zero. */
  const rulesLine = (cents: number) => ({
    product_reference: 'WELCOME/SUMMER',
    type: 'discount',
    name: 'Welcome/Summer',
    quantity: 1,
    unit_price: (-cents / 100).toFixed(2),
    tax_rate: 0,
    discount: 0,
    total_amount: (-cents / 100).toFixed(2),
  });

  const flatLine = (type: 'good' | 'fee', reference: string | number, cents: number) => ({
    product_reference: reference,
    type,
    name: 'Carrier',
    quantity: 1,
    unit_price: (cents / 100).toFixed(2),
    tax_rate: 0.2,
    discount: 0,
    total_amount: (cents / 100).toFixed(2),
  });

  /** What the shop charges for the goods, with its two usual ways of rounding: each line (its default), or the total. */
  const chargedFor = {
    line: (lines: readonly Line[]) =>
      lines.reduce((sum, line) => sum + round(priceOf(line) * line.quantity, 2), 0),
    total: (lines: readonly Line[]) =>
      round(
        lines.reduce((sum, line) => sum + priceOf(line) * line.quantity, 0),
        2,
      ),
  };

  it('sends five lines at 8.264, each charged 8.26', async () => {
    const lines = Array.from({ length: 5 }, () => ({ quantity: 1, price: 826_400, rate: 20 }));
    expect(await basketOf(lines.map(goodOf), chargedFor.line(lines))).toHaveLength(5);
  });
  it('sends wrapping, cart rules and a carrier without a reference', async () => {
    const lines = [{ quantity: 2, price: 1_199_000, rate: 20 }];
    const cart = [
      ...lines.map(goodOf),
      flatLine('good', 'wrapping', 250),
      rulesLine(500),
      flatLine('fee', 0, 490),
    ];
    expect(await basketOf(cart, 23.98 + 2.5 - 5 + 4.9)).toMatchObject([
      { unit_price: 11.99, total_amount: 23.98 },
      { product_reference: 'wrapping', total_amount: 2.5 },
      { type: 'discount', unit_price: -5, discount: 0, total_amount: -5 },
      { type: 'fee', product_reference: '0', total_amount: 4.9 },
    ]);
  });
  it.each(['line', 'total'] as const)(
    'sends any lines, rules and carriers, if each %s is rounded',
    async (rounded) => {
      const line = fc.record({
        quantity: fc.integer({ min: 1, max: 300 }),
        price: fc.integer({ min: 1000, max: 50_000_000 }),
        rate: fc.constantFrom(0, 5.5, 10, 20),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(line, { minLength: 1, maxLength: 12 }),
          fc.integer({ min: 1, max: 2000 }),
          async (lines, carrier) => {
            const cart = [...lines.map(goodOf), rulesLine(1), flatLine('fee', 'carrier', carrier)];
            const amount = chargedFor[rounded](lines) - 0.01 + carrier / 100;
            expect(await basketOf(cart, amount)).toHaveLength(cart.length);
          },
        ),
        runs(100),
      );
    },
  );
});
