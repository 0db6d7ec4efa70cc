import { describe, expect, it } from 'vitest';
import { Shop } from '../shop.ts';

const network = { terminal: { language: 'caisse-ap-v3' as const } };
const duplicate = { transactionType: 'Duplicate' as const };

describe('a duplicate of an order with an unknown outcome', () => {
  it('gives the terminal’s result, and does not settle the order', async () => {
    const shop = await Shop.open('half-answer', network);
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await shop.start('accept');
    await shop.pay({ orderId: 'Order_2' });
    expect((await shop.pay(duplicate)).outcome).toBe('APPROVED');
    const found = await shop.connector.findOrder({ orderId: 'Order_1' });
    expect(found).toMatchObject({ outcome: 'UNKNOWN', transactionType: 'Debit' });
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
  });
});

describe('a duplicate that runs', () => {
  it('does not hide its order: a till that repeats the order gets the order’s own state', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    const running = shop.payLater(duplicate);
    const [again, found] = await shop.clock.until(
      Promise.all([shop.payLater(), shop.connector.findOrder({ orderId: 'Order_1' })]),
    );
    expect(again).toMatchObject({ outcome: 'APPROVED', replayed: true, transactionType: 'Debit' });
    expect(found?.transactionType).toBe('Debit');
    expect(await shop.clock.until(running)).toMatchObject({
      outcome: 'APPROVED',
      transactionType: 'Duplicate',
    });
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

describe('a duplicate whose end cannot be written down', () => {
  it('is answered as not sent, not as unknown: it moves no money', async () => {
    const shop = await Shop.open('silent-at-5', network);
    shop.storage.mustFail = ({ state }) => state === 'closed';
    expect(await shop.pay(duplicate)).toMatchObject({ outcome: 'NOT_SENT' });
  });
});
