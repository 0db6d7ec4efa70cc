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

describe('a refused duplicate says only that it sent nothing, whatever is known of its order', () => {
  const nothingSent = { outcome: 'NOT_SENT', charge: 'nothing-sent' };

  it.each(['accept', 'half-answer'])('while another payment runs (%s)', async (script) => {
    const shop = await Shop.open(script, network);
    await shop.pay();
    await shop.start('slow-customer');
    const running = shop.payLater({ orderId: 'Order_2' });
    await shop.clock.advance(100);
    expect(await shop.pay(duplicate)).toMatchObject({ ...nothingSent, failure: 'payment-running' });
    expect(await shop.pay({ orderId: 'Order_3' })).toMatchObject({
      failure: 'payment-running',
      charge: 'not-charged',
    });
    await shop.clock.until(running);
  });

  it('while another duplicate of this number runs', async () => {
    const shop = await Shop.open('accept', network);
    const running = shop.payLater(duplicate);
    expect(await shop.pay({ ...duplicate, amountMinor: 999 })).toMatchObject({
      ...nothingSent,
      failure: 'order-id-reused',
    });
    await shop.clock.until(running);
  });

  it('if the journal cannot be read', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    shop.storage.journal.ofOrder = () => Promise.reject(new Error('the disk does not answer'));
    await shop.start();
    expect(await shop.pay(duplicate)).toMatchObject({ ...nothingSent, failure: 'cannot-record' });
  });

  it('if its record cannot be written', async () => {
    const shop = await Shop.open('accept', network);
    await shop.pay();
    shop.storage.mustFail = () => true;
    expect(await shop.pay(duplicate)).toMatchObject({ ...nothingSent, failure: 'cannot-record' });
  });
});
