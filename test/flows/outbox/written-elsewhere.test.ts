import { describe, expect, it } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import { Shop } from '../shop.ts';

/** A paid sale whose notification is pending, and what the second copy has got since. */
async function withPending() {
  const shop = await Shop.open();
  shop.gateway.play('error-500');
  await shop.pay();
  const [entry] = [...shop.storage.notifications.values()];
  const copied: RecordCopy[] = [];
  shop.connector.records.subscribeRecords(Number.POSITIVE_INFINITY, (copy) => copied.push(copy));
  await shop.clock.advance(1000);
  copied.length = 0;
  return { shop, entry: entry!, copied };
}

describe('a notification that the service worker writes', () => {
  it('is on the screens and in the second copy within a second', async () => {
    const { shop, entry, copied } = await withPending();
    expect(shop.snapshots.at(-1)?.outbox.pending).toBe(1);
    const delivered = { ...entry, state: 'delivered' as const, deliveredAt: shop.clock.now() };
    await shop.writeElsewhere(delivered);
    await shop.clock.advance(500);
    expect(shop.snapshots.at(-1)).toMatchObject({
      outbox: { pending: 0, parked: 0 },
      notifications: [],
      payments: [{ paymentId: entry.paymentId }],
    });
    expect(copied).toEqual([{ kind: 'notification', entry: delivered }]);
  });
  it('is shown with its reason if it is parked', async () => {
    const { shop, entry } = await withPending();
    await shop.writeElsewhere({ ...entry, state: 'parked', lastFailure: 'hipay-credentials' });
    await shop.clock.advance(500);
    expect(shop.snapshots.at(-1)).toMatchObject({
      outbox: { pending: 0, parked: 1 },
      notifications: [{ state: 'parked', failure: 'hipay-credentials' }],
    });
  });
  it('is in the second copy at once while a payment runs, and on the screens after the payment', async () => {
    const { shop, entry, copied } = await withPending();
    shop.gateway.play('accept');
    const paying = shop.payLater({ orderId: 'Order_2' });
    await shop.clock.advance(100);
    await shop.writeElsewhere({ ...entry, state: 'delivered' });
    await shop.clock.advance(100);
    expect(copied).toContainEqual({ kind: 'notification', entry: { ...entry, state: 'delivered' } });
    await shop.clock.until(paying);
    await shop.clock.advance(1000);
    expect(shop.snapshots.at(-1)?.outbox).toMatchObject({ pending: 0, parked: 0 });
  });
  it('changes nothing if the storage cannot be read then', async () => {
    const { shop, entry, copied } = await withPending();
    shop.storage.outbox.findAll = () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
    await shop.writeElsewhere({ ...entry, state: 'delivered' });
    await shop.clock.advance(100);
    expect(copied).toEqual([]);
  });
});
