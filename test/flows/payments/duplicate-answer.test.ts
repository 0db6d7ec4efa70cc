import { describe, expect, it } from 'vitest';
import { Shop } from '../shop.ts';

const network = { terminal: { language: 'caisse-ap-v3' as const } };
const duplicate = { transactionType: 'Duplicate' as const };

describe('the answer to a duplicate', () => {
  it('names the order that was paid, and the amount that the terminal reports', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    const answer = await shop.pay({ ...duplicate, orderId: 'Order_2', amountMinor: 1 });
    expect(answer).toMatchObject({
      duplicateOf: 'Order_1',
      told: { amountMinor: 1023, currencyNumeric: '978' },
    });
  });

  it('says that nothing was sent for its own order number, which can still be paid', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    const never = { orderId: 'Order_never_sold' };
    expect(await shop.pay({ ...duplicate, ...never })).toMatchObject({
      outcome: 'APPROVED',
      charge: 'nothing-sent',
    });
    expect(await shop.pay(never)).toMatchObject({ charge: 'charged', replayed: false });
    expect(shop.movedAmounts).toEqual([1023, 1023]);
  });

  it('names no order after two days', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    await shop.clock.advance(49 * 3_600_000);
    expect(await shop.pay(duplicate)).not.toHaveProperty('duplicateOf');
  });
});
