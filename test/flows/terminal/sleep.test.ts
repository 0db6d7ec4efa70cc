import { describe, expect, it } from 'vitest';
import { Shop } from '../shop.ts';

const minutes = 60_000;

describe('the computer sleeps', () => {
  it('between two payments: the next one works as usual', async () => {
    const shop = await Shop.open();
    await shop.pay();
    await shop.clock.sleep(9 * 60 * minutes);
    expect(await shop.pay({ orderId: 'Order_2' })).toMatchObject({
      outcome: 'APPROVED',
      notification: { sent: true },
    });
    expect(shop.movedAmounts).toHaveLength(2);
  });
  it('while the customer pays: the answer is read or comes late, and the customer is charged once', async () => {
    const shop = await Shop.open('slow-customer');
    const paying = shop.payLater();
    await shop.clock.advance(5000);
    await shop.clock.sleep(30 * minutes);
    const { outcome } = await shop.clock.until(paying);
    // Both timers were due when the computer woke: in either order the journal ends with the terminal's result.
    expect(['APPROVED', 'UNKNOWN']).toContain(outcome);
    await shop.clock.advance(30_000);
    expect(shop.records).toMatchObject([{ state: 'answered', outcome: 'APPROVED' }]);
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('before the terminal has taken the request: the payment is not sent', async () => {
    const shop = await Shop.open('silent-at-2');
    const paying = shop.payLater();
    await shop.clock.advance(1000);
    await shop.clock.sleep(10 * minutes);
    expect(await shop.clock.until(paying)).toMatchObject({ outcome: 'NOT_SENT' });
    expect(shop.movedAmounts).toEqual([]);
  });
  it('while HiPay is unreachable: the pending notifications are sent when it wakes', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', notification: { sent: false } });
    await shop.clock.sleep(12 * 60 * minutes);
    shop.gatewayDown = false;
    await shop.clock.advance(16 * minutes);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
});
