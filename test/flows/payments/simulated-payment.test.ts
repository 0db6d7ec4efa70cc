import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

// A shop tries the connector with a simulated terminal, and then uses a real one. Both write into the same journal.

type Link = 'simulated' | 'web-serial';
async function useLink(shop: Shop, link: Link): Promise<void> {
  if (shop.settingsStore.stored) shop.settingsStore.stored.terminal.link = link;
  await shop.start();
}

const paid = { outcome: 'APPROVED', charge: 'charged' };

describe('an order that was paid at a simulated terminal', () => {
  it('is charged at the real terminal, once', async () => {
    const shop = await Shop.open();
    expect(await shop.pay()).toMatchObject({ ...paid, simulated: true, replayed: false });
    await useLink(shop, 'web-serial');
    expect(await shop.connector.findOrder({ orderId: 'Order_1' })).toBeNull();
    expect(await shop.pay()).toMatchObject({ ...paid, simulated: false, replayed: false });
    expect(await shop.pay()).toMatchObject({ ...paid, simulated: false, replayed: true });
    expect(shop.movedAmounts).toEqual([1023, 1023]);
  });

  it('can have another amount at the real terminal', async () => {
    const shop = await Shop.open();
    await shop.pay();
    await useLink(shop, 'web-serial');
    expect(await shop.pay({ amountMinor: 500 })).toMatchObject({ ...paid, amountMinor: 500 });
  });

  it('is refused at the real terminal, and is not reported as paid', async () => {
    const shop = await Shop.open('refuse', { terminal: { link: 'web-serial' } });
    await shop.storage.journal.write(aRecord({ state: 'answered', ...paid, outcome: 'APPROVED' }));
    expect(await shop.pay()).toMatchObject({ outcome: 'DECLINED', charge: 'not-charged', simulated: false });
  });

  it('is answered again while the terminal is simulated', async () => {
    const shop = await Shop.open();
    await shop.pay();
    await useLink(shop, 'simulated');
    expect(await shop.pay()).toMatchObject({ ...paid, simulated: true, replayed: true });
  });
});

describe('an order that was paid at a real terminal', () => {
  it('is never charged again, whatever the terminal was in between', async () => {
    const shop = await Shop.open('accept', { terminal: { link: 'web-serial' } });
    expect(await shop.pay()).toMatchObject({ ...paid, simulated: false });
    for (const link of ['simulated', 'web-serial'] as const) {
      await useLink(shop, link);
      expect(await shop.pay()).toMatchObject({ ...paid, simulated: false, replayed: true });
    }
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

describe('an order in doubt', () => {
  const inDoubt = (change: Partial<PaymentRecord>) =>
    aRecord({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown', ...change });

  it('does not stop the real payment if its own payment was simulated', async () => {
    const shop = await Shop.open('accept', { terminal: { link: 'web-serial' } });
    await shop.storage.journal.write(inDoubt({}));
    expect(await shop.pay()).toMatchObject(paid);
  });

  it('is not charged if it is not known that its payment was simulated', async () => {
    const shop = await Shop.open('accept', { terminal: { link: 'web-serial' } });
    await shop.storage.journal.write(inDoubt({ onlyLeave: true }));
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });
    expect(shop.movedAmounts).toEqual([]);
  });

  it('does not hold another sale of the same amount if its payment was simulated', async () => {
    const holding = { terminal: { link: 'web-serial' as Link }, holdSameAmount: true };
    for (const [change, failure] of [
      [{}, undefined],
      [{ onlyLeave: true as const }, 'same-amount-in-doubt'],
    ] as const) {
      const shop = await Shop.open('accept', holding);
      const orderId = 'Trial_1';
      await shop.storage.journal.write(
        inDoubt({ orderId, request: aRequest({ orderId }), updatedAt: shop.clock.now(), ...change }),
      );
      const byTill = { givePermit: async () => true as const };
      const answer = await shop.clock.until(shop.connector.takePayment(aRequest({}), byTill));
      expect(answer.failure).toBe(failure);
    }
  });
});
